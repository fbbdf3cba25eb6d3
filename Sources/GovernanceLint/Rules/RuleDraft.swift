/// A rule while it is being compiled.
struct RuleDraft {
  let rule: Rule
  var environment: CELEnvironment
  var guards = CELGuards.none
  var lets = 0..<0
  var when: CheckedExpression?
  var require: CheckedExpression?
  /// The expressions of the message.
  var values: [CheckedExpression] = []

  init(rule: Rule, environment: CELEnvironment) {
    self.rule = rule
    self.environment = environment
  }

  /// The expressions of `let`.
  var definitions: [CheckedExpression] { environment.variables.compactMap(\.definition) }

  /// The `let` variables that read, by themselves or through others, a variable of `each`.
  func elementLets(each slots: [Int]) -> [Int] {
    var dependent = Set(slots)
    for slot in lets {
      let read = environment.variables[slot].definition?.references ?? []
      let isDependent = read.contains { if case .variable(let index) = $0 { dependent.contains(index) } else { false } }
      if isDependent { dependent.insert(slot) }
    }
    return lets.filter(dependent.contains)
  }

  /// Declares a parameter.
  mutating func declareConstant(_ name: String, type: CELType, value: CELValue) {
    var variable = CELEnvironment.Variable(name: name, type: type)
    variable.constant = CELEnvironment.Constant(value: value)
    environment.variables.append(variable)
  }
}
