/// Optional values (cel-spec proposal 246, cel-go `cel/library.go` "OptionalTypes").
extension CELLibrary {
  static let optionals: [CELFunction] = [
    CELFunction("optional.of", [.global("optional_of", [value], optional, .unary(optionalOf))]),
    CELFunction("optional.ofNonZeroValue", [
      .global("optional_ofNonZeroValue", [value], optional, .unary(optionalOfNonZero))
    ]),
    CELFunction("optional.none", [.global("optional_none", [], optional, .variadic { _, _ in .optional(nil) })]),
    CELFunction("optional.unwrap", [.global("optional_unwrap", [.list(optional)], .list(value), .unary(unwrapped))]),
    CELFunction("unwrapOpt", [.member("optional_unwrapOpt", [.list(optional)], .list(value), .unary(unwrapped))]),
    CELFunction("hasValue", [.member("optional_hasValue", [optional], .bool, .machine)]),
    CELFunction("value", [.member("optional_value", [optional], value, .unary(optionalValue))]),
    CELFunction("or", [.member("optional_or_optional", [optional, optional], optional, .machine)]),
    CELFunction("orValue", [.member("optional_orValue_value", [optional, value], value, .machine)]),
  ]

  private static var value: CELType { .parameter("V") }
  private static var optional: CELType { .optional(.parameter("V")) }
}

extension CELLibrary {
  @Sendable static func optionalOf(_ value: CELValue, _ context: inout CELContext) -> CELValue { .optional(value) }

  /// `optional.ofNonZeroValue('').hasValue() == false`: nothing for what is empty, zero, false or null.
  @Sendable static func optionalOfNonZero(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    let isZero =
      switch value {
      case .null: true
      case .bool(let isTrue): !isTrue
      case .int(let number): number == 0
      case .uint(let number): number == 0
      case .double(let number): number == 0
      case .string(let text): text.utf8.isEmpty
      case .bytes(let bytes): bytes.isEmpty
      case .list(let elements): elements.isEmpty
      case .map(let map): map.count == 0
      case .node(let node): node.node.count == 0
      case .duration(let duration): duration.seconds == 0 && duration.nanoseconds == 0
      case .timestamp(let time): time.seconds == 0 && time.nanoseconds == 0
      case .optional(let wrapped): wrapped == nil
      case .type, .failure: false
      }
    return .optional(isZero ? nil : value)
  }

  /// `optional.of(1).value() == 1`.
  @Sendable static func optionalValue(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .optional(let wrapped) = value else { return .noSuchOverload }
    return wrapped ?? .failed("optional.none() has no value")
  }

  /// `optional.unwrap([optional.of(1), optional.none()]) == [1]`.
  @Sendable static func unwrapped(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard let elements = context.elements(of: value) else { return .noSuchOverload }
    var values: [CELValue] = []
    for element in elements {
      guard case .optional(let wrapped) = element else { return .noSuchOverload }
      if let wrapped { values.append(wrapped) }
    }
    return context.spend(elements.count) ?? .list(values)
  }
}
