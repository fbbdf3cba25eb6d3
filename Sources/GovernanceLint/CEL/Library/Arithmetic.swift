/// Operators on numbers, strings, bytes, lists, timestamps and durations (cel-spec `doc/langdef.md`, "List of Standard Definitions").
extension CELLibrary {
  static let arithmetic: [CELFunction] = [
    CELFunction("_+_", [
      .global("add_int64", [.int, .int], .int, .machine),
      .global("add_uint64", [.uint, .uint], .uint, .machine),
      .global("add_double", [.double, .double], .double, .machine),
      .global("add_string", [.string, .string], .string, .machine),
      .global("add_bytes", [.bytes, .bytes], .bytes, .machine),
      .global("add_list", [.list(.parameter("A")), .list(.parameter("A"))], .list(.parameter("A")), .machine),
      .global("add_timestamp_duration", [.timestamp, .duration], .timestamp, .machine),
      .global("add_duration_timestamp", [.duration, .timestamp], .timestamp, .machine),
      .global("add_duration_duration", [.duration, .duration], .duration, .machine),
    ]),
    CELFunction("_-_", [
      .global("subtract_int64", [.int, .int], .int, .machine),
      .global("subtract_uint64", [.uint, .uint], .uint, .machine),
      .global("subtract_double", [.double, .double], .double, .machine),
      .global("subtract_timestamp_timestamp", [.timestamp, .timestamp], .duration, .machine),
      .global("subtract_timestamp_duration", [.timestamp, .duration], .timestamp, .machine),
      .global("subtract_duration_duration", [.duration, .duration], .duration, .machine),
    ]),
    CELFunction("_*_", [
      .global("multiply_int64", [.int, .int], .int, .machine),
      .global("multiply_uint64", [.uint, .uint], .uint, .machine),
      .global("multiply_double", [.double, .double], .double, .machine),
    ]),
    CELFunction("_/_", [
      .global("divide_int64", [.int, .int], .int, .machine),
      .global("divide_uint64", [.uint, .uint], .uint, .machine),
      .global("divide_double", [.double, .double], .double, .machine),
    ]),
    CELFunction("_%_", [
      .global("modulo_int64", [.int, .int], .int, .machine),
      .global("modulo_uint64", [.uint, .uint], .uint, .machine),
    ]),
    CELFunction("-_", [
      .global("negate_int64", [.int], .int, .machine),
      .global("negate_double", [.double], .double, .machine),
    ]),
  ]
}
