/// The math library of cel-go's `ext/math.go`, and `isClose`.
extension CELLibrary {
  static let math: [CELFunction] = [
    CELFunction("isClose", [
      .global("is_close_double_double_double", [.double, .double, .double], .bool, .machine)
    ]),
    extremum("math.greatest", id: "math_greatest"),
    extremum("math.least", id: "math_least"),
    CELFunction("math.abs", [
      .global("math_abs_double", [.double], .double, .machine),
      .global("math_abs_int", [.int], .int, .machine),
      .global("math_abs_uint", [.uint], .uint, .machine),
    ]),
    CELFunction("math.sign", [
      .global("math_sign_double", [.double], .double, .machine),
      .global("math_sign_int", [.int], .int, .machine),
      .global("math_sign_uint", [.uint], .uint, .machine),
    ]),
    CELFunction("math.sqrt", [
      .global("math_sqrt_double", [.double], .double, .machine),
      .global("math_sqrt_int", [.int], .double, .machine),
      .global("math_sqrt_uint", [.uint], .double, .machine),
    ]),
    CELFunction("math.ceil", [.global("math_ceil_double", [.double], .double, .machine)]),
    CELFunction("math.floor", [.global("math_floor_double", [.double], .double, .machine)]),
    CELFunction("math.round", [
      .global("math_round_double", [.double], .double, .machine)
    ]),
    CELFunction("math.trunc", [
      .global("math_trunc_double", [.double], .double, .machine)
    ]),
    CELFunction("math.isFinite", [.global("math_isFinite_double", [.double], .bool, .machine)]),
    CELFunction("math.isInf", [.global("math_isInf_double", [.double], .bool, .machine)]),
    CELFunction("math.isNaN", [.global("math_isNaN_double", [.double], .bool, .machine)]),
    CELFunction("math.bitAnd", [
      .global("math_bitAnd_int_int", [.int, .int], .int, .machine),
      .global("math_bitAnd_uint_uint", [.uint, .uint], .uint, .machine),
    ]),
    CELFunction("math.bitOr", [
      .global("math_bitOr_int_int", [.int, .int], .int, .machine),
      .global("math_bitOr_uint_uint", [.uint, .uint], .uint, .machine),
    ]),
    CELFunction("math.bitXor", [
      .global("math_bitXor_int_int", [.int, .int], .int, .machine),
      .global("math_bitXor_uint_uint", [.uint, .uint], .uint, .machine),
    ]),
    CELFunction("math.bitNot", [
      .global("math_bitNot_int_int", [.int], .int, .machine),
      .global("math_bitNot_uint_uint", [.uint], .uint, .machine),
    ]),
    CELFunction("math.bitShiftLeft", [
      .global("math_bitShiftLeft_int_int", [.int, .int], .int, .machine),
      .global("math_bitShiftLeft_uint_int", [.uint, .int], .uint, .machine),
    ]),
    CELFunction("math.bitShiftRight", [
      .global("math_bitShiftRight_int_int", [.int, .int], .int, .machine),
      .global("math_bitShiftRight_uint_int", [.uint, .int], .uint, .machine),
    ]),
  ]

  /// `math.greatest` and `math.least` take one number, several, or a list of numbers. cel-go has macros for any number of
  /// arguments; here they are signatures of up to ``maximumExtremumArguments``.
  private static func extremum(
    _ name: String, id: String
  ) -> CELFunction {
    let numbers: [(String, CELType)] = [("int", .int), ("double", .double), ("uint", .uint)]
    var overloads: [CELOverload] = []
    for (word, type) in numbers {
      overloads.append(.global("\(id)_\(word)", [type], type, .machine))
      overloads.append(.global("\(id)_list_\(word)", [.list(type)], type, .machine))
    }
    for left in numbers {
      for right in numbers {
        let result = left.0 == right.0 ? left.1 : .dyn
        overloads.append(.global("\(id)_\(left.0)_\(right.0)", [left.1, right.1], result, .machine))
      }
    }
    for count in 3...maximumExtremumArguments {
      for (word, type) in numbers {
        let types = Array(repeating: type, count: count)
        overloads.append(.global("\(id)_\(count)_\(word)", types, type, .machine))
      }
      overloads.append(.global("\(id)_\(count)_dyn", Array(repeating: .dyn, count: count), .dyn, .machine))
    }
    return CELFunction(name, overloads)
  }

  /// How many numbers `math.greatest` takes; more are put into a list.
  static let maximumExtremumArguments = 10
}
