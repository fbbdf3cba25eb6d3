import Testing

@testable import GovernanceLint

/// Rules that read what has a finding already are blocked: that finding stands for them.
struct BrokenManifestTests {
  @Test(arguments: [
    // Rule, manifest, outcome, findings of the engine.
    ("require: has(system.stage) && system.stage != 'pilot'", "stage: pilto", "blocked", ["structure/not-in-enum"]),
    ("require: system.isLive()", "stage: pilto", "blocked", ["structure/not-in-enum"]),
    ("require: size(system.name) > 3", "stage: pilto", "pass", ["structure/not-in-enum"]),
    ("when: size(system.name) < 3\nrequire: has(system.stage) && system.stage == 'idea'", "stage: pilto", "not-applicable",
      ["structure/not-in-enum"]),
    ("require: has(system.owner.team)", "stage: pilto", "fail", ["acme/rule", "structure/not-in-enum"]),
    // A misspelt key is why the right one is missing; another is not.
    ("require: has(system.stage)", "stgae: idea", "blocked", ["structure/unknown-key"]),
    ("require: has(system.owner)", "stgae: idea", "fail", ["acme/rule", "structure/unknown-key"]),
    ("require: has(system.owner.team)", "owner: {taem: Prices}", "blocked", ["structure/unknown-key"]),
    ("require: has(system.stage)", "owner: {stgae: idea}", "fail", ["acme/rule", "structure/unknown-key"]),
    // A value of another shape.
    ("require: has(system.owner.team)", "owner: Prices", "blocked", ["structure/wrong-type"]),
    ("require: size(system.channels) > 0", "channels: web", "blocked", ["structure/wrong-type"]),
    ("require: system.channels.all(c, c != 'sms')", "channels: [web, pigeon]", "blocked", ["structure/not-in-enum"]),
    ("require: has(system.deployed) && system.deployed < today", "deployed: 2026-02-30", "blocked", ["structure/bad-format"]),
    // What `each` goes through.
    ("each: {v: system.vendors}\nrequire: v.name != ''", "vendors: none", "blocked", ["structure/wrong-type"]),
    ("each: {v: system.vendors}\nrequire: v.name != ''", "vendros: [{name: One}]", "blocked", ["structure/unknown-key"]),
    ("each: {v: system.vendors}\nrequire: v.name != ''", "vendors: [{name: One}, {name: [Two]}]", "blocked",
      ["structure/wrong-type"]),
    ("each: {v: system.vendors}\nrequire: v.name != 'One'", "vendors: [{name: One}, {name: [Two]}]", "fail", ["acme/rule",
      "structure/wrong-type"]),
    ("each: {v: system.vendors}\nlet: {any: \"system.channels.exists(c, c == 'web')\"}\nrequire: any && v.name != ''",
      "channels: [pigeon]\nvendors: [{name: One}, {name: Two}]", "blocked", ["structure/not-in-enum"]),
    // Blanks are notes, and block nothing.
    ("require: has(system.stage)", "stage:", "fail", ["acme/rule", "structure/empty-value"]),
    // A key that has to be there: nothing can be said by rules that count on it.
    ("each: {v: system.vendors}\nrequire: size(v.name) > 1", "vendors: [{x-code: One}]", "blocked", ["structure/missing-key"]),
    ("require: has(system.stage)", "vendors: [{x-code: One}]", "fail", ["acme/rule", "structure/missing-key"]),
    // Of a file that does not parse, anything absent may be what was lost.
    ("require: has(system.stage)", "owner: {team: Prices\nstage: idea", "blocked", ["syntax/unclosed-bracket"]),
    ("require: size(system.name) > 3", "owner: 'Prices", "blocked", ["syntax/unclosed-quote"]),
  ])
  func outcome(rule: String, manifest: String, outcome: String, findings: [String]) {
    let run = RuleRun(rule, on: manifest)
    #expect(run.outcome == outcome, "\(run.lines)")
    let rules = run.report.findings.map(\.rule)
    let isSyntax = findings[0].hasPrefix("syntax/")
    #expect(Set(isSyntax ? rules.filter { $0.hasPrefix("syntax/") } : rules).sorted() == findings, "\(rules)")
    #expect(!run.report.couldNotRun)
  }

  @Test func missingIdentityBlocksWhatReadsIt() {
    let text = "apiVersion: govlint/v1\nkind: AISystem\nname: A\n"
    let run = RuleRun(["rule.yaml": RuleTree.rule("require: size(system.id) > 3")], [("a.yaml", text)])
    #expect(run.outcomes == ["acme/rule -: blocked"])
  }

  @Test(arguments: ["id: [a]", "id:", "x-id: a"])
  func brokenManifestBlocksRulesOnThePortfolio(identity: String) {
    let text = "apiVersion: govlint/v1\nkind: AISystem\n\(identity)\nname: A\n"
    let rules = [
      "rule.yaml": RuleTree.rule(
        "appliesTo: Portfolio\neach: {system: portfolio.systems}\nrequire: portfolio.systems.exists_one(other, other.id == system.id)"),
      "two.yaml": RuleTree.rule("require: portfolio.systems.all(other, other.id != 'zebra')", id: "acme/two"),
      "three.yaml": RuleTree.rule("require: size(portfolio.systems) == 2", id: "acme/three"),
    ]
    let run = RuleRun(rules, [("a.yaml", text), ("b.yaml", RuleRun.system("", id: "b"))])
    #expect(Set(run.outcomes.filter { $0.hasPrefix("acme/rule") || $0.hasPrefix("acme/two") }.map { $0.split(separator: " ").last }) == ["blocked"])
    #expect(run.outcomes.filter { $0.hasPrefix("acme/three") }.allSatisfy { $0.hasSuffix("pass") })
    #expect(!run.report.couldNotRun, "\(run.lines)")
  }
}
