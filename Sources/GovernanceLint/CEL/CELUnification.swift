/// What type parameters stand for while an expression is checked, and which type fits where.
///
/// After cel-go's `checker/types.go`: the first type found for a parameter is kept, and widened when a more general one comes.
struct CELUnification {
  /// What parameters stand for; of several entries for one, the last.
  private var bindings: [(parameter: CELTypeParameter, type: CELType)] = []
  private var count = 0
  private let choices: [[String]]

  init(_ types: CELTypeTable) { choices = types.choices }

  /// A parameter that stands for nothing yet.
  mutating func fresh() -> CELType {
    count += 1
    return .parameter(CELTypeParameter(fresh: count))
  }

  /// The types of a declaration with fresh parameters instead of its own.
  mutating func instantiate(_ types: [CELType]) -> [CELType] {
    guard types.contains(where: \.hasParameters) else { return types }
    var fresh: [(CELTypeParameter, CELType)] = []
    return types.map { instantiate($0, &fresh) }
  }

  /// The parameters and the result of a declaration, likewise.
  mutating func instantiate(_ overload: CELOverload) -> ([CELType], CELType) {
    guard overload.isGeneric else { return (overload.parameters, overload.result) }
    var fresh: [(CELTypeParameter, CELType)] = []
    return (overload.parameters.map { instantiate($0, &fresh) }, instantiate(overload.result, &fresh))
  }

  private mutating func instantiate(_ type: CELType, _ known: inout [(CELTypeParameter, CELType)]) -> CELType {
    if case .parameter(let parameter) = type {
      for entry in known where entry.0 == parameter { return entry.1 }
      let type = fresh()
      known.append((parameter, type))
      return type
    }
    return type.hasParameters ? type.mapParts { instantiate($0, &known) } : type
  }

  /// Whether a value of type `found` can stand where `wanted` is asked for. Remembers what that says about parameters.
  mutating func fits(_ found: CELType, _ wanted: CELType) -> Bool {
    let before = bindings.count
    if agree(found, wanted) { return true }
    bindings.removeLast(bindings.count - before)
    return false
  }

  /// The same for several at once: all of them fit, or nothing is remembered.
  mutating func fits(_ found: [CELType], _ wanted: [CELType]) -> Bool {
    guard found.count == wanted.count else { return false }
    let before = bindings.count
    for index in found.indices where !agree(found[index], wanted[index]) {
      bindings.removeLast(bindings.count - before)
      return false
    }
    return true
  }

  private func binding(_ parameter: CELTypeParameter) -> CELType? {
    for index in bindings.indices.reversed() where bindings[index].parameter == parameter { return bindings[index].type }
    return nil
  }

  /// The type with what its parameters stand for; those that stand for nothing stay.
  func resolved(_ type: CELType) -> CELType {
    if case .parameter(let parameter) = type { return binding(parameter).map(resolved) ?? type }
    return type.hasParameters ? type.mapParts(resolved) : type
  }

  /// ``resolved(_:)``, with `dyn` for parameters that stand for nothing.
  func concrete(_ type: CELType) -> CELType {
    if case .parameter(let parameter) = type { return binding(parameter).map(concrete) ?? .dyn }
    return type.hasParameters ? type.mapParts(concrete) : type
  }

  /// The type of something that is one or the other, given that they fit.
  func general(_ left: CELType, _ right: CELType) -> CELType {
    switch (left, right) {
    case (.dyn, _), (.parameter, _): return left
    case (_, .dyn), (_, .parameter): return right
    case (.null, _): return right
    case (_, .null): return left
    case (.choice(let a), .choice(let b)):
      if choices[a].allSatisfy(choices[b].contains) { return right }
      return choices[b].allSatisfy(choices[a].contains) ? left : .string
    case (.choice, _): return right
    case (.list(let a), .list(let b)): return .list(general(a, b))
    case (.optional(let a), .optional(let b)): return .optional(general(a, b))
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return .map(general(key, otherKey), general(value, otherValue))
    case (.opaque(let name, let parts), .opaque(_, let others)): return .opaque(name, zip(parts, others).map(general))
    case (.bool, _), (.int, _), (.uint, _), (.double, _), (.string, _), (.bytes, _), (.timestamp, _), (.duration, _), (.list, _),
      (.map, _), (.optional, _), (.type, _), (.object, _), (.opaque, _):
      return left
    }
  }

  private mutating func agree(_ left: CELType, _ right: CELType) -> Bool {
    if case .parameter(let parameter) = right {
      if let isBound = bind(parameter, to: left) { return isBound }
    }
    if case .parameter(let parameter) = left { return bind(parameter, to: right) ?? false }
    switch (left, right) {
    case (.dyn, _), (_, .dyn): return true
    case (.null, _): return right.takesNull
    case (_, .null): return left.takesNull
    case (.string, .choice), (.choice, .string), (.choice, .choice): return true
    case (.list(let a), .list(let b)), (.optional(let a), .optional(let b)): return agree(a, b)
    case (.map(let key, let value), .map(let otherKey, let otherValue)): return agree(key, otherKey) && agree(value, otherValue)
    case (.type, .type): return true
    case (.opaque(let name, let parts), .opaque(let other, let others)):
      return name == other && parts.count == others.count && zip(parts, others).allSatisfy { agree($0, $1) }
    case (.bool, _), (.int, _), (.uint, _), (.double, _), (.string, _), (.choice, _), (.bytes, _), (.timestamp, _),
      (.duration, _),
      (.list, _), (.map, _), (.optional, _), (.type, _), (.object, _), (.opaque, _), (.parameter, _):
      return left == right
    }
  }

  /// Lets a parameter stand for a type, or for what is more general of that and what it stood for. Nil where it cannot, but
  /// the other type, a parameter too, may yet stand for this one.
  private mutating func bind(_ parameter: CELTypeParameter, to type: CELType) -> Bool? {
    if case .parameter(parameter) = type { return true }
    if let bound = binding(parameter) {
      if bound == type { return true }
      guard agree(type, bound) else { return false }
      let wider = general(type, bound)
      if !mentions(wider, parameter) { bindings.append((parameter, wider)) }
      return true
    }
    guard !mentions(type, parameter) else { return nil }
    bindings.append((parameter, type))
    return true
  }

  /// Whether a parameter occurs in a type, through what other parameters stand for.
  private func mentions(_ type: CELType, _ parameter: CELTypeParameter) -> Bool {
    if case .parameter(let other) = type {
      return other == parameter || (binding(other).map { mentions($0, parameter) } ?? false)
    }
    return type.hasParameters && type.parts.contains { mentions($0, parameter) }
  }
}

extension CELType {
  /// The types that this one is made of.
  var parts: [CELType] {
    switch self {
    case .list(let part), .optional(let part), .type(let part): [part]
    case .map(let key, let value): [key, value]
    case .opaque(_, let parts): parts
    case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .dyn, .object, .parameter: []
    }
  }

  /// The same type made of other parts.
  func mapParts(_ transform: (CELType) -> CELType) -> CELType {
    switch self {
    case .list(let part): .list(transform(part))
    case .optional(let part): .optional(transform(part))
    case .type(let part): .type(transform(part))
    case .map(let key, let value): .map(transform(key), transform(value))
    case .opaque(let name, let parts): .opaque(name, parts.map(transform))
    case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .dyn, .object, .parameter: self
    }
  }

  /// Whether a parameter occurs in it.
  var hasParameters: Bool {
    switch self {
    case .parameter: true
    case .list(let part), .optional(let part), .type(let part): part.hasParameters
    case .map(let key, let value): key.hasParameters || value.hasParameters
    case .opaque(_, let parts): parts.contains(where: \.hasParameters)
    case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .dyn, .object: false
    }
  }

  /// Whether `null` passes for a value of it, as in the checkers of cel-go and cel-cpp ("legacy nullable types" of the
  /// conformance suite).
  fileprivate var takesNull: Bool {
    switch self {
    case .null, .timestamp, .duration, .optional, .opaque: true
    case .bool, .int, .uint, .double, .string, .choice, .bytes, .dyn, .list, .map, .type, .object, .parameter: false
    }
  }

  /// Whether its values have no parts and it stands for itself alone.
  var isScalar: Bool {
    switch self {
    case .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration: true
    case .null, .choice, .dyn, .list, .map, .optional, .type, .object, .parameter, .opaque: false
    }
  }

  /// Whether no value of one type can be one of the other, whatever their parts are.
  func isOtherKind(than other: CELType) -> Bool {
    switch (self, other) {
    case (.list, .list), (.map, .map), (.optional, .optional): false
    case (.list, .map), (.list, .optional), (.map, .list), (.map, .optional), (.optional, .list), (.optional, .map): true
    case (.list, _), (.map, _), (.optional, _): other.isScalar
    case (_, .list), (_, .map), (_, .optional): isScalar
    default: isScalar && other.isScalar && self != other
    }
  }

  var isText: Bool {
    switch self {
    case .string, .choice: true
    default: false
    }
  }

  var isNumber: Bool { self == .int || self == .uint || self == .double }

  /// Whether nothing is known before evaluation: `dyn`, or a parameter that stands for nothing.
  var isUnknown: Bool {
    switch self {
    case .dyn, .parameter: true
    case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .list, .map, .optional, .type,
      .object,
      .opaque:
      false
    }
  }
}
