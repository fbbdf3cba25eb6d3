/// Operators on numbers, strings, bytes, lists, timestamps and durations (cel-spec `doc/langdef.md`, "List of Standard Definitions").
extension CELLibrary {
  static let arithmetic: [CELFunction] = [
    CELFunction("_+_", [
      .global("add_int64", [.int, .int], .int, .binary(CELOperators.add)),
      .global("add_uint64", [.uint, .uint], .uint, .binary(CELOperators.add)),
      .global("add_double", [.double, .double], .double, .binary(CELOperators.add)),
      .global("add_string", [.string, .string], .string, .binary(CELOperators.add)),
      .global("add_bytes", [.bytes, .bytes], .bytes, .binary(CELOperators.add)),
      .global("add_list", [.list(.parameter("A")), .list(.parameter("A"))], .list(.parameter("A")), .binary(CELOperators.add)),
      .global("add_timestamp_duration", [.timestamp, .duration], .timestamp, .binary(CELOperators.add)),
      .global("add_duration_timestamp", [.duration, .timestamp], .timestamp, .binary(CELOperators.add)),
      .global("add_duration_duration", [.duration, .duration], .duration, .binary(CELOperators.add)),
    ]),
    CELFunction("_-_", [
      .global("subtract_int64", [.int, .int], .int, .binary(CELOperators.subtract)),
      .global("subtract_uint64", [.uint, .uint], .uint, .binary(CELOperators.subtract)),
      .global("subtract_double", [.double, .double], .double, .binary(CELOperators.subtract)),
      .global("subtract_timestamp_timestamp", [.timestamp, .timestamp], .duration, .binary(CELOperators.subtract)),
      .global("subtract_timestamp_duration", [.timestamp, .duration], .timestamp, .binary(CELOperators.subtract)),
      .global("subtract_duration_duration", [.duration, .duration], .duration, .binary(CELOperators.subtract)),
    ]),
    CELFunction("_*_", [
      .global("multiply_int64", [.int, .int], .int, .binary(CELOperators.multiply)),
      .global("multiply_uint64", [.uint, .uint], .uint, .binary(CELOperators.multiply)),
      .global("multiply_double", [.double, .double], .double, .binary(CELOperators.multiply)),
    ]),
    CELFunction("_/_", [
      .global("divide_int64", [.int, .int], .int, .binary(CELOperators.divide)),
      .global("divide_uint64", [.uint, .uint], .uint, .binary(CELOperators.divide)),
      .global("divide_double", [.double, .double], .double, .binary(CELOperators.divide)),
    ]),
    CELFunction("_%_", [
      .global("modulo_int64", [.int, .int], .int, .binary(CELOperators.modulo)),
      .global("modulo_uint64", [.uint, .uint], .uint, .binary(CELOperators.modulo)),
    ]),
    CELFunction("-_", [
      .global("negate_int64", [.int], .int, .unary(CELOperators.negate)),
      .global("negate_double", [.double], .double, .unary(CELOperators.negate)),
    ]),
  ]
}
