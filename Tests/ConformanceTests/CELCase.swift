import Foundation

@testable import GovernanceLint

/// One case of the CEL suite.
struct CELCase {
  let id: String
  let text: String
  private let fields: [String: Any]

  init(_ fields: [String: Any]) {
    self.fields = fields
    id = fields["id"] as? String ?? ""
    text = fields["expr"] as? String ?? ""
  }

  /// Protocol buffers and two extensions of cel-go's are out of scope.
  var isInScope: Bool { !flag("needs_proto") && !["network_ext", "block_ext"].contains(fields["file"] as? String) }

  /// Why the case fails; nil when it passes.
  func failure() -> String? {
    let (expression, syntax) = CELParser.parse(text, options: .init(expandsMacros: !flag("disable_macros")))
    let expected = fields["expected"] as? [String: Any] ?? [:]
    let isErrorExpected = expected["eval_error"] != nil
    if let problem = syntax.first { return isErrorExpected ? nil : problem.message }
    let environment = environment
    let (checked, problems) =
      flag("disable_check")
      ? (CELChecker.resolve(expression, of: text, in: environment), [])
      : CELChecker.check(expression, of: text, in: environment)
    if let problem = problems.first { return isErrorExpected ? nil : problem.message }
    if let result = expected["typed_result"] as? [String: Any] {
      let type = CELType(json: result["deduced_type"] as Any)
      if checked.type != type { return "is \(checked.type), not \(String(describing: type))" }
    }
    if flag("check_only") { return nil }
    let value = evaluate(checked, in: environment)
    if case .failure(let failure) = value { return isErrorExpected ? nil : failure.message }
    if isErrorExpected { return "yields \(value), not an error" }
    let typed = expected["typed_result"] as? [String: Any]
    guard let wanted = CELSuiteValue(json: expected["value"] ?? typed?["value"]) else {
      return typed == nil ? "expects nothing" : nil
    }
    return CELSuiteValue(value) == wanted ? nil : "yields \(value), not \(wanted)"
  }

  private func evaluate(_ checked: CheckedExpression, in environment: CELEnvironment) -> CELValue {
    var planner = CELPlanner(code: CELCode(types: environment.types), environment: environment)
    let program = planner.plan(checked)
    var context = CELContext(code: planner.code, variables: environment.variables.count, host: CELCase.host)
    let bindings = fields["bindings"] as? [String: Any] ?? [:]
    for (index, variable) in environment.variables.enumerated() {
      context.variables[index] = CELSuiteValue(json: bindings[variable.name])?.value
    }
    return context.evaluate(program)
  }

  private func flag(_ name: String) -> Bool { fields[name] as? Bool ?? false }

  private var environment: CELEnvironment {
    var environment = CELEnvironment()
    environment.container = fields["container"] as? String ?? ""
    for entry in fields["type_env"] as? [[String: Any]] ?? [] {
      let name = entry["name"] as? String ?? ""
      if let ident = entry["ident"] {
        environment.variables.append(.init(name: name, type: CELType(json: ident) ?? .dyn))
      }
      let overloads = (entry["function"] as? [[String: Any]] ?? []).map { overload in
        CELOverload(
          id: overload["id"] as? String ?? "", isMember: overload["member"] as? Bool ?? false,
          parameters: (overload["params"] as? [Any] ?? []).map { CELType(json: $0) ?? .dyn },
          result: CELType(json: overload["result"] as Any) ?? .dyn, apply: .machine)
      }
      if !overloads.isEmpty { environment.functions.append(CELFunction(name, overloads)) }
    }
    return environment
  }
}

extension CELType {
  /// The type that the suite's JSON means.
  init?(json: Any) {
    if let name = json as? String {
      switch name {
      case "timestamp": self = .timestamp
      case "duration": self = .duration
      case "dyn", "any": self = .dyn
      default:
        guard let type = CELType.named(name) else { return nil }
        self = type
      }
      return
    }
    guard let object = json as? [String: Any], let (kind, value) = object.first else { return nil }
    switch (kind, value) {
    case ("list", _): self = .list(CELType(json: value) ?? .dyn)
    case ("map", let parts as [Any]) where parts.count == 2:
      self = .map(CELType(json: parts[0]) ?? .dyn, CELType(json: parts[1]) ?? .dyn)
    case ("type", _): self = .type(CELType(json: value) ?? .dyn)
    case ("param", let name as String):
      self = .parameter(CELTypeParameter(unicodeScalarLiteral: name.unicodeScalars.first ?? "T"))
    case ("message", let name as String): self = CELType.named(name) ?? .dyn
    case ("abstract", let abstract as [String: Any]):
      let parts = (abstract["params"] as? [Any] ?? []).map { CELType(json: $0) ?? .dyn }
      let name = abstract["name"] as? String ?? ""
      self = name == "optional_type" && parts.count == 1 ? .optional(parts[0]) : .opaque(name, parts)
    default: return nil
    }
  }
}

extension CELCase {
  /// Knows the time zones of the machine's zoneinfo database.
  private static let host = Host(
    read: { _ in nil }, exists: { _ in false },
    timeZone: { name in
      (try? Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo").appendingPathComponent(name))).map { Array($0) }
    })
}
