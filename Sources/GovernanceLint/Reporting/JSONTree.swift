/// A small piece of JSON, put together as it reads and written at once; reports are streamed piece by piece.
indirect enum JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  case string(String)
  case int(Int)
  case bool(Bool)
  /// A number as it was written.
  case number(String)
  case null
  case array([JSONTree])
  /// The pairs in order; those without a value are left out.
  case object([(String, JSONTree?)])

  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .int(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }

  /// What made a file: the member `tool` of our own forms (``SchemaFragments/tool(_:)``).
  static func tool(_ version: String) -> JSONTree { .object([("name", "govlint"), ("version", .string(version))]) }

  /// Writes it as the next value. It nests only as deep as the code that made it.
  func write(to json: inout JSONWriter, into sink: inout OutputSink) {
    switch self {
    case .string(let text): json.text(text, into: &sink)
    case .int(let number): json.int(Int64(number), into: &sink)
    case .bool(let flag): json.bool(flag, into: &sink)
    case .number(let text): json.raw(text.utf8, into: &sink)
    case .null: json.null(into: &sink)
    case .array(let items):
      json.beginArray(into: &sink)
      for item in items { item.write(to: &json, into: &sink) }
      json.end(into: &sink)
    case .object(let pairs):
      json.beginObject(into: &sink)
      for case (let key, let value?) in pairs {
        json.key(key, into: &sink)
        value.write(to: &json, into: &sink)
      }
      json.end(into: &sink)
    }
  }
}

extension JSONWriter {
  /// Writes a string in which hidden characters are escaped (`\u009b`), so that JSON printed on a terminal is harmless too.
  mutating func text(_ text: String, into sink: inout OutputSink) {
    guard !text.utf8.allSatisfy({ $0 < 0x7F }), text.unicodeScalars.contains(where: { $0.value >= 0x7F && VisibleText.isHidden($0) }) else {
      return string(text, into: &sink)
    }
    var writer = JSONWriter()
    let plain = OutputSink.text { writer.string(text, into: &$0) }
    var escaped = ""
    for scalar in plain.unicodeScalars {
      if VisibleText.isHidden(scalar) {
        for unit in String(scalar).utf16 { escaped += "\\u" + String(65_536 + Int(unit), radix: 16).dropFirst() }
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    raw(escaped.utf8, into: &sink)
  }
}
