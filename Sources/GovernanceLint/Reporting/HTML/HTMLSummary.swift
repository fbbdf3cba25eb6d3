/// What a board member needs in ten seconds: the verdict, the counts, the worst systems, what changed, what falls due.
enum HTMLSummary {
  /// So many systems and days are named.
  private static let limit = 5
  /// Waivers that end within so many days are named.
  private static let horizon = 90

  static func write(_ audit: Audit, into sink: inout OutputSink) {
    let record = audit.record
    let report = record.report
    // Errors that were not to fail the audit do not make it a good one.
    let (style, sign) = report.exitStatus != 0 ? ("bad", "✕") : report.count(.error) > 0 ? ("fair", "!") : ("good", "✓")
    sink.write("<p class=\"verdict \(style)\"><strong>\(sign) \(HTMLText.escaped(AuditWords.verdict(record))).</strong></p>\n")
    writeTiles(audit, into: &sink)
    writeWorst(audit, into: &sink)
    let isCompared = !report.absent.isEmpty || report.findings.contains { $0.baselineState != nil }
    if let base = report.base, isCompared { writeChanges(report, since: base, into: &sink) }
    writeDue(audit, into: &sink)
  }

  private static func writeTiles(_ audit: Audit, into sink: inout OutputSink) {
    let record = audit.record
    let counts = audit.counts
    let failing = record.subjects.count { subject in subject.counts(of: record.rules.indices)[.fail] > 0 }
    let share = counts.judged == 0 ? "–" : "\(counts[.pass] * 100 / counts.judged) %"
    let tiles: [(String, String)] = [
      (String(record.report.manifests), record.report.manifests == 1 ? "manifest audited" : "manifests audited"),
      (String(failing), failing == 1 ? "of them fails a rule" : "of them fail a rule"),
      (String(record.report.count(.error)), "errors"), (String(record.report.count(.warning)), "warnings"),
      (String(counts[.waived]), "waived"), (String(counts[.blocked] + counts[.error]), "not judged"),
      (share, "of what applies passes"),
    ]
    sink.write("<ul class=\"tiles\">\n")
    for (number, words) in tiles { sink.write("<li><b>\(number)</b> \(words)</li>\n") }
    sink.write("</ul>\n")
  }

  private static func writeWorst(_ audit: Audit, into sink: inout OutputSink) {
    let ranked = audit.ranking.filter { !audit.index.findings[$0].isEmpty }
    guard !ranked.isEmpty else { return }
    sink.write("<h3>Worst first</h3>\n<ol class=\"worst\">\n")
    for index in ranked.prefix(limit) {
      let findings = audit.findings(of: index)
      sink.write("<li>\(link(audit, index)): \(AuditWords.severities(findings)). ")
      if let first = findings.first { sink.write("<span class=\"soft\">\(HTMLText.isolated(first.message))</span>") }
      sink.write("</li>\n")
    }
    sink.write("</ol>\n")
    if ranked.count > limit {
      sink.write("<p class=\"soft\">\(ranked.count - limit) more have findings: see <a href=\"#matrix\">Systems and modules</a>.</p>\n")
    }
  }

  private static func writeChanges(_ report: Report, since base: String, into sink: inout OutputSink) {
    let added = report.findings.filter { $0.baselineState == .new }
    sink.write("<h3>Since \(HTMLText.escaped(base))</h3>\n")
    sink.write("<p>New: \(AuditWords.severities(added)). Gone: \(AuditWords.severities(report.absent)).</p>\n")
  }

  private static func writeDue(_ audit: Audit, into sink: inout OutputSink) {
    let asOf = audit.record.report.asOf
    var items = audit.outlook.due.prefix(limit).map { due in
      (due.date, "\(HTMLText.isolated(due.subject)) begins to fail <code>\(HTMLText.escaped(due.rule))</code>")
    }
    for finding in audit.record.report.silenced {
      guard let end = finding.silencing?.expires, end.daysSinceEpoch - asOf.daysSinceEpoch <= horizon else { continue }
      let system = finding.subject.map { " for \(HTMLText.isolated($0))" } ?? ""
      items.append((end, "the waiver of <code>\(HTMLText.escaped(finding.rule))</code>\(system) ends"))
    }
    guard !items.isEmpty else { return }
    sink.write("<h3>Next to fall due</h3>\n<ul>\n")
    for (date, words) in items.sorted(by: { $0.0 == $1.0 ? $0.1.precedes($1.1) : $0.0 < $1.0 }).prefix(2 * limit) {
      sink.write("<li><time datetime=\"\(date)\">\(date)</time> (in \(TextSummary.counted(date.daysSinceEpoch - asOf.daysSinceEpoch, plural: "days"))): \(words)</li>\n")
    }
    sink.write("</ul>\n")
  }

  /// A link to a system's part of the report.
  static func link(_ audit: Audit, _ index: Int) -> String {
    let subject = audit.record.subjects[index]
    return "<a href=\"#s\(index + 1)\">\(HTMLText.isolated(subject.name ?? subject.title))</a>"
  }
}
