import Foundation
import Testing

@testable import GovernanceLint

/// JSONTestSuite: every case that must be accepted is, every case that must be rejected gets a `syntax/...` error.
@Test func jsonConformance() throws {
  guard let suite = try ConformanceSuite.load("json") else { return }
  var passed = 0
  var total = 0
  var failures: [String] = []
  for testCase in suite.cases {
    let kind = try #require(testCase["kind"] as? String)
    let text = try #require(testCase["base64"] as? String)
    let bytes = [UInt8](try #require(Data(base64Encoded: text)))
    let source = Source(path: "case.json", bytes: bytes)
    let (document, findings) = JSONParser.parse(source, limits: DocumentLimits())
    // Equal keys are an error of structure, not of syntax.
    let isRejected = findings.contains { $0.rule.hasPrefix("syntax/") && $0.severity == .error }
    guard kind != "i" else { continue }
    total += 1
    var isRight = isRejected == (kind == "n")
    if kind == "y", isRight {
      let written = OutputSink.text { JSONWriter.write(document, into: &$0) }
      let (again, newFindings) = JSONParser.parse(Source(path: "again.json", text: written), limits: DocumentLimits())
      let rewritten = OutputSink.text { JSONWriter.write(again, into: &$0) }
      isRight = newFindings.allSatisfy { $0.rule.hasPrefix("structure/") } && rewritten == written
    }
    if isRight { passed += 1 } else { failures.append("\(testCase["id"] ?? "") \(findings.map(\.message))") }
  }
  suite.conclude(passed: passed, total: total, floor: 184, failures: failures)
}
