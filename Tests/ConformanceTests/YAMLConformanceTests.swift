import Foundation
import Testing

@testable import GovernanceLint

/// yaml-test-suite: valid cases give its event stream and its JSON, error cases a `syntax/...` error.
@Test func yamlConformance() throws {
  guard let suite = try ConformanceSuite.load("yaml") else { return }
  var passed = 0
  var failures: [String] = []
  for testCase in suite.cases {
    let text = try #require(testCase["yaml"] as? String)
    let problem = yamlProblem(testCase, Source(path: "case.yaml", text: text))
    if let problem {
      failures.append("\(testCase["id"] ?? "") \(testCase["name"] ?? ""): \(problem)\n\(text)")
    } else {
      passed += 1
    }
  }
  suite.conclude(passed: passed, total: suite.cases.count, floor: 279, failures: failures)
}

private func yamlProblem(_ testCase: [String: Any], _ source: Source) -> String? {
  let (document, findings) = YAMLParser.parse(source, limits: DocumentLimits())
  // Equal keys are an error of structure, not of syntax.
  let errors = findings.filter { $0.rule.hasPrefix("syntax/") && $0.severity == .error }.map(\.message)
  if testCase["error"] as? Bool == true { return errors.isEmpty ? "accepted" : nil }
  guard errors.isEmpty else { return "rejected: \(errors)" }
  let events = OutputSink.text { YAMLEvents.write(document, into: &$0) }
  if let tree = testCase["tree"] as? String, tree != events { return "events:\n\(events)expected:\n\(tree)" }
  if let expected = testCase["json"] as? [Any] {
    let written = document.roots.map { root in
      OutputSink.text { sink in
        var writer = JSONWriter()
        writer.node(root, into: &sink)
      }
    }
    for text in written {
      let (again, newFindings) = JSONParser.parse(Source(path: "again.json", text: text), limits: DocumentLimits())
      let rewritten = OutputSink.text { JSONWriter.write(again, into: &$0) }
      let isSame = newFindings.allSatisfy { $0.rule.hasPrefix("structure/") } && rewritten == text
      if !isSame { return "written and parsed again: \(text)" }
    }
    let values = written.map { try? JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed) }
    if values.count != expected.count { return "\(values.count) documents instead of \(expected.count)" }
    for (value, expectation) in zip(values, expected) {
      guard let value = value as? NSObject, value == expectation as? NSObject else {
        return "JSON: \(written)\nexpected: \(expected)"
      }
    }
  }
  return nil
}
