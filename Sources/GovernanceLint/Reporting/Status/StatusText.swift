/// The portfolio in one screen of a terminal: a line for each manifest, the most urgent first.
public enum StatusText {
  /// Writes tables that are at most `width` columns wide, where that can be done.
  public static func write(_ status: PortfolioStatus, width: Int, usesColor: Bool, into sink: inout OutputSink) {
    let style = TextStyle(usesColor: usesColor)
    for table in status.tables {
      write(table, status.forecast, width: width, style, into: &sink)
      sink.write("\n")
    }
    sink.write(summary(status) + "\n")
    if status.others > 0 {
      let counted = TextSummary.counted(status.others, plural: "findings")
      sink.write("\(counted) on no manifest of these ('govlint check' shows \(status.others == 1 ? "it" : "them"))\n")
    }
    if status.report.couldNotRun {
      sink.write(style.paint("the picture is not complete: 'govlint check' says what could not be read or judged", .severity(.error)) + "\n")
    }
  }

  /// A column: what stands above it, its cells, and how they are painted.
  private struct Column {
    let title: String
    let cells: [String]
    let roles: [TextStyle.Role?]
    let isNumber: Bool
    /// Each row asks for it.
    let width: Int

    init(_ title: String, _ cells: [String], _ roles: [TextStyle.Role?]? = nil, isNumber: Bool = false) {
      self.title = title
      self.cells = cells
      self.roles = roles ?? Array(repeating: nil, count: cells.count)
      self.isNumber = isNumber
      width = max(DisplayWidth.of(title), cells.map { DisplayWidth.of($0) }.max() ?? 0)
    }
  }

  /// Between two columns.
  private static let gap = 2
  /// A name is never cut to less.
  private static let narrowest = 16
  /// From this width on the days that are left stand beside the date.
  private static let wide = 100

  private static func write(
    _ table: PortfolioStatus.Table, _ forecast: Forecast, width: Int, _ style: TextStyle, into sink: inout OutputSink
  ) {
    let rows = table.rows
    var facts = table.columns.enumerated().map { index, key in
      Column(
        key.split(separator: ".").last.map { $0.uppercased() } ?? "",
        rows.map { VisibleText.shortened(VisibleText.escaped($0.values[index]), to: width >= wide ? 24 : 14) })
    }
    let fixed = [
      Column("FINDINGS", rows.map(findings), rows.map { $0.findings.first.map { .severity($0.severity) } }),
      Column("NEXT DUE", rows.map { due($0, forecast, isWide: width >= wide) }, rows.map { dueRole($0, forecast) }),
      Column("WAIVED", rows.map { $0.waived > 0 ? String($0.waived) : "-" }, isNumber: true),
    ]
    func needed() -> Int { (facts + fixed).reduce(0) { $0 + gap + $1.width } }
    // What does not fit is left out from the end: the name and what is wrong stay.
    while !facts.isEmpty, needed() + narrowest > width { facts.removeLast() }
    let longest = rows.map { DisplayWidth.of(VisibleText.escaped($0.title)) }.max() ?? 0
    let limit = max(narrowest, min(longest, width - needed()))
    var columns = [Column(table.plural.uppercased(), rows.map { cut(VisibleText.escaped($0.title), to: limit) }, rows.map { _ in .message })]
    columns += facts + fixed
    let rest = width - columns.reduce(0) { $0 + gap + $1.width }
    if rest >= 24, rows.contains(where: { !$0.findings.isEmpty }) {
      let worst = rows.map { row in row.findings.first.map { cut(VisibleText.escaped("\($0.rule): \($0.message)"), to: rest) } ?? "" }
      columns.append(Column("WORST", worst))
    }
    sink.write(line(columns.map { ($0, $0.title, .label) }, style))
    for row in rows.indices { sink.write(line(columns.map { ($0, $0.cells[row], $0.roles[row]) }, style)) }
  }

  private static func line(_ cells: [(column: Column, text: String, role: TextStyle.Role?)], _ style: TextStyle) -> String {
    var line = ""
    var owed = 0
    for (index, cell) in cells.enumerated() {
      let padding = max(0, cell.column.width - DisplayWidth.of(cell.text))
      let before = owed + (cell.column.isNumber ? padding : 0)
      if !cell.text.isEmpty {
        line += String(repeating: " ", count: before) + (cell.role.map { style.paint(cell.text, $0) } ?? cell.text)
        owed = 0
      } else {
        owed = before
      }
      // Spaces are written only before something.
      owed += (cell.column.isNumber ? 0 : padding) + (index < cells.count - 1 ? gap : 0)
    }
    return line + "\n"
  }

  /// `2 errors`, or what is worst.
  private static func findings(_ row: PortfolioStatus.Row) -> String {
    guard let worst = row.findings.first?.severity else { return "none" }
    return TextSummary.counted(row.count(worst), plural: "\(worst.name)s")
  }

  private static func due(_ row: PortfolioStatus.Row, _ forecast: Forecast, isWide: Bool) -> String {
    guard let due = row.due else { return "-" }
    return isWide ? "\(due.date) (\(TextSummary.counted(forecast.daysLeft(due), plural: "days")))" : "\(due.date)"
  }

  private static func dueRole(_ row: PortfolioStatus.Row, _ forecast: Forecast) -> TextStyle.Role? {
    guard let due = row.due, forecast.daysLeft(due) <= TextSummary.soon else { return nil }
    return .severity(due.finding.severity)
  }

  private static func cut(_ text: String, to width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    var result = ""
    var used = DisplayWidth()
    var columns = 0
    for scalar in text.unicodeScalars {
      columns += used.next(scalar)
      if columns > width - 1 { break }
      result.unicodeScalars.append(scalar)
    }
    return result + "…"
  }

  private static func summary(_ status: PortfolioStatus) -> String {
    let report = status.report
    let counts = Severity.allCases.reversed().filter { report.count($0) > 0 }.map { TextSummary.counted(report.count($0), plural: "\($0.name)s") }
    let soon = status.forecast.entries.count { status.forecast.daysLeft($0) <= TextSummary.soon }
    var parts = [counts.isEmpty ? "no findings" : counts.joined(separator: ", ")]
    if !report.silenced.isEmpty { parts.append("\(report.silenced.count) waived") }
    if soon > 0 { parts.append("\(soon) more within \(TextSummary.soon) days ('govlint forecast' lists \(soon == 1 ? "it" : "them"))") }
    return "\(TextSummary.counted(report.manifests, plural: "manifests")) as of \(report.asOf): \(parts.joined(separator: ", "))"
  }
}
