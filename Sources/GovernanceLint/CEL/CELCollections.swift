// Types of list and map literals and of macros over them.

extension CELChecker {
  /// The type of a list literal's items. Items of several types make `dyn`, which rules may not do.
  mutating func checkElements(_ elements: CELExpression.Operands) -> CELType {
    var joined: CELType?
    for element in expression[elements] {
      check(element.id)
      joined = join(joined, itemType(element.id, isOptional: element.isOptional), element.id)
    }
    return joined ?? unification.fresh()
  }

  mutating func checkMap(_ entries: CELExpression.Operands) -> CELType {
    var keyType: CELType?
    var valueType: CELType?
    var seen: Set<[UInt8]> = []
    for index in stride(from: 0, to: Int(entries.count), by: 2) {
      let id = expression.operand(index, of: entries)
      let key = unification.resolved(check(id))
      if !isBroken[id] {
        if !key.canBeKey { report(.badKeyType(describe(key)), at: id) }
        if let literal = expression.literal(id), !seen.insert(literal.identity).inserted {
          report(.repeatedKey(excerpt(id)), at: id)
        }
      }
      keyType = join(keyType, isBroken[id] ? .dyn : key, id)
      let value = expression[entries][Int(entries.start) + index + 1]
      check(value.id)
      valueType = join(valueType, itemType(value.id, isOptional: value.isOptional), value.id)
    }
    return .map(keyType ?? unification.fresh(), valueType ?? unification.fresh())
  }

  /// The type of an item; of `?x` what `x` may hold.
  private mutating func itemType(_ id: CELExpression.ID, isOptional: Bool) -> CELType {
    let type = unification.resolved(types[id])
    guard isOptional, !isBroken[id] else { return type }
    let wrapped = unification.fresh()
    guard unification.fits(type, .optional(wrapped)) else {
      return report(.notOptional(excerpt(id), found: describe(type)), at: id)
    }
    return unification.resolved(wrapped)
  }

  private mutating func join(_ previous: CELType?, _ next: CELType, _ id: CELExpression.ID) -> CELType {
    guard let previous else { return next }
    if refine(id, toward: previous, context: .silently), case .choice = unification.resolved(previous) { return previous }
    guard unification.fits(previous, next) else {
      if isStrict, !isBroken[id] { report(.mixedItems(describe(previous), found: describe(next)), at: id) }
      return .dyn
    }
    return unification.general(previous, next)
  }

  // MARK: Macros

  mutating func checkComprehension(_ comprehension: CELExpression.Comprehension, _ id: CELExpression.ID) -> CELType {
    let range = unification.resolved(check(comprehension.range))
    switch comprehension.macro {
    case .optMap, .optFlatMap: return checkOptional(comprehension, range, id)
    case .all, .exists, .existsOne, .filter, .map, .transformList, .transformMap, .transformMapEntry: break
    }
    let parts = parts(of: range, comprehension)
    let key = parts?.key ?? .dyn
    // One variable is the element of a list, but the key of a map.
    let first = comprehension.second == nil ? parts?.only ?? .dyn : key
    var variables = [Local(name: comprehension.variable, type: first, isBroken: parts == nil)]
    if let second = comprehension.second {
      variables.append(Local(name: second, type: parts?.value ?? .dyn, isBroken: parts == nil))
    }
    let body = inScope(variables) { checker in
      if let filter = comprehension.filter { checker.checkCondition(filter, comprehension.macro) }
      return checker.unification.resolved(checker.check(comprehension.body))
    }
    switch comprehension.macro {
    case .all, .exists, .existsOne:
      expectCondition(comprehension.body, comprehension.macro)
      return .bool
    case .filter:
      expectCondition(comprehension.body, comprehension.macro)
      return .list(first)
    case .map, .transformList: return .list(body)
    case .transformMap: return .map(key, body)
    case .transformMapEntry:
      let entry: CELType = .map(unification.fresh(), unification.fresh())
      guard isBroken[comprehension.body] || unification.fits(body, entry) else {
        return report(.notAnEntry(describe(body)), at: comprehension.body)
      }
      return unification.resolved(entry)
    case .optMap, .optFlatMap: return .dyn
    }
  }

  /// What variables stand for: the key or index, a single variable, and the value. Nil where nothing is known, which was told.
  private mutating func parts(
    of range: CELType, _ comprehension: CELExpression.Comprehension
  ) -> (key: CELType, only: CELType, value: CELType)? {
    guard !isBroken[comprehension.range] else { return nil }
    switch range {
    case .list(let element): return (.int, element, element)
    case .map(let key, let value): return (key, key, value)
    case .dyn, .parameter:
      _ = unification.fits(.dyn, range)
      guard isStrict else { return (.dyn, .dyn, .dyn) }
      report(.unknownType(excerpt(comprehension.range)), at: comprehension.range)
      return nil
    case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .optional, .type, .object, .opaque:
      var hint: String?
      if case .optional = range { hint = "'.orValue([])' reads it as empty where it is absent" }
      let (text, macro) = (excerpt(comprehension.range), comprehension.macro.rawValue)
      report(.notARange(text, type: describe(range), macro: macro, hint: hint), at: comprehension.range)
      return nil
    }
  }

  private mutating func checkOptional(
    _ comprehension: CELExpression.Comprehension, _ range: CELType, _ id: CELExpression.ID
  ) -> CELType {
    let wrapped = unification.fresh()
    if !isBroken[comprehension.range], !unification.fits(range, .optional(wrapped)) {
      return report(.notOptional(excerpt(comprehension.range), found: describe(range)), at: comprehension.range)
    }
    let variable = Local(
      name: comprehension.variable, type: unification.resolved(wrapped), isBroken: isBroken[comprehension.range])
    let body = inScope([variable]) { checker in
      checker.unification.resolved(checker.check(comprehension.body))
    }
    guard comprehension.macro == .optFlatMap else { return .optional(body) }
    let result: CELType = .optional(unification.fresh())
    guard isBroken[comprehension.body] || unification.fits(body, result) else {
      return report(.notOptional(excerpt(comprehension.body), found: describe(body)), at: comprehension.body)
    }
    return unification.resolved(result)
  }

  private mutating func checkCondition(_ id: CELExpression.ID, _ macro: CELExpression.Macro) {
    check(id)
    expectCondition(id, macro)
  }

  private mutating func expectCondition(_ id: CELExpression.ID, _ macro: CELExpression.Macro) {
    let type = unification.resolved(types[id])
    guard !isBroken[id] else { return }
    if !unification.fits(type, .bool) || (isStrict && type.isUnknown) {
      report(.wrongCondition(macro.rawValue, found: describe(type)), at: id)
    }
  }
}

extension CELType {
  /// Keys of maps are `int`, `uint`, `bool` or `string`; of what is not known, nothing can be said.
  fileprivate var canBeKey: Bool {
    switch self {
    case .int, .uint, .bool, .string, .choice, .dyn, .parameter: true
    case .null, .double, .bytes, .timestamp, .duration, .list, .map, .optional, .type, .object, .opaque: false
    }
  }
}

extension CELLiteral {
  /// The same for equal keys and different for others; numbers are equal across their types.
  fileprivate var identity: [UInt8] {
    switch self {
    case .null: Array("null".utf8)
    case .bool(let value): Array("\(value)".utf8)
    case .int(let value): Array("\(value)".utf8)
    case .uint(let value): Array("\(value)".utf8)
    case .double(let value): Array("\(value)".utf8)
    case .string(let value): [UInt8(ascii: "'")] + value.utf8
    case .bytes(let value): [UInt8(ascii: "b")] + value
    }
  }
}
