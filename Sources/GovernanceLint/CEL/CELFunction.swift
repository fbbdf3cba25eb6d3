/// A function or operator of the library: one entry of a table, with everything that the checker and the planner need.
struct CELFunction: Sendable {
  /// As called: `size`, `math.greatest`, `_+_`.
  var name: String
  /// Its signatures in the order in which they are tried. Those with the same number of parameters share what computes them:
  /// it looks at the values, so that nothing has to be chosen when a program runs.
  var overloads: [CELOverload]

  init(_ name: String, _ overloads: [CELOverload]) {
    self.name = name
    self.overloads = overloads
  }
}

/// One signature of a function and what computes it.
struct CELOverload: Sendable {
  /// As in cel-spec where that has one: `add_int64`.
  var id: String
  /// Whether the first parameter stands before the dot.
  var isMember: Bool
  var parameters: [CELType]
  var result: CELType
  var apply: CELImplementation
  /// Whether its types have parameters, for which something else stands in each call.
  let isGeneric: Bool

  init(id: String, isMember: Bool, parameters: [CELType], result: CELType, apply: CELImplementation) {
    self.id = id
    self.isMember = isMember
    self.parameters = parameters
    self.result = result
    self.apply = apply
    isGeneric = result.hasParameters || parameters.contains(where: \.hasParameters)
  }

  /// Called as `f(x)`; operators are declared so too.
  static func global(_ id: String, _ parameters: [CELType], _ result: CELType, _ apply: CELImplementation) -> CELOverload {
    CELOverload(id: id, isMember: false, parameters: parameters, result: result, apply: apply)
  }

  /// Called as `x.f()`.
  static func member(_ id: String, _ parameters: [CELType], _ result: CELType, _ apply: CELImplementation) -> CELOverload {
    CELOverload(id: id, isMember: true, parameters: parameters, result: result, apply: apply)
  }
}

/// What computes a call from the values of its arguments. A failure is a value too (`CELValue.failure`); values that no
/// signature takes give ``CELValue/noSuchOverload``.
enum CELImplementation: Sendable {
  /// The machine does it itself: `_&&_`, `_==_` and what else does not look at all its operands or is worth an instruction.
  case machine
  case unary(@Sendable (CELValue, inout CELContext) -> CELValue)
  case binary(@Sendable (CELValue, CELValue, inout CELContext) -> CELValue)
  case ternary(@Sendable (CELValue, CELValue, CELValue, inout CELContext) -> CELValue)
  case variadic(@Sendable ([CELValue], inout CELContext) -> CELValue)
}
