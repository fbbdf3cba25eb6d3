/// Logic, equality, order and membership (cel-spec `doc/langdef.md`, "Equality" and "Ordering"); the machine does them itself.
extension CELLibrary {
  static let comparisons: [CELFunction] =
    [
      CELFunction("_&&_", [.global("logical_and", [.bool, .bool], .bool, .machine)]),
      CELFunction("_||_", [.global("logical_or", [.bool, .bool], .bool, .machine)]),
      CELFunction("!_", [.global("logical_not", [.bool], .bool, .machine)]),
      CELFunction("_?_:_", [
        .global("conditional", [.bool, .parameter("A"), .parameter("A")], .parameter("A"), .machine)
      ]),
      CELFunction("_==_", [.global("equals", [.parameter("A"), .parameter("A")], .bool, .machine)]),
      CELFunction("_!=_", [.global("not_equals", [.parameter("A"), .parameter("A")], .bool, .machine)]),
      CELFunction("@in", [
        .global("in_list", [.parameter("A"), .list(.parameter("A"))], .bool, .machine),
        .global("in_map", [.parameter("A"), .map(.parameter("A"), .parameter("B"))], .bool, .machine),
      ]),
    ] + [("_<_", "less"), ("_<=_", "less_equals"), ("_>_", "greater"), ("_>=_", "greater_equals")].map(ordering)

  /// The pairs of types that have an order, numbers of different types included.
  private static func ordering(operator name: String, id: String) -> CELFunction {
    let same: [(String, CELType)] = [
      ("bool", .bool), ("int64", .int), ("uint64", .uint), ("double", .double), ("string", .string), ("bytes", .bytes),
      ("timestamp", .timestamp), ("duration", .duration),
    ]
    let numbers: [(String, CELType)] = [("int64", .int), ("uint64", .uint), ("double", .double)]
    var overloads = same.map { CELOverload.global("\(id)_\($0.0)", [$0.1, $0.1], .bool, .machine) }
    for left in numbers {
      for right in numbers where left.0 != right.0 {
        overloads.append(.global("\(id)_\(left.0)_\(right.0)", [left.1, right.1], .bool, .machine))
      }
    }
    return CELFunction(name, overloads)
  }
}
