/// A map: entries in the order in which they were written, found by CEL equality (`1`, `1u` and `1.0` are one key).
struct CELMap: Sendable {
  private(set) var keys: [CELValue] = []
  private(set) var values: [CELValue] = []
  /// Places of keys by their hash, -1 where none is, once there are more than a look through them would take; less than half full.
  private var table: [Int32] = []
  private static let indexedSize = 8

  var count: Int { keys.count }

  /// Appends an entry, unless the key is there already or is no key (maps have bool, int, uint and string keys).
  @discardableResult
  mutating func insert(_ value: CELValue, for key: CELValue) -> Bool {
    guard let hash = CELMap.hash(key) else { return false }
    if table.isEmpty {
      guard !keys.contains(where: { CELMap.areEqual($0, key) }) else { return false }
    } else {
      let slot = slot(of: key, hash)
      guard table[slot] < 0 else { return false }
      table[slot] = Int32(keys.count)
    }
    keys.append(key)
    values.append(value)
    if keys.count > CELMap.indexedSize, 2 * keys.count > table.count { index() }
    return true
  }

  /// The value of a key, or nil.
  func value(for key: CELValue) -> CELValue? { position(of: key).map { values[$0] } }

  /// The value of a key that is text, or nil.
  func value(named name: String) -> CELValue? { value(for: .string(name)) }

  /// The same keys with other values, in their order.
  func replacing(values: [CELValue]) -> CELMap {
    var map = self
    map.values = values
    return map
  }

  private func position(of key: CELValue) -> Int? {
    guard !table.isEmpty else { return keys.firstIndex { CELMap.areEqual($0, key) } }
    guard let hash = CELMap.hash(key) else { return nil }
    let place = table[slot(of: key, hash)]
    return place < 0 ? nil : Int(place)
  }

  /// Where a key is in the table, or would be.
  private func slot(of key: CELValue, _ hash: Int) -> Int {
    var slot = hash & (table.count - 1)
    while table[slot] >= 0, !CELMap.areEqual(keys[Int(table[slot])], key) { slot = (slot + 1) & (table.count - 1) }
    return slot
  }

  private mutating func index() {
    table = Array(repeating: -1, count: max(4 * CELMap.indexedSize, 2 * table.count))
    for (position, key) in keys.enumerated() {
      if let hash = CELMap.hash(key) { table[slot(of: key, hash)] = Int32(position) }
    }
  }

  /// The same for equal keys; nil for what is no key. Seeded for each process, because manifests choose the keys.
  private static func hash(_ key: CELValue) -> Int? {
    var hasher = Hasher()
    if case .string(var text) = key {
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    } else {
      guard let plain = PlainKey(key) else { return nil }
      hasher.combine(plain)
    }
    return hasher.finalize()
  }

  private static func areEqual(_ left: CELValue, _ right: CELValue) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)): return left.hasBytes(of: right)
    case (.string, _), (_, .string): return false
    default:
      guard let left = PlainKey(left), let right = PlainKey(right) else { return false }
      return left == right
    }
  }

  /// A key that is no text: numbers are equal by value, whatever their type.
  private enum PlainKey: Hashable {
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)

    init?(_ value: CELValue) {
      switch value {
      case .bool(let value): self = .bool(value)
      case .int(let value): self = .int(value)
      case .uint(let value): self = Int64(exactly: value).map(PlainKey.int) ?? .uint(value)
      case .double(let value):
        if let whole = value.wholeInt {
          self = .int(whole)
        } else if let whole = value.wholeUint {
          self = .uint(whole)
        } else {
          return nil
        }
      default: return nil
      }
    }
  }
}
