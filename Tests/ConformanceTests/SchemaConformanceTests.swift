import Foundation
import Testing

@testable import GovernanceLint

/// JSON-Schema-Test-Suite, draft 2020-12. Numbers matter as they are written, so the suite is read with our own parser.
@Suite struct SchemaConformanceTests {
  /// The score of each section below which the test fails.
  static let floors = ["required": 990, "optional": 120, "format": 514]

  @Test func suite() throws {
    guard let suite = try ConformanceSuite.load("jsonschema") else { return }
    let folder = ProcessInfo.processInfo.environment["GOVLINT_CONFORMANCE"] ?? "../shared/conformance"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent("jsonschema.json"))
    var limits = DocumentLimits()
    limits.aliasedNodes = 0
    let root = try #require(
      Document.parse(Source(path: "jsonschema.json", bytes: Array(bytes)), limits: limits).document.roots.first)
    var registry = SchemaRegistry()
    for list in ["remotes", "metaschemas"] {
      for pair in try #require(root.pair(named: list)).value.pairs { registry.add(standalone(pair.value), uri: pair.key.text) }
    }
    var scores: [String: (passed: Int, total: Int)] = [:]
    var failures: [String: [String]] = [:]
    for group in try #require(root["cases"]).items {
      let section = try #require(group["section"]).text
      let options = SchemaOptions(assertsFormats: section == "format", readsEmptyAsAbsent: false)
      let (schema, _) = Schema.load(standalone(try #require(group["schema"])), registry: registry, options: options)
      for test in try #require(group["tests"]).items {
        let data = try #require(test["data"])
        let isValid = test["valid"]?.asBool == true
        let answer = schema.accepts(data)
        // Both passes have to agree: the silent one that answers and the one that makes findings.
        let agrees = schema.check(data).isEmpty == answer
        let passes = answer == isValid && agrees
        scores[section, default: (0, 0)].total += 1
        if passes {
          scores[section, default: (0, 0)].passed += 1
        } else {
          let what = [group["file"], group["description"], test["description"]].map { $0?.text ?? "" }.joined(separator: ": ")
          failures[section, default: []].append(what + (agrees ? "" : " (the two passes differ)"))
        }
      }
    }
    for section in ["required", "optional", "format"] {
      let score = scores[section] ?? (0, 0)
      ConformanceSuite(name: "jsonschema \(section)", contents: suite.contents)
        .conclude(passed: score.passed, total: score.total, floor: Self.floors[section] ?? 0, failures: failures[section] ?? [])
    }
  }

  /// A node as a document of its own, so that tables sized by documents stay small.
  private func standalone(_ node: Node) -> Node {
    let text = node.document.source.text(node.range)
    return Document.parse(Source(path: "schema.json", text: text)).document.roots.first ?? node
  }
}
