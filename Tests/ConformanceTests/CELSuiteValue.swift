import Foundation

@testable import GovernanceLint

/// A value of the CEL suite, in its JSON notation, and what an evaluation yields in the same notation.
indirect enum CELSuiteValue: Equatable {
  case scalar(kind: String, text: String)
  case list([CELSuiteValue])
  /// Entries in any order.
  case map([[CELSuiteValue]])

  static func == (left: CELSuiteValue, right: CELSuiteValue) -> Bool {
    switch (left, right) {
    case (.scalar(let kind, let text), .scalar(let otherKind, let otherText)):
      kind == otherKind && text.utf8.elementsEqual(otherText.utf8)
    case (.list(let items), .list(let others)): items == others
    case (.map(let entries), .map(let others)): entries.count == others.count && entries.allSatisfy(others.contains)
    default: false
    }
  }

  init?(json: Any?) {
    guard let object = json as? [String: Any], let (kind, value) = object.first else { return nil }
    switch (kind, value) {
    case ("list", let items as [Any]): self = .list(items.compactMap { CELSuiteValue(json: $0) })
    case ("map", let entries as [[Any]]): self = .map(entries.map { $0.compactMap { CELSuiteValue(json: $0) } })
    case ("bool", let flag as Bool): self = .scalar(kind: kind, text: "\(flag)")
    case ("null", _): self = .scalar(kind: kind, text: "")
    case ("double", let text as String): self = .scalar(kind: kind, text: "\(Double(text) ?? .nan)")
    case (_, let text as String): self = .scalar(kind: kind, text: text)
    default: return nil
    }
  }

  init(_ value: CELValue) {
    switch value {
    case .null: self = .scalar(kind: "null", text: "")
    case .bool(let flag): self = .scalar(kind: "bool", text: "\(flag)")
    case .int(let number): self = .scalar(kind: "int64", text: "\(number)")
    case .uint(let number): self = .scalar(kind: "uint64", text: "\(number)")
    case .double(let number): self = .scalar(kind: "double", text: "\(number)")
    case .string(let text): self = .scalar(kind: "string", text: text)
    case .bytes(let bytes): self = .scalar(kind: "bytes", text: Data(bytes).base64EncodedString())
    case .timestamp(let time): self = .scalar(kind: "timestamp", text: "\(time)")
    case .duration(let duration): self = .scalar(kind: "duration", text: duration.text)
    case .list(let items): self = .list(items.map(CELSuiteValue.init))
    case .map(let map): self = .map(zip(map.keys, map.values).map { [CELSuiteValue($0), CELSuiteValue($1)] })
    case .type(let name): self = .scalar(kind: "type", text: name)
    case .optional(let wrapped): self = .scalar(kind: "optional", text: "\(String(describing: wrapped))")
    case .node(let node): self = .scalar(kind: "node", text: node.node.text)
    case .failure(let failure): self = .scalar(kind: "failure", text: failure.message)
    }
  }

  /// The value to bind to a variable.
  var value: CELValue? {
    switch self {
    case .list(let items): return .list(items.compactMap(\.value))
    case .map(let entries):
      var map = CELMap()
      for entry in entries { if let key = entry.first?.value, let value = entry.last?.value { map.insert(value, for: key) } }
      return .map(map)
    case .scalar("null", _): return .null
    case .scalar("bool", let text): return .bool(text == "true")
    case .scalar("int64", let text): return Int64(text).map(CELValue.int)
    case .scalar("uint64", let text): return UInt64(text).map(CELValue.uint)
    case .scalar("double", let text): return Double(text).map(CELValue.double)
    case .scalar("string", let text): return .string(text)
    case .scalar("bytes", let text): return Data(base64Encoded: text).map { .bytes(Array($0)) }
    case .scalar("duration", let text): return CELDuration(text).map(CELValue.duration)
    case .scalar("timestamp", let text): return CELTimestamp(Array(text.utf8)).map(CELValue.timestamp)
    case .scalar("type", let text): return .type(text)
    case .scalar: return nil
    }
  }
}
