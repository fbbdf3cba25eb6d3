/// What the audit was made from, to the byte.
enum HTMLAppendix {
  static func write(_ audit: Audit, into sink: inout OutputSink) {
    let record = audit.record
    sink.write("<p>\(HTMLText.escaped(AuditWords.origin(record))); expression environment \(AuditRecord.expressionVersion). ")
    sink.write("The full record, with every value that was read, is what <code>govlint audit --format json</code> writes from the same commit.</p>\n")
    writeOptions(record, into: &sink)
    let configuration = record.origin.configuration.map { [($0.path, $0.sha256)] } ?? []
    write("Configuration and manifests", configuration + record.files.map { ($0.path, $0.sha256) }, into: &sink)
    let folders = record.origin.modules.map { ("module \($0.name)\($0.isBuiltIn ? "" : " (own)")", $0.sha256) }
    write("Rule modules and kinds", folders + record.origin.kinds.map { ("kind \($0.name)\($0.isBuiltIn ? "" : " (own)")", $0.sha256) }, into: &sink)
  }

  private static func writeOptions(_ record: AuditRecord, into sink: inout OutputSink) {
    let paths = record.origin.paths.isEmpty ? [] : [("paths", record.origin.paths.joined(separator: " "))]
    let options = record.origin.options.map { ($0.name, $0.value) } + paths
    guard !options.isEmpty else { return }
    sink.write("<dl class=\"facts\">\n")
    for (name, value) in options { sink.write("<div><dt>\(HTMLText.escaped(name))</dt><dd>\(HTMLText.isolated(value))</dd></div>\n") }
    sink.write("</dl>\n")
  }

  private static func write(_ title: String, _ rows: [(String, String)], into sink: inout OutputSink) {
    guard !rows.isEmpty else { return }
    sink.write("<h3>\(title)</h3>\n<table class=\"stack\">\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n")
    for (name, digest) in rows {
      sink.write("<tr><th scope=\"row\">\(HTMLText.isolated(name))</th><td><code>\(digest)</code></td></tr>\n")
    }
    sink.write("</tbody>\n</table>\n")
  }
}
