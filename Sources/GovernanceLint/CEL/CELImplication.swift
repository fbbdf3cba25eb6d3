// What the outcome of a condition says about presence.

extension CELPresence {
  /// What is known once a condition is true, or false.
  mutating func implied(_ id: CELExpression.ID, _ isTrue: Bool) -> CELGuards {
    guard spend() else { return .none }
    switch kind(id) {
    case .literal(let index):
      guard case .bool(let value) = checked.expression.literals[index] else { return .none }
      return value == isTrue ? .none : .impossible
    case .has(let operand, let name):
      guard isTrue else { return .none }
      return .present(path(operand)?.appending(.field(field(id)?.name ?? checked.expression.text(of: name))))
    case .name(let name):
      if case .local = checked.references[id] {
        guard let definition = local(name)?.definition else { return .none }
        return implied(definition, isTrue)
      }
      return impliedByVariable(id, isTrue)
    case .select: return impliedByVariable(id, isTrue)
    case .call(let callee, let target, let arguments): return impliedByCall(callee, target, arguments, id, isTrue)
    case .comprehension(let index): return impliedByMacro(checked.expression.comprehensions[index], isTrue)
    case .bind(let name, let value, let body):
      return outliving { presence in
        let path = presence.path(value) ?? presence.newLocal()
        return presence.inScope([Local(name: name, path: path, definition: value)]) { $0.implied(body, isTrue) }
      }
    case .index, .list, .map, .message: return .none
    }
  }

  /// A `let` that is true says what its definition says.
  private mutating func impliedByVariable(_ id: CELExpression.ID, _ isTrue: Bool) -> CELGuards {
    guard case .variable(let index) = checked.references[id], let definition = definition(index),
      definition.type == .bool
    else { return .none }
    return nested(definition) { $0.implied(definition.expression.root, isTrue) }
  }

  private mutating func impliedByCall(
    _ callee: CELFunctionName, _ target: CELExpression.ID?, _ arguments: CELExpression.Operands, _ id: CELExpression.ID,
    _ isTrue: Bool
  ) -> CELGuards {
    if case .fact(let index) = checked.references[id], let target {
      guard let path = path(target) else { return .none }
      let body = environment.facts[index].body
      return nested(body, call: FactCall(receiver: path, fact: index)) { $0.implied(body.expression.root, isTrue) }
    }
    guard let builtin = callee.builtin else { return .none }
    if builtin == .hasValue, arguments.count == 0 { return isTrue ? .present(target.flatMap(path)) : .none }
    guard arguments.count > 0 else { return .none }
    let left = operand(0, of: arguments)
    let right = operand(Int(arguments.count) - 1, of: arguments)
    switch builtin {
    case .not: return implied(left, !isTrue)
    case .and: return both(left, right, isTrue, areBothNeeded: isTrue)
    case .or: return both(left, right, isTrue, areBothNeeded: !isTrue)
    case .conditional:
      let whenTrue = implied(left, true).union(implied(operand(1, of: arguments), isTrue))
      return whenTrue.intersection(implied(left, false).union(implied(right, isTrue)))
    case .equal: return impliedByEquality(left, right, isTrue)
    case .notEqual: return impliedByEquality(left, right, !isTrue)
    case .isIn: return impliedByMembership(left, right, isTrue)
    case .greater: return impliedByOrder(left, right, isTrue ? .greater : .lessOrEqual)
    case .greaterOrEqual: return impliedByOrder(left, right, isTrue ? .greaterOrEqual : .less)
    case .less: return impliedByOrder(left, right, isTrue ? .less : .greaterOrEqual)
    case .lessOrEqual: return impliedByOrder(left, right, isTrue ? .lessOrEqual : .greater)
    case .orValue: return impliedByDefault(id) { if case .bool(let value) = $0 { value != isTrue } else { false } }
    default: return .none
    }
  }

  private mutating func both(
    _ left: CELExpression.ID, _ right: CELExpression.ID, _ isTrue: Bool, areBothNeeded: Bool
  ) -> CELGuards {
    let (first, second) = (implied(left, isTrue), implied(right, isTrue))
    return areBothNeeded ? first.union(second) : first.intersection(second)
  }

  // MARK: Comparisons

  private mutating func impliedByEquality(_ left: CELExpression.ID, _ right: CELExpression.ID, _ isEqual: Bool) -> CELGuards {
    for (value, other) in [(left, right), (right, left)] {
      switch kind(other) {
      case .literal(let index):
        let literal = checked.expression.literals[index]
        if case .bool(let isTrue) = literal { return implied(value, isTrue == isEqual) }
        if case .int(let count) = literal, let list = sizeOperand(value) {
          return .size(of: sizedPath(list), atLeast: isEqual ? Int(clamping: count) : (count == 0 ? 1 : 0))
        }
        // What differs from the default was read.
        return impliedByDefault(value) { fallback in fallback.isSame(as: literal).map { $0 != isEqual } ?? false }
      case .list(let elements) where elements.count == 0: return isEqual ? .none : .size(of: sizedPath(value), atLeast: 1)
      case .call(let callee, _, _):
        guard isOptional(type(value)) else { break }
        if callee.builtin == CELBuiltin.none { return isEqual ? .none : .present(path(value)) }
        if callee.builtin == .of, isEqual { return .present(path(value)) }
      case .name, .select, .has, .index, .list, .map, .message, .comprehension, .bind: break
      }
    }
    return .none
  }

  private func impliedByMembership(_ value: CELExpression.ID, _ range: CELExpression.ID, _ isTrue: Bool) -> CELGuards {
    var guards = CELGuards.none
    if case .list(let elements) = kind(range) {
      var literals: [CELLiteral] = []
      for element in checked.expression[elements] {
        guard let literal = checked.expression.literal(element.id), !element.isOptional else { return .none }
        literals.append(literal)
      }
      return impliedByDefault(value) { fallback in
        let answers = literals.map { $0.isSame(as: fallback) }
        return !answers.contains(nil) && answers.contains(true) != isTrue
      }
    }
    guard isTrue else { return .none }
    if case .map = type(range) {
      if let step = step(value) { guards = .present(path(range)?.appending(step)) }
      return guards
    }
    return .size(of: sizedPath(range), atLeast: 1)
  }

  /// `x.orValue(d)` where the outcome is none that `d` gives: then `x` has a value.
  private func impliedByDefault(_ id: CELExpression.ID, _ excludes: (CELLiteral) -> Bool) -> CELGuards {
    guard case .call(let callee, let target?, let arguments) = kind(id), callee.builtin == .orValue, arguments.count == 1,
      let fallback = checked.expression.literal(operand(0, of: arguments)), excludes(fallback)
    else { return .none }
    return .present(path(target))
  }

  private func impliedByOrder(_ left: CELExpression.ID, _ right: CELExpression.ID, _ symbol: CELToken.Symbol) -> CELGuards {
    if let list = sizeOperand(left), let bound = checked.expression.int(ofLiteral: right) {
      switch symbol {
      case .greater: return .size(of: sizedPath(list), atLeast: Int(clamping: bound.addingReportingOverflow(1).partialValue))
      case .greaterOrEqual: return .size(of: sizedPath(list), atLeast: Int(clamping: bound))
      default: return .none
      }
    }
    if let list = sizeOperand(right), let bound = checked.expression.int(ofLiteral: left) {
      switch symbol {
      case .less: return .size(of: sizedPath(list), atLeast: Int(clamping: bound.addingReportingOverflow(1).partialValue))
      case .lessOrEqual: return .size(of: sizedPath(list), atLeast: Int(clamping: bound))
      default: return .none
      }
    }
    return .none
  }

  // MARK: Macros

  private mutating func impliedByMacro(_ comprehension: CELExpression.Comprehension, _ isTrue: Bool) -> CELGuards {
    let range = comprehension.range
    let isList = if case .list = type(range) { true } else { false }
    let rangePath = path(range)
    switch (comprehension.macro, isTrue) {
    case (.all, true), (.exists, false):
      // It holds of every element; of an empty list nothing else follows.
      guard let rangePath else { return .none }
      return inLoop(comprehension, .none) { presence, _, element in
        presence.implied(comprehension.body, isTrue).mapPaths { path in
          path.root == element.root ? CELPath(root: rangePath.root, steps: rangePath.steps + [.element] + path.steps) : nil
        }
      }
    case (.exists, true), (.existsOne, true), (.all, false):
      let size: CELGuards = isList ? .size(of: sizedPath(range), atLeast: 1) : .none
      return outliving { presence in
        presence.inLoop(comprehension, .none) { presence, _, _ in presence.implied(comprehension.body, isTrue) }
      }.union(size)
    case (.existsOne, false), (.filter, _), (.map, _), (.transformList, _), (.transformMap, _), (.transformMapEntry, _),
      (.optMap, _),
      (.optFlatMap, _):
      return .none
    }
  }
}

extension CELLiteral {
  /// Whether both are the same value; nil where their types differ, for numbers of different types may yet be equal.
  fileprivate func isSame(as other: CELLiteral) -> Bool? {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.double(let a), .double(let b)): a == b
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.bytes(let a), .bytes(let b)): a == b
    case (.null, _), (.bool, _), (.int, _), (.uint, _), (.double, _), (.string, _), (.bytes, _): nil
    }
  }
}
