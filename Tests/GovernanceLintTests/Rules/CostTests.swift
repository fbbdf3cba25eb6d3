import Testing

@testable import GovernanceLint

/// What rules may spend together: on one manifest, and on what needs all of them.
struct CostTests {
  private static let rules = [
    "one.yaml": RuleTree.rule("require: system.regions.all(a, system.regions.all(b, a == b))", id: "acme/one"),
    "two.yaml": RuleTree.rule("require: has(system.regions)", id: "acme/two"),
  ]
  private static let regions = "regions: [\(Array(repeating: "DE", count: 40).joined(separator: ", "))]"

  private static func linter(_ rules: [String: String], runCost: Int) -> Linter {
    let (ruleset, _) = Ruleset.compile(RuleTree.library(rules).0, configuration: Configuration())
    var linter = Linter(
      ruleset: ruleset, configuration: Configuration(), asOf: RuleExample.defaultToday, host: GovernanceLint.Host())
    linter.runCost = runCost
    return linter
  }

  @Test func rulesOnOneManifestHaveABudgetTogether() {
    let linter = CostTests.linter(CostTests.rules, runCost: 1000)
    let worker = linter.makeWorker()
    let dear = worker(Source(path: "a.yaml", text: RuleRun.system(CostTests.regions)), .manifest)
    #expect(dear.subjects.first?.outcomes == [.pass, .error])
    #expect(dear.findings.count == 1)
    let message = "'acme/two' could not be evaluated on 'a': the rules before it cost more than 1000 together (spent "
    #expect(dear.findings.first?.message.hasPrefix(message) == true, "\(RuleTree.rendered(dear.findings))")
    #expect(dear.findings.first?.place.source.path == "acme/two.yaml")
    // The next manifest has a budget of its own.
    let cheap = worker(Source(path: "b.yaml", text: RuleRun.system("regions: [DE]")), .manifest)
    #expect(cheap.subjects.first?.outcomes == [.pass, .pass])
    #expect(linter.finish([dear, cheap], version: "").exitStatus == 2)
  }

  @Test func whatNeedsThePortfolioHasOne() {
    let rule = """
      appliesTo: AISystem
      require: portfolio.systems.all(a, a.regions.all(b, a.regions.all(c, b == c)))
      """
    let linter = CostTests.linter(
      ["one.yaml": RuleTree.rule(rule, id: "acme/one"), "two.yaml": RuleTree.rule(rule, id: "acme/two")], runCost: -1_999_000)
    let files = ["a", "b"].map { linter.check(Source(path: "\($0).yaml", text: RuleRun.system(CostTests.regions, id: $0))) }
    let report = linter.finish(files, version: "")
    #expect(report.exitStatus == 2)
    // It is told once, however many rules and manifests follow.
    #expect(report.findings.map(\.message).filter { $0.contains("the rules before it cost more than 1000 together") }.count == 1)
    #expect(report.findings.map(\.rule) == ["rule/evaluation"])
  }
}
