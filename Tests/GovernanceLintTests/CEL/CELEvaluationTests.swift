import Testing

@testable import GovernanceLint

@Suite struct CELEvaluationTests {
  private func check(_ expression: String, _ expected: String, lets: [(String, String)] = []) {
    #expect(CELSampleManifest.evaluate(expression, lets: lets) == expected, "\(expression)")
  }

  @Test func readsScalarsByTheirTypes() {
    check("system.id", "'churn-model'")
    check("system.score", "5.0")
    check("system.deployed", "2026-03-31")
    check("system.vendors[0].dpa.expires", "2026-12-31T10:00:00Z")
    check("system.bias.relevant", "true")
    check("system.regions", "['DE', 'FR', 'US']")
    check("system.notes.n + 1", "13")
    check("system.notes.list", "[1, 2.5, 'yes', true, null]")
    check("system.strive['ethicalAlignment']", "'reviewed'")
    check("system['id']", "does not check")
  }

  @Test func comparesTextWhereItStands() {
    check("system.stage == 'production'", "true")
    check("'production' != system.stage", "false")
    check("system.stage in ['pilot', 'scaled']", "false")
    check("system.stage in ['pilot', 'production']", "true")
    check("'US' in system.regions", "true")
    check("'U' in system.regions", "false")
    check("system.id.matches('^[a-z-]+$')", "true")
    check("system.deployed < today", "true")
    check("system.isLive()", "true")
    check("system.vendors.exists(v, v.name == 'Umbrella' && !has(v.dpa))", "true")
  }

  @Test func knowsWhatIsNotWritten() {
    check("has(system.risk.customerSensitivity)", "false")
    check("has(system.risk.financialMagnitude)", "false")
    check("has(system.oversight.rationale)", "false")
    check("has(system.oversight.tier)", "true")
    check("system.risk.?customerSensitivity.orValue('low')", "'low'")
    check("system.?oversight.?tier.orValue('none')", "'automated-with-audit'")
    check("system.?oversight.rationale.hasValue()", "false")
    check(
      "system.risk.customerSensitivity == 'high'",
      "failed: 'system.risk.customerSensitivity' is not written @ system.risk.customerSensitivity")
    check("system.risk.customerSensitivity == 'high' || system.stage == 'production'", "true")
    check("has(system.audience)", "true")
    let sizes = "system.bias.audits.size() + system.vendors.size()"
    guard case (var context, let program)? = CELSampleManifest.machine(sizes, manifest: "id: x") else {
      Issue.record("does not check")
      return
    }
    let value = context.evaluate(program)
    #expect(value.literal == "0")
  }

  @Test func evaluatesLetVariablesOnce() {
    let lets = [
      ("factors", "[system.risk.?customerSensitivity, system.risk.?financialMagnitude].map(f, f.orValue('low'))"),
      ("severe", "system.risk.?reversibility.orValue('reversible') == 'irreversible' || 'high' in factors"),
    ]
    check("!severe || system.oversight.tier != 'automated-with-audit'", "false", lets: lets)
    check("factors", "['low', 'low']", lets: lets)
    check("[1, 2].map(i, [3].map(j, i * j + factors.size()))", "[[5], [8]]", lets: lets)
  }

  @Test func stopsWhatCostsTooMuch() throws {
    let tens = "[" + Array(repeating: "1", count: 100).joined(separator: ",") + "]"
    let hundred = "\(tens).map(a, \(tens)).map(b, 1)"
    var (context, program) = try #require(
      CELSampleManifest.machine("cel.bind(l, \(tens), l.all(a, l.all(b, l.all(c, l.all(d, a + b + c + d == 4)))))"))
    guard case .failure(let failure) = context.evaluate(program) else {
      Issue.record("it went through 100,000,000 elements")
      return
    }
    #expect(failure.message.hasPrefix("the expression costs more than 1000000"))
    #expect(context.cost <= CELContext.defaultCostLimit + 200)
    let doubled = (0..<40).reduce("'abcdefghij'") { text, index in "cel.bind(s\(index), \(text), s\(index) + s\(index))" }
    (context, program) = try #require(CELSampleManifest.machine("size(\(doubled)) > 0"))
    let size = context.evaluate(program)
    #expect(size.isFailure)
    (context, program) = try #require(CELSampleManifest.machine("\(hundred).size() == 100"))
    var outcome = context.test(program)
    #expect(outcome == .yes)
    // A failure of cost is not made up for by the other side.
    (context, program) = try #require(
      CELSampleManifest.machine("cel.bind(l, \(tens), l.all(a, l.all(b, l.all(c, l.all(d, true)))) || true)"))
    outcome = context.test(program)
    #expect(outcome == .failed)
  }

  @Test func printsValuesForMessages() throws {
    func check(_ expression: String, _ expected: String) throws {
      var (context, program) = try #require(CELSampleManifest.machine(expression))
      let text = context.text(of: program)
      guard case .string(let text) = text else {
        Issue.record("\(expression) fails")
        return
      }
      #expect(text == expected)
    }
    try check("system.score", "5")
    try check("system.deployed", "2026-03-31")
    try check("system.regions", "DE, FR, US")
    try check("system.risk.?financialMagnitude", "nothing")
    try check("system.deployed.plus('P1M')", "2026-04-30")
    try check("system.score * 1.5", "7.5")
    try check("system.vendors.map(v, v.name)", "Acme, Umbrella")
  }
}

/// Hostile modules and manifests.
@Suite struct CELLimitTests {
  @Test func boundsHowDeepLetVariablesNest() throws {
    func check(_ count: Int, depth: Int, _ expected: CELTruth) throws {
      let nested = { (inner: String) in String(repeating: "!", count: depth) + inner }
      let lets = (0..<count).map { index in ("v\(index)", nested(index == 0 ? "true" : "v\(index - 1)")) }
      var (context, program) = try #require(CELSampleManifest.machine("v\(count - 1) || true", lets: lets))
      let outcome = context.test(program)
      #expect(outcome == expected)
      var (other, whole) = try #require(CELSampleManifest.machine("v\(count - 1) == true", lets: lets))
      let deep = other.test(whole)
      #expect((deep == .failed) == (count * depth > 1000))
    }
    try check(30, depth: 2, .yes)
    try check(60, depth: 100, .yes)
  }

  @Test func survivesAliasesThatHoldThemselves() throws {
    let bomb = """
      id: x
      notes: &a
        b: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
      """
    for expression in ["system.notes == system.notes", "'%s'.format([system.notes]) == ''", "string(system.notes.b.size()) == '10'"] {
      var (context, program) = try #require(CELSampleManifest.machine(expression, manifest: bomb))
      _ = context.test(program)
      _ = context.text(of: program)
      #expect(CELTrace.reasons(for: program, in: &context).count <= CELTrace.maximumReasons)
    }
  }

  @Test func countsKeysThatNoSchemaKnows() throws {
    let keys = (0..<4000).map { "x\($0): 1" }.joined(separator: "\n")
    let vendors = "vendors:\n" + (0..<10_000).map { "  - name: v\($0)" }.joined(separator: "\n")
    var (context, program) = try #require(
      CELSampleManifest.machine("system.vendors.all(v, v.name != system.id)", manifest: "\(keys)\nid: x\n\(vendors)"))
    let outcome = context.test(program)
    #expect(outcome == .failed)
  }
}
