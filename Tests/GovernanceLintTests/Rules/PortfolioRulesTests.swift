import Testing

@testable import GovernanceLint

/// Rules that read all manifests, and files that hold several.
struct PortfolioRulesTests {
  private static let unique = RuleTree.rule(
    """
    appliesTo: Portfolio
    each: {system: portfolio.systems}
    let: {shared: "portfolio.systems.map(other, other.id).duplicates()"}
    require: "!(system.id in shared)"
    at: system.id
    message: "'{system.id}' is not the only one"
    """)

  @Test func twoSystemsMayNotShareAnId() {
    let files = [("b.yaml", RuleRun.system("")), ("a.yaml", RuleRun.system("")), ("c.yaml", RuleRun.system("", id: "c"))]
    let run = RuleRun(["rule.yaml": PortfolioRulesTests.unique], files)
    #expect(run.outcomes == ["acme/rule: fail"])
    #expect(run.lines == ["a.yaml:3:5 error acme/rule 'a' is not the only one",
      "b.yaml:3:5 error acme/rule 'a' is not the only one"])
    #expect(run.report.findings.map(\.subject) == ["a", "a"])
  }

  /// Two passes over the portfolio's ids; the cost limit of one evaluation stands for the time that they take.
  @Test func fiveThousandSystemsStayUnderTheCostLimit() {
    let files = (0..<5000).map { (path: "s\($0).yaml", text: RuleRun.system("", id: "s\($0 == 4999 ? 0 : $0)")) }
    let run = RuleRun(["rule.yaml": PortfolioRulesTests.unique], files)
    #expect(run.outcomes == ["acme/rule: fail"])
    #expect(run.lines.map { $0.split(separator: " ")[0] } == ["s0.yaml:3:5", "s4999.yaml:3:5"])
    #expect(!run.report.couldNotRun)
    #expect(run.report.manifests == 5000)
  }

  @Test func rulesOnASystemMayReadThePortfolio() {
    let rule = RuleTree.rule("require: portfolio.systems.all(other, other.name != system.name || other.id == system.id)\nat: system.name")
    let run = RuleRun(
      ["rule.yaml": rule],
      [("a.yaml", RuleRun.system("")), ("b.yaml", RuleRun.system("", id: "b")), ("c.yaml", RuleRun.system("",
        id: "c").replacing("System c", with: "System a"))])
    #expect(run.outcomes == ["acme/rule a: fail", "acme/rule b: pass", "acme/rule c: fail"])
    #expect(run.lines.map { $0.split(separator: " ")[0] } == ["a.yaml:4:7", "c.yaml:4:7"])
  }

  @Test func portfolioAsAWholeIsShownInTheConfiguration() {
    let rule = RuleTree.rule("appliesTo: Portfolio\nrequire: size(portfolio.charters) == 1")
    let run = RuleRun(
      ["rule.yaml": rule], [("a.yaml", RuleRun.system(""))],
        configuration: "{\"failOn\": \"note\",\n \"manifests\": [\"*.yaml\"]}")
    #expect(run.lines == [".lint-config.json:2:2 error acme/rule nothing good"])
  }

  @Test func whatWasAddedOrRemovedNeedsABase() {
    let rule = RuleTree.rule("appliesTo: Portfolio\nrequire: size(portfolio.removed.systems) == 0")
    let run = RuleRun(["rule.yaml": rule], [("a.yaml", RuleRun.system(""))])
    #expect(run.outcomes == ["acme/rule: not-applicable"])
    #expect(run.lines.isEmpty)
  }

  @Test func fileMayHoldSeveralManifests() {
    let rule = RuleTree.rule("require: has(system.stage)\nat: system.stage\nmessage: \"{system.id}\"")
    let text = RuleRun.system("stage: idea") + "---\n" + RuleRun.system("", id: "b") + "---\n---\n" + RuleRun.system("", id: "c")
    let run = RuleRun(["rule.yaml": rule], [("all.yaml", text)])
    #expect(run.outcomes == ["acme/rule a: pass", "acme/rule b: fail", "acme/rule c: fail"])
    #expect(run.lines == ["all.yaml:9:5 error acme/rule b", "all.yaml:15:5 error acme/rule c"])
    #expect(run.report.manifests == 3)
  }

  @Test func jsonIsJudgedAsYAMLIs() {
    let rule = RuleTree.rule("require: system.isLive()\nat: system.stage")
    let text = "{\"apiVersion\": \"govlint/v1\", \"kind\": \"AISystem\", \"id\": \"a\",\n \"name\": \"A\", \"stage\": \"idea\"}"
    let run = RuleRun(["rule.yaml": rule], [("a.json", text)])
    #expect(run.lines == ["a.json:2:24 error acme/rule nothing good"])
  }

  // MARK: Recognition

  @Test(arguments: [
    ("kind: AISytem\napiVersion: govlint/v1\n",
      "1:7 structure/unknown-kind there is no kind 'AISytem'; did you mean 'AISystem'?"),
    ("apiVersion: govlint/v2\nkind: AISystem\n",
      "1:13 structure/unknown-kind there is no apiVersion 'govlint/v2'; did you mean 'govlint/v1'?"),
    ("apiVersion: govlint/v1\n", "1:1 structure/unknown-kind the document has no 'kind', so it is no manifest of a known kind"),
    ("name: a\n", "1:1 structure/unknown-kind the document has no 'apiVersion', so it is no manifest of a known kind"),
    ("- a\n", "1:1 structure/unknown-kind expected a manifest, a mapping with keys such as 'kind', but found a list"),
    ("words\n", "1:1 structure/unknown-kind expected a manifest, a mapping with keys such as 'kind', but found text"),
    ("apiVersion: govlint/v1\nkind: Zebra\n",
      "2:7 structure/unknown-kind there is no kind 'Zebra'; known: 'AISystem', 'GovernanceCharter'"),
    ("apiVersion: govlint/v1\nkind: [AISystem]\n", "2:7 structure/unknown-kind expected text as 'kind' but found a list"),
    ("", "1:1 structure/empty-document the file is empty; expected a manifest"),
    ("# nothing\n---\n~\n", "1:1 structure/empty-document the file is empty; expected a manifest"),
  ])
  func unrecognised(text: String, expected: String) {
    let run = RuleRun(["rule.yaml": RuleTree.rule("")], [("a.yaml", text)])
    #expect(run.lines.map { $0.replacing("a.yaml:", with: "").replacing(" error", with: "") } == [expected])
    #expect(run.report.exitStatus == 1)
    // Named on the command line it is passed over.
    let candidate = RuleRun(["rule.yaml": RuleTree.rule("")], [("a.yaml", text)], membership: .candidate)
    #expect(candidate.lines.isEmpty)
    #expect(candidate.report.manifests == 0)
  }

  @Test func candidateThatIsAManifestOrBrokenIsChecked() {
    let rules = ["rule.yaml": RuleTree.rule("")]
    let mixed = RuleRun(rules, [("a.yaml", RuleRun.system("") + "---\nkind: Zebra\n")], membership: .candidate)
    #expect(mixed.lines.map { $0.split(separator: " ")[2] } == ["acme/rule", "structure/unknown-kind"])
    let broken = RuleRun(rules, [("a.yaml", "a: [\n")], membership: .candidate)
    #expect(broken.lines.count == 1)
    #expect(broken.lines.allSatisfy { $0.contains(" syntax/") })
  }

  // MARK: Reports

  @Test func findingsComeInOneOrder() {
    let rules = [
      "rule.yaml": RuleTree.rule("at: system.id"), "two.yaml": RuleTree.rule("at: system.id", id: "acme/two"),
      "three.yaml": RuleTree.rule("at: system.name\nseverity: note", id: "acme/three"),
    ]
    let files = [("b.yaml", RuleRun.system("", id: "b")), ("a.yaml", RuleRun.system("stgae: idea")), ("B.yaml",
      RuleRun.system("", id: "x"))]
    let expected = RuleRun(rules, files)
    #expect(expected.lines.map { $0.split(separator: " ")[0] + " " + $0.split(separator: " ")[2] } == [
      "B.yaml:3:5 acme/rule", "B.yaml:3:5 acme/two", "B.yaml:4:7 acme/three", "a.yaml:5:1 structure/unknown-key",
      "b.yaml:3:5 acme/rule", "b.yaml:3:5 acme/two", "b.yaml:4:7 acme/three",
    ])
    #expect(RuleRun(rules, files.reversed()).lines == expected.lines)
  }

  @Test(arguments: [("error", 1), ("warning", 1), ("note", 1), ("never", 0)], ["error", "warning", "note"])
  func exitStatusFollowsFailOn(failOn: (String, Int), severity: String) {
    let run = RuleRun("severity: \(severity)", on: "", configuration: "{\"failOn\": \"\(failOn.0)\"}")
    let fails = failOn.0 != "never" && (Severity(name: severity) ?? .note) >= (Severity(name: failOn.0) ?? .error)
    #expect(run.report.exitStatus == (fails ? 1 : 0))
  }

  @Test func reportCounts() {
    let charter = RuleRun.system("", id: "c").replacing("AISystem", with: "GovernanceCharter")
    let run = RuleRun(
      ["rule.yaml": RuleTree.rule(""), "two.yaml": RuleTree.rule("severity: warning", id: "acme/two")],
      [("a.yaml", RuleRun.system("")), ("b.yaml", RuleRun.system("stage:", id: "b")), ("c.yaml", charter)])
    #expect(run.report.manifests == 3)
    #expect(run.report.subjects.map { "\($0.count) \($0.plural)" } == ["2 systems", "1 charters"])
    #expect(run.report.rulesChecked == 2)
    #expect([Severity.error, .warning, .note].map(run.report.count) == [2, 2, 1])
    #expect(run.report.rules.map(\.id) == run.report.rules.map(\.id).sorted())
    #expect(run.report.rules.contains { $0.id == "acme/two" } && run.report.rules.contains { $0.id == "structure/unknown-kind" })
  }

  @Test func filesNotAskedForAreReadAndNotReportedOn() {
    let run = RuleRun(["rule.yaml": PortfolioRulesTests.unique], [("a.yaml", RuleRun.system("")), ("b.yaml",
      RuleRun.system("stgae: idea"))])
    var other = run.linter.check(Source(path: "b.yaml", text: RuleRun.system("stgae: idea")))
    other.isAskedFor = false
    let report = run.linter.finish([run.linter.check(Source(path: "a.yaml", text: RuleRun.system(""))), other], version: "0")
    #expect(report.findings.map(\.place.source.path) == ["a.yaml"])
    #expect(report.manifests == 1)
  }

  /// What a message asked for first is not taken for something that was looked at.
  @Test func whatElementsShareIsBlockedAfterAMessage() {
    let rule = """
      appliesTo: Portfolio
      each: {system: portfolio.systems}
      let: {names: "portfolio.systems.map(other, other.vendors.map(vendor, vendor.name).join(','))"}
      require: has(system.stage) && (system.stage == 'idea' || size(names) > 0)
      message: "{size(names)} systems"
      """
    let manifests = [
      ("a.yaml", RuleRun.system("")), ("b.yaml", RuleRun.system("stage: idea\nvendors: [[x]]", id: "b")),
      ("c.yaml", RuleRun.system("stage: production", id: "c")),
    ]
    let run = RuleRun(["rule.yaml": RuleTree.rule(rule)], manifests)
    #expect(run.report.findings.map(\.rule) == ["acme/rule", "structure/wrong-type"])
    #expect(["acme/rule: blocked", "acme/rule: fail"].contains(run.outcomes.first))
  }
}
