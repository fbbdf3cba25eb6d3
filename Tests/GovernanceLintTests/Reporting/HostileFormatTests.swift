import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import GovernanceLint

/// Names that mean something to a format, in every field that a manifest or a configuration can fill.
struct HostileFormatTests {
  static let names = [
    "]]><evil/>", "</script><script>alert(1)</script>", "a|b|c", "``` code", "`x`", "@octocat", "#1 GH-2 https://evil.example www.evil.example",
    "%0A::error file=x::boo", "\n::error::boo", "\r\n##[error]boo", "::stop-commands::x", "::error title=a,b:c::d", "\u{202E}gnp.exe\u{202C}",
    "\u{0}\u{1}\u{1B}[2J\u{7F}\u{9B}", "\u{FFFE}\u{FFFF}\u{FEFF}\u{E0041}", "![x](https://evil.example/p.png)", "<img src=x onerror=y>", "<!--", "-->",
    "</details>", "| --- |", "* item", "&lt;&#64;octocat", "$a$", "e\u{301}👩‍👩‍👧日本", "\\", "\"'&<>", "--", " ", "",
  ]
  /// 64 KiB each.
  static let longNames = [String(repeating: "long ", count: 13_107), String(repeating: "|`@<", count: 16_384)]

  static func report(_ name: String) -> Report {
    var report = Report(version: "0.1.0", asOf: CivilDate(daysSinceEpoch: 20_634))
    let source = Source(path: "ai/\(name.prefix(1_000)).yaml", text: "id: \(name)\nname: \(name)\n")
    report.manifests = 1
    report.subjects = [(name.isEmpty ? "systems" : name, 2)]
    report.base = name
    report.findings = Severity.allCases.flatMap { severity in
      (0..<12).map { index in finding(name, severity, in: source, isNew: index.isMultiple(of: 2)) }
    }
    report.absent = [finding(name, .error, in: source, isNew: false)]
    var waived = finding(name, .error, in: source, isNew: false)
    waived.silencing = Silencing(
      kind: .waiver, reason: name, approvedBy: name, ticket: name, expires: CivilDate("2026-09-30"), place: waived.place)
    report.silenced = [waived]
    if let silencing = waived.silencing {
      report.exemptions = [Exemption(rule: name, subject: name, silencing: silencing, effect: .silences, count: 1)]
    }
    report.judgedRules = ["a/\(name)"]
    report.judgements = [Judgement(path: source.path, subject: name, outcomes: [.fail]), Judgement(path: nil, subject: nil, outcomes: [.pass])]
    return report
  }

  private static func finding(_ name: String, _ severity: Severity, in source: Source, isNew: Bool) -> Finding {
    let place = Place(source: source, range: TextRange(4, 5), pointer: "/\(name)")
    var finding = Finding(rule: "a/\(name)", severity: severity, message: name, place: place, fix: name)
    finding.subject = name
    finding.because = [Reason(expression: name, value: name, place: place)]
    finding.related = [RelatedPlace(message: name, place: place)]
    finding.baselineState = isNew ? .new : .unchanged
    return finding
  }

  static func render(_ name: String, as format: String, of formats: [Reporter] = Reporter.all) -> String {
    var options = ReportOptions()
    options.includesWaived = true
    return OutputSink.text { sink in formats.first { $0.name == format }?.render(report(name), options, &sink) }
  }

  /// Whatever a name is, the output has no character that a terminal or a reader of the file would act on.
  @Test(arguments: names) func nothingHiddenIsWritten(name: String) {
    for reporter in Reporter.all + WaiverList.formats {
      let text = HostileFormatTests.render(name, as: reporter.name, of: [reporter])
      #expect(!text.isEmpty)
      #expect(!text.unicodeScalars.contains { VisibleText.isHidden($0) && $0 != "\n" }, "\(reporter.name)")
    }
  }

  @Test(arguments: names + longNames) func commandsOfGitHubStayOurs(name: String) {
    let lines = HostileFormatTests.render(name, as: "github").split(separator: "\n")
    for command in ["error", "warning", "notice"] {
      #expect(lines.count { $0.hasPrefix("::\(command) file=") } == 10)
    }
    #expect(lines.allSatisfy { $0.utf8.count < 10_000 })
    for line in lines where line.drop(while: { $0 == " " }).hasPrefix("::") {
      #expect(line.firstMatch(of: /^::(error|warning|notice) file=[^:,]*,line=1,endLine=1,col=5,endColumn=\d+,title=[^:,]*::/) != nil, "\(line.prefix(200))")
    }
    #expect(lines.count == 36)
    #expect(lines.filter { $0.hasPrefix("+2 more ") }.count == 3)
  }

  @Test(arguments: names) func codeQualityHasUniqueFingerprints(name: String) throws {
    let json = try JSONSerialization.jsonObject(with: Data(HostileFormatTests.render(name, as: "gitlab").utf8))
    let findings = try #require(json as? [[String: Any]])
    #expect(Set(findings.compactMap { $0["fingerprint"] as? String }).count == 36)
  }

  @Test(arguments: names) func xmlIsWellFormed(name: String) {
    final class Elements: NSObject, XMLParserDelegate {
      var counts: [String: Int] = [:]
      func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
      ) { counts[element, default: 0] += 1 }
    }
    let parser = XMLParser(data: Data(HostileFormatTests.render(name, as: "junit").utf8))
    let elements = Elements()
    parser.delegate = elements
    #expect(parser.parse(), "\(parser.parserError?.localizedDescription ?? "")")
    // The rule on the system, the same waived, and the portfolio's suite.
    #expect(elements.counts == ["testsuites": 1, "testsuite": 2, "properties": 2, "property": 2, "testcase": 3, "failure": 1, "skipped": 1,
      "system-out": 2, "system-err": 2])
  }

  @Test(arguments: names + longNames) func markdownKeepsItsShape(name: String) {
    let text = HostileFormatTests.render(name, as: "markdown")
    #expect(text.utf8.count < 65_536)
    #expect(!text.contains("@octocat") || text.contains("`ai/@octocat"))
    for line in text.split(separator: "\n") {
      let starts = ["- **", "- `", "- <code>", "- ", "| ", "|---", "## govlint: ", "### ", "<!-- govlint -->", "<details><summary>", "</details>", "1 manifest ("]
      #expect(starts.contains { line.hasPrefix($0) } || line.firstMatch(of: /^\d+ more (are not shown|systems)/) != nil, "\(line.prefix(120))")
      // Outside code, which forges leave alone, nothing is left that they would act on.
      let prose = line.replacing(/`[^`]*`/, with: "").replacing("<!-- govlint -->", with: "").replacing("&#8203;", with: "·")
        .replacing(/<\/?(details|summary|br|code)>/, with: "").replacing(/\\./, with: "")
      #expect(prose.firstMatch(of: /[<>\[]|@\w|#\d|:\/\/|www\./) == nil, "\(prose.prefix(200))")
      if line.hasPrefix("| ") { #expect(line.replacing(/\\./, with: "").count { $0 == "|" } == 8, "\(line)") }
    }
    for tag in ["<details>", "</details>"] { #expect(text.split(separator: "\n").count { $0.hasPrefix(tag) } == 2) }
  }
}
