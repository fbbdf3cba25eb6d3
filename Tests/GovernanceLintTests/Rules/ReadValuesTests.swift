import Foundation
import Testing

@testable import GovernanceLint

/// What the record says that rules read is the same, whatever is remembered from rules before them.
struct ReadValuesTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../examples/gadgetgo")

  @Test(arguments: ["charter.yaml", "dynamic-pricing.yaml", "site-search.json"])
  func rulesReadTheSameAloneAsTogether(path: String) throws {
    let ruleset = Ruleset.compile(RuleTree.builtIn.0, configuration: Configuration()).0
    var linter = Linter(ruleset: ruleset, configuration: Configuration(), asOf: RuleExample.defaultToday, host: Host())
    linter.keepsEvidence = true
    let bytes = Array(try Data(contentsOf: ReadValuesTests.root.appending(path: path)))
    let subject = try #require(linter.check(Source(path: path, bytes: bytes)).subjects.first)
    let together = ReadValuesTests.reads(subject.evidence)
    #expect(together.count > 30)
    for (rule, reads) in together {
      var alone = subject
      alone.evidence = ReadValues()
      var judge = RuleJudge(linter, only: [rule])
      var findings: [Finding] = []
      judge.judge(&alone, findings: &findings)
      #expect(ReadValuesTests.reads(alone.evidence) == [rule: reads], "\(ruleset.rules[rule].id)")
    }
  }

  /// By rule: the nodes that were there, and below which nodes something was not.
  private static func reads(_ values: ReadValues) -> [Int: Set<String>] {
    var reads: [Int: Set<String>] = [:]
    var rule = 0
    values.forEachRun(begin: { number, _ in rule = number }) { value in
      switch value {
      case .node(let node): reads[rule, default: []].insert("\(node)")
      case .absent(let index):
        let absence = values.absent[index]
        let start = index == 0 ? 0 : Int(values.absent[index - 1].stepsEnd)
        let steps = String(decoding: values.absentSteps[start..<Int(absence.stepsEnd)], as: UTF8.self)
        reads[rule, default: []].insert("\(absence.node) lacks \(steps)\(absence.isSettled ? ", settled" : "")")
      }
    }
    return reads
  }

  @Test func smallNumbersTakeAByte() {
    var runs: [UInt8] = []
    for number in [0, 127, 128, 300] { ReadValues.append(number, to: &runs) }
    #expect(runs == [0, 127, 0x80, 1, 0xAC, 2])
  }
}
