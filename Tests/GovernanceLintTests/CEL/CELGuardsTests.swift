import Testing

@testable import GovernanceLint

/// Checks expressions that cannot fail, and runs them on random manifests.
private func check(
  sound texts: String..., when: String = "true", lets: [(String, String)] = [], sourceLocation: SourceLocation = #_sourceLocation
) {
  let (environment, condition, guards) = setting(when, lets, sourceLocation)
  var manifests = CELRandomManifests(seed: 1)
  for text in texts {
    let (checked, problems) = CELChecker.check(text, in: environment, assuming: guards)
    #expect(problems == [], "\(text)", sourceLocation: sourceLocation)
    let failure = manifests.failure(of: checked, when: condition, in: environment, manifests: 100)
    #expect(failure == nil, "\(text)", sourceLocation: sourceLocation)
  }
}

/// Checks an expression in which the reads between `«` and `»` could fail, and finds a manifest on which it does. Without a `failing`
/// manifest it is refused though it cannot fail, for a reason that people would not see at a glance.
private func check(
  unsound marked: String, _ messages: String..., when: String = "true", lets: [(String, String)] = [], failing: Bool = true,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let (environment, condition, guards) = setting(when, lets, sourceLocation)
  let (text, ranges) = celMarked(marked)
  let (checked, problems) = CELChecker.check(text, in: environment, assuming: guards)
  var manifests = CELRandomManifests(seed: 2)
  let failure = manifests.failure(of: checked, when: condition, in: environment, manifests: 1000)
  #expect((failure != nil) == failing, "\(text)", sourceLocation: sourceLocation)
  #expect(problems.map(\.range) == ranges, "\(text): \(problems)", sourceLocation: sourceLocation)
  if !messages.isEmpty { #expect(problems.map(\.message) == messages, "\(text)", sourceLocation: sourceLocation) }
}

private func setting(_ when: String, _ lets: [(String, String)], _ sourceLocation: SourceLocation) -> (
  CELEnvironment, CheckedExpression, CELGuards
) {
  let (condition, whenProblems) = CELChecker.check(
    when, in: CELSampleTypes.environment, expecting: .bool, assuming: CELGuards.none)
  let guards = CELGuards.implied(by: condition, isTrue: true, in: CELSampleTypes.environment)
  let (environment, problems) = CELSampleTypes.environment(lets: lets, assuming: guards)
  #expect(whenProblems + problems == [], sourceLocation: sourceLocation)
  return (environment, condition, guards)
}

@Test func unguardedReadsAreTold() {
  check(
    unsound: "«system.stage» == 'pilot'",
    "'system.stage' may be absent; guard it with 'has(system.stage) && ...', or read 'system.?stage' with a default")
  check(
    unsound: "«system.oversight.tier» == 'collaborative'",
    "'system.oversight.tier' may be absent; guard it with 'has(system.oversight.tier) && ...', or read 'system.?oversight.tier' with a default"
  )
  check(
    unsound: "has(system.oversight) && «system.oversight.tier» == 'collaborative'",
    "'system.oversight.tier' may be absent; guard it with 'has(system.oversight.tier) && ...', or read 'system.oversight.?tier' with a default"
  )
  check(unsound: "«system.stage» == 'pilot' || system.stage == 'idea'")
  check(unsound: "«system.stage» == 'pilot' && has(system.stage)", failing: false)
  check(unsound: "has(system.stage) || «system.stage» == 'pilot'")
  check(unsound: "«system.risk».?reversibility.orValue('reversible') == 'reversible'", failing: false)
  check(
    sound: "system.id == ''", "system.vendors.size() == 0", "system.bias.audits.size() == 0",
    "system.vendors.all(v, v.name != '')")
}

@Test func conditionsGuard() {
  check(
    sound: "has(system.stage) && system.stage == 'pilot'", "!has(system.stage) || system.stage == 'pilot'",
    "has(system.stage) ? system.stage == 'pilot' : false", "!(has(system.stage) && system.stage != 'pilot')",
    "!has(system.stage) ? true : system.stage == 'pilot'",
    "has(system.oversight.tier) && has(system.oversight) && system.oversight.tier == 'collaborative'",
    "(has(system.stage) ? has(system.deployed) : false) && system.stage == 'pilot' && system.deployed < today",
    "((has(system.stage) && has(system.deployed)) || (has(system.stage) && has(system.score))) && system.stage == 'pilot'",
    "system.isLive() && system.stage == 'pilot'", "!system.isLive() || system.stage == 'pilot'",
    "system.?risk.reversibility.hasValue() && system.risk.reversibility == 'irreversible'",
    "system.?stage.orValue('idea') == 'pilot' && system.stage == 'pilot'",
    "system.?bias.relevant.orValue(false) && system.bias.relevant",
    "system.?stage.orValue('none') in ['pilot', 'scaled'] && system.stage != 'idea'",
    "system.?stage.orValue('idea') != 'idea' && system.stage == 'pilot'",
    "system.?stage != optional.none() && system.?stage.value() == 'pilot'",
    "system.?bias.optMap(b, b.audits.size() > 1 && !system.bias.audits.exists(a, a.date > today)).orValue(true)")
  check(unsound: "!system.isLive() && «system.stage» == 'pilot'")
  check(unsound: "((has(system.stage) && has(system.deployed)) || has(system.score)) && «system.stage» == 'pilot'")
  check(unsound: "system.?stage.orValue('pilot') == 'pilot' && «system.stage» == 'pilot'")
  check(unsound: "has(system.stage) && system.stage == 'pilot' && «system.score» > 1.0")
}

@Test func macrosCarryGuards() {
  check(
    sound: "system.vendors.all(v, has(v.dpa) && v.dpa.signed)", "system.vendors.filter(v, has(v.dpa)).all(v, v.dpa.signed)",
    "system.vendors.filter(v, has(v.dpa)).filter(w, w.name != '').all(x, x.dpa.signed)",
    "system.vendors.all(v, has(v.dpa)) && system.vendors.exists(w, w.dpa.signed)",
    "!system.vendors.exists(v, !has(v.dpa)) && system.vendors.all(w, w.dpa.signed)",
    "system.vendors.map(v, has(v.dpa), v.dpa.signed).all(s, s)",
    "system.bias.audits.all(a, has(system.bias) && system.bias.audits.size() > 0)",
    "system.vendors.exists(v, has(system.stage) && v.name == '') && system.stage == 'pilot'",
    "cel.bind(d, system.?deployed, d.hasValue() && d.value() < today && system.deployed < today)",
    "cel.bind(live, system.isLive(), live && system.stage == 'pilot')",
    "[system.?deployed].all(d, d.hasValue() && d.value() < today)")
  check(unsound: "system.vendors.all(v, «v.dpa.signed»)")
  check(unsound: "system.vendors.exists(v, has(v.dpa)) && system.vendors.all(w, «w.dpa.signed»)")
  check(unsound: "system.vendors.all(v, has(v.dpa) && system.vendors.all(w, «w.dpa.signed»))", failing: false)
  check(unsound: "system.vendors.all(v, has(system.stage)) && «system.stage» == 'pilot'")
  check(
    unsound: "system.vendors.exists(v, has(v.dpa) && v.dpa.signed) && system.vendors.exists(v, «v.dpa.signed»)", failing: false)
}

@Test func indexesAndKeysNeedGuards() {
  check(
    unsound: "«system.vendors[0]».name == ''",
    "'system.vendors[0]' fails where the list is too short; guard it with 'size(system.vendors) > 0 && ...', or read 'system.vendors[?0]' with a default"
  )
  check(
    unsound: "«tables.risks[system.id]».size() == 0",
    "'tables.risks[system.id]' fails where the key is absent; guard it with 'system.id in tables.risks && ...', or read 'tables.risks[?system.id]' with a default"
  )
  check(unsound: "has(system.strive) && «system.strive.ethics» == ''")
  check(
    unsound: "«system.?stage.value()» == 'pilot'",
    "'system.?stage.value()' fails without a value; guard it with 'system.?stage.hasValue() && ...', or write 'system.?stage.orValue(...)'"
  )
  check(
    sound: "size(system.vendors) > 0 && system.vendors[0].name == ''",
    "system.vendors.size() >= 2 && system.vendors[1].name == ''",
    "system.vendors != [] && system.vendors[0].name == ''",
    "size(system.vendors) == 0 || system.vendors[size(system.vendors) - 1].name == ''",
    "system.vendors[?0].hasValue()", "system.bias.audits.exists(a, true) && system.bias.audits[0].date < today",
    "system.id in tables.risks && tables.risks[system.id].size() == 0", "tables.risks[?system.id].orValue([]).size() == 0",
    "tables.risks.all(k, tables.risks[k].size() > 0)", "system.vendors.all(i, v, system.vendors[i].name == v.name)",
    "has(system.strive) && has(system.strive.ethics) && system.strive.ethics == ''",
    "[1, 2, 3][2] == {'a': 3}['a']",
    "system.vendors.all(v, has(v.dpa)) && size(system.vendors) > 0 && system.vendors[0].dpa.signed",
    "size(system.vendors.filter(v, has(v.dpa))) > 1 && system.vendors[1].name == ''")
  check(unsound: "size(system.vendors) > 0 && «system.vendors[1]».name == ''")
}

@Test func guardsAreCarriedFromWhenAndLet() {
  check(
    sound: "system.stage == 'pilot' && system.oversight.tier == 'collaborative'",
    when: "system.isLive() && has(system.oversight.tier)")
  check(
    sound: "!severe || system.risk.reversibility == 'irreversible'",
    lets: [("severe", "system.?risk.?reversibility.orValue('reversible') == 'irreversible'")])
  check(
    sound: "!has(o.tier) || o.tier == 'collaborative' && system.oversight.tier == 'collaborative'", when: "has(system.oversight)",
    lets: [("o", "system.oversight")])
  check(
    sound: "signed.all(v, v.dpa.signed)", "signed.size() > 0 && signed[0].dpa.signed",
    lets: [("signed", "system.vendors.filter(v, has(v.dpa))")])
  check(unsound: "«system.stage» == 'pilot'", when: "has(system.oversight.tier)")
  check(
    unsound: "severe && «system.risk.reversibility» == 'irreversible'",
    lets: [("severe", "system.?risk.?reversibility.hasValue() || system.id == ''")])
}

@Test func eachElementBringsItsGuards() {
  let (range, problems) = CELChecker.check(
    "system.vendors.filter(v, has(v.dpa))", in: CELSampleTypes.environment, assuming: CELGuards.none)
  #expect(problems == [])
  var environment = CELSampleTypes.environment
  environment.variables.append(.init(name: "vendor", type: .object(3)))
  let guards = CELGuards.each(of: range, as: environment.variables.count - 1, in: CELSampleTypes.environment)
  #expect(CELChecker.check("vendor.dpa.signed && system.vendors[0].name == ''", in: environment, assuming: guards).1 == [])
  #expect(CELChecker.check("vendor.dpa.signed", in: environment, assuming: CELGuards.none).1.count == 1)
}

@Test func definitionsOfDefinitionsEnd() {
  var lets = [("l0", "has(system.stage)")]
  for index in 1..<60 { lets.append(("l\(index)", "l\(index - 1) && l\(index - 1) && !(!l\(index - 1) || !l\(index - 1))")) }
  let (environment, problems) = CELSampleTypes.environment(lets: lets)
  #expect(problems == [])
  let (_, found) = CELChecker.check("l59 && system.stage == 'pilot'", in: environment, assuming: CELGuards.none)
  #expect(found.count <= 1)
}
