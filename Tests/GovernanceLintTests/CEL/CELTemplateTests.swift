import Testing

@testable import GovernanceLint

/// Checks a message and compares its segments: text as it is, expressions in braces with their types.
private func check(_ message: String, _ segments: String..., sourceLocation: SourceLocation = #_sourceLocation) {
  let (template, problems) = CELTemplate.check(message, in: CELSampleTypes.environment, assuming: CELGuards.none)
  #expect(problems == [], sourceLocation: sourceLocation)
  let found = template.segments.map { segment in
    switch segment {
    case .text(let text): return text
    case .expression(let checked, let range):
      #expect(CELProblem.excerpt(range, of: message) == checked.text, sourceLocation: sourceLocation)
      return "{\(checked.text): \(checked.type.description(CELSampleTypes.table))}"
    }
  }
  #expect(found == segments, sourceLocation: sourceLocation)
}

/// Checks a message whose mistakes stand between `«` and `»`.
private func check(marked: String, _ messages: String..., sourceLocation: SourceLocation = #_sourceLocation) {
  let (text, ranges) = celMarked(marked)
  let (_, problems) = CELTemplate.check(text, in: CELSampleTypes.environment, assuming: CELGuards.none)
  #expect(problems.map(\.message) == messages, sourceLocation: sourceLocation)
  #expect(problems.map(\.range) == ranges, sourceLocation: sourceLocation)
}

@Test func messagesHoldExpressions() {
  check("no expression", "no expression")
  check(
    "'{system.id}' has {size(system.vendors)} vendors", "'", "{system.id: string}", "' has ", "{size(system.vendors): int}",
    " vendors")
  check("{{x} {'}' + \"{'\"}{ {'a': 1}['a'] }", "{x} ", "{'}' + \"{'\": string}", "{ {'a': 1}['a'] : int}")
  check("{system.?stage}", "{system.?stage: optional(string)}")
}

@Test func mistakesInMessagesArePointedAt() {
  check(
    marked: "ä {system.«idd»} and {«system.stage»}", "'AISystem' has no field 'idd'; did you mean 'id'?",
    "'system.stage' may be absent; guard it with 'has(system.stage) && ...', or read 'system.?stage' with a default")
  check(marked: "open «{»system.id", "the expression has no closing '}'; write '{{' for a brace")
  check(marked: "{«system»}", "'system' is AISystem, which does not read well in a message; name one of its fields")
  check(marked: "{«»}", "expected an expression but found the end of the expression")
}

@Test func pathsSayWhereToPoint() {
  func path(_ text: String) -> String {
    let (path, problems) = CELPath.check(text, in: CELSampleTypes.environment)
    return path.map(CELPresence.text) ?? problems.map { "\($0.range.start)-\($0.range.end) \($0.message)" }.joined()
  }
  #expect(path("system.oversight.tier") == "v0.oversight.tier")
  #expect(path("system.vendors[0].dpa.signed") == "v0.vendors[0].dpa.signed")
  #expect(path("system.strive['a b']") == "v0.strive.a b")
  #expect(path("system.`data-sources`") == "v0.data-sources")
  #expect(path("system") == "v0")
  #expect(path("system.oversight.teir") == "17-21 'AISystem.oversight' has no field 'teir'; did you mean 'tier'?")
  #expect(
    path("system.id + 'x'")
      == "0-15 expected a path of fields and indexes, as 'system.vendors[0].name', but found 'system.id + 'x''")
  #expect(
    path("system.vendors[1 + 1]") == "15-20 expected a path of fields and indexes, as 'system.vendors[0].name', but found '1 + 1'"
  )
}

@Test func brokenVariablesStaySilent() {
  var environment = CELSampleTypes.environment
  environment.variables.append(.init(name: "late", type: .dyn, isBroken: true))
  #expect(CELChecker.check("late.x[0] > 1 && late.all(l, l.due < today)", in: environment, assuming: CELGuards.none).1 == [])
}
