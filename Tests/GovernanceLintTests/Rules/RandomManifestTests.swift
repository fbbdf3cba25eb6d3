import Testing

@testable import GovernanceLint
@testable import fuzz

/// A rule that loads can be evaluated on every manifest. `.ci/run` makes more of them with the release build of `fuzz`, as many as GOVLINT_MANIFESTS says.
struct RandomManifestTests {
  @Test(arguments: 0..<3) func noRuleFailsOnWhatSatisfiesItsSchema(portfolio: Int) {
    #expect(RuleCheck(RuleTree.builtIn.0).problem(withPortfolio: portfolio, seed: 4, breaks: false) == nil)
  }

  @Test(arguments: 0..<3) func noRuleFailsOnWhatBreaksItsSchema(portfolio: Int) {
    #expect(RuleCheck(RuleTree.builtIn.0).problem(withPortfolio: portfolio, seed: 4, breaks: true) == nil)
  }

  /// The manifests differ, and exercise what they are made for.
  @Test func manifestsReachRules() {
    let kind = RuleTree.builtIn.0.kinds[0]
    let linter = Linter(
      ruleset: Ruleset.compile(RuleTree.builtIn.0, configuration: Configuration()).0, configuration: Configuration(),
      asOf: RuleExample.defaultToday, host: Host())
    var outcomes: [Outcome: Set<Int>] = [:]
    let maker = RandomManifest.Maker(kind)
    for number in 0..<200 {
      let (text, broken) = maker.make(number, seed: 4, breaks: number % 2 == 1)
      #expect(number % 2 == 1 || broken == 0)
      let file = linter.check(Source(path: "a.json", bytes: text))
      for (index, outcome) in (file.subjects.first?.outcomes ?? []).enumerated() {
        if let outcome { outcomes[outcome, default: []].insert(index) }
      }
    }
    let reached = outcomes.mapValues(\.count)
    for outcome in [Outcome.pass, .fail, .notApplicable, .blocked] {
      #expect(reached[outcome] ?? 0 > linter.ruleset.rules.count / 3, "\(reached)")
    }
    #expect(outcomes[.error] == nil)
  }

  /// What reads a broken value is blocked, and says nothing about the system.
  @Test func rulesThatReadWhatIsBrokenAreBlocked() {
    let rule = "require: \"!has(system.risk.reversibility) || system.risk.reversibility == 'reversible'\""
    for value in ["{reversibility: 3}", "{reversibility: nowhere}", "[]", "yes"] {
      #expect(RuleRun(rule, on: "risk: \(value)").outcome == "blocked", "\(value)")
    }
  }
}
