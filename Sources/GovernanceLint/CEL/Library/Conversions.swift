/// Conversions between types (cel-spec `doc/langdef.md`, "Type Conversions").
extension CELLibrary {
  static let conversions: [CELFunction] = [
    CELFunction("bool", [
      .global("bool_to_bool", [.bool], .bool, .machine),
      .global("string_to_bool", [.string], .bool, .machine),
    ]),
    CELFunction("bytes", [
      .global("bytes_to_bytes", [.bytes], .bytes, .machine),
      .global("string_to_bytes", [.string], .bytes, .machine),
    ]),
    CELFunction("double", [
      .global("double_to_double", [.double], .double, .machine),
      .global("int64_to_double", [.int], .double, .machine),
      .global("string_to_double", [.string], .double, .machine),
      .global("uint64_to_double", [.uint], .double, .machine),
    ]),
    CELFunction("duration", [
      .global("duration_to_duration", [.duration], .duration, .machine),
      .global("int64_to_duration", [.int], .duration, .machine),
      .global("string_to_duration", [.string], .duration, .machine),
    ]),
    CELFunction("dyn", [.global("to_dyn", [.parameter("A")], .dyn, .machine)]),
    CELFunction("int", [
      .global("int64_to_int64", [.int], .int, .machine),
      .global("double_to_int64", [.double], .int, .machine),
      .global("duration_to_int64", [.duration], .int, .machine),
      .global("string_to_int64", [.string], .int, .machine),
      .global("timestamp_to_int64", [.timestamp], .int, .machine),
      .global("uint64_to_int64", [.uint], .int, .machine),
    ]),
    CELFunction("string", [
      .global("string_to_string", [.string], .string, .machine),
      .global("bool_to_string", [.bool], .string, .machine),
      .global("bytes_to_string", [.bytes], .string, .machine),
      .global("double_to_string", [.double], .string, .machine),
      .global("duration_to_string", [.duration], .string, .machine),
      .global("int64_to_string", [.int], .string, .machine),
      .global("timestamp_to_string", [.timestamp], .string, .machine),
      .global("uint64_to_string", [.uint], .string, .machine),
    ]),
    CELFunction("timestamp", [
      .global("timestamp_to_timestamp", [.timestamp], .timestamp, .machine),
      .global("int64_to_timestamp", [.int], .timestamp, .machine),
      .global("string_to_timestamp", [.string], .timestamp, .machine),
    ]),
    CELFunction("type", [.global("type", [.parameter("A")], .type(.parameter("A")), .machine)]),
    CELFunction("uint", [
      .global("uint64_to_uint64", [.uint], .uint, .machine),
      .global("double_to_uint64", [.double], .uint, .machine),
      .global("int64_to_uint64", [.int], .uint, .machine),
      .global("string_to_uint64", [.string], .uint, .machine),
    ]),
  ]
}
