import Testing

@testable import GovernanceLint

/// The rules that ship, read from `rules/` on disk.
struct BuiltInRulesTests {
  @Test func treeLoadsWithoutAFinding() {
    let (library, findings) = RuleTree.builtIn
    #expect(findings.isEmpty, "\(RuleTree.rendered(findings))")
    #expect(library.kinds.map(\.name) == ["AISystem", "GovernanceCharter"])
    #expect(library.modules.count >= 5)
    #expect(library.rules.count >= 60)
  }

  @Test func rulesCompileWithoutAFinding() {
    let findings = Ruleset.compile(RuleTree.builtIn.0, configuration: Configuration()).1
    #expect(findings.isEmpty, "\(RuleTree.rendered(findings))")
  }

  @Test func examplesBehaveAndNoticeEveryMutant() {
    let (rules, examples, findings) = RuleExamples.run(RuleTree.builtIn.0)
    #expect(findings.isEmpty, "\(RuleTree.rendered(findings))")
    #expect(rules == RuleTree.builtIn.0.rules.count)
    #expect(examples > 5 * rules)
  }

  @Test func chosenModulesAreRunAlone() {
    let library = RuleTree.builtIn.0
    let bias = library.modules.first { $0.head.name == "bias" }
    let result = RuleExamples.run(library, modules: ["bias"])
    #expect(result.rules == bias?.rules.count)
    #expect(RuleExamples.run(library, modules: []).rules == 0)
  }
}
