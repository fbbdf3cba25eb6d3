import Testing

@testable import GovernanceLint

@Suite struct CELTraceTests {
  /// Reasons as `expression = value (line)`, `expression is absent (line)`; without a line for what no manifest says.
  private func check(
    _ expression: String, lets: [(String, String)] = [], manifest: String = CELSampleManifest.text, _ expected: [String]
  ) throws {
    var (context, program) = try #require(CELSampleManifest.machine(expression, lets: lets, manifest: manifest), "\(expression)")
    let outcome = context.test(program)
    #expect(outcome != .yes, "\(expression)")
    let found = CELTrace.reasons(for: program, in: &context).map { reason in
      let line = reason.node.map { " (\(LineTable($0.document.source).position(of: $0.range.start).line))" } ?? ""
      let value = reason.value.map { " = \($0)" } ?? (reason.isNotApplicable ? " is not applicable" : " is absent")
      return reason.expression + value + line
    }
    #expect(found == expected, "\(expression)")
  }

  @Test func namesTheSideThatDecided() throws {
    try check("system.isLive() && system.risk.reversibility == 'reversible'", ["system.risk.reversibility = 'irreversible' (12)"])
    try check(
      "system.score > 6.0 || system.stage == 'pilot'", ["system.score = 5.0 (5)", "system.stage = 'production' (2)"])
    try check("!(system.score < 6.0)", ["system.score = 5.0 (5)"])
    try check("system.deployed > today", ["system.deployed = 2026-03-31 (4)", "today = 2026-06-30"])
    try check(
      "system.stage == 'production' ? system.score == 1.0 : true", ["system.stage = 'production' (2)", "system.score = 5.0 (5)"])
    try check(
      "system.stage in tables.risks['high']",
      ["system.stage = 'production' (2)", "tables.risks['high'] = ['pricing', 'credit']"])
  }

  @Test func namesWhatIsAbsent() throws {
    try check("has(system.risk.customerSensitivity)", ["system.risk.customerSensitivity is absent (12)"])
    try check("has(system.oversight.rationale)", ["system.oversight.rationale is not applicable (13)"])
    try check("has(system.oversight.tier)", manifest: "id: x", ["system.oversight.tier is absent (1)"])
    try check("!has(system.stage)", ["system.stage = 'production' (2)"])
    try check("system.risk.financialMagnitude == 'low'", ["system.risk.financialMagnitude is absent (12)"])
  }

  @Test func namesTheElement() throws {
    try check("system.bias.audits.all(a, a.outcome == 'pass')", ["system.bias.audits[0].outcome = 'fail' (10)"])
    try check(
      "system.bias.audits.exists(a, a.date > today)",
      ["system.bias.audits[0].date = 2025-01-10 (10)", "today = 2026-06-30", "system.bias.audits[1].date = 2026-02-01 (11)"])
    try check("system.vendors.all(v, has(v.dpa) && v.dpa.signed)", ["system.vendors[1].dpa is absent (17)"])
    try check("system.regions.all(r, r in ['DE', 'FR'])", ["system.regions[2] = 'US' (6)"])
    try check("system.bias.audits.exists(a, true)", manifest: "id: x", ["system.bias.audits is absent (1)"])
    try check("system.vendors[1].name == 'Acme'", ["system.vendors[1].name = 'Umbrella' (17)"])
  }

  @Test func namesWhatIsInAList() throws {
    let risks = "[system.risk.?reversibility, system.risk.?customerSensitivity].map(r, r.orValue('low'))"
    try check("!('irreversible' in \(risks))", ["system.risk.reversibility = 'irreversible' (12)"])
  }

  @Test func namesTheDayThatCounts() throws {
    try check(
      "!system.deployed.isOlderThan('P1M')", ["system.deployed = 2026-03-31 (4)", "today = 2026-06-30"])
    try check(
      "system.deployed.isDueWithin('P1M', 'P3D') || today == system.deployed",
      ["system.deployed = 2026-03-31 (4)", "today = 2026-06-30"])
  }

  @Test func goesThroughLetVariablesAndFacts() throws {
    let lets = [("severe", "system.risk.?reversibility.orValue('reversible') == 'irreversible' || system.score > 9.0")]
    try check(
      "!severe || system.oversight.tier != 'automated-with-audit'", lets: lets,
      ["system.risk.reversibility = 'irreversible' (12)", "system.oversight.tier = 'automated-with-audit' (13)"])
    try check("!system.isLive()", ["system.stage = 'production' (2)"])
  }

  @Test func findsThePlaceOfAPath() throws {
    func check(_ path: String, line: Int, missing: [String]) throws {
      let (context, _) = try #require(CELSampleManifest.machine("true"))
      let (checked, problems) = CELPath.check(path, in: CELSampleTypes.environment)
      #expect(problems.isEmpty)
      let located = try #require(checked)
      let target = try #require(context.locate(located))
      #expect(LineTable(target.node.document.source).position(of: target.node.range.start).line == line)
      #expect(target.missing == missing)
    }
    try check("system.oversight.tier", line: 13, missing: [])
    try check("system.vendors[1].dpa.signed", line: 17, missing: ["dpa", "signed"])
    try check("system.vendors[1]", line: 17, missing: [])
    try check("system.vendors[5]", line: 15, missing: ["5"])
    try check("system", line: 1, missing: [])
  }
}
