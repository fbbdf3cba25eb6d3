/// A comment for a pull request, and the summary of a job: first what the change made worse, then what it made better.
///
/// GitHub refuses a comment of more than 65,536 characters. Each part has a share of that, counted in bytes, and says what it
/// leaves out.
public enum MarkdownReporter {
  /// `markdown`.
  public static let reporter = Reporter(
    name: "markdown", summary: "a comment for a pull request, below 65,536 characters: what got worse, what got better", render: render)

  private static func render(_ report: Report, options: ReportOptions, into sink: inout OutputSink) {
    var tables = LineTables()
    // By which a bot finds its comment again.
    sink.write("<!-- govlint -->\n## govlint: \(headline(report))\n\n\(summary(report))\n")
    if report.couldNotRun {
      sink.write("\n**The run is not complete:** mend what is said about rules, configuration or files, then run again.\n")
    }
    let isNew: (Finding) -> Bool = { $0.baselineState == nil || $0.baselineState == .new }
    let open = report.findings.filter { !isNew($0) }
    let new = FindingText.mostSevereFirst(report.findings.filter(isNew))
    func items(_ findings: [Finding]) -> [String] {
      findings.lazy.prefix(itemLimit).map { item($0, options: options, tables: &tables) }
    }
    list(report.base == nil ? "Findings" : "What got worse", items(new), of: new.count, share: 26_000, into: &sink)
    list("What got better", report.absent.prefix(itemLimit).map(gone), of: report.absent.count, share: 8_000, into: &sink)
    MarkdownTable.write(report, share: 9_000, into: &sink)
    folded("Found before, and still there", items(FindingText.mostSevereFirst(open)), of: open.count, share: 10_000, into: &sink)
    let answered = report.silenced.prefix(itemLimit).map { waived($0, report) }
    folded("Waived", answered, of: report.silenced.count, share: 8_000, into: &sink)
  }

  /// More items than fit into any share.
  private static let itemLimit = 1_000

  private static func headline(_ report: Report) -> String {
    let counts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = report.count(severity)
      return count > 0 ? TextSummary.counted(count, plural: "\(severity.name)s") : nil
    }
    return counts.isEmpty ? (report.couldNotRun ? "could not run" : "no findings") : counts.joined(separator: ", ")
  }

  private static func summary(_ report: Report) -> String {
    let subjects = report.subjects.filter { $0.count > 0 }.map { TextSummary.counted($0.count, plural: MarkdownText.escaped(VisibleText.shortened($0.plural, to: 100))) }
    var text = TextSummary.counted(report.manifests, plural: "manifests")
    if !subjects.isEmpty { text += " (\(subjects.joined(separator: ", ")))" }
    text += " checked by \(TextSummary.counted(report.rulesChecked, plural: "rules")) as of \(report.asOf)"
    guard let base = report.base else { return text + "." }
    let new = report.findings.count { $0.baselineState == .new }
    return text + ", compared with \(MarkdownText.code(VisibleText.shortened(base, to: 200))): \(new) new, \(report.absent.count) gone, "
      + "\(report.findings.count - new) as before."
  }

  /// `- **error** 'rule' in 'path:line': message`, then why and what to do.
  private static func item(_ finding: Finding, options: ReportOptions, tables: inout LineTables) -> String {
    let line = tables.region(of: finding.place).start.line
    let place = MarkdownText.code("\(VisibleText.shortened(options.repositoryPath(finding.place.source.path), to: 200)):\(line)")
    var text = "- **\(finding.severity.name)** \(MarkdownText.code(VisibleText.shortened(finding.rule, to: 100))) in \(place)\(finding.place.source.version): "
    text += MarkdownText.escaped(VisibleText.shortened(finding.message, to: 400))
    let reasons = finding.because.prefix(5).map { MarkdownText.escaped(FindingText.reason($0, in: finding, tables: &tables)) }
    if !reasons.isEmpty { text += "<br>Because \(reasons.joined(separator: ", "))" }
    if let fix = finding.fix { text += "<br>Fix: \(MarkdownText.sentence(VisibleText.shortened(fix, to: 400)))" }
    return text + "\n"
  }

  private static func gone(_ finding: Finding) -> String {
    let subject = finding.subject ?? finding.place.source.path
    return "- \(MarkdownText.code(VisibleText.shortened(finding.rule, to: 100))) on \(MarkdownText.code(VisibleText.shortened(subject, to: 200))): "
      + "~~\(MarkdownText.escaped(VisibleText.shortened(finding.message, to: 400)))~~\n"
  }

  private static func waived(_ finding: Finding, _ report: Report) -> String {
    let subject = finding.subject ?? finding.place.source.path
    var text = "- \(MarkdownText.code(VisibleText.shortened(finding.rule, to: 100))) on \(MarkdownText.code(VisibleText.shortened(subject, to: 200)))"
    guard let silencing = finding.silencing else { return text + "\n" }
    text += " \(FindingText.term(silencing, asOf: report.asOf)): \(MarkdownText.escaped(VisibleText.shortened(silencing.reason, to: 300)))"
    let names = [silencing.approvedBy, silencing.ticket].compactMap { $0.map { MarkdownText.escaped(VisibleText.shortened($0, to: 100)) } }
    return text + (names.isEmpty ? "\n" : " (\(names.joined(separator: ", ")))\n")
  }

  /// A heading and as many items as its share holds; nothing where there are none.
  private static func list(_ title: String, _ items: [String], of count: Int, share: Int, into sink: inout OutputSink) {
    if count == 0 { return }
    sink.write("\n### \(title)\n\n")
    write(items, of: count, share: share, into: &sink)
  }

  /// The same, closed until somebody opens it.
  private static func folded(_ title: String, _ items: [String], of count: Int, share: Int, into sink: inout OutputSink) {
    if count == 0 { return }
    sink.write("\n<details><summary>\(title): \(count)</summary>\n\n")
    write(items, of: count, share: share, into: &sink)
    sink.write("\n</details>\n")
  }

  private static func write(_ items: [String], of count: Int, share: Int, into sink: inout OutputSink) {
    var left = share
    var written = 0
    for item in items {
      left -= item.utf8.count
      if left < 0 { break }
      sink.write(item)
      written += 1
    }
    if written < count {
      sink.write("\n\(count - written) more are not shown here; `govlint check` shows all.\n")
    }
  }
}
