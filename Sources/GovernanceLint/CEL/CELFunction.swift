/// A function or operator of the library: one entry of a table, with everything that the checker and the planner need.
struct CELFunction: Sendable {
  /// As called: `size`, `math.greatest`, `_+_`.
  var name: String
  /// Its overloads in the order in which they are tried.
  var overloads: [CELOverload]
}

/// One signature of a function and what it does.
struct CELOverload: Sendable {
  /// As in cel-spec where that has one: `add_int64`.
  var id: String
  /// Whether the first parameter stands before the dot.
  var isMember: Bool
  var parameters: [CELType]
  var result: CELType
  /// Computes the result from values that fit the parameters; a failure is a value too (`CELValue.failure`).
  var apply: @Sendable ([CELValue], inout CELContext) -> CELValue
}
