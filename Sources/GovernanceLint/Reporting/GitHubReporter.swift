/// Annotations of GitHub Actions: workflow commands that the runner finds in the log.
///
/// GitHub shows ten of each type for a step and drops the rest without a word, so the most severe come first and a line says how
/// many there are besides; the job summary has them all (``MarkdownReporter``, written where `GITHUB_STEP_SUMMARY` says).
public enum GitHubReporter {
  /// `github`.
  public static let reporter = Reporter(
    name: "github", summary: "annotations of GitHub Actions, and the job summary where GITHUB_STEP_SUMMARY names it", render: render)

  /// How many annotations of a type GitHub shows for a step.
  static let limit = 10

  private static func render(_ report: Report, options: ReportOptions, into sink: inout OutputSink) {
    var tables = LineTables()
    for severity in Severity.allCases.reversed() {
      let findings = report.counted.filter { $0.severity == severity }
      for finding in findings.prefix(limit) { write(finding, options: options, tables: &tables, into: &sink) }
      if findings.count > limit {
        let rest = TextSummary.counted(findings.count - limit, plural: "\(severity.name)s")
        sink.write("+\(rest.replacingFirstSpace(with: " more ")); the job summary and 'govlint check' show all\n")
      }
    }
    if !options.isQuiet || !report.findings.isEmpty || report.couldNotRun {
      TextSummary.write(report, style: TextStyle(usesColor: false), into: &sink)
    }
  }

  private static func write(_ finding: Finding, options: ReportOptions, tables: inout LineTables, into sink: inout OutputSink) {
    let region = tables.region(of: finding.place)
    let properties = [
      ("file", VisibleText.escaped(options.repositoryPath(finding.place.source.path))),
      ("line", String(region.start.line)), ("endLine", String(region.firstLineEnd.line)),
      ("col", String(region.start.column)), ("endColumn", String(region.firstLineEnd.column)),
      ("title", VisibleText.escaped(VisibleText.shortened(finding.rule, to: 200))),
    ]
    let lines = [FindingText.message(finding)] + FindingText.explanation(of: finding, tables: &tables)
    sink.write("::\(command(finding.severity)) ")
    sink.write(properties.filter { !$1.isEmpty }.map { "\($0)=\(escaped($1, isProperty: true))" }.joined(separator: ","))
    sink.write("::\(lines.map { escaped($0, isProperty: false) }.joined(separator: "%0A"))\n")
  }

  private static func command(_ severity: Severity) -> String { severity == .note ? "notice" : severity.name }

  /// As `actions/toolkit` escapes what it puts into a command (`packages/core/src/command.ts`).
  static func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension String {
  fileprivate func replacingFirstSpace(with text: String) -> String {
    guard let space = firstIndex(of: " ") else { return self }
    return self[..<space] + text + self[index(after: space)...]
  }
}
