/// Conversions between types (cel-spec `doc/langdef.md`, "Type Conversions").
extension CELLibrary {
  static let conversions: [CELFunction] = [
    CELFunction("bool", [
      .global("bool_to_bool", [.bool], .bool, .unary(toBool)),
      .global("string_to_bool", [.string], .bool, .unary(toBool)),
    ]),
    CELFunction("bytes", [
      .global("bytes_to_bytes", [.bytes], .bytes, .unary(toBytes)),
      .global("string_to_bytes", [.string], .bytes, .unary(toBytes)),
    ]),
    CELFunction("double", [
      .global("double_to_double", [.double], .double, .unary(toDouble)),
      .global("int64_to_double", [.int], .double, .unary(toDouble)),
      .global("string_to_double", [.string], .double, .unary(toDouble)),
      .global("uint64_to_double", [.uint], .double, .unary(toDouble)),
    ]),
    CELFunction("duration", [
      .global("duration_to_duration", [.duration], .duration, .unary(toDuration)),
      .global("int64_to_duration", [.int], .duration, .unary(toDuration)),
      .global("string_to_duration", [.string], .duration, .unary(toDuration)),
    ]),
    CELFunction("dyn", [.global("to_dyn", [.parameter("A")], .dyn, .machine)]),
    CELFunction("int", [
      .global("int64_to_int64", [.int], .int, .unary(toInt)),
      .global("double_to_int64", [.double], .int, .unary(toInt)),
      .global("duration_to_int64", [.duration], .int, .unary(toInt)),
      .global("string_to_int64", [.string], .int, .unary(toInt)),
      .global("timestamp_to_int64", [.timestamp], .int, .unary(toInt)),
      .global("uint64_to_int64", [.uint], .int, .unary(toInt)),
    ]),
    CELFunction("string", [
      .global("string_to_string", [.string], .string, .unary(toString)),
      .global("bool_to_string", [.bool], .string, .unary(toString)),
      .global("bytes_to_string", [.bytes], .string, .unary(toString)),
      .global("double_to_string", [.double], .string, .unary(toString)),
      .global("duration_to_string", [.duration], .string, .unary(toString)),
      .global("int64_to_string", [.int], .string, .unary(toString)),
      .global("timestamp_to_string", [.timestamp], .string, .unary(toString)),
      .global("uint64_to_string", [.uint], .string, .unary(toString)),
    ]),
    CELFunction("timestamp", [
      .global("timestamp_to_timestamp", [.timestamp], .timestamp, .unary(toTimestamp)),
      .global("int64_to_timestamp", [.int], .timestamp, .unary(toTimestamp)),
      .global("string_to_timestamp", [.string], .timestamp, .unary(toTimestamp)),
    ]),
    CELFunction("type", [.global("type", [.parameter("A")], .type(.parameter("A")), .unary(typeOf))]),
    CELFunction("uint", [
      .global("uint64_to_uint64", [.uint], .uint, .unary(toUint)),
      .global("double_to_uint64", [.double], .uint, .unary(toUint)),
      .global("int64_to_uint64", [.int], .uint, .unary(toUint)),
      .global("string_to_uint64", [.string], .uint, .unary(toUint)),
    ]),
  ]
}

extension CELLibrary {
  private static func outOfRange(_ type: String) -> CELValue { .failed("number out of range: it does not fit into '\(type)'") }
  private static func unreadable(_ text: String, as type: String) -> CELValue {
    .failed("'\(text.prefix(40))' cannot be read as '\(type)'")
  }

  @Sendable static func toBool(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .bool: return value
    case .string(let text):
      switch text {
      case "1", "t", "true", "TRUE", "True": return .bool(true)
      case "0", "f", "false", "FALSE", "False": return .bool(false)
      default: return unreadable(text, as: "bool")
      }
    default: return .noSuchOverload
    }
  }

  @Sendable static func toBytes(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .bytes: value
    case .string(let text): context.spend(forBytes: text.utf8.count) ?? .bytes(Array(text.utf8))
    default: .noSuchOverload
    }
  }

  @Sendable static func toDouble(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .double: value
    case .int(let number): .double(Double(number))
    case .uint(let number): .double(Double(number))
    case .string(let text): double(text)
    default: .noSuchOverload
    }
  }

  private static func double(_ text: String) -> CELValue {
    guard text.utf8.count <= 400, let number = Double(text) else { return unreadable(text, as: "double") }
    // What is written in digits is finite, or it does not fit.
    if number.isInfinite, text.utf8.contains(where: { (0x30...0x39).contains($0) }) { return outOfRange("double") }
    return .double(number)
  }

  @Sendable static func toInt(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .int: value
    case .uint(let number): Int64(exactly: number).map(CELValue.int) ?? outOfRange("int")
    case .double(let number):
      // The ends are doubles that no 64-bit integer stands for safely: cel-spec leaves them out.
      number > -0x1p63 && number < 0x1p63 ? .int(Int64(number)) : outOfRange("int")
    case .string(let text): Int64(text).map(CELValue.int) ?? unreadable(text, as: "int")
    case .timestamp(let time): .int(time.seconds)
    case .duration(let duration): .int(duration.seconds)
    default: .noSuchOverload
    }
  }

  @Sendable static func toUint(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .uint: value
    case .int(let number): UInt64(exactly: number).map(CELValue.uint) ?? outOfRange("uint")
    case .double(let number): number >= 0 && number < 0x1p64 ? .uint(UInt64(number)) : outOfRange("uint")
    case .string(let text): UInt64(text).map(CELValue.uint) ?? unreadable(text, as: "uint")
    default: .noSuchOverload
    }
  }

  @Sendable static func toString(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .string: return value
    case .bool(let isTrue): return .string(isTrue ? "true" : "false")
    case .int(let number): return .string(String(number))
    case .uint(let number): return .string(String(number))
    case .double(let number): return .string(DecimalText.general(number))
    case .timestamp(let time): return .string(time.text)
    case .duration(let duration): return .string(duration.text)
    case .bytes(let bytes):
      if let stop = context.spend(forBytes: bytes.count) { return stop }
      return String(validating: bytes, as: UTF8.self).map(CELValue.string) ?? .failed("the bytes are not UTF-8")
    default: return .noSuchOverload
    }
  }

  @Sendable static func toTimestamp(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .timestamp: value
    case .int(let seconds):
      CELTimestamp(seconds: seconds).map(CELValue.timestamp) ?? .failed("timestamp out of range: years go from 0001 to 9999")
    case .string(let text):
      CELTimestamp(text.utf8).map(CELValue.timestamp) ?? .failed("expected a time such as '2026-03-31T12:00:00Z' but found '\(text.prefix(40))'")
    default: .noSuchOverload
    }
  }

  @Sendable static func toDuration(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .duration: value
    case .int(let seconds):
      CELDuration(seconds: seconds, nanoseconds: 0).map(CELValue.duration) ?? .failed("duration out of range")
    case .string(let text):
      CELDuration(text).map(CELValue.duration) ?? .failed("expected a duration such as '1h30m' but found '\(text.prefix(40))'")
    default: .noSuchOverload
    }
  }

  @Sendable static func typeOf(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    let name =
      switch value {
      case .null: "null_type"
      case .bool: "bool"
      case .int: "int"
      case .uint: "uint"
      case .double: "double"
      case .string: "string"
      case .bytes: "bytes"
      case .timestamp: "google.protobuf.Timestamp"
      case .duration: "google.protobuf.Duration"
      case .list: "list"
      case .map: "map"
      case .type: "type"
      case .optional: "optional_type"
      case .node(let node): node.node.resolved.kind == .sequence ? "list" : "map"
      case .failure: "error"
      }
    return .type(name)
  }
}
