// What the outcome of a condition says about presence.

extension CELPresence {
  /// What is known once a condition is true, or false.
  mutating func implied(_ id: CELExpression.ID, _ isTrue: Bool) -> CELGuards {
    guard spend() else { return .none }
    switch kind(id) {
    case .literal(.bool(let value)): return value == isTrue ? .none : .impossible
    case .has(let operand, let field): return isTrue ? .present(path(operand)?.appending(.field(field))) : .none
    case .name(let name):
      if case .local = checked.references[id] {
        guard let definition = locals.last(where: { $0.name == name })?.definition else { return .none }
        return implied(definition, isTrue)
      }
      return impliedByVariable(id, isTrue)
    case .select: return impliedByVariable(id, isTrue)
    case .call(let name, let target, let arguments): return impliedByCall(name, target, arguments, id, isTrue)
    case .comprehension(let comprehension): return impliedByMacro(comprehension, isTrue)
    case .bind(let name, let value, let body):
      return outliving { presence in
        let path = presence.path(value) ?? presence.newLocal()
        return presence.inScope([Local(name: name, path: path, definition: value)]) { $0.implied(body, isTrue) }
      }
    case .literal, .index, .list, .map, .message: return .none
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
    _ name: String, _ target: CELExpression.ID?, _ arguments: [CELExpression.ID], _ id: CELExpression.ID, _ isTrue: Bool
  ) -> CELGuards {
    if case .fact(let index) = checked.references[id], let target {
      guard let path = path(target) else { return .none }
      let body = environment.facts[index].body
      return nested(body, call: FactCall(receiver: path, fact: index)) { $0.implied(body.expression.root, isTrue) }
    }
    switch (name, arguments.count) {
    case ("!_", 1): return implied(arguments[0], !isTrue)
    case ("_&&_", 2): return both(arguments[0], arguments[1], isTrue, areBothNeeded: isTrue)
    case ("_||_", 2): return both(arguments[0], arguments[1], isTrue, areBothNeeded: !isTrue)
    case ("_?_:_", 3):
      let whenTrue = implied(arguments[0], true).union(implied(arguments[1], isTrue))
      return whenTrue.intersection(implied(arguments[0], false).union(implied(arguments[2], isTrue)))
    case ("_==_", 2): return impliedByEquality(arguments[0], arguments[1], isTrue)
    case ("_!=_", 2): return impliedByEquality(arguments[0], arguments[1], !isTrue)
    case ("@in", 2): return impliedByMembership(arguments[0], arguments[1], isTrue)
    case ("_>_", 2): return impliedByOrder(arguments[0], arguments[1], isTrue ? .greater : .lessOrEqual)
    case ("_>=_", 2): return impliedByOrder(arguments[0], arguments[1], isTrue ? .greaterOrEqual : .less)
    case ("_<_", 2): return impliedByOrder(arguments[0], arguments[1], isTrue ? .less : .greaterOrEqual)
    case ("_<=_", 2): return impliedByOrder(arguments[0], arguments[1], isTrue ? .lessOrEqual : .greater)
    case ("hasValue", 0): return isTrue ? .present(target.flatMap(path)) : .none
    case ("orValue", 1): return impliedByDefault(id) { if case .bool(let value) = $0 { value != isTrue } else { false } }
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
      case .literal(.bool(let literal)): return implied(value, literal == isEqual)
      case .literal(let literal):
        if case .int(let count) = literal, let list = sizeOperand(value) {
          return .size(of: sizedPath(list), atLeast: isEqual ? Int(clamping: count) : (count == 0 ? 1 : 0))
        }
        // What differs from the default was read.
        return impliedByDefault(value) { fallback in fallback.isSame(as: literal).map { $0 != isEqual } ?? false }
      case .list(let elements) where elements.isEmpty: return isEqual ? .none : .size(of: sizedPath(value), atLeast: 1)
      case .call("none", _, _): if isOptional(type(value)) { return isEqual ? .none : .present(path(value)) }
      case .call("of", _, _): if isOptional(type(value)), isEqual { return .present(path(value)) }
      case .name, .select, .has, .index, .call, .list, .map, .message, .comprehension, .bind: break
      }
    }
    return .none
  }

  private func impliedByMembership(_ value: CELExpression.ID, _ range: CELExpression.ID, _ isTrue: Bool) -> CELGuards {
    var guards = CELGuards.none
    if case .list(let elements) = kind(range) {
      var literals: [CELLiteral] = []
      for element in elements {
        guard case .literal(let literal) = kind(element.value), !element.isOptional else { return .none }
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
    guard case .call("orValue", let target?, let arguments) = kind(id), arguments.count == 1,
      case .literal(let fallback) = kind(arguments[0]), excludes(fallback)
    else { return .none }
    return .present(path(target))
  }

  private func impliedByOrder(_ left: CELExpression.ID, _ right: CELExpression.ID, _ symbol: CELToken.Symbol) -> CELGuards {
    if let list = sizeOperand(left), case .literal(.int(let bound)) = kind(right) {
      switch symbol {
      case .greater: return .size(of: sizedPath(list), atLeast: Int(clamping: bound.addingReportingOverflow(1).partialValue))
      case .greaterOrEqual: return .size(of: sizedPath(list), atLeast: Int(clamping: bound))
      default: return .none
      }
    }
    if let list = sizeOperand(right), case .literal(.int(let bound)) = kind(left) {
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
