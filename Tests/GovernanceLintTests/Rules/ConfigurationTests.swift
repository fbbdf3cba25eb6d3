import Testing

@testable import GovernanceLint

/// What `.lint-config.json` may say, and what is told where it says something else.
struct ConfigurationTests {
  private static let formats = RuleTree.bare.formats

  private static func decode(_ text: String) -> (Configuration, [Finding]) {
    Configuration.decode(Source(path: ".lint-config.json", text: text), formats: formats)
  }

  @Test func everyKeyIsRead() {
    let (configuration, findings) = ConfigurationTests.decode(
      """
      {
        "manifests": ["ai/**/*.yaml"], "exclude": ["ai/drafts/**"], "kinds": ["./kinds/ModelCard"],
        "modules": ["bias", "./rules/acme", "../rules", "/rules"],
        "rules": {
          "bias/audit-due-soon": {"severity": "warning", "params": {"within": "P60D"}},
          "bias/audited": "off",
          "consent/reviewed": {"severity": "off", "reason": "legal reviews", "approvedBy": "DPO"}
        },
        "failOn": "warning"
      }
      """)
    #expect(findings.isEmpty)
    #expect(configuration.manifests.map(\.text) == ["ai/**/*.yaml"])
    #expect(configuration.manifestsPlace.map { $0.source.text($0.range) } == "\"manifests\"")
    #expect(configuration.exclude.map(\.text) == ["ai/drafts/**"])
    #expect(configuration.kinds.map(\.text) == ["./kinds/ModelCard"])
    #expect(configuration.modules?.map(\.isFolder) == [false, true, true, true])
    #expect(configuration.rules.map(\.id) == ["bias/audit-due-soon", "bias/audited", "consent/reviewed"])
    #expect(configuration.rules.map(\.reason) == [nil, nil, "legal reviews"])
    #expect(configuration.rules.map(\.approvedBy) == [nil, nil, "DPO"])
    #expect(configuration.failOn == .warning)
  }

  @Test func whatIsLeftOutHasItsDefault() {
    let (configuration, findings) = ConfigurationTests.decode("{}")
    #expect(findings.isEmpty)
    #expect(configuration.manifests.isEmpty && configuration.modules == nil && configuration.rules.isEmpty)
    #expect(configuration.failOn == .error)
    #expect(ConfigurationTests.decode("{\"failOn\": \"never\"}").0.failOn == nil)
  }

  /// Rows: the file with `«»` around the place, and how the finding begins.
  @Test(arguments: [
    ("{«\"manifest\"»: [\"a\"]}", "structure/unknown-key: "),
    ("{\"failOn\": «\"eror\"»}",
      "structure/not-in-enum: expected one of 'error', 'warning', 'note' or 'never' but found text 'eror', did you mean 'error'?"),
    ("{\"modules\": «[]»}", "structure/"),
    ("{\"manifests\": «\"ai\"»}", "structure/wrong-type: "),
    ("{\"manifests\": [«\"\"»]}", "structure/"),
    ("{\"rules\": {\"bias/audited\": «\"of\"»}}", "structure/"),
    ("{\"rules\": {\"bias/audited\": {«\"sevrity\"»: \"off\"}}}", "structure/unknown-key: "),
    ("{\"rules\": {\"bias/audited\": {\"severity\": «\"of\"»}}}", "structure/not-in-enum: "),
    ("{\"failOn\": \"note\", «\"failOn\"»: \"error\"}", "structure/duplicate-key: "),
    ("«manifests»: [ai]", "syntax/json: "),
    ("{\"failOn\": \"error\",«}»", "syntax/json: "),
  ])
  func mistake(text: String, expected: String) {
    let marked = MarkedManifest(text, path: ".lint-config.json")
    let (configuration, findings) = Configuration.decode(marked.source, formats: ConfigurationTests.formats)
    #expect(findings.contains { $0.severity == .error })
    let words = findings.map { "\($0.rule): \($0.message)" }
    #expect(words.first?.hasPrefix(expected) == true, "\(words)")
    #expect(findings.first?.place.range.start == marked.ranges.first?.start, "\(RuleTree.rendered(findings))")
    #expect(configuration.rules.isEmpty && configuration.manifests.isEmpty)
  }

  @Test func nothingIsNoConfiguration() {
    #expect(ConfigurationTests.decode("").1.contains { $0.severity == .error })
    #expect(ConfigurationTests.decode("[]").1.contains { $0.severity == .error })
  }

  // MARK: What it selects

  private static let rules = [
    "free.yaml": RuleTree.rule("severity: warning", id: "acme/free"),
    "held.yaml": RuleTree.rule("waivable: approved", id: "acme/held"),
    "fixed.yaml": RuleTree.rule("waivable: never", id: "acme/fixed"),
    "bound.yaml": RuleTree.rule(
      """
      params:
        longest: {type: string, format: duration, default: P3M, maximum: P6M, description: The longest period}
        most: {type: integer, maximum: 5, default: 3, description: The most}
      require: size(system.channels) <= params.most && (!has(system.deployed) || !system.deployed.isOlderThan(params.longest))
      """, id: "acme/bound"),
  ]

  /// Rows: settings of rules with `«»` around the place, and the finding.
  @Test(arguments: [
    ("«\"acme/fre\"»: \"off\"", "there is no rule 'acme/fre'; did you mean 'acme/free'?"),
    ("\"acme/free\": \"off\"", ""),
    ("«\"acme/held\"»: \"off\"", "'acme/held' may be switched off or down only with 'reason' and 'approvedBy'"),
    ("«\"acme/held\"»: \"warning\"", "'acme/held' may be switched off or down only with 'reason' and 'approvedBy'"),
    ("«\"acme/held\"»: {\"severity\": \"off\", \"reason\": \"r\"}",
      "'acme/held' may be switched off or down only with 'reason' and 'approvedBy'"),
    ("«\"acme/held\"»: {\"severity\": \"off\", \"approvedBy\": \"r\"}",
      "'acme/held' may be switched off or down only with 'reason' and 'approvedBy'"),
    ("\"acme/held\": {\"severity\": \"off\", \"reason\": \"r\", \"approvedBy\": \"DPO\"}", ""),
    ("\"acme/held\": \"error\"", ""),
    ("«\"acme/fixed\"»: {\"severity\": \"off\", \"reason\": \"r\", \"approvedBy\": \"DPO\"}",
      "'acme/fixed' may be switched neither off nor down"),
    ("«\"acme/fixed\"»: \"note\"", "'acme/fixed' may be switched neither off nor down"),
    ("\"acme/fixed\": \"error\"", ""),
    ("\"acme/bound\": {\"params\": {«\"mots\"»: 2}}", "'acme/bound' has no parameter 'mots'; did you mean 'most'?"),
    ("\"acme/free\": {\"params\": {«\"most\"»: 2}}", "'acme/free' has no parameter 'most'; it has none"),
    ("\"acme/bound\": {\"params\": {\"most\": «\"two\"»}}", "expected a whole number but found text 'two'"),
    ("\"acme/bound\": {\"params\": {\"most\": «6»}}", "expected at most 5 but found 6"),
    ("\"acme/bound\": {\"params\": {\"longest\": «\"3 months\"»}}", "expected "),
    ("\"acme/bound\": {\"params\": {\"longest\": «\"P7M\"»}}", "'P7M' is longer than the longest that is allowed, 'P6M'"),
    ("\"acme/bound\": {\"params\": {\"longest\": \"P6M\", \"most\": 5}}", ""),
  ])
  func setting(settings: String, expected: String) {
    let marked = MarkedManifest("{\"rules\": {\(settings)}}", path: ".lint-config.json")
    let (configuration, problems) = Configuration.decode(marked.source, formats: ConfigurationTests.formats)
    #expect(problems.isEmpty, "\(RuleTree.rendered(problems))")
    let findings = RuleTree.findings(ConfigurationTests.rules, configuration: configuration)
    #expect(findings.count == (expected.isEmpty ? 0 : 1), "\(RuleTree.rendered(findings))")
    #expect(findings.allSatisfy { $0.message.hasPrefix(expected) && $0.severity == .error }, "\(findings.map(\.message))")
    #expect(findings.map(\.place.range) == marked.ranges)
  }

  @Test func unknownModuleIsNamed() {
    let (configuration, _) = ConfigurationTests.decode("{\"modules\": [\"acem\", \"./acme\"]}")
    let findings = RuleTree.findings(ConfigurationTests.rules, configuration: configuration)
    #expect(findings.map(\.message) == ["there is no module 'acem'; did you mean 'acme'?"])
  }

  @Test func everythingSwitchedOffIsNoRun() {
    let (configuration, _) = ConfigurationTests.decode("{\"rules\": {\"acme/rule\": \"off\"}}")
    let findings = RuleTree.findings(["rule.yaml": RuleTree.rule("")], configuration: configuration)
    #expect(findings.map(\.message) == ["no rule is left to check anything by"])
  }

  @Test func modulesSelectAmongTheBuiltIn() {
    func ids(_ text: String) -> Set<String> {
      let (configuration, _) = ConfigurationTests.decode(text)
      return Set(Ruleset.compile(RuleTree.builtIn.0, configuration: configuration).0.descriptions.map(\.module))
    }
    #expect(ids("{\"modules\": [\"bias\"]}") == ["bias"])
    #expect(ids("{}") == Set(RuleTree.builtIn.0.modules.map(\.head.name)))
  }

  // MARK: What it changes

  @Test(arguments: [
    ("{}", "error"), ("{\"rules\": {\"acme/rule\": \"note\"}}", "note"),
    ("{\"rules\": {\"acme/rule\": {\"severity\": \"warning\"}}}", "warning"),
    ("{\"rules\": {\"acme/rule\": {\"reason\": \"r\"}}}", "error"),
  ])
  func severityIsThatOfTheConfiguration(configuration: String, severity: String) {
    let run = RuleRun("", on: "", configuration: configuration)
    #expect(run.report.findings.map(\.severity.name) == [severity])
    #expect(run.report.rules.first { $0.id == "acme/rule" }?.severity.name == severity)
  }

  @Test(arguments: [("{}", "pass"), ("{\"rules\": {\"acme/rule\": {\"params\": {\"most\": 1}}}}", "fail")])
  func parametersAreThoseOfTheConfiguration(configuration: String, outcome: String) {
    let keys = "params: {most: {type: integer, default: 2, description: The most}}\nrequire: size(system.channels) <= params.most"
    #expect(RuleRun(keys, on: "channels: [web, sms]", configuration: configuration).outcome == outcome)
  }

  @Test func moduleParametersServeItsRules() {
    let head = RuleTree.head + "params: {most: {type: integer, default: 1, description: The most}}\n"
    let rule = "require: size(system.channels) <= params.most\nmessage: more than {params.most}"
    #expect(RuleRun(rule, on: "channels: [web, sms]", head: head).report.findings.map(\.message) == ["more than 1"])
  }
}
