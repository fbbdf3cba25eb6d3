/// The math library of cel-go's `ext/math.go`, and `isClose`.
extension CELLibrary {
  static let math: [CELFunction] = [
    CELFunction("isClose", [
      .global("is_close_double_double_double", [.double, .double, .double], .bool, .ternary(isClose))
    ]),
    extremum("math.greatest", id: "math_greatest", CELLibrary.greatest),
    extremum("math.least", id: "math_least", CELLibrary.least),
    CELFunction("math.abs", [
      .global("math_abs_double", [.double], .double, .unary(abs)),
      .global("math_abs_int", [.int], .int, .unary(abs)),
      .global("math_abs_uint", [.uint], .uint, .unary(abs)),
    ]),
    CELFunction("math.sign", [
      .global("math_sign_double", [.double], .double, .unary(sign)),
      .global("math_sign_int", [.int], .int, .unary(sign)),
      .global("math_sign_uint", [.uint], .uint, .unary(sign)),
    ]),
    CELFunction("math.ceil", [.global("math_ceil_double", [.double], .double, .unary { value, _ in rounded(value, .up) })]),
    CELFunction("math.floor", [.global("math_floor_double", [.double], .double, .unary { value, _ in rounded(value, .down) })]),
    CELFunction("math.round", [
      .global("math_round_double", [.double], .double, .unary { value, _ in rounded(value, .away) })
    ]),
    CELFunction("math.trunc", [
      .global("math_trunc_double", [.double], .double, .unary { value, _ in rounded(value, .towardZero) })
    ]),
    CELFunction("math.isFinite", [.global("math_isFinite_double", [.double], .bool, .unary(isFinite))]),
    CELFunction("math.isInf", [.global("math_isInf_double", [.double], .bool, .unary(isInfinite))]),
    CELFunction("math.isNaN", [.global("math_isNaN_double", [.double], .bool, .unary(isNaN))]),
    CELFunction("math.bitAnd", [
      .global("math_bitAnd_int_int", [.int, .int], .int, .binary(bitAnd)),
      .global("math_bitAnd_uint_uint", [.uint, .uint], .uint, .binary(bitAnd)),
    ]),
    CELFunction("math.bitOr", [
      .global("math_bitOr_int_int", [.int, .int], .int, .binary(bitOr)),
      .global("math_bitOr_uint_uint", [.uint, .uint], .uint, .binary(bitOr)),
    ]),
    CELFunction("math.bitXor", [
      .global("math_bitXor_int_int", [.int, .int], .int, .binary(bitXor)),
      .global("math_bitXor_uint_uint", [.uint, .uint], .uint, .binary(bitXor)),
    ]),
    CELFunction("math.bitNot", [
      .global("math_bitNot_int_int", [.int], .int, .unary(bitNot)),
      .global("math_bitNot_uint_uint", [.uint], .uint, .unary(bitNot)),
    ]),
    CELFunction("math.bitShiftLeft", [
      .global("math_bitShiftLeft_int_int", [.int, .int], .int, .binary(shiftLeft)),
      .global("math_bitShiftLeft_uint_int", [.uint, .int], .uint, .binary(shiftLeft)),
    ]),
    CELFunction("math.bitShiftRight", [
      .global("math_bitShiftRight_int_int", [.int, .int], .int, .binary(shiftRight)),
      .global("math_bitShiftRight_uint_int", [.uint, .int], .uint, .binary(shiftRight)),
    ]),
  ]

  /// `math.greatest` and `math.least` take one number, several, or a list of numbers. cel-go has macros for any number of
  /// arguments; here they are signatures of up to ``maximumExtremumArguments``.
  private static func extremum(
    _ name: String, id: String, _ apply: @escaping @Sendable ([CELValue], inout CELContext) -> CELValue
  ) -> CELFunction {
    let numbers: [(String, CELType)] = [("int", .int), ("double", .double), ("uint", .uint)]
    var overloads: [CELOverload] = []
    for (word, type) in numbers {
      overloads.append(.global("\(id)_\(word)", [type], type, .variadic(apply)))
      overloads.append(.global("\(id)_list_\(word)", [.list(type)], type, .variadic(apply)))
    }
    for left in numbers {
      for right in numbers {
        let result = left.0 == right.0 ? left.1 : .dyn
        overloads.append(.global("\(id)_\(left.0)_\(right.0)", [left.1, right.1], result, .variadic(apply)))
      }
    }
    for count in 3...maximumExtremumArguments {
      for (word, type) in numbers {
        let types = Array(repeating: type, count: count)
        overloads.append(.global("\(id)_\(count)_\(word)", types, type, .variadic(apply)))
      }
      overloads.append(.global("\(id)_\(count)_dyn", Array(repeating: .dyn, count: count), .dyn, .variadic(apply)))
    }
    return CELFunction(name, overloads)
  }

  /// How many numbers `math.greatest` takes; more are put into a list.
  static let maximumExtremumArguments = 10
}

extension CELLibrary {
  private static var overflow: CELValue { .failed("number out of range: the result does not fit its type") }

  /// `isClose(99.9, 100.0, 0.01)`: whether two numbers differ by at most that part of the larger one.
  @Sendable static func isClose(
    _ left: CELValue, _ right: CELValue, _ tolerance: CELValue, _ context: inout CELContext
  ) -> CELValue {
    guard case .double(let left) = left, case .double(let right) = right, case .double(let tolerance) = tolerance else {
      return .noSuchOverload
    }
    let difference = left - right
    return .bool(left == right || difference.magnitude <= tolerance * max(left.magnitude, right.magnitude))
  }

  @Sendable static func greatest(_ arguments: [CELValue], _ context: inout CELContext) -> CELValue {
    extremum(arguments, beats: .greater, &context)
  }

  @Sendable static func least(_ arguments: [CELValue], _ context: inout CELContext) -> CELValue {
    extremum(arguments, beats: .less, &context)
  }

  private static func extremum(_ arguments: [CELValue], beats order: CELOrder, _ context: inout CELContext) -> CELValue {
    var numbers = arguments
    if arguments.count == 1, let elements = context.elements(of: arguments[0]) {
      numbers = elements
      if let stop = context.spend(elements.count) { return stop }
      if elements.isEmpty { return .failed("the list is empty") }
    }
    guard var best = numbers.first else { return .noSuchOverload }
    for number in numbers {
      guard let found = CELValue.numericOrder(number, best) else { return .noSuchOverload }
      if found == order { best = number }
    }
    return best
  }

  @Sendable static func abs(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .double(let number): .double(number.magnitude)
    case .int(let number): Int64(exactly: number.magnitude).map(CELValue.int) ?? overflow
    case .uint: value
    default: .noSuchOverload
    }
  }

  @Sendable static func sign(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .double(let number): .double(number.isNaN ? number : number > 0 ? 1 : number < 0 ? -1 : 0)
    case .int(let number): .int(number.signum())
    case .uint(let number): .uint(number == 0 ? 0 : 1)
    default: .noSuchOverload
    }
  }

  private enum Rounding { case up, down, away, towardZero }

  private static func rounded(_ value: CELValue, _ rule: Rounding) -> CELValue {
    guard case .double(let number) = value else { return .noSuchOverload }
    return switch rule {
    case .up: .double(number.roundedUp)
    case .down: .double(number.roundedDown)
    case .away: .double(number.roundedAway)
    case .towardZero: .double(number.truncated)
    }
  }

  @Sendable static func isFinite(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .double(let number) = value else { return .noSuchOverload }
    return .bool(number.isFinite)
  }

  @Sendable static func isInfinite(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .double(let number) = value else { return .noSuchOverload }
    return .bool(number.isInfinite)
  }

  @Sendable static func isNaN(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .double(let number) = value else { return .noSuchOverload }
    return .bool(number.isNaN)
  }
}

// Bits.
extension CELLibrary {
  @Sendable static func bitAnd(_ left: CELValue, _ right: CELValue, _ context: inout CELContext) -> CELValue {
    switch (left, right) {
    case (.int(let left), .int(let right)): .int(left & right)
    case (.uint(let left), .uint(let right)): .uint(left & right)
    default: .noSuchOverload
    }
  }

  @Sendable static func bitOr(_ left: CELValue, _ right: CELValue, _ context: inout CELContext) -> CELValue {
    switch (left, right) {
    case (.int(let left), .int(let right)): .int(left | right)
    case (.uint(let left), .uint(let right)): .uint(left | right)
    default: .noSuchOverload
    }
  }

  @Sendable static func bitXor(_ left: CELValue, _ right: CELValue, _ context: inout CELContext) -> CELValue {
    switch (left, right) {
    case (.int(let left), .int(let right)): .int(left ^ right)
    case (.uint(let left), .uint(let right)): .uint(left ^ right)
    default: .noSuchOverload
    }
  }

  @Sendable static func bitNot(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .int(let number): .int(~number)
    case .uint(let number): .uint(~number)
    default: .noSuchOverload
    }
  }

  @Sendable static func shiftLeft(_ value: CELValue, _ bits: CELValue, _ context: inout CELContext) -> CELValue {
    shift(value, bits) { number, bits in number << bits }
  }

  /// Zeros come in from the left, for negative numbers too.
  @Sendable static func shiftRight(_ value: CELValue, _ bits: CELValue, _ context: inout CELContext) -> CELValue {
    shift(value, bits) { number, bits in number >> bits }
  }

  private static func shift(_ value: CELValue, _ bits: CELValue, _ operation: (UInt64, Int64) -> UInt64) -> CELValue {
    guard case .int(let bits) = bits else { return .noSuchOverload }
    guard bits >= 0 else { return .failed("negative shift: \(bits)") }
    switch value {
    case .int(let number): return .int(Int64(bitPattern: operation(UInt64(bitPattern: number), bits)))
    case .uint(let number): return .uint(operation(number, bits))
    default: return .noSuchOverload
    }
  }
}
