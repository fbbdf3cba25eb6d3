/// The list of waivers and suppressions: who answers for what, for how long still, and what that silences now.
public enum WaiverList {
  /// The formats of `govlint waivers`, the default first.
  public static let formats: [Reporter] = [
    Reporter(name: "text", summary: "for people: the most urgent first, then a summary", render: renderText),
    Reporter(name: "json", summary: "one JSON object; 'govlint schema waivers' describes it", render: renderJSON),
    Reporter(name: "markdown", summary: "a table, for a page or a comment", render: renderMarkdown),
  ]

  // MARK: Text

  private static func renderText(_ report: Report, options: ReportOptions, into sink: inout OutputSink) {
    let style = TextStyle(usesColor: options.usesColor)
    let terms = report.exemptions.map { term($0, report) }
    let width = terms.map(\.utf8.count).max() ?? 0
    var tables = LineTables()
    for (exemption, term) in zip(report.exemptions, terms) {
      let silencing = exemption.silencing
      let margin = String(repeating: " ", count: width + 2)
      let padding = String(repeating: " ", count: width + 2 - term.utf8.count)
      let subject = exemption.subject.map { " for \(VisibleText.escaped(VisibleText.shortened($0, to: 200)))" } ?? ""
      let name = style.paint(VisibleText.escaped(exemption.rule), .message)
      sink.write("\(style.paint(term, role(exemption, report)))\(padding)\(name)\(subject): \(effect(exemption))\n")
      sink.write("\(margin)\(VisibleText.shortened(VisibleText.escaped(silencing.reason), to: 400))\n")
      let start = tables.region(of: silencing.place).start
      let place = "\(VisibleText.escaped(silencing.place.source.path)):\(start.line):\(start.column)"
      let people = [silencing.approvedBy, silencing.ticket].compactMap { $0.map { VisibleText.escaped($0) } }
      sink.write("\(margin)\((people + [silencing.kind.rawValue, place]).joined(separator: ", "))\n")
    }
    if !options.isQuiet || !report.exemptions.isEmpty { sink.write(summary(report) + "\n") }
  }

  private static func role(_ exemption: Exemption, _ report: Report) -> TextStyle.Role {
    guard let days = exemption.daysLeft(asOf: report.asOf) else { return .label }
    return days < 0 ? .severity(.error) : days <= TextSummary.soon ? .severity(.warning) : .label
  }

  /// `expired 3 days ago`, `4 days left`, `no end`.
  static func term(_ exemption: Exemption, _ report: Report) -> String {
    guard let days = exemption.daysLeft(asOf: report.asOf) else { return "no end" }
    if days < 0 { return "expired \(TextSummary.counted(-days, plural: "days")) ago" }
    return days == 0 ? "last day" : "\(TextSummary.counted(days, plural: "days")) left"
  }

  /// What it does now.
  static func effect(_ exemption: Exemption) -> String {
    switch exemption.effect {
    case .silences: "silences \(TextSummary.counted(exemption.count, plural: "findings"))"
    case .unused: "silences nothing, for nothing is found"
    case .expired: "silences nothing any more"
    case .refused: "silences nothing; 'govlint check' says why"
    }
  }

  private static func summary(_ report: Report) -> String {
    let all = report.exemptions
    if all.isEmpty { return "no waivers and no suppressions as of \(report.asOf)" }
    func counted(_ kind: Silencing.Kind) -> String {
      TextSummary.counted(all.count { $0.silencing.kind == kind }, plural: "\(kind.rawValue)s")
    }
    var facts: [String] = []
    let expired = all.count { $0.effect == .expired }
    if expired > 0 { facts.append("\(expired) expired") }
    let soon = all.count { $0.daysLeft(asOf: report.asOf).map { (0...TextSummary.soon).contains($0) } ?? false }
    if soon > 0 { facts.append("\(soon) \(soon == 1 ? "ends" : "end") within \(TextSummary.soon) days") }
    facts.append("\(TextSummary.counted(report.silenced.count, plural: "findings")) silenced")
    return "\(counted(.waiver)) and \(counted(.suppression)) as of \(report.asOf): \(facts.joined(separator: ", "))"
  }

  // MARK: JSON

  private static func renderJSON(_ report: Report, options: ReportOptions, into sink: inout OutputSink) {
    var json = JSONWriter(layout: .pretty)
    var tables = LineTables()
    JSONTree.object([
      ("tool", .tool(report.version)),
      ("asOf", .string(report.asOf.description)),
      (
        "waivers",
        .array(report.exemptions.map { tree($0, report, tables: &tables) })
      ),
    ]).write(to: &json, into: &sink)
    sink.write("\n")
  }

  /// A waiver or a suppression as JSON has it.
  static func tree(_ exemption: Exemption, _ report: Report, tables: inout LineTables) -> JSONTree {
    .object([
      ("rule", .string(exemption.rule)), ("system", exemption.subject.map(JSONTree.string)),
      ("daysLeft", exemption.daysLeft(asOf: report.asOf).map(JSONTree.int)),
      ("effect", .string(exemption.effect.rawValue)), ("findings", .int(exemption.count)),
      ("silencing", JSONReporter.silencing(exemption.silencing, tables: &tables)),
    ])
  }

  // MARK: Markdown

  private static func renderMarkdown(_ report: Report, options: ReportOptions, into sink: inout OutputSink) {
    sink.write("## Waivers and suppressions\n\n\(summary(report)).\n")
    if report.exemptions.isEmpty { return }
    sink.write("\n| left | until | rule | system | silences | why | who answers |\n|---|---|---|---|--:|---|---|\n")
    for exemption in report.exemptions {
      let silencing = exemption.silencing
      let people = [silencing.approvedBy, silencing.ticket].compactMap { $0.map { MarkdownText.escaped($0) } }
      let cells = [
        term(exemption, report), silencing.expires?.description ?? "", MarkdownText.code(exemption.rule),
        exemption.subject.map { MarkdownText.code($0) } ?? "", String(exemption.count),
        MarkdownText.escaped(VisibleText.shortened(silencing.reason, to: 400)),
        people.isEmpty ? silencing.kind.rawValue : people.joined(separator: ", "),
      ]
      sink.write("| \(cells.joined(separator: " | ")) |\n")
    }
  }
}
