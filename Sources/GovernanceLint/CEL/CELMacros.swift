// The macros of cel-spec (`doc/langdef.md`, "Macros"; two-variable comprehensions, optionals and bindings as in cel-go's `ext`).

/// How a macro is written.
struct CELMacroForm: Sendable {
  var macro: CELExpression.Macro
  var names: [String]
  /// How many variables its arguments begin with.
  var variables: Int
  /// Numbers of arguments; with one more than the least, the argument after the variables is a filter.
  var arguments: ClosedRange<Int>

  /// The macros over a range, by the order of cel-spec. Of one name, the number of arguments decides.
  static let all: [CELMacroForm] = [
    CELMacroForm(macro: .all, names: ["all"], variables: 1, arguments: 2...2),
    CELMacroForm(macro: .exists, names: ["exists"], variables: 1, arguments: 2...2),
    CELMacroForm(macro: .existsOne, names: ["exists_one", "existsOne"], variables: 1, arguments: 2...2),
    CELMacroForm(macro: .map, names: ["map"], variables: 1, arguments: 2...3),
    CELMacroForm(macro: .filter, names: ["filter"], variables: 1, arguments: 2...2),
    CELMacroForm(macro: .all, names: ["all"], variables: 2, arguments: 3...3),
    CELMacroForm(macro: .exists, names: ["exists"], variables: 2, arguments: 3...3),
    CELMacroForm(macro: .existsOne, names: ["exists_one", "existsOne"], variables: 2, arguments: 3...3),
    CELMacroForm(macro: .transformList, names: ["transformList"], variables: 2, arguments: 3...4),
    CELMacroForm(macro: .transformMap, names: ["transformMap"], variables: 2, arguments: 3...4),
    CELMacroForm(macro: .transformMapEntry, names: ["transformMapEntry"], variables: 2, arguments: 3...4),
    CELMacroForm(macro: .optMap, names: ["optMap"], variables: 1, arguments: 2...2),
    CELMacroForm(macro: .optFlatMap, names: ["optFlatMap"], variables: 1, arguments: 2...2),
  ]
}

extension CELParser {
  /// A call, or the macro that it stands for. A macro's name with another number of arguments is a function like any other.
  mutating func call(
    _ name: String, at nameRange: TextRange, target: CELExpression.ID?, arguments: [CELExpression.ID], range: TextRange
  ) -> CELExpression.ID {
    if options.expandsMacros {
      if let target {
        if name == "bind", arguments.count == 3, case .name("cel") = nodes[target].kind { return bind(arguments, range) }
        if let form = CELMacroForm.all.first(where: { $0.arguments.contains(arguments.count) && $0.names.contains(name) }) {
          return comprehension(form, name, over: target, arguments, range)
        }
      } else if name == "has", arguments.count == 1 {
        return has(arguments[0], range)
      }
    }
    return add(.call(name, target: target, arguments: arguments), range)
  }

  private mutating func has(_ argument: CELExpression.ID, _ range: TextRange) -> CELExpression.ID {
    let argumentRange = nodes[argument].range
    let written = CELProblem.excerpt(argumentRange, of: text)
    switch nodes[argument].kind {
    case .select(let operand, let field, isOptional: false): return add(.has(operand, field: field), range)
    case .select, .index(_, _, isOptional: true): return fail(.hasOfOptional(written), at: argumentRange)
    case .literal, .name, .has, .index, .call, .list, .map, .message, .comprehension, .bind:
      return fail(.hasNeedsField(written), at: argumentRange)
    }
  }

  private mutating func bind(_ arguments: [CELExpression.ID], _ range: TextRange) -> CELExpression.ID {
    guard let variable = variable(arguments[0], of: "cel.bind") else { return arguments[0] }
    return add(.bind(variable, value: arguments[1], body: arguments[2]), range)
  }

  private mutating func comprehension(
    _ form: CELMacroForm, _ name: String, over target: CELExpression.ID, _ arguments: [CELExpression.ID], _ range: TextRange
  ) -> CELExpression.ID {
    var variables: [String] = []
    for argument in arguments.prefix(form.variables) {
      guard let variable = variable(argument, of: name) else { return argument }
      if variables.contains(variable) { return fail(.macroVariableTwice(variable), at: nodes[argument].range) }
      variables.append(variable)
    }
    let hasFilter = arguments.count > form.variables + 1
    let comprehension = CELExpression.Comprehension(
      macro: form.macro, range: target, variables: variables,
      filter: hasFilter ? arguments[form.variables] : nil, body: arguments[arguments.count - 1])
    return add(.comprehension(comprehension), range)
  }

  /// The simple name that an argument has to be.
  private mutating func variable(_ argument: CELExpression.ID, of macro: String) -> String? {
    if case .name(let name) = nodes[argument].kind, name.utf8.first != UInt8(ascii: ".") { return name }
    fail(.macroVariable(macro, found: CELProblem.excerpt(nodes[argument].range, of: text)), at: nodes[argument].range)
    return nil
  }
}
