@testable import GovernanceLint

/// The types that the tests of the checker use: a piece of what the schema of an AISystem gives.
enum CELSampleTypes {
  static let table: CELTypeTable = {
    var table = CELTypeTable()
    table.choices = [
      ["idea", "pilot", "production", "scaled", "retired"],
      ["automated-with-audit", "ai-recommends-human-approves", "collaborative"],
      ["reversible", "irreversible"], ["low", "medium", "high"], ["customers", "employees"],
    ]
    table.objects = [
      object(
        "AISystem",
        [
          field("audience", .list(.choice(4)), readsEmpty: true), field("bias", .object(4)),
          field("data-sources", .list(.string)),
          field("deployed", .timestamp), field("id", .string, isRequired: true), field("notes", .dyn),
          field("oversight", .object(1)),
          field("regions", .list(.string)), field("risk", .object(2)), field("score", .double), field("stage", .choice(0)),
          field("strive", .map(.string, .string)), field("vendors", .list(.object(3)), readsEmpty: true),
        ]),
      object("AISystem.oversight", [field("rationale", .string), field("tier", .choice(1))]),
      object(
        "AISystem.risk",
        [
          field("customerSensitivity", .choice(3)), field("financialMagnitude", .choice(3)), field("reversibility", .choice(2)),
        ]),
      object("AISystem.vendors[]", [field("dpa", .object(5)), field("name", .string, isRequired: true)]),
      object("AISystem.bias", [field("audits", .list(.object(6)), readsEmpty: true), field("relevant", .bool)]),
      object("AISystem.vendors[].dpa", [field("expires", .timestamp), field("signed", .bool, isRequired: true)]),
      object("AISystem.bias.audits[]", [field("date", .timestamp, isRequired: true), field("outcome", .string)]),
    ]
    return table
  }()

  /// `system`, `today` and a fact.
  static let environment: CELEnvironment = {
    var environment = CELEnvironment(types: table)
    environment.variables = [.init(name: "system", type: .object(0))]
    let (body, _) = CELChecker.check("has(system.stage) && system.stage in ['pilot', 'production', 'scaled']", in: environment)
    environment.facts = [.init(name: "isLive", receiver: 0, body: body)]
    environment.variables.append(.init(name: "today", type: .timestamp))
    environment.variables.append(.init(name: "tables.risks", type: .map(.string, .list(.string))))
    return environment
  }()

  /// The environment with more variables, each defined by an expression, and what these had problems with.
  static func environment(lets: [(String, String)], assuming guards: CELGuards = .none) -> (CELEnvironment, [CELProblem]) {
    var (environment, problems) = (environment, [CELProblem]())
    for (name, text) in lets {
      let (checked, found) = CELChecker.check(text, in: environment, assuming: guards)
      problems += found
      environment.variables.append(.init(name: name, type: checked.type, definition: checked))
    }
    return (environment, problems)
  }

  private static func object(_ name: String, _ fields: [CELField]) -> CELObject { CELObject(name: name, fields: fields) }

  private static func field(_ name: String, _ type: CELType, isRequired: Bool = false, readsEmpty: Bool = false) -> CELField {
    CELField(name: name, type: type, isRequired: isRequired, readsEmptyWhenAbsent: readsEmpty)
  }
}
