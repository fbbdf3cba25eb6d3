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
    let findings = report.counted
    var groups = FindingGroup.groups(of: findings)
    let grouped = Set(groups.keys)
    for finding in findings {
      if let key = FindingGroup.Key(finding), grouped.contains(key) {
        guard let group = groups.removeValue(forKey: key) else { continue }
        write(group, report.schemas, style: style, tables: &tables, into: &sink)
      } else {
        write(finding, style: style, tables: &tables, into: &sink)
      }
      sink.write("\n")
    }
    let isSilent = options.isQuiet && report.findings.isEmpty && !report.couldNotRun
    if options.showsSummary, !isSilent { TextSummary.write(report, style: style, into: &sink) }
  }

  private static func write(_ finding: Finding, style: TextStyle, tables: inout LineTables, into sink: inout OutputSink) {
    let margin = writeHead(of: finding, style: style, tables: &tables, into: &sink)
    let reasons = finding.because.map { FindingText.reason($0, in: finding, tables: &tables) }
    margin.write("because", joined(reasons), into: &sink)
    if let fix = finding.fix { margin.write("fix", wrapped(fix), into: &sink) }
  }

  /// A line for each finding of a group, then what to paste, from the first column on.
  private static func write(
    _ group: FindingGroup, _ schemas: [String: Schema], style: TextStyle, tables: inout LineTables, into sink: inout OutputSink
  ) {
    let margin = writeHead(of: group.head, style: style, tables: &tables, into: &sink)
    for line in group.lines(style, &tables) { margin.write("", [line], into: &sink) }
    margin.write("fix", [group.fix], into: &sink)
    let skeleton = group.skeleton(schemas)
    if !skeleton.isEmpty { sink.write("\n") }
    for line in skeleton { sink.write("\(line)\n") }
  }

  /// Severity, message and code frame; what stands below is written into the margin.
  private static func writeHead(
    of finding: Finding, style: TextStyle, tables: inout LineTables, into sink: inout OutputSink
  ) -> Margin {
    let severity = style.paint("\(finding.severity.name):", .severity(finding.severity))
    let message = style.paint(VisibleText.escaped(finding.message), .message)
    let rule = finding.rule.isEmpty ? "" : "   \(style.paint(VisibleText.escaped(finding.rule), .ruleID))"
    sink.write("\(severity) \(message)\(rule)\n")
    let snippet = Snippet(finding, style: style, tables: &tables)
    if !finding.place.source.path.isEmpty { snippet.write(into: &sink) }
    return Margin(gutter: snippet.gutter, style: style)
  }

  /// Where labelled lines stand below a code frame.
  private struct Margin {
    var gutter: Int
    var style: TextStyle

    /// Lines after a label, indented alike; an empty label leaves only the sign.
    func write(_ label: String, _ lines: [String], into sink: inout OutputSink) {
      let prefix = label.isEmpty ? "" : "\(style.paint("\(label):", .label)) "
      let start = "\(String(repeating: " ", count: gutter))\(style.paint("=", .frame)) \(prefix)"
      let indent = String(repeating: " ", count: gutter + 2 + (label.isEmpty ? 0 : label.utf8.count + 2))
      for (index, line) in lines.enumerated() { sink.write("\(index == 0 ? start : indent)\(line)\n") }
    }
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
    for paragraph in markdown.utf8.split(separator: UInt8(ascii: "\n")) {
      var line = ""
      var width = 0
      for word in paragraph.split(separator: UInt8(ascii: " ")) {
        let word = VisibleText.escaped(Substring(word))
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
