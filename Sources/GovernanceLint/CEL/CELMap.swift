/// A map: entries in the order in which they were written, found by CEL equality (`1`, `1u` and `1.0` are one key).
struct CELMap: Sendable {
  private(set) var keys: [CELValue] = []
  private(set) var values: [CELValue] = []
  /// Positions by key, once there are more than a look through them would take.
  private var positions: [Key: Int] = [:]
  private static let indexedSize = 8

  var count: Int { keys.count }

  /// Appends an entry, unless the key is there already or is no key (maps have bool, int, uint and string keys).
  @discardableResult
  mutating func insert(_ value: CELValue, for key: CELValue) -> Bool {
    guard let identity = Key(key), position(of: key) == nil else { return false }
    keys.append(key)
    values.append(value)
    if keys.count > CELMap.indexedSize {
      if positions.isEmpty {
        for (position, key) in keys.enumerated() { if let key = Key(key) { positions[key] = position } }
      } else {
        positions[identity] = keys.count - 1
      }
    }
    return true
  }

  /// The value of a key, or nil.
  func value(for key: CELValue) -> CELValue? { position(of: key).map { values[$0] } }

  /// The value of a key that is text, or nil.
  func value(named name: String) -> CELValue? { value(for: .string(name)) }

  private func position(of key: CELValue) -> Int? {
    guard let identity = Key(key) else { return nil }
    guard positions.isEmpty else { return positions[identity] }
    return keys.firstIndex { Key($0) == identity }
  }

  /// What makes two keys equal: numbers by value whatever their type, text by bytes.
  private enum Key: Hashable {
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case text(String)

    init?(_ value: CELValue) {
      switch value {
      case .bool(let value): self = .bool(value)
      case .int(let value): self = .int(value)
      case .uint(let value): self = Int64(exactly: value).map(Key.int) ?? .uint(value)
      case .double(let value):
        if let whole = value.wholeInt {
          self = .int(whole)
        } else if let whole = value.wholeUint {
          self = .uint(whole)
        } else {
          return nil
        }
      case .string(let value): self = .text(value)
      default: return nil
      }
    }

    static func == (left: Key, right: Key) -> Bool {
      switch (left, right) {
      case (.bool(let left), .bool(let right)): left == right
      case (.int(let left), .int(let right)): left == right
      case (.uint(let left), .uint(let right)): left == right
      case (.text(let left), .text(let right)): left.hasBytes(of: right)
      default: false
      }
    }

    func hash(into hasher: inout Hasher) {
      switch self {
      case .bool(let value): hasher.combine(value)
      case .int(let value): hasher.combine(value)
      case .uint(let value): hasher.combine(value)
      case .text(var value): value.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
      }
    }
  }
}
