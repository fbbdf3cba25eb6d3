/// A rule while it is being compiled: checked, not yet planned.
struct RuleDraft: Sendable {
  let rule: Rule
  /// Index of the kind that it applies to, or nil for the portfolio.
  let kind: Int?
  var environment: CELEnvironment
  var guards = CELGuards.none
  var lets = 0..<0
  var each: [(slot: Int, list: CheckedExpression)] = []
  var when: CheckedExpression?
  var require: CheckedExpression?
  var message = CELTemplate(segments: [])
  var at: CELPath?
  /// The fields right below the roots of manifests that its outcome may depend on.
  private(set) var fields: [ReadFields.Field] = []

  init(rule: Rule, kind: Int?, environment: CELEnvironment) {
    self.rule = rule
    self.kind = kind
    self.environment = environment
  }

  /// The expressions of the message.
  var values: [CheckedExpression] {
    message.segments.compactMap { if case .expression(let checked, _) = $0 { checked } else { nil } }
  }

  /// Finds out ``fields``, once all is checked.
  mutating func noteFields(of objects: [Int]) {
    var read = ReadFields(environment.types, facts: environment.facts, of: objects)
    for entry in each { read.add(entry.list) }
    for expression in [when, require] { if let expression { read.add(expression) } }
    for definition in definitions { read.add(definition) }
    fields = read.fields.all
  }

  /// The expressions of `let`.
  var definitions: [CheckedExpression] { lets.compactMap { environment.variables[$0].definition } }

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
    environment.variables.append(CELEnvironment.Variable(name: name, type: type, constant: CELEnvironment.Constant(value: value)))
  }
}
