/// The Code Quality report of GitLab: one array, read from the artifact `codequality`.
///
/// docs.gitlab.com, "Code Quality", "Implement a custom tool": `path` is relative to the repository and has no `./`, each
/// fingerprint stands once.
enum GitLabReporter {
  /// `gitlab`.
  static let reporter = Reporter(name: "gitlab", summary: "a Code Quality report for GitLab's merge requests", render: render)

  private static func render(_ report: Report, options: ReportOptions, into sink: inout OutputSink) {
    var json = JSONWriter(layout: .pretty)
    var tables = LineTables()
    var fingerprints = FindingFingerprints()
    json.beginArray(into: &sink)
    for finding in report.findings {
      let region = tables.region(of: finding.place)
      let path = options.repositoryPath(finding.place.source.path)
      let lines: JSONTree = .object([("begin", .int(region.start.line)), ("end", .int(region.firstLineEnd.line))])
      JSONTree.object([
        ("description", .string(FindingText.message(finding))), ("check_name", .string(finding.rule)),
        ("fingerprint", .string(fingerprints.next(finding))), ("severity", .string(severity(finding.severity))),
        ("location", .object([("path", .string(path)), ("lines", lines)])),
      ]).write(to: &json, into: &sink)
    }
    json.end(into: &sink)
    sink.write("\n")
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .note: "info"
    case .warning: "minor"
    case .error: "major"
    }
  }
}
