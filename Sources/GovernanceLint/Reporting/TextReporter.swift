/// The format for people: each finding with its code frame, its reason and its cure, then one line that sums up.
enum TextReporter {
  /// `text`, the default.
  static let reporter = Reporter(
    name: "text", summary: "for people: code frames, reasons and fixes, then a summary", render: render)

  /// The column at which reasons and fixes are broken.
  private static let lineWidth = 110

  private static func render(_ report: Report, options: ReportOptions, into sink: inout OutputSink) {
    let style = TextStyle(usesColor: options.usesColor)
    var tables = LineTables()
    for finding in report.findings {
      write(finding, style: style, tables: &tables, into: &sink)
      sink.write("\n")
    }
    let isSilent = options.isQuiet && report.findings.isEmpty && !report.couldNotRun
    if options.showsSummary, !isSilent { TextSummary.write(report, style: style, into: &sink) }
  }

  private static func write(_ finding: Finding, style: TextStyle, tables: inout LineTables, into sink: inout OutputSink) {
    let severity = style.paint("\(finding.severity.name):", .severity(finding.severity))
    let message = style.paint(VisibleText.escaped(finding.message), .message)
    sink.write("\(severity) \(message)   \(style.paint(VisibleText.escaped(finding.rule), .ruleID))\n")
    let snippet = Snippet(finding, style: style, tables: &tables)
    if !finding.place.source.path.isEmpty { snippet.write(into: &sink) }
    let margin = String(repeating: " ", count: snippet.gutter)
    func write(_ label: String, _ lines: [String]) {
      let start = "\(margin)\(style.paint("=", .frame)) \(style.paint("\(label):", .label)) "
      let indent = String(repeating: " ", count: snippet.gutter + label.utf8.count + 4)
      for (index, line) in lines.enumerated() { sink.write("\(index == 0 ? start : indent)\(line)\n") }
    }
    let reasons = finding.because.map { FindingText.reason($0, in: finding, tables: &tables) }
    write("because", joined(reasons))
    if let fix = finding.fix { write("fix", wrapped(fix)) }
  }

  /// All reasons on one line where they fit, else one a line.
  private static func joined(_ reasons: [String]) -> [String] {
    let line = reasons.joined(separator: ", ")
    if reasons.count <= 1 || DisplayWidth.of(line) <= lineWidth { return reasons.isEmpty ? [] : [line] }
    return reasons.enumerated().map { $0 < reasons.count - 1 ? "\($1)," : $1 }
  }

  /// Markdown broken between words; its own line breaks stay.
  private static func wrapped(_ markdown: String) -> [String] {
    var lines: [String] = []
    for paragraph in markdown.split(whereSeparator: \.isNewline) {
      var line = ""
      var width = 0
      for word in paragraph.split(separator: " ") {
        let word = VisibleText.escaped(word)
        let wordWidth = DisplayWidth.of(word)
        if width > 0, width + 1 + wordWidth > lineWidth {
          lines.append(line)
          (line, width) = (word, wordWidth)
        } else {
          line += width > 0 ? " \(word)" : word
          width += wordWidth + (width > 0 ? 1 : 0)
        }
      }
      if !line.isEmpty { lines.append(line) }
    }
    return lines
  }
}
