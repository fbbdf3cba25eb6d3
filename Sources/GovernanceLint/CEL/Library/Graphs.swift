/// Questions about what depends on what.
extension CELLibrary {
  static let graphs: [CELFunction] = [
    CELFunction("cyclic", [
      .member("list_cyclic_list", [.list(.string), .list(.list(.string))], .list(.string), .binary(cyclic))
    ])
  ]
}

extension CELLibrary {
  /// `['a', 'b', 'c'].cyclic([['b'], ['a'], ['a']]) == ['a', 'b']`: the names on a cycle, or between two, in their order.
  ///
  /// The second list says at each name's index to which names it leads; names that are not in the first list lead nowhere.
  /// It takes time in proportion to the names and what they lead to.
  @Sendable static func cyclic(_ value: CELValue, _ other: CELValue, _ context: inout CELContext) -> CELValue {
    guard let names = context.elements(of: value), let ends = context.elements(of: other) else { return .noSuchOverload }
    if let failure = context.spend(names.count) { return failure }
    guard names.count == ends.count else { return .failed("there are \(names.count) names but \(ends.count) lists") }
    var positions = CELMap()
    for (index, name) in names.enumerated() {
      guard case .string = name else { return .noSuchOverload }
      positions.insert(.int(Int64(index)), for: name)
    }
    var successors = [[Int]](repeating: [], count: names.count)
    var predecessors = successors
    for (index, list) in ends.enumerated() {
      guard let list = context.elements(of: list) else { return .noSuchOverload }
      if let failure = context.spend(list.count) { return failure }
      for end in list {
        guard case .int(let found) = positions.value(for: end) else { continue }
        successors[index].append(Int(found))
        predecessors[Int(found)].append(index)
      }
    }
    var isLeft = [Bool](repeating: true, count: names.count)
    removeEnds(from: &isLeft, following: successors, back: predecessors)
    removeEnds(from: &isLeft, following: predecessors, back: successors)
    return .list(zip(names, isLeft).filter(\.1).map(\.0))
  }

  /// Takes out what leads to nothing that is left, until everything left leads to something.
  private static func removeEnds(from isLeft: inout [Bool], following steps: [[Int]], back: [[Int]]) {
    var degrees = steps.map { $0.count { isLeft[$0] } }
    var ends = isLeft.indices.filter { isLeft[$0] && degrees[$0] == 0 }
    while let end = ends.popLast() {
      isLeft[end] = false
      for before in back[end] where isLeft[before] {
        degrees[before] -= 1
        if degrees[before] == 0 { ends.append(before) }
      }
    }
  }
}
