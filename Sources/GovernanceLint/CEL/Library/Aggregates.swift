/// What a list amounts to: `max` and `min` as Kubernetes has them, the values that occur more than once, and its elements by key.
extension CELLibrary {
  static let aggregates: [CELFunction] = [
    CELFunction("duplicates", [
      .member("list_duplicates", [.list(.string)], .list(.string), .unary(duplicates))
    ]),
    CELFunction("groupedBy", [
      .member(
        "list_groupedBy_list", [.list(.parameter("T")), .list(.string)], .map(.string, .list(.parameter("T"))), .binary(grouped))
    ]),
    CELFunction("max", ordered("max", .unary(maximum))),
    CELFunction("min", ordered("min", .unary(minimum))),
  ]

  private static func ordered(_ name: String, _ apply: CELImplementation) -> [CELOverload] {
    let types: [(String, CELType)] = [
      ("int", .int), ("uint", .uint), ("double", .double), ("string", .string), ("timestamp", .timestamp), ("duration", .duration),
    ]
    return types.map { .member("list_\($0)_\(name)", [.list($1)], $1, apply) }
  }
}

extension CELLibrary {
  /// `[1, 3, 2].max() == 3`: the greatest element. The checker asks for a list that is not empty.
  @Sendable static func maximum(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    extreme(of: value, preferring: .greater, &context)
  }

  /// `['b', 'a'].min() == 'a'`: the least element. The checker asks for a list that is not empty.
  @Sendable static func minimum(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    extreme(of: value, preferring: .less, &context)
  }

  private static func extreme(of value: CELValue, preferring order: CELOrder, _ context: inout CELContext) -> CELValue {
    guard let elements = context.elements(of: value) else { return .noSuchOverload }
    if let failure = context.spend(elements.count) { return failure }
    guard var best = elements.first else { return .failed("the list is empty") }
    for element in elements.dropFirst() {
      guard let found = CELValue.order(element, best) else { return .noSuchOverload }
      if found == order { best = element }
    }
    return best
  }

  /// `['a', 'b', 'a'].duplicates() == ['a']`: each text that occurs more than once, in the order of the second occurrences.
  /// It takes time in proportion to the list, where comparing each with each would take its square.
  @Sendable static func duplicates(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard let elements = context.elements(of: value) else { return .noSuchOverload }
    if let failure = context.spend(elements.count) { return failure }
    var seen = CELMap()
    var result = CELMap()
    for element in elements {
      guard case .string = element else { return .noSuchOverload }
      if !seen.insert(.null, for: element) { result.insert(.null, for: element) }
    }
    return .list(result.keys)
  }

  /// `[1, 2, 3].groupedBy(['a', 'b', 'a']) == {'a': [1, 3], 'b': [2]}`: the elements by key, each key at its element's index.
  ///
  /// Looking something up in the map takes no longer in a long list, where `exists` goes through all of it each time.
  @Sendable static func grouped(_ value: CELValue, _ other: CELValue, _ context: inout CELContext) -> CELValue {
    guard let elements = context.elements(of: value), let keys = context.elements(of: other) else { return .noSuchOverload }
    if let failure = context.spend(elements.count) { return failure }
    guard elements.count == keys.count else { return .failed("there are \(elements.count) elements but \(keys.count) keys") }
    var positions = CELMap()
    var groups: [[CELValue]] = []
    for (element, key) in zip(elements, keys) {
      guard case .string = key else { return .noSuchOverload }
      if case .int(let position) = positions.value(for: key) {
        groups[Int(position)].append(element)
      } else {
        positions.insert(.int(Int64(groups.count)), for: key)
        groups.append([element])
      }
    }
    return .map(positions.replacing(values: groups.map { .list($0) }))
  }
}
