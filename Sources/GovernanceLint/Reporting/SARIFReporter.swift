/// SARIF 2.1.0, made for GitHub code scanning: active findings only by default, one run, columns in code points, ranges on one line.
///
/// What GitHub reads, requires and limits: docs.github.com, "SARIF support for code scanning". Passes are never results: GitHub
/// would show them as alerts.
enum SARIFReporter {
  /// `sarif`.
  static let reporter = Reporter(
    name: "sarif", summary: "SARIF 2.1.0, for GitHub code scanning and other viewers", render: render)

  /// The most results in a file; GitHub rejects one that has more. The least severe are left out first, and it is said.
  static let resultLimit = 25_000

  private static func render(_ report: Report, options: ReportOptions, into sink: inout OutputSink) {
    let all = options.includesWaived ? (report.findings + report.silenced + report.absent).sorted(by: Linter.precedes) : report.findings
    let findings = mostSevere(all)
    var json = JSONWriter(layout: .pretty)
    json.beginObject(into: &sink)
    json.key("$schema", into: &sink)
    json.string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", into: &sink)
    json.key("version", into: &sink)
    json.string("2.1.0", into: &sink)
    json.key("runs", into: &sink)
    json.beginArray(into: &sink)
    json.beginObject(into: &sink)
    for (key, value) in head(report, options: options, omitted: all.count - findings.count) {
      json.key(key, into: &sink)
      value.write(to: &json, into: &sink)
    }
    json.key("results", into: &sink)
    json.beginArray(into: &sink)
    var results = SARIFResults(report, options: options)
    for finding in findings { results.next(finding).write(to: &json, into: &sink) }
    json.end(into: &sink)
    for _ in 0..<3 { json.end(into: &sink) }
    sink.write("\n")
  }

  /// Everything of the run but its results.
  private static func head(_ report: Report, options: ReportOptions, omitted: Int) -> [(String, JSONTree)] {
    let driver: JSONTree = .object([
      ("name", "govlint"), ("version", .string(report.version)), ("semanticVersion", .string(report.version)),
      ("rules", .array(report.rules.map { SARIFRules.rule($0, pages: report.rulePages) })),
    ])
    return [
      ("tool", .object([("driver", driver)])),
      // Up to the last slash it is GitHub's category, which has to differ between the uploads for one commit.
      ("automationDetails", .object([("id", .string("govlint/\(options.repositoryPrefix)\(report.asOf)"))])),
      ("columnKind", "unicodeCodePoints"),
      (
        "originalUriBaseIds",
        .object([
          (SARIFLocations.root, .object([("description", text("The root of the repository."))])),
          (
            SARIFLocations.base,
            report.base.map { _ in .object([("description", text("The root of the repository at the base of the comparison."))]) }
          ),
        ])
      ),
      ("invocations", .array([invocation(report, omitted: omitted)])),
      (
        "properties",
        .object([
          ("asOf", .string(report.asOf.description)), ("manifests", .int(report.manifests)),
          ("rulesChecked", .int(report.rulesChecked)), ("waived", .int(report.silenced.count)),
        ])
      ),
    ]
  }

  /// How the run went. It is unsuccessful only where the tool could not do its work, never because of findings.
  private static func invocation(_ report: Report, omitted: Int) -> JSONTree {
    let omission = "\(omitted) findings of the least severity are left out: a file may hold \(resultLimit) results."
    let notification: JSONTree = .object([("level", "warning"), ("message", text(omission))])
    return .object([
      ("executionSuccessful", .bool(!report.couldNotRun)), ("exitCode", .int(report.exitStatus)),
      ("toolExecutionNotifications", omitted > 0 ? .array([notification]) : nil),
      ("properties", .object([("asOf", .string(report.asOf.description))])),
    ])
  }

  /// As many findings as fit, in the order of the report.
  private static func mostSevere(_ findings: [Finding]) -> [Finding] {
    guard findings.count > resultLimit else { return findings }
    var left = resultLimit
    var quota: [Severity: Int] = [:]
    for severity in Severity.allCases.reversed() {
      quota[severity] = min(left, findings.count { $0.severity == severity })
      left -= quota[severity, default: 0]
    }
    return findings.filter { finding in
      quota[finding.severity, default: 0] -= 1
      return quota[finding.severity, default: 0] >= 0
    }
  }

  /// A message object (SARIF section 3.11).
  static func text(_ text: String) -> JSONTree { .object([("text", .string(text))]) }
}
