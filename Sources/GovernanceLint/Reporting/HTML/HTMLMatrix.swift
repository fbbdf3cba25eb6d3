/// A row for each manifest, a column for each module: the worst outcome and how often it occurs.
enum HTMLMatrix {
  static func write(_ audit: Audit, into sink: inout OutputSink) {
    let record = audit.record
    let modules = record.modules
    sink.write("<p>Each cell shows the worst outcome of a module's rules and how often it occurs: ")
    sink.write("✕ fail, ‼ error, ⊘ blocked, ◇ waived, ✓ all pass, – none applies.</p>\n")
    writeFilter(into: &sink)
    sink.write("<div class=\"scroll\" role=\"group\" aria-label=\"Systems and modules\" tabindex=\"0\">\n<table class=\"grid\">\n<thead><tr><th scope=\"col\">Manifest</th>")
    for module in modules { sink.write("<th scope=\"col\"><div>\(HTMLText.escaped(module.name))</div></th>") }
    sink.write("</tr></thead>\n<tbody>\n")
    for (index, subject) in record.subjects.enumerated() {
      sink.write("<tr\(attributes(audit, index))><th scope=\"row\">\(HTMLSummary.link(audit, index))</th>")
      for module in modules { sink.write(cell(subject.counts(of: module.rules))) }
      sink.write("</tr>\n")
    }
    sink.write("</tbody>\n</table>\n</div>\n")
  }

  /// Shown by the script, which is what it needs.
  private static func writeFilter(into sink: inout OutputSink) {
    sink.write("<div class=\"filter\" id=\"filter\" role=\"search\" aria-label=\"Filter the systems\" hidden><label>Search <input type=\"search\" id=\"search\"></label>")
    sink.write("<label><input type=\"checkbox\" id=\"only\"> only with findings</label><span id=\"shown\" role=\"status\" class=\"soft\"></span></div>\n")
  }

  /// What the filter looks at.
  static func attributes(_ audit: Audit, _ index: Int) -> String {
    let subject = audit.record.subjects[index]
    let words = [subject.identity, subject.name, subject.path].compactMap { $0 }.joined(separator: " ")
    return " data-s=\"\(HTMLText.escaped(words))\"\(audit.index.findings[index].isEmpty ? "" : " data-bad")"
  }

  private static func cell(_ counts: OutcomeCounts) -> String {
    let worst = counts.worst ?? .notApplicable
    let number = worst == .notApplicable ? "" : String(counts[worst])
    let style =
      switch worst {
      case .error: "x"
      case .fail: "f"
      case .blocked: "b"
      case .waived: "w"
      case .pass: "p"
      case .notApplicable: "n"
      }
    return "<td class=\"c \(style)\">\(number)<span> \(worst.name)</span></td>"
  }
}
