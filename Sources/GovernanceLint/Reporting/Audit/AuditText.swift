/// The audit on a terminal: the outcomes by module, what needs attention, who answers for what.
enum AuditText {
  /// `text`, the default.
  static let form = AuditForm(
    name: "text", summary: "for people: the outcomes by module, then what needs attention, the worst first", render: render)

  /// So many subjects are named; what the others need is counted.
  private static let subjectLimit = 20
  private static let columns: [(outcome: Outcome, title: String)] = [
    (.pass, "pass"), (.fail, "fail"), (.waived, "waived"), (.blocked, "blocked"), (.error, "error"), (.notApplicable, "n/a"),
  ]

  private static func render(_ audit: Audit, options: ReportOptions, into sink: inout OutputSink) {
    let style = TextStyle(usesColor: options.usesColor)
    let record = audit.record
    sink.write("\(style.paint("Audit as of \(record.report.asOf)", .message)): \(AuditWords.scope(record))\n")
    sink.write("\(AuditWords.origin(record))\n\n")
    writeModules(audit, style, into: &sink)
    writeSubjects(audit, style, into: &sink)
    writeSilenced(record, into: &sink)
    sink.write("\n\(AuditWords.verdict(record))\n")
  }

  private static func writeModules(_ audit: Audit, _ style: TextStyle, into sink: inout OutputSink) {
    let rows = audit.record.modules.map { module in (module.name, audit.counts(of: module.rules)) } + [("all", audit.counts)]
    let width = rows.map(\.0.utf8.count).max() ?? 0
    sink.write(style.paint(row("", columns.map(\.title), width: width), .label) + "\n")
    for (name, counts) in rows {
      sink.write(row(VisibleText.escaped(name), columns.map { String(counts[$0.outcome]) }, width: width) + "\n")
    }
  }

  private static func row(_ name: String, _ cells: [String], width: Int) -> String {
    func padding(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.utf8.count)) }
    return cells.reduce(name + padding(name, width)) { $0 + padding($1, 9) + $1 }
  }

  private static func writeSubjects(_ audit: Audit, _ style: TextStyle, into sink: inout OutputSink) {
    let ranked = audit.ranking.filter { audit.findings(of: $0).contains { $0.severity > .note } }
    guard !ranked.isEmpty else { return }
    sink.write("\n\(style.paint("Needs attention", .label))\n")
    for index in ranked.prefix(subjectLimit) {
      let subject = audit.record.subjects[index]
      let findings = audit.findings(of: index)
      let counts = AuditWords.severities(findings)
      sink.write("  \(VisibleText.escaped(subject.title)): \(counts)\n")
      for finding in findings.filter({ $0.severity == .error }).prefix(3) {
        sink.write("    \(style.paint(finding.rule, .ruleID))  \(VisibleText.escaped(finding.message))\n")
      }
    }
    if ranked.count > subjectLimit { sink.write("  and \(ranked.count - subjectLimit) more\n") }
  }

  private static func writeSilenced(_ record: AuditRecord, into sink: inout OutputSink) {
    guard !record.report.silenced.isEmpty else { return }
    sink.write("\nWaived\n")
    for finding in record.report.silenced {
      guard let silencing = finding.silencing else { continue }
      let name = finding.subject.map { "\(VisibleText.escaped($0)): " } ?? ""
      sink.write("  \(name)\(finding.rule), \(VisibleText.escaped(AuditWords.answer(silencing)))\n")
    }
  }
}
