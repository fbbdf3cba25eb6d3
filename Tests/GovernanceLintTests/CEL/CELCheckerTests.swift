import Testing

@testable import GovernanceLint

/// Checks a rule's expression whose mistakes stand between `«` and `»`, and compares messages and places.
private func check(
  _ marked: String, _ messages: String..., expecting type: CELType? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
  let (text, ranges) = celMarked(marked)
  let (_, problems) = CELChecker.check(text, in: CELSampleTypes.environment, expecting: type, assuming: CELGuards.none)
  #expect(problems.map(\.message) == messages, "\(text)", sourceLocation: sourceLocation)
  #expect(problems.map(\.range) == ranges, "\(text)", sourceLocation: sourceLocation)
}

/// Checks a rule's expression without mistakes and compares its type.
private func check(_ text: String, isA type: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let (checked, problems) = CELChecker.check(text, in: CELSampleTypes.environment, assuming: CELGuards.none)
  #expect(problems == [], "\(text)", sourceLocation: sourceLocation)
  #expect(checked.type.description(CELSampleTypes.table) == type, sourceLocation: sourceLocation)
}

@Test func typesAreInferred() {
  check("1 + 2 * 3", isA: "int")
  check("system.id + '!'", isA: "string")
  check("system.vendors", isA: "list(AISystem.vendors[])")
  check("system.vendors.map(v, v.name)", isA: "list(string)")
  check("system.?oversight.tier", isA: "optional(string)")
  check("system.?risk.?reversibility.orValue('reversible') == 'irreversible'", isA: "bool")
  check("[system.?risk.?financialMagnitude, system.?risk.?customerSensitivity].map(f, f.orValue('low'))", isA: "list(string)")
  check("{'a': 1, 'b': 2}", isA: "map(string, int)")
  check("system.vendors.filter(v, has(v.dpa)).map(v, v.dpa.signed)", isA: "list(bool)")
  check("system.?deployed.optMap(d, d < today)", isA: "optional(bool)")
  check("type(system.id) == string", isA: "bool")
  check("cel.bind(x, system.id, x + x).size()", isA: "int")
  check("system.isLive() ? 1 : 2", isA: "int")
  check("math.greatest(1, 2) + size([])", isA: "int")
  check("system.?score.orValue(0.0) > 3 && system.?score.orValue(0.0) == 3", isA: "bool")
  check("['a'].exists(i, v, i == 0 && v == 'a')", isA: "bool")
  check("has(system.strive) && 'x' in system.strive && system.strive['x'] == ''", isA: "bool")
}

@Test func unknownNamesAreRefused() {
  check("«sytem».id == ''", "nothing is called 'sytem' here; did you mean 'system'?")
  check("has(system.«oversigth».tier)", "'AISystem' has no field 'oversigth'; did you mean 'oversight'?")
  check("has(system.oversight.«teir»)", "'AISystem.oversight' has no field 'teir'; did you mean 'tier'?")
  check(
    "system.vendors.all(v, v.«nam» == '' && v.«x» == 1)", "'AISystem.vendors[]' has no field 'nam'; did you mean 'name'?",
    "'AISystem.vendors[]' has no field 'x'")
  check("system.«isLife»()", "there is no function 'isLife'; did you mean 'isLive'?")
  check("today.«isLive»()", "'isLive' is a fact of 'AISystem' but was asked of timestamp")
  check("system.vendors.«al»(v, true)", "there is no function 'al'; did you mean 'all'?")
  check("«sise»('x') > 1", "there is no function 'sise'; did you mean 'size'?")
  check(
    "«AISystem{id: 'x'}».id == 'x'",
    "'AISystem{...}' makes a protocol buffer message, of which there are none here; write a map {'key': value}")
}

@Test func wrongTypesAreRefused() {
  check(
    "«system.id».isOlderThan('P1Y')",
    "'isOlderThan' takes (timestamp, string), not (string, string)")
  check(
    "«today < '2026-01-01'»",
    "'<' takes (string, string) or (timestamp, timestamp), not (timestamp, string); write date('2026-01-01')")
  check(
    "«system.?oversight.tier == 'collaborative'»",
    "'==' compares two values of one type, not optional(string) and string; give 'system.?oversight.tier' a value with '.orValue(...)'"
  )
  check("system.isLive() && «system.id»", "'&&' takes (bool, bool), not (bool, string)")
  check("«system.?score.orValue(1.0) * 2»", "'*' takes (int, int) or (double, double), not (double, int); write 2.0")
  check("«system.id»", "expected bool but found string", expecting: .bool)
  check("[1, «'a'»]", "expected int, as the items before it, but found string")
  check("{1: 'a', «1»: 'b'}", "the key 1 is there twice")
  check(
    "«system.?vendors».all(v, v.name != '')",
    "'all' goes through a list or a map, but 'system.?vendors' is an optional(list(AISystem.vendors[])); '.orValue([])' reads it as empty where it is absent"
  )
  check(
    "system.vendors.«name» == 'x'",
    "'system.vendors' is a list(AISystem.vendors[]) and has no field 'name'; ask its items with 'all', 'exists', 'filter' or 'map', or one of them as [0]"
  )
  check("system.vendors.exists(v, «v.name»)", "expected a test that is true or false in 'exists' but found string")
  check("system.vendors.«all»(true)", "'all' is called as all(item, test) or all(key, item, test)")
  check(
    "has(system.notes) && «system.notes» < 3",
    "the type of 'system.notes' is not known before a manifest is read, so this could fail; give it a type in the schema")
  check(
    "has(system.deployed) && «system.deployed == null»",
    "'==' compares two values of one type, not timestamp and null; a value that nobody wrote is absent, not null; ask with 'has(...)'"
  )
}

@Test func valuesOutsideAnEnumerationAreRefused() {
  let tiers = "expected 'automated-with-audit', 'ai-recommends-human-approves', 'collaborative'"
  check(
    "has(system.oversight.tier) && system.oversight.tier == «'colaborative'»",
    "'colaborative' is no value of 'system.oversight.tier', so this is never true; did you mean 'collaborative'?")
  check(
    "has(system.oversight.tier) && «'x'» != system.oversight.tier",
    "'x' is no value of 'system.oversight.tier', so this is always true; \(tiers)")
  check(
    "has(system.stage) && system.stage in ['pilot', «'prodution'»]",
    "'prodution' is no value of 'system.stage', so this is never true; did you mean 'production'?")
  check(
    "«'customer'» in system.audience",
    "'customer' is no value of 'system.audience', so this is never true; did you mean 'customers'?")
  check(
    "system.audience == [«'all'»]",
    "'all' is no value of 'system.audience', so this is never true; expected 'customers', 'employees'")
  check(
    "system.?risk.?reversibility.orValue('reversible') == «'irreversibel'»",
    "'irreversibel' is no value of 'system.?risk.?reversibility.orValue('reversible')', so this is never true; did you mean 'irreversible'?"
  )
  check("system.?stage.orValue('none') != 'none'")
  check(
    "«'hihg'» in [system.?risk.?financialMagnitude, system.?risk.?customerSensitivity].map(f, f.orValue('low'))",
    "'hihg' is no value of '[system.?risk.?financialMagnitude, system.?risk.?customerSen...', so this is never true; did you mean 'high'?"
  )
  check(
    "has(system.stage) && has(system.oversight.tier) && «system.stage == system.oversight.tier»",
    "'system.stage' and 'system.oversight.tier' have no value in common, so they are never equal")
  check(
    "system.?stage == optional.of(«'pilott'»)",
    "'pilott' is no value of 'system.?stage', so this is never true; did you mean 'pilot'?")
}

@Test func suggestionsCanBeApplied() {
  let (_, problems) = CELChecker.check("has(system.oversigth.tier)", in: CELSampleTypes.environment, assuming: CELGuards.none)
  #expect(problems.first?.replacement == "oversight")
}
