import Testing

@testable import GovernanceLint

/// Literals that could never work are refused when the rule is loaded.
struct CELConstantArgumentsTests {
  /// Rows: an expression with `«»` around the place, the message, and what to write instead.
  @Test(arguments: [
    ("today > date(«'2026-13-01'»)", "expected a day such as '2026-01-31' but found '2026-13-01'", nil),
    ("today > date(«'2026-1-5'»)", "expected a day such as '2026-01-31' but found '2026-1-5'; did you mean '2026-01-05'?", "'2026-01-05'"),
    ("today > date(«'5.1.2026'»)", "expected a day such as '2026-01-31' but found '5.1.2026'; did you mean '2026-01-05'?", "'2026-01-05'"),
    ("today.plus(«'6M'») > today", "expected a period such as 'P3M' but found '6M'; did you mean 'P6M'?", "'P6M'"),
    ("today.minus(«'6 months'») > today", "expected a period such as 'P3M' but found '6 months'; did you mean 'P6M'?", "'P6M'"),
    ("today.isOlderThan(«'p90d'»)", "expected a period such as 'P3M' but found 'p90d'; did you mean 'P90D'?", "'P90D'"),
    ("today.isDueWithin('P3M', «'soon'»)", "expected a period such as 'P3M' but found 'soon'", nil),
    ("today.isDueWithin(«'PT3H'», 'P1D')", "expected a period such as 'P3M' but found 'PT3H'", nil),
    ("«'a year'».isAtMost('P1Y')", "expected a period such as 'P3M' but found 'a year'", nil),
    ("system.name.matches(«'(a'»)", "this is no pattern: ", nil),
    ("today.getHours(«'+1'») > 3", "expected a time zone such as 'UTC', '+01:00' or 'Europe/Berlin' but found '+1'", nil),
    ("today.getHours(«'../etc'») > 3", "expected a time zone such as 'UTC', '+01:00' or 'Europe/Berlin' but found '../etc'", nil),
    ("size(system.name) / «0» > 3", "a division by 0 always fails", nil),
    ("size(system.name) % «0» == 1", "the remainder of a division by 0 is no number", nil),
    ("«int('x')» > size(system.name)", "this always fails: 'x' cannot be read as 'int'", nil),
    ("today > «timestamp('yesterday')»", "this always fails: ", nil),
    ("«duration('1 day')» > duration('1h')", "this always fails: ", nil),
    ("«'abc'.substring(5)» == system.name", "this always fails: ", nil),
    ("«[1, 2][5]» == size(system.name)", "'[1, 2][5]' fails where the list is too short", nil),
    // What works.
    ("today > date('2024-02-29').plus('P1Y6M').minus('P0D')", nil, nil),
    ("system.name.matches('^[a-z]+$') && today.getHours('-08:00') == 16 && 1.0 / 0.0 > 2.0", nil, nil),
    ("today.getHours('Europe/Berlin') == 2", nil, nil),
  ] as [(String, String?, String?)])
  func check(marked: String, message: String?, replacement: String?) {
    let text = marked.filter { $0 != "«" && $0 != "»" }
    let compiler = RuleCompiler(RuleTree.bare)
    let (_, problems) = CELChecker.check(text, in: compiler.environment(kind: 0), expecting: .bool, assuming: CELGuards.none)
    guard let message else { return #expect(problems.isEmpty, "\(problems)") }
    #expect(problems.count == 1, "\(problems)")
    guard let problem = problems.first else { return }
    #expect(problem.message.hasPrefix(message), "\(problem.message)")
    #expect(problem.replacement == replacement)
    let parts = marked.split(separator: "«", omittingEmptySubsequences: false)
    let start = parts[0].utf8.count
    let length = parts[1].split(separator: "»", omittingEmptySubsequences: false)[0].utf8.count
    #expect(problem.range == TextRange(start, start + length), "\(problem.range) in \(text)")
  }

  @Test func rulesThatShipNameNoTimeZones() {
    let compiler = RuleCompiler(RuleTree.bare)
    var environment = compiler.environment(kind: 0)
    environment.allowsNamedTimeZones = false
    let (_, problems) = CELChecker.check("today.getHours('Europe/Berlin') > 3", in: environment, assuming: CELGuards.none)
    #expect(problems.map(\.message) == ["rules that ship use offsets such as '+01:00': not every machine knows the time zone 'Europe/Berlin'"])
    #expect(CELChecker.check("today.getHours('+02:00') > 3", in: environment, assuming: CELGuards.none).1.isEmpty)
  }

  /// The calendar ends where the years do; a rule that goes past it answers.
  @Test(arguments: [
    ("2026-06-30", "plus('P9999Y')", "9999-12-31"), ("9999-12-31", "plus('P1D')", "9999-12-31"),
    ("0001-01-01", "minus('P1D')", "0001-01-01"), ("2026-06-30", "minus('P9999Y')", "0001-01-01"),
    ("0000-05-05", "plus('P1Y')", "0002-01-01"), ("9999-12-31", "minus('P1D')", "9999-12-30"),
  ])
  func calendarEnds(day: String, call: String, result: String) {
    let question = Question(
      Source(path: "e", text: "date('\(day)').\(call)"), asOf: RuleExample.defaultToday, host: GovernanceLint.Host())
    let (evaluation, findings) = Evaluation.evaluate(question, with: RuleTree.bare)
    #expect(evaluation?.value == result, "\(RuleTree.rendered(findings))")
  }
}
