import Testing

@testable import GovernanceLint

/// Rules that compare with a base: `old`, and what was added and removed.
struct ChangeRulesTests {
  /// A rule that fails when the stage differs; its message says both.
  private static let stageKept = RuleTree.rule(
    """
    when: has(old.stage) && has(system.stage)
    require: old.stage == system.stage
    at: system.stage
    message: "{old.stage} became {system.stage}"
    """)

  private static func file(_ path: String, _ keys: String, id: String = "a") -> (path: String, text: String) {
    (path, RuleRun.system(keys, id: id))
  }

  @Test(arguments: [
    // Base, run, outcomes, findings.
    ([file("a.yaml", "stage: idea")], [file("a.yaml", "stage: idea")], ["a: not-applicable"], []),
    ([file("a.yaml", "stage: idea")], [file("a.yaml", "stage: idea # really")], ["a: not-applicable"], []),
    ([file("a.yaml", "stage: idea")], [file("a.yaml", "stage: idea\nchannels: [web]")], ["a: pass"], []),
    ([file("a.yaml", "stage: idea")], [file("a.yaml", "stage: pilot")], ["a: fail"], ["a.yaml:5:8 idea became pilot"]),
    ([file("a.yaml", "channels: [web]")], [file("a.yaml", "stage: pilot")], ["a: not-applicable"], []),
    ([file("a.yaml", "stage: idea")], [file("a.yaml", "channels: [web]")], ["a: not-applicable"], []),
    // A move is no change, and no addition.
    ([file("a.yaml", "stage: idea")], [file("b.yaml", "stage: idea")], ["a: not-applicable"], []),
    ([file("a.yaml", "stage: idea")], [file("b.yaml", "stage: pilot")], ["a: fail"], ["b.yaml:5:8 idea became pilot"]),
    // A copy is an addition, whatever the order of the files.
    ([file("b.yaml", "stage: idea")], [file("a.yaml", "stage: pilot"), file("b.yaml", "stage: idea")],
      ["a: not-applicable", "a: not-applicable"], []),
    ([file("b.yaml", "stage: idea")], [file("a.yaml", "stage: pilot"), file("b.yaml", "stage: pilot")],
      ["a: not-applicable", "a: fail"], ["b.yaml:5:8 idea became pilot"]),
    ([file("b.yaml", "stage: idea")], [file("a.yaml", "stage: pilot"), file("c.yaml", "stage: scaled")],
      ["a: fail", "a: not-applicable"], ["a.yaml:5:8 idea became pilot"]),
    // Another identity is another system.
    ([file("a.yaml", "stage: idea")], [file("a.yaml", "stage: pilot", id: "b")], ["b: not-applicable"], []),
    // What breaks today's schema blocks, on either side; elsewhere it does not matter.
    ([file("a.yaml", "stage: ideal")], [file("a.yaml", "stage: pilot")], ["a: blocked"], []),
    ([file("a.yaml", "stage: idea")], [file("a.yaml", "stage: pilto")], ["a: blocked"], ["a.yaml:5:8 structure/not-in-enum"]),
    ([file("a.yaml", "stage: idea\nchannels: [pigeon]")], [file("a.yaml", "stage: pilot")], ["a: fail"],
      ["a.yaml:5:8 idea became pilot"]),
    // A base that cannot be read says nothing about what was.
    ([file("a.yaml", "stage: [idea")], [file("a.yaml", "stage: pilot")], ["a: blocked"], []),
    ([("a.yaml", "\tid: a\n")], [file("a.yaml", "stage: pilot")], ["a: blocked"], []),
    ([("a.yaml", "kind: AISytem\nid: a\n")], [file("a.yaml", "stage: pilot")], ["a: blocked"], []),
    ([("b.yaml", "\tid: a\n")], [file("a.yaml", "stage: pilot")], ["a: not-applicable"], []),
    ([("a.yaml", RuleRun.system("stage: idea").replacing("id: a\n", with: ""))], [file("a.yaml", "stage: pilot")],
      ["a: blocked"], []),
    ([file("a.yaml", "stage: idea")], [("a.yaml", RuleRun.system("stage: pilot").replacing("id: a\n", with: ""))],
      ["-: blocked"], ["a.yaml:1:1 structure/missing-key"]),
  ] as [([(String, String)], [(String, String)], [String], [String])])
  func old(base: [(String, String)], run: [(String, String)], outcomes: [String], findings: [String]) {
    let result = RuleRun(["rule.yaml": ChangeRulesTests.stageKept], run, base: base)
    #expect(result.outcomes.map { $0.replacing("acme/rule ", with: "") } == outcomes)
    #expect(result.lines.map { line in
      let parts = line.split(separator: " ", maxSplits: 3)
      return "\(parts[0]) \(parts[2] == "acme/rule" ? parts[3] : parts[2])"
    } == findings)
  }

  @Test func withoutABaseNothingApplies() {
    let run = RuleRun(["rule.yaml": ChangeRulesTests.stageKept], [ChangeRulesTests.file("a.yaml", "stage: idea")])
    #expect(run.outcomes == ["acme/rule a: not-applicable"])
    #expect(run.report.base == nil)
  }

  @Test func manifestsOfOneFileAreMatchedOneByOne() {
    let base = RuleRun.system("stage: idea") + "---\n" + RuleRun.system("stage: idea", id: "b")
    let now = "---\n" + RuleRun.system("stage: pilot", id: "b") + "---\n" + RuleRun.system("stage: idea")
    let run = RuleRun(["rule.yaml": ChangeRulesTests.stageKept], [("all.yaml", now)], base: [("all.yaml", base)])
    #expect(run.outcomes == ["acme/rule b: fail", "acme/rule a: not-applicable"])
  }

  /// Thousands of manifests with one identity are matched in one go.
  @Test func manyOfOneIdentity() {
    let files = (0..<4000).map { ChangeRulesTests.file("\($0).yaml", "stage: idea") }
    let moved = files.map { ("moved/" + $0.path, $0.text) }
    let run = RuleRun(["rule.yaml": ChangeRulesTests.stageKept], moved, base: files)
    #expect(Set(run.outcomes) == ["acme/rule a: not-applicable"])
  }

  // MARK: Added and removed

  private static let notRemoved = RuleTree.rule(
    """
    appliesTo: Portfolio
    each: {gone: portfolio.removed.systems}
    when: gone.isLive()
    require: has(gone.owner)
    at: gone.stage
    message: "'{gone.id}' was live"
    """)

  @Test(arguments: [
    ([file("a.yaml", "stage: pilot")], [file("b.yaml", "stage: idea", id: "b")], "fail"),
    ([file("a.yaml", "stage: idea")], [file("b.yaml", "stage: idea", id: "b")], "not-applicable"),
    ([file("a.yaml", "stage: pilot")], [file("b.yaml", "stage: idea")], "not-applicable"),
    // Where the file is there and broken, nothing says that the system is gone.
    ([file("a.yaml", "stage: pilot")], [("a.yaml", "\tid: a\n")], "not-applicable"),
    ([file("a.yaml", "stage: pilot")], [("a.yaml", RuleRun.system("").replacing("id: a\n", with: ""))], "not-applicable"),
    ([file("a.yaml", "stage: pilto")], [file("b.yaml", "stage: idea", id: "b")], "blocked"),
    ([("a.yaml", "\tid: a\n")], [file("b.yaml", "stage: idea", id: "b")], "not-applicable"),
  ] as [([(String, String)], [(String, String)], String)])
  func removed(base: [(String, String)], run: [(String, String)], outcome: String) {
    #expect(RuleRun(["rule.yaml": ChangeRulesTests.notRemoved], run, base: base).outcomes == ["acme/rule: \(outcome)"])
  }

  @Test func added() {
    let rule = RuleTree.rule("appliesTo: Portfolio\neach: {new: portfolio.added.systems}\nrequire: has(new.owner)\nat: new.id")
    let run = RuleRun(
      ["rule.yaml": rule], [ChangeRulesTests.file("a.yaml", ""), ChangeRulesTests.file("b.yaml", "", id: "b")],
      base: [ChangeRulesTests.file("a.yaml", "")])
    #expect(run.lines == ["b.yaml:3:5 error acme/rule nothing good"])
  }

  // MARK: Examples

  /// Rows: a group of examples of the rule on stages, one of them, and what is wrong with it.
  @Test(arguments: [
    ("passes", "{old: 'stage: idea', manifest: 'stage: idea # still'}", "was expected to end as pass but ends as not-applicable"),
    ("passes", "'stage: idea'", "was expected to end as pass but ends as not-applicable"),
    ("notApplicable", "'stage: idea'", ""),
    ("notApplicable", "{old: [], manifest: 'stage: idea'}", ""),
    ("notApplicable", "{old: ['id: b'], manifest: 'stage: idea'}", ""),
    ("fails", "{old: ['stage: idea'], manifest: 'stage: pilot # <- here'}", ""),
    ("fails", "{old: 'stage: idea', manifest: 'stage: pilot'}", "fails at line 1, but the mark is on none of its lines"),
    ("fails", "{old: \"id: x\\nstage: idea\", manifest: 'stage: pilot # <- here'}", "but ends as not-applicable"),
    ("fails", "{old: 'stage: ideal', manifest: 'stage: pilot # <- here'}", "is not valid in its line 1: expected one of"),
  ])
  func example(group: String, example: String, problem: String) {
    expect(
      ["passes": "{old: 'stage: idea', manifest: \"stage: idea\\nchannels: [web]\"}",
        "fails": "{old: 'stage: idea', manifest: 'stage: pilot # <- here'}"],
      group, example, of: ChangeRulesTests.stageKept, problem)
  }

  /// The same for the rule on what was removed.
  @Test(arguments: [
    ("fails", "{old: ['stage: pilot', 'id: two'], portfolio: ['id: two']}", "fails at line 1, but the mark is on none"),
    ("fails", "{old: ['stage: pilot # <- here'], portfolio: []}", ""),
    ("notApplicable", "{portfolio: ['id: two']}", ""),
    ("notApplicable", "{old: [], portfolio: ['id: two']}", ""),
    ("notApplicable", "{old: ['stage: pilot'], portfolio: ['channels: [web]']}", ""),
  ])
  func portfolioExample(group: String, example: String, problem: String) {
    expect(
      ["passes": "{old: [\"stage: pilot\\nowner: {team: A}\"], portfolio: ['id: two']}",
        "fails": "{old: ['stage: pilot # <- here', 'id: two'], portfolio: ['id: two']}"],
      group, example, of: ChangeRulesTests.notRemoved, problem)
  }

  private func expect(_ examples: [String: String], _ group: String, _ example: String, of rule: String, _ problem: String) {
    let all = examples.merging([group: example]) { "\($0), \($1)" }.map { "\($0): [\($1)]" }.joined(separator: ", ")
    let keys = rule.split(separator: "\n").filter { !$0.hasPrefix("examples:") }.joined(separator: "\n")
    let (library, mistakes) = RuleTree.library(["rule.yaml": RuleTree.rule("\(keys)\nexamples: {\(all)}")])
    #expect(mistakes.isEmpty, "\(mistakes.map(\.message))")
    let found = RuleExamples.run(library).findings.filter { $0.rule == "rule/example" }.map(\.message)
    #expect(problem.isEmpty ? found.isEmpty : found.count == 1 && found[0].contains(problem), "\(found)")
  }

  // MARK: What is said of places at the base

  @Test func removedManifestIsShownAsItWas() {
    let run = RuleRun(
      ["rule.yaml": ChangeRulesTests.notRemoved], [ChangeRulesTests.file("b.yaml", "", id: "b")],
      base: [ChangeRulesTests.file("a.yaml", "stage: pilot")])
    #expect(RuleTree.rendered(run.report.findings) == """
      error: 'a' was live   acme/rule
       ┌─ a.yaml:5:8 at the base
       │
      5│ stage: pilot
       │        ^^^^^
       = because: gone.owner is not written
       = fix: Mend it.


      """)
    #expect(run.report.findings.map(\.subject) == ["a"])
    #expect(run.report.base == "main")
    let sarif = run.rendered("sarif")
    #expect(sarif.contains(#""uri": "a.yaml""#) && sarif.contains(#""uriBaseId": "BASE""#))
    #expect(sarif.contains("'a' was live. The place is that at the base of the comparison. Because "))
    #expect(run.rendered("json").contains(#""atBase": true"#))
  }

  @Test func reasonsSayWhichVersionTheyAreOf() {
    let rule = ChangeRulesTests.stageKept.replacing("{old.stage} became {system.stage}", with: "no")
    let run = RuleRun(
      ["rule.yaml": rule], [ChangeRulesTests.file("b.yaml", "stage: pilot")],
      base: [ChangeRulesTests.file("a.yaml", "# it was here\nstage: idea")])
    #expect(RuleTree.rendered(run.report.findings).contains(" = because: old.stage = 'idea' (a.yaml:6 at the base)\n"))
    let sarif = run.rendered("sarif")
    #expect(sarif.contains("Because old.stage = 'idea' (a.yaml:6 at the base)."))
    #expect(!sarif.contains("relatedLocations"))
    let kept = RuleRun(
      ["rule.yaml": rule], [ChangeRulesTests.file("a.yaml", "stage: pilot")], base: [ChangeRulesTests.file("a.yaml", "stage: idea")])
    #expect(RuleTree.rendered(kept.report.findings).contains(" = because: old.stage = 'idea' (line 5 at the base)\n"))
  }

  @Test func goneManifestIsReportedWhateverIsAskedFor() {
    let run = RuleRun(
      ["rule.yaml": ChangeRulesTests.notRemoved], [ChangeRulesTests.file("a.yaml", "", id: "b")],
      base: [ChangeRulesTests.file("a.yaml", "stage: pilot")])
    var file = run.linter.check(Source(path: "a.yaml", text: RuleRun.system("", id: "b")))
    file.isAskedFor = false
    let base = Base(name: "main", files: [
      run.linter.check(Source(path: "a.yaml", text: RuleRun.system("stage: pilot"), isAtBase: true))
    ])
    #expect(run.linter.finish([file], base: base, version: "0").findings.map(\.message) == ["'a' was live"])
  }
}
