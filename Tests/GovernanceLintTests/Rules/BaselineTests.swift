import Testing

@testable import GovernanceLint

/// Which findings the base had too, and what a change takes from the gate.
struct BaselineTests {
  private static let rules = [
    "rule.yaml": RuleTree.rule("each: {vendor: system.vendors}\nrequire: has(vendor.service)\nat: vendor.service\nmessage: \"{vendor.name}\""),
    "stage.yaml": RuleTree.rule("require: has(system.stage)\nat: system.stage\nmessage: none", id: "acme/stage"),
  ]

  private static func file(_ path: String, _ keys: String, id: String = "a") -> (path: String, text: String) {
    (path, RuleRun.system(keys, id: id))
  }

  private static let one = "stage: idea\nvendors: [{name: One}]"

  /// Rows: the base, the run, and what the report says: message and state, in its order, then what is gone.
  @Test(arguments: [
    ([file("a.yaml", one)], [file("a.yaml", one)], ["One unchanged"]),
    ([file("a.yaml", one)], [file("b.yaml", "# moved\n\n" + one)], ["One unchanged"]),
    // Items are known by what identifies them, not by their number.
    ([file("a.yaml", one)], [file("a.yaml", "stage: idea\nvendors: [{name: Two}, {name: One}]")], ["Two new", "One unchanged"]),
    ([file("a.yaml", one)], [file("a.yaml", "stage: idea\nvendors: [{name: Two}]")], ["Two new", "One absent"]),
    ([file("a.yaml", one)], [file("a.yaml", "stage: idea\nvendors: [{name: One, service: S}]")], ["One absent"]),
    // Equal ones are counted.
    ([file("a.yaml", one)], [file("a.yaml", "stage: idea\nvendors: [{name: One}, {name: One}]")], ["One unchanged", "One new"]),
    ([file("a.yaml", "stage: idea\nvendors: [{name: One}, {name: One}]")], [file("a.yaml", one)], ["One unchanged", "One absent"]),
    // One mended and one made elsewhere do not cancel out.
    ([file("a.yaml", "")], [file("a.yaml", "stage: idea"), file("b.yaml", "", id: "b")], ["none new", "none absent"]),
    // Of a copy, the one that kept its place is the old one.
    ([file("b.yaml", "")], [file("a.yaml", ""), file("b.yaml", "")], ["none new", "none unchanged"]),
    ([file("a.yaml", "stage: ideal")], [file("a.yaml", "stage: ideas")], ["structure/not-in-enum unchanged"]),
    ([("a.yaml", "\ta: x")], [("a.yaml", "\ta: y")], ["syntax/tab-indentation unchanged"]),
    ([], [file("a.yaml", "")], ["none new"]),
  ] as [([(String, String)], [(String, String)], [String])])
  func states(base: [(String, String)], run: [(String, String)], expected: [String]) {
    let report = RuleRun(BaselineTests.rules, run, base: base).report
    #expect((report.findings + report.absent).map { finding in
      "\(finding.rule.hasPrefix("acme/") ? finding.message : finding.rule) \(finding.baselineState?.rawValue ?? "-")"
    } == expected)
  }

  @Test func withoutABaseThereIsNoState() {
    let report = RuleRun(BaselineTests.rules, [BaselineTests.file("a.yaml", "")]).report
    #expect(report.findings.map(\.baselineState) == [nil])
    #expect(report.counted.count == 1)
  }

  @Test func onlyNewOnesFailTheRun() {
    func report(_ run: [(String, String)]) -> Report {
      var report = RuleRun(BaselineTests.rules, run, base: [BaselineTests.file("a.yaml", "")]).report
      report.isOnlyNew = true
      return report
    }
    let old = report([BaselineTests.file("a.yaml", "")])
    #expect(old.exitStatus == 0 && old.findings.count == 1 && old.counted.isEmpty)
    let new = report([BaselineTests.file("a.yaml", ""), BaselineTests.file("b.yaml", "", id: "b")])
    #expect(new.exitStatus == 1 && new.counted.map(\.subject) == ["b"])
  }

  // MARK: The configuration

  /// Rows: what the configuration said and says, and what is pointed out.
  @Test(arguments: [
    ("{}", "{}", []),
    (#"{"rules": {"acme/stage": "warning"}}"#, #"{"rules": {"acme/stage": "error"}}"#, []),
    (#"{"rules": {}}"#, #"{"rules": {"acme/stage": "off"}}"#, ["warning 'acme/stage' is switched off"]),
    (#"{"rules": {}}"#, #"{"rules": {"acme/stage": "note"}}"#, ["warning findings of 'acme/stage' were errors and are notes now"]),
    (#"{"rules": {"acme/guarded": "error"}}"#, #"{"rules": {"acme/guarded": {"severity": "off", "reason": "r", "approvedBy": "a"}}}"#,
      ["error 'acme/guarded' is switched off"]),
    ("{}", #"{"rules": {"acme/late": {"params": {"within": "P4M"}}}}"#, ["warning 'within' of 'acme/late' was 'P3M' and is 'P4M' now"]),
    ("{}", #"{"rules": {"acme/late": {"params": {"within": "P2M"}}}}"#, []),
    (#"{"rules": {"acme/late": {"params": {"within": "P1M"}}}}"#, "{}", ["warning 'within' of 'acme/late' was 'P1M' and is 'P3M' now"]),
    (#"{"exclude": ["a/*"]}"#, #"{"exclude": ["a/*", "b/*"]}"#, ["warning 'b/*' is excluded now"]),
    (#"{"failOn": "note"}"#, "{}", ["warning a run failed on notes and fails only on errors now"]),
    ("{}", #"{"failOn": "never"}"#, ["warning a run failed on errors and fails on nothing now"]),
    (#"{"failOn": "never"}"#, "{}", []),
    (#"{"suppressions": {"requireUntil": true}}"#, "{}", ["warning suppressions need no last day any more"]),
  ])
  func configuration(before: String, now: String, expected: [String]) {
    let rules = [
      "stage.yaml": RuleTree.rule("require: has(system.name)", id: "acme/stage"),
      "guarded.yaml": RuleTree.rule("require: has(system.name)\nwaivable: approved", id: "acme/guarded"),
      "late.yaml": RuleTree.rule(
        "require: \"!has(system.deployed) || !system.deployed.isOlderThan(params.within)\"\nparams: {within: {type: string, format: duration, default: P3M, description: W}}",
        id: "acme/late"),
    ]
    let run = RuleRun(rules, [BaselineTests.file("a.yaml", "")], configuration: now)
    let old = Configuration.decode(Source(path: ".lint-config.json", text: before, isAtBase: true), format: RuleTree.bare.formats.configuration)
    #expect(old.1.isEmpty)
    let checked = [run.linter.check(Source(path: "a.yaml", text: RuleRun.system("")))]
    let report = run.linter.finish(checked, base: Base(name: "main", files: checked, configuration: old.0), version: "0")
    #expect(report.findings.map { "\($0.severity.name) \($0.message)" } == expected)
    #expect(report.findings.allSatisfy { $0.rule == "manifest/gate-not-weakened" && $0.baselineState == .new })
  }
}
