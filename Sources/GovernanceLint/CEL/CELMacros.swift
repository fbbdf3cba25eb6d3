// The macros of cel-spec (`doc/langdef.md`, "Macros"; two-variable comprehensions, optionals and bindings as in cel-go's `ext`).

/// How a macro is written.
struct CELMacroForm: Sendable {
  var macro: CELExpression.Macro
  var names: [String]
  /// How many variables its arguments begin with.
  var variables: Int
  /// ``CELName/hash`` of each name.
  var hashes: [UInt32]
  /// Numbers of arguments; with one more than the least, the argument after the variables is a filter.
  var arguments: ClosedRange<Int>

  private init(_ macro: CELExpression.Macro, _ names: [String], variables: Int, arguments: ClosedRange<Int>) {
    self.macro = macro
    self.names = names
    self.variables = variables
    self.arguments = arguments
    hashes = names.map(\.nameHash)
  }

  /// The macros over a range, by the order of cel-spec. Of one name, the number of arguments decides.
  static let all: [CELMacroForm] = [
    CELMacroForm(.all, ["all"], variables: 1, arguments: 2...2),
    CELMacroForm(.exists, ["exists"], variables: 1, arguments: 2...2),
    CELMacroForm(.existsOne, ["exists_one", "existsOne"], variables: 1, arguments: 2...2),
    CELMacroForm(.map, ["map"], variables: 1, arguments: 2...3),
    CELMacroForm(.filter, ["filter"], variables: 1, arguments: 2...2),
    CELMacroForm(.all, ["all"], variables: 2, arguments: 3...3),
    CELMacroForm(.exists, ["exists"], variables: 2, arguments: 3...3),
    CELMacroForm(.existsOne, ["exists_one", "existsOne"], variables: 2, arguments: 3...3),
    CELMacroForm(.transformList, ["transformList"], variables: 2, arguments: 3...4),
    CELMacroForm(.transformMap, ["transformMap"], variables: 2, arguments: 3...4),
    CELMacroForm(.transformMapEntry, ["transformMapEntry"], variables: 2, arguments: 3...4),
    CELMacroForm(.optMap, ["optMap"], variables: 1, arguments: 2...2),
    CELMacroForm(.optFlatMap, ["optFlatMap"], variables: 1, arguments: 2...2),
  ]
}

extension CELParser {
  /// A call, or the macro that it stands for. A macro's name with another number of arguments is a function like any other.
  mutating func call(
    _ name: CELName, target: CELExpression.ID?, arguments: CELExpression.Operands, range: TextRange
  ) -> CELExpression.ID {
    let builtin = CELBuiltin(name, in: expression)
    if options.expandsMacros {
      if let target {
        if builtin == .bind, arguments.count == 3, case .name(let space) = expression.nodes[target].kind,
          expression.text(of: space) == "cel"
        {
          return bind(arguments, range)
        }
        // Every macro has a variable and a body.
        if arguments.count > 1, let form = form(name, arguments: Int(arguments.count)) {
          return comprehension(form, expression.text(of: name), over: target, arguments, range)
        }
      } else if builtin == .has, arguments.count == 1 {
        return has(expression.operand(0, of: arguments), range)
      }
    }
    return add(.call(CELFunctionName(builtin: builtin, name: name), target: target, arguments: arguments), range)
  }

  private func form(_ name: CELName, arguments: Int) -> CELMacroForm? {
    for form in CELMacroForm.all where form.arguments.contains(arguments) {
      for (text, hash) in zip(form.names, form.hashes) where expression.isName(name, text, hash: hash) { return form }
    }
    return nil
  }

  private mutating func has(_ argument: CELExpression.ID, _ range: TextRange) -> CELExpression.ID {
    let argumentRange = self.range(argument)
    var written: String { CELProblem.excerpt(argumentRange, of: text) }
    switch expression.nodes[argument].kind {
    case .select(let operand, let field, isOptional: false): return add(.has(operand, field: field), range)
    case .select, .index(_, _, isOptional: true): return fail(.hasOfOptional(written), at: argumentRange)
    case .literal, .name, .has, .index, .call, .list, .map, .message, .comprehension, .bind:
      return fail(.hasNeedsField(written), at: argumentRange)
    }
  }

  private mutating func bind(_ arguments: CELExpression.Operands, _ range: TextRange) -> CELExpression.ID {
    let first = expression.operand(0, of: arguments)
    guard let variable = variable(first, of: "cel.bind") else { return first }
    expression.hasVariables = true
    let kind = CELExpression.Kind.bind(
      variable, value: expression.operand(1, of: arguments), body: expression.operand(2, of: arguments))
    return add(kind, range)
  }

  private mutating func comprehension(
    _ form: CELMacroForm, _ name: String, over target: CELExpression.ID, _ arguments: CELExpression.Operands,
    _ range: TextRange
  ) -> CELExpression.ID {
    let first = expression.operand(0, of: arguments)
    guard let variable = variable(first, of: name) else { return first }
    var second: CELName?
    if form.variables == 2 {
      let argument = expression.operand(1, of: arguments)
      guard let other = self.variable(argument, of: name) else { return argument }
      if expression.isSame(variable, other) {
        return fail(.macroVariableTwice(expression.text(of: other)), at: self.range(argument))
      }
      second = other
    }
    let hasFilter = arguments.count > form.variables + 1
    expression.hasVariables = true
    expression.comprehensions.append(
      CELExpression.Comprehension(
        macro: form.macro, range: target, variable: variable, second: second,
        filter: hasFilter ? expression.operand(form.variables, of: arguments) : nil,
        body: expression.operand(Int(arguments.count) - 1, of: arguments)))
    return add(.comprehension(expression.comprehensions.count - 1), range)
  }

  /// The simple name that an argument has to be.
  private mutating func variable(_ argument: CELExpression.ID, of macro: String) -> CELName? {
    if case .name(let name) = expression.nodes[argument].kind, !name.isRooted { return name }
    fail(.macroVariable(macro, found: CELProblem.excerpt(range(argument), of: text)), at: range(argument))
    return nil
  }
}
