// Literals beside values of an enumeration: what is not among the values can never be equal to one.

extension CELChecker {
  /// Why a literal stands beside values of an enumeration.
  enum ChoiceContext {
    /// It is compared with them: a value that is none of them is a mistake. The other operand, and the comparison.
    case comparison(with: CELExpression.ID, isNegated: Bool)
    /// It looks something up in a map with such keys.
    case key(of: CELExpression.ID)
    /// It may be another value, as the `x` of `orValue(x)` may; then the whole is a string.
    case silently
  }

  /// Where one operand has values of an enumeration, reads the literals of the other as such.
  mutating func refineOperands(of name: String, _ operands: [CELExpression.ID], _ id: CELExpression.ID) {
    switch (name, operands.count) {
    case ("_==_", 2), ("_!=_", 2):
      refine(operands[1], toward: types[operands[0]], context: .comparison(with: operands[0], isNegated: name == "_!=_"))
      refine(operands[0], toward: types[operands[1]], context: .comparison(with: operands[1], isNegated: name == "_!=_"))
      compareChoices(operands[0], operands[1], id)
    case ("@in", 2):
      switch unification.resolved(types[operands[1]]) {
      case .list(let element):
        refine(operands[0], toward: element, context: .comparison(with: operands[1], isNegated: false))
        refine(operands[1], toward: .list(types[operands[0]]), context: .comparison(with: operands[0], isNegated: false))
      case .map(let key, _): refine(operands[0], toward: key, context: .key(of: operands[1]))
      case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .dyn, .optional, .type, .object,
        .parameter, .opaque:
        break
      }
    case ("orValue", 2):
      if case .optional(let wrapped) = unification.resolved(types[operands[0]]) {
        refine(operands[1], toward: wrapped, context: .silently)
      }
    case ("_?_:_", 3):
      refine(operands[1], toward: types[operands[2]], context: .silently)
      refine(operands[2], toward: types[operands[1]], context: .silently)
    default: break
    }
  }

  /// Gives a literal (or a list, or an optional, of literals) the type of an enumeration that holds it. Tells, where the
  /// context says that it must be one of the values, that it is not. True when it is refined.
  @discardableResult
  mutating func refine(_ id: CELExpression.ID, toward type: CELType, context: ChoiceContext) -> Bool {
    guard !isBroken[id] else { return false }
    switch (expression.nodes[id].kind, unification.resolved(type)) {
    case (.literal(.string(let value)), .choice(let choice)):
      let values = environment.types.choices[choice]
      if values.contains(where: { $0.utf8.elementsEqual(value.utf8) }) {
        types[id] = .choice(choice)
        return true
      }
      reportForeign(value, values, context, id)
      return false
    case (.list(let elements), .list(let element)):
      guard !elements.isEmpty else { return false }
      var areAllRefined = true
      for item in elements where !refine(item.value, toward: element, context: context) { areAllRefined = false }
      if areAllRefined { types[id] = .list(unification.resolved(element)) }
      return areAllRefined
    case (.call("of", _, let arguments), .optional(let wrapped)) where arguments.count == 1:
      guard refine(arguments[0], toward: wrapped, context: context) else { return false }
      types[id] = .optional(unification.resolved(wrapped))
      return true
    default: return false
    }
  }

  private mutating func reportForeign(_ value: String, _ values: [String], _ context: ChoiceContext, _ id: CELExpression.ID) {
    let nearest = Suggestion.nearest(to: value, among: values)
    let message: CELMessage
    switch context {
    case .silently: return
    case .comparison(let other, let isNegated):
      message = .foreignValue(value, of: excerpt(other), values: values, isNegated: isNegated, nearest: nearest)
    case .key(let map): message = .foreignKey(value, of: excerpt(map), keys: values, nearest: nearest)
    }
    problems.append(CELProblem(message, at: range(id), replacement: nearest.map { "'\($0)'" }))
  }

  /// Two enumerations without a common value are never equal.
  private mutating func compareChoices(_ left: CELExpression.ID, _ right: CELExpression.ID, _ id: CELExpression.ID) {
    guard case .choice(let a) = unification.resolved(types[left]), case .choice(let b) = unification.resolved(types[right]),
      a != b,
      !environment.types.choices[a].contains(where: environment.types.choices[b].contains)
    else { return }
    report(.disjointChoices(excerpt(left), excerpt(right)), at: id)
  }
}
