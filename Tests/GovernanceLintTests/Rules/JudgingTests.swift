import Testing

@testable import GovernanceLint

/// How rules end on manifests that are sound.
struct JudgingTests {
  @Test(arguments: [
    // Keys of the rule, keys of the manifest, outcome, finding.
    ("require: has(system.stage)", "stage: idea", "pass", ""),
    ("require: has(system.stage)\nat: system.stage\nmessage: \"'{system.name}' has none\"", "", "fail",
      "a.yaml:3:5 'System a' has none"),
    ("when: system.isLive()\nrequire: has(system.owner.team)", "stage: idea", "not-applicable", ""),
    ("when: system.isLive()\nrequire: has(system.owner.team)\nat: system.owner", "stage: pilot\nowner:\n  steward: Ines", "fail",
      "a.yaml:6:1 nothing good"),
    // A person has decided: for a whole section, for one key, and where the rule does not take that for an answer.
    ("require: has(system.owner.team)", "owner: {notApplicable: a thought}", "not-applicable", ""),
    ("require: has(system.owner.team)\nacceptsNotApplicable: false", "owner: {notApplicable: a thought}", "fail",
      "a.yaml:5:1 nothing good"),
    ("when: has(system.owner.team)\nrequire: has(system.stage)", "owner: {notApplicable: a thought}", "not-applicable", ""),
    // A comparison with the base has none here.
    ("require: old.name == system.name", "", "not-applicable", ""),
    ("let: {before: old.name}\nrequire: before == system.name", "", "not-applicable", ""),
    // Failures of the rule itself.
    ("require: 1 / (size(system.name) - 8) > 0", "", "error",
      "acme/rule.yaml:1:10 'acme/rule' could not be evaluated on 'a': division by zero"),
    ("when: 1 / (size(system.name) - 8) > 0", "", "error",
      "acme/rule.yaml:1:7 'acme/rule' could not be evaluated on 'a': division by zero"),
    ("let: {none: size(system.name) - 8}\nrequire: 1 / none > 0", "", "error",
      "acme/rule.yaml:2:10 'acme/rule' could not be evaluated on 'a': division by zero"),
    ("each: {letter: \"['a', 'b'].map(x, [1 / (size(system.name) - 8)])\"}\nrequire: size(letter) > 0", "", "error",
      "acme/rule.yaml:1:36 'acme/rule' could not be evaluated on 'a': division by zero"),
  ])
  func outcome(rule: String, manifest: String, outcome: String, finding: String) {
    let run = RuleRun(rule, on: manifest)
    #expect(run.outcome == outcome)
    let found = run.lines.map { line in
      line.replacing(" error acme/rule", with: "").replacing(" error rule/evaluation", with: "")
    }
    #expect(found == (finding.isEmpty ? [] : [finding]))
    #expect(run.report.couldNotRun == (outcome == "error"))
    #expect(run.report.exitStatus == (outcome == "error" ? 2 : outcome == "fail" ? 1 : 0))
  }

  @Test func failureExplainsItself() {
    let run = RuleRun(
      "require: \"!(system.isLive() && 'sms' in system.channels)\"\nat: system.channels",
        on: "stage: pilot\nchannels:\n  - web\n  - sms")
    #expect(RuleTree.rendered(run.report.findings) == """
      error: nothing good   acme/rule
       ┌─ a.yaml:6:1
       │
      6│ channels:
       │ ^^^^^^^^
       = because: system.stage = 'pilot' (line 5)
       = fix: Mend it.


      """)
    #expect(run.report.findings.map(\.subject) == ["a"])
  }

  @Test func costLimitIsAnErrorOfTheRule() {
    let channels = "regions: [\(Array(repeating: "DE", count: 120).joined(separator: ", "))]"
    let run = RuleRun(
      "require: system.regions.all(a, system.regions.all(b, system.regions.all(c, a == c && b == c)))", on: channels)
    #expect(run.outcome == "error")
    #expect(run.lines.count == 1)
    #expect(run.lines.first?.contains("the expression costs more than 1000000") == true)
  }

  @Test func costLimitHoldsOverAllElements() {
    let regions = "regions: [\(Array(repeating: "DE", count: 40).joined(separator: ", "))]"
    let rule = RuleTree.rule("each: {region: system.regions}\nrequire: system.regions.all(other, other == region)")
    func run(_ cost: Int) -> RuleRun {
      RuleRun(["rule.yaml": rule], [("a.yaml", RuleRun.system(regions))], ruleCost: cost)
    }
    #expect(run(10_000).outcome == "pass")
    let stopped = run(500)
    #expect(stopped.outcome == "error")
    #expect(stopped.lines.count == 1)
    #expect(stopped.lines.first?.contains("the rule costs more than 500 on all elements together") == true)
    #expect(stopped.report.exitStatus == 2)
  }

  // MARK: each

  static let vendors = """
    vendors:
      - {name: One}
      - {name: Two}
      - {name: Three}
    """

  @Test(arguments: [
    ("each: {vendor: system.vendors}\nrequire: size(vendor.name) < 9", "pass", []),
    ("each: {vendor: system.vendors}\nrequire: vendor.name != 'Two'\nmessage: \"{vendor.name}\"", "fail", ["Two"]),
    // Variables that read the element are new for each; the others are kept.
    ("each: {vendor: system.vendors}\nlet: {long: size(vendor.name) > 4}\nrequire: \"!long\"\nmessage: \"{vendor.name}\"",
      "fail", ["Three"]),
    ("each: {vendor: system.vendors}\nlet:\n  n: size(vendor.name)\n  twice: n * 2\nrequire: twice < 10\nmessage: \"{vendor.name} {twice}\"", "fail", ["Three 10"]),
    ("each: {vendor: system.vendors}\nwhen: vendor.name == 'Four'\nrequire: has(system.stage)", "not-applicable", []),
    ("each: {vendor: system.vendors}\nwhen: vendor.name == 'Two'\nrequire: has(system.name)", "pass", []),
    // The worst counts.
    ("each: {vendor: system.vendors}\nwhen: vendor.name != 'One'\nrequire: vendor.name != 'Two'\nmessage: \"{vendor.name}\"",
      "fail", ["Two"]),
    ("each: {vendor: system.vendors}\nrequire: 1 / (size(vendor.name) - 5) < 0\nmessage: \"{vendor.name}\"", "error",
      ["'acme/rule' could not be evaluated on 'a': division by zero", "One", "Two"]),
    // Nested, the first outermost, in order.
    ("each: {vendor: system.vendors, letter: \"['x', 'y']\"}\nrequire: vendor.name == 'Two' && letter == 'x'\nmessage: \"{vendor.name} {letter}\"",
      "fail", ["One x", "One y", "Two y", "Three x", "Three y"]),
    ("each: {vendor: system.vendors, audit: system.bias.audits}\nrequire: audit.date < today && vendor.name == ''",
      "not-applicable", []),
  ])
  func each(rule: String, outcome: String, messages: [String]) {
    let run = RuleRun(rule, on: JudgingTests.vendors)
    #expect(run.outcome == outcome)
    #expect(run.report.findings.map(\.message).sorted() == messages.sorted())
  }

  @Test func eachOverSomethingAbsentDoesNotRun() {
    #expect(RuleRun("each: {vendor: system.vendors}\nrequire: vendor.name == ''", on: "").outcome == "not-applicable")
  }

  // MARK: Time and status

  @Test(arguments: [
    ("effective: {from: 2026-07-01}", "2026-06-30", "note nothing good (applies from 2026-07-01)"),
    ("effective: {from: 2026-07-01}", "2026-07-01", "error nothing good"),
    ("effective: {until: 2026-07-01}", "2026-07-01", "error nothing good"),
    ("effective: {until: 2026-07-01}", "2026-07-02", ""),
    ("effective: {from: 2026-01-01, status: stayed}", "2026-06-30", "note nothing good (stayed; was to apply from 2026-01-01)"),
    ("effective: {status: stayed}", "2026-06-30", "note nothing good (stayed)"),
    ("effective: {status: in-force}", "2026-06-30", "error nothing good"),
    ("status: preview", "2026-06-30", "note nothing good"),
    ("severity: note\neffective: {from: 2026-07-01}", "2026-06-30", "note nothing good (applies from 2026-07-01)"),
  ])
  func effect(keys: String, asOf: String, expected: String) {
    let run = RuleRun(keys, on: "", asOf: asOf)
    #expect(run.outcome == (expected.isEmpty ? "not-applicable" : "fail"))
    #expect(run.report.findings.map { "\($0.severity.name) \($0.message)" } == (expected.isEmpty ? [] : [expected]))
  }

  @Test func deprecatedRulesCountUntilTheyAreRemoved() {
    let rules = [
      "rule.yaml": RuleTree.rule("status: deprecated\nreplacedBy: acme/other"),
      "other.yaml": RuleTree.rule("require: has(system.name)", id: "acme/other"),
    ]
    #expect(RuleRun(rules, [("a.yaml", RuleRun.system(""))]).outcomes == ["acme/other a: pass", "acme/rule a: fail"])
  }

  @Test(arguments: [
    ("message: the stage is {system.?stage}", "the stage is nothing"),
    ("message: \"{{{system.name}, {system.channels}\"", "{System a, web, sms"),
    ("message: on {today} in {file.path}", "on 2026-06-30 in a.yaml"),
    ("message: at most {params.most}\nparams: {most: {type: integer, default: 3, description: M}}", "at most 3"),
    ("message: of {tables.words.en}", "of one, two"),
  ])
  func message(rule: String, expected: String) {
    let run = RuleRun(
      rule + "\nrequire: has(system.owner)", on: "channels: [web, sms]",
      head: RuleTree.head + "tables: {words: {en: [one, two], de: [eins]}}\n")
    #expect(run.report.findings.map(\.message) == [expected])
  }
}
