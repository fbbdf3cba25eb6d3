// How constants of expressions are written down and read back.

extension CELValue {
  mutating func pack(_ packing: inout Packing) {
    var form = Form(self)
    packing.choice(&form)
    switch form {
    case .null: self = .null
    case .bool:
      var value = if case .bool(let value) = self { value } else { false }
      packing.flag(&value)
      self = .bool(value)
    case .int:
      var value: Int64 = if case .int(let value) = self { value } else { 0 }
      packing.number(&value)
      self = .int(value)
    case .uint:
      var value: UInt64 = if case .uint(let value) = self { value } else { 0 }
      packing.number(&value)
      self = .uint(value)
    case .double:
      var bits: UInt64 = if case .double(let value) = self { value.bitPattern } else { 0 }
      packing.number(&bits)
      self = .double(Double(bitPattern: bits))
    case .string, .type:
      var text = switch self {
      case .string(let text), .type(let text): text
      default: ""
      }
      packing.text(&text)
      self = form == .string ? .string(text) : .type(text)
    case .bytes:
      var values: [UInt8] = if case .bytes(let values) = self { values } else { [] }
      packing.list(&values)
      self = .bytes(values)
    case .timestamp:
      var value = if case .timestamp(let value) = self { value } else { CELTimestamp(CivilDate(daysSinceEpoch: 0)) }
      packing.number(&value.seconds)
      packing.number(&value.nanoseconds)
      self = .timestamp(value)
    case .duration:
      guard var value = if case .duration(let value) = self { value } else { CELDuration(seconds: 0, nanoseconds: 0) } else { return }
      packing.number(&value.seconds)
      packing.number(&value.nanoseconds)
      self = .duration(value)
    case .list:
      var values = if case .list(let values) = self { values } else { [CELValue]() }
      packing.list(&values, blank: .null) { value, packing in value.pack(&packing) }
      self = .list(values)
    case .map:
      var entries: [(key: CELValue, value: CELValue)] = []
      if case .map(let map) = self { entries = zip(map.keys, map.values).map { ($0, $1) } }
      packing.list(&entries, blank: (.null, .null)) { entry, packing in
        entry.key.pack(&packing)
        entry.value.pack(&packing)
      }
      var map = CELMap()
      for entry in entries { map.insert(entry.value, for: entry.key) }
      self = .map(map)
    }
  }

  /// What constants may be; the rest comes into being when expressions are evaluated.
  private enum Form: UInt8 {
    case null, bool, int, uint, double, string, bytes, timestamp, duration, list, map, type

    init(_ value: CELValue) {
      self =
        switch value {
        case .null, .optional, .node, .failure: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .timestamp: .timestamp
        case .duration: .duration
        case .list: .list
        case .map: .map
        case .type: .type
        }
    }
  }
}
