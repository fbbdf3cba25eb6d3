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
    var absences: [String] = []
    values.forEachAbsence { absence, steps in
      absences.append("\(absence.node) lacks \(String(decoding: steps, as: UTF8.self))\(absence.isSettled ? ", settled" : "")")
    }
    values.forEachRun(begin: { number, _ in rule = number }) { value in
      switch value {
      case .node(let node): reads[rule, default: []].insert("\(node)")
      case .absent(let index): reads[rule, default: []].insert(absences[index])
      }
    }
    return reads
  }

  @Test func smallNumbersTakeAByte() {
    var runs: [UInt8] = []
    for number in [0, 127, 128, 300] { ReadValues.append(number, to: &runs) }
    #expect(runs == [0, 127, 0x80, 1, 0xAC, 2])
  }

  @Test func stepsShareWhatStandsBefore() {
    let steps = ["/bias/audits", "/bias/auditEvery", "", "/bias", "/privacy"].map { Array($0.utf8) }
    var packed: [UInt8] = []
    var last: [UInt8] = []
    for (index, own) in steps.enumerated() {
      own.withUnsafeBufferPointer { own in
        last.withUnsafeBufferPointer { last in
          ReadValues.append(ReadValues.Absence(node: Int32(100 * index), isSettled: index == 3), own, after: last, to: &packed)
        }
      }
      last = own
    }
    var values = ReadValues()
    values.set(runs: [], absences: packed, absentCount: steps.count, nodeCount: 0)
    var (read, nodes, settled): ([[UInt8]], [Int32], [Bool]) = ([], [], [])
    values.forEachAbsence { absence, steps in
      read.append(steps)
      nodes.append(absence.node)
      settled.append(absence.isSettled)
    }
    #expect(read == steps)
    #expect(nodes == [0, 100, 200, 300, 400])
    #expect(settled == [false, false, false, true, false])
    #expect(packed.count < steps.joined().count + 3 * steps.count)
  }
}
