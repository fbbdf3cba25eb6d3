import Foundation
import Testing

@testable import GovernanceLint

struct SARIFTests {
  @Test(arguments: [
    ("", "ai/a.yaml", "ai/a.yaml"), ("shop/", "./ai/../b c.yaml", "shop/b%20c.yaml"), ("", "../up.yaml", "../up.yaml"),
    ("a/", "../../up.yaml", "../up.yaml"), ("", "c:x?y#z%.yaml", "c%3Ax%3Fy%23z%25.yaml"), ("", "日.yaml", "%E6%97%A5.yaml"),
    ("shop/", "/tmp/a b.yaml", "file:///tmp/a%20b.yaml"), ("", "", "."),
  ])
  func paths(prefix: String, path: String, uri: String) throws {
    var options = ReportOptions()
    options.repositoryPrefix = prefix
    let result = try result(of: finding("m", path: path), options: options)
    let location = try #require((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    let artifact = try #require(location["artifactLocation"] as? [String: String])
    #expect(artifact["uri"] == uri)
    #expect((artifact["uriBaseId"] == "%SRCROOT%") == !uri.hasPrefix("file:"))
  }

  @Test(arguments: [
    ("it is late", "it is late."), ("did you mean 'a'?", "did you mean 'a'?"),
    ("'[x](https://evil)'", "'\\[x\\](https://evil)'."), ("'[\\](1)'", "'\\[\\\\\\](1)'."), ("{0} C:\\x", "{0} C:\\x."),
    ("two\nlines\u{202E}", "two\\nlines\\u{202e}."),
  ])
  func messages(message: String, text: String) throws {
    let result = try result(of: finding(message), options: ReportOptions())
    #expect((result["message"] as? [String: String])?["text"] == text)
  }

  @Test func reasonsAndRelatedPlacesAreLinked() throws {
    let source = Source(path: "f", text: "a: 1\nb: 2\n")
    var finding = finding("m")
    finding.related = [RelatedPlace(message: "first [here]", place: Place(source: source, range: TextRange(0, 1)))]
    finding.because = [
      Reason(expression: "s.b", value: "2", place: Place(source: source, range: TextRange(5, 6), pointer: "/a~1b~0")),
      Reason(expression: "today", value: "2026-06-30", place: nil),
    ]
    finding.fix = "mend\n\nit"
    let result = try result(of: finding, options: ReportOptions())
    #expect(
      (result["message"] as? [String: String])?["text"]
        == "m. See [first \\[here\\]](1). Because s.b = 2 ([line 2](2)), today = 2026-06-30. Fix: mend it.")
    let related = try #require(result["relatedLocations"] as? [[String: Any]])
    #expect(related.map { $0["id"] as? Int } == [1, 2])
    let logical = try #require((related[1]["logicalLocations"] as? [[String: String]])?.first)
    #expect(logical == ["name": "a/b~", "fullyQualifiedName": "/a~1b~0"])
  }

  @Test func cleanRunHasEmptyResults() throws {
    let run = try run(SampleReport.clean)
    #expect((run["results"] as? [Any])?.isEmpty == true)
    #expect(((run["invocations"] as? [[String: Any]])?.first?["executionSuccessful"] as? Bool) == true)
  }

  @Test func findingsAloneAreNoFailedExecution() throws {
    var report = SampleReport.full
    report.couldNotRun = false
    let invocation = try #require((try run(report)["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == true)
    #expect(invocation["exitCode"] as? Int == 1)
  }

  @Test func leastSevereResultsAreLeftOut() throws {
    var report = Report(version: "1.0.0", asOf: CivilDate(daysSinceEpoch: 0))
    var note = finding("n")
    note.severity = .note
    report.findings = Array(repeating: note, count: 3) + Array(repeating: finding("e"), count: SARIFReporter.resultLimit - 1)
    let text = OutputSink.text { SARIFReporter.reporter.render(report, ReportOptions(), &$0) }
    #expect(text.split(separator: "\"level\": \"error\"").count == SARIFReporter.resultLimit)
    #expect(text.split(separator: "\"level\": \"note\"").count == 2)
    #expect(text.contains("\"2 findings of the least severity are left out"))
  }

  @Test func rulesStayWithinGitHubsLimits() throws {
    var report = SampleReport.clean
    report.rules = [
      RuleDescription(
        id: "a/b", title: String(repeating: "t", count: 3000), severity: .note, why: String(repeating: "日", count: 3000),
        tags: (0..<30).map { "t\($0 % 15)" })
    ]
    let driver = try #require((try run(report)["tool"] as? [String: [String: Any]])?["driver"])
    let rule = try #require((driver["rules"] as? [[String: Any]])?.first)
    for key in ["shortDescription", "fullDescription"] {
      #expect((rule[key] as? [String: String])?["text"]?.unicodeScalars.count == 1024)
    }
    let properties = try #require(rule["properties"] as? [String: Any])
    #expect(properties["tags"] as? [String] == ["a"] + (0..<9).map { "t\($0)" })
    #expect(properties["problem.severity"] as? String == "recommendation")
  }

  private func finding(_ message: String, path: String = "f") -> Finding {
    Finding(
      rule: "a/b", severity: .error, message: message,
      place: Place(source: Source(path: path, text: "a: 1\n"), range: TextRange(0, 1), pointer: "/a"))
  }

  private func result(of finding: Finding, options: ReportOptions) throws -> [String: Any] {
    var report = Report(version: "1.0.0", asOf: CivilDate(daysSinceEpoch: 0))
    report.findings = [finding]
    return try #require((run(report, options: options)["results"] as? [[String: Any]])?.first)
  }

  private func run(_ report: Report, options: ReportOptions = ReportOptions()) throws -> [String: Any] {
    let text = OutputSink.text { SARIFReporter.reporter.render(report, options, &$0) }
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    return try #require((object["runs"] as? [[String: Any]])?.first)
  }
}
