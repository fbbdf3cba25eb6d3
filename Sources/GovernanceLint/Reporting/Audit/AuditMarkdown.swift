/// The audit for a wiki, a ticket or a pull request.
enum AuditMarkdown {
  /// `markdown`.
  static let form = AuditForm(name: "markdown", summary: "tables for a wiki, a ticket or a pull request", render: render)

  private static func render(_ audit: Audit, options: ReportOptions, into sink: inout OutputSink) {
    let record = audit.record
    sink.write("# AI governance audit as of \(record.report.asOf)\n\n")
    sink.write("**\(AuditWords.verdict(record)).** \(AuditWords.scope(record)); \(AuditWords.origin(record)).\n\n")
    writeModules(audit, into: &sink)
    writeMatrix(record, into: &sink)
    writeFindings(audit, into: &sink)
    writeSilenced(record, into: &sink)
    writeDigests(record, into: &sink)
  }

  private static func writeModules(_ audit: Audit, into sink: inout OutputSink) {
    sink.write("| Module | \(Outcome.byUrgency.map(\.name).joined(separator: " | ")) |\n|---|\(Outcome.allCases.map { _ in "--:|" }.joined())\n")
    for module in audit.record.modules {
      let counts = audit.counts(of: module.rules)
      sink.write("| \(MarkdownText.escaped(module.title)) | \(Outcome.byUrgency.map { String(counts[$0]) }.joined(separator: " | ")) |\n")
    }
    let counts = audit.counts
    sink.write("| **All** | \(Outcome.byUrgency.map { "**\(counts[$0])**" }.joined(separator: " | ")) |\n")
  }

  private static func writeMatrix(_ record: AuditRecord, into sink: inout OutputSink) {
    let modules = record.modules
    sink.write("\n## Systems\n\nThe worst outcome of each module, and how often it occurs.\n\n")
    sink.write("| System | \(modules.map { MarkdownText.escaped($0.name) }.joined(separator: " | ")) |\n|---|\(modules.map { _ in "---|" }.joined())\n")
    for subject in record.subjects {
      let cells = modules.map { cell(subject.counts(of: $0.rules)) }
      sink.write("| \(MarkdownText.escaped(subject.title)) | \(cells.joined(separator: " | ")) |\n")
    }
  }

  private static func cell(_ counts: OutcomeCounts) -> String {
    guard let worst = counts.worst, worst != .notApplicable else { return "" }
    return "\(counts[worst]) \(worst.name)"
  }

  private static func writeFindings(_ audit: Audit, into sink: inout OutputSink) {
    let report = audit.record.report
    guard !report.findings.isEmpty else { return }
    sink.write("\n## Findings\n\n| System | Severity | Rule | Finding | Place |\n|---|---|---|---|---|\n")
    var tables = LineTables()
    func write(_ finding: Finding) {
      let place = "\(finding.place.source.path):\(tables.region(of: finding.place).start.line)"
      let cells = [finding.subject ?? "", finding.severity.name, finding.rule, finding.message, place].map(MarkdownText.escaped)
      sink.write("| \(cells.joined(separator: " | ")) |\n")
    }
    for subject in audit.ranking { for finding in audit.findings(of: subject) { write(finding) } }
    for index in audit.index.others { write(report.findings[index]) }
  }

  private static func writeSilenced(_ record: AuditRecord, into sink: inout OutputSink) {
    guard !record.report.silenced.isEmpty else { return }
    sink.write("\n## Waived\n\n| System | Rule | Finding | Who answers for it |\n|---|---|---|---|\n")
    for finding in record.report.silenced {
      guard let silencing = finding.silencing else { continue }
      let cells = [finding.subject ?? "", finding.rule, finding.message, AuditWords.answer(silencing)].map(MarkdownText.escaped)
      sink.write("| \(cells.joined(separator: " | ")) |\n")
    }
  }

  private static func writeDigests(_ record: AuditRecord, into sink: inout OutputSink) {
    sink.write("\n## Digests\n\nSHA-256 of what was judged, and by what.\n\n| What | SHA-256 |\n|---|---|\n")
    let modules = record.origin.modules.map { ("module \($0.name)", $0.sha256) }
    let files = (record.origin.configuration.map { [$0] } ?? []) + record.files
    for (name, digest) in modules + files.map({ ($0.path, $0.sha256) }) {
      sink.write("| \(MarkdownText.escaped(name)) | `\(digest)` |\n")
    }
  }
}
