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
  mutating func refineOperands(of builtin: CELBuiltin?, _ operands: CELExpression.Operands, _ id: CELExpression.ID) {
    guard let builtin, operands.count >= 2 else { return }
    let first = expression.operand(0, of: operands)
    let second = expression.operand(1, of: operands)
    switch builtin {
    case .equal, .notEqual:
      refine(second, toward: types[first], context: .comparison(with: first, isNegated: builtin == .notEqual))
      refine(first, toward: types[second], context: .comparison(with: second, isNegated: builtin == .notEqual))
      compareChoices(first, second, id)
    case .isIn:
      switch unification.resolved(types[second]) {
      case .list(let element):
        refine(first, toward: element, context: .comparison(with: second, isNegated: false))
        refine(second, toward: .list(types[first]), context: .comparison(with: first, isNegated: false))
      case .map(let key, _): refine(first, toward: key, context: .key(of: second))
      case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .dyn, .optional, .type, .object,
        .parameter, .opaque:
        break
      }
    case .orValue:
      if case .optional(let wrapped) = unification.resolved(types[first]) {
        refine(second, toward: wrapped, context: .silently)
      }
    case .conditional:
      let third = expression.operand(2, of: operands)
      refine(second, toward: types[third], context: .silently)
      refine(third, toward: types[second], context: .silently)
    default: break
    }
  }

  /// Gives a literal (or a list, or an optional, of literals) the type of an enumeration that holds it. Tells, where the
  /// context says that it must be one of the values, that it is not. True when it is refined.
  @discardableResult
  mutating func refine(_ id: CELExpression.ID, toward type: CELType, context: ChoiceContext) -> Bool {
    guard !isBroken[id], mayBeRefined(id) else { return false }
    switch (expression.nodes[id].kind, unification.resolved(type)) {
    case (.literal, .choice(let choice)):
      guard let value = expression.text(ofLiteral: id) else { return false }
      let values = environment.types.choices[choice]
      if values.contains(where: { $0.utf8.elementsEqual(value.utf8) }) {
        types[id] = .choice(choice)
        return true
      }
      reportForeign(value, values, context, id)
      return false
    case (.list(let elements), .list(let element)):
      guard elements.count > 0 else { return false }
      var areAllRefined = true
      for item in expression[elements] where !refine(item.id, toward: element, context: context) { areAllRefined = false }
      if areAllRefined { types[id] = .list(unification.resolved(element)) }
      return areAllRefined
    case (.call(let callee, _, let arguments), .optional(let wrapped)) where callee.builtin == .of && arguments.count == 1:
      guard refine(expression.operand(0, of: arguments), toward: wrapped, context: context) else { return false }
      types[id] = .optional(unification.resolved(wrapped))
      return true
    default: return false
    }
  }

  private func mayBeRefined(_ id: CELExpression.ID) -> Bool {
    switch expression.nodes[id].kind {
    case .literal, .list, .call: true
    case .name, .select, .has, .index, .map, .message, .comprehension, .bind: false
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
