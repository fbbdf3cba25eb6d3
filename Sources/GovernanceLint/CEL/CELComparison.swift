/// Equality and order (cel-spec `doc/langdef.md`, "Equality" and "Ordering"): numbers compare by value whatever their type.
extension CELContext {
  /// Whether two values are equal; values of different types are not, and never a failure.
  mutating func areEqual(_ left: CELValue, _ right: CELValue) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      let count = left.utf8.count
      guard count == right.utf8.count else { return false }
      if count > 64 { _ = spend(forBytes: count) }
      return left.hasBytes(of: right)
    case (.bool(let left), .bool(let right)): return left == right
    case (.null, .null): return true
    case (.bytes(let left), .bytes(let right)): return left == right
    case (.timestamp(let left), .timestamp(let right)): return left == right
    case (.duration(let left), .duration(let right)): return left == right
    case (.type(let left), .type(let right)): return left.utf8.elementsEqual(right.utf8)
    case (.optional(let left), .optional(let right)):
      guard let left, let right else { return left == nil && right == nil }
      return areEqual(left, right)
    case (.int, _), (.uint, _), (.double, _): return CELValue.numericOrder(left, right) == .equal
    case (.list, _), (.map, _), (.node, _): return areEqualCollections(left, right)
    default: return false
    }
  }

  private mutating func areEqualCollections(_ left: CELValue, _ right: CELValue) -> Bool {
    guard depth < CELContext.maximumDepth else {
      exhaust("values nest deeper than \(CELContext.maximumDepth) levels")
      return false
    }
    depth += 1
    defer { depth -= 1 }
    if let left = elements(of: left) {
      guard let right = elements(of: right), left.count == right.count else { return false }
      for (left, right) in zip(left, right) {
        guard spend(1) == nil, areEqual(left, right) else { return false }
      }
      return true
    }
    guard let left = entries(of: left), let right = entries(of: right), left.count == right.count else { return false }
    for (key, value) in zip(left.keys, left.values) {
      guard spend(1) == nil, let other = right.value(for: key), areEqual(value, other) else { return false }
    }
    return true
  }
}

/// How two values stand to each other.
enum CELOrder {
  case less
  case equal
  case greater
  /// Something is not a number.
  case unordered
}

extension CELValue {
  /// The order of two values, or nil where their types have none.
  static func order(_ left: CELValue, _ right: CELValue) -> CELOrder? {
    switch (left, right) {
    case (.timestamp(let left), .timestamp(let right)): order(left < right, left == right)
    case (.duration(let left), .duration(let right)): order(left < right, left == right)
    // The order of UTF-8 bytes is that of code points.
    case (.string(let left), .string(let right)):
      order(left.utf8.lexicographicallyPrecedes(right.utf8), left.utf8.elementsEqual(right.utf8))
    case (.bytes(let left), .bytes(let right)): order(left.lexicographicallyPrecedes(right), left == right)
    case (.bool(let left), .bool(let right)): order(!left && right, left == right)
    default: numericOrder(left, right)
    }
  }

  private static func order(_ isLess: Bool, _ isEqual: Bool) -> CELOrder { isLess ? .less : isEqual ? .equal : .greater }

  /// The order of two numbers by value, or nil where one is no number.
  static func numericOrder(_ left: CELValue, _ right: CELValue) -> CELOrder? {
    switch (left, right) {
    case (.int(let left), .int(let right)): order(left < right, left == right)
    case (.uint(let left), .uint(let right)): order(left < right, left == right)
    case (.double(let left), .double(let right)): order(left, right)
    case (.int(let left), .uint(let right)): left < 0 ? .less : order(UInt64(left) < right, UInt64(left) == right)
    case (.uint, .int): reversed(numericOrder(right, left))
    // The integer is rounded to a double, as the conformance suite has it: 2^63 equals the largest int.
    case (.int(let left), .double(let right)): order(Double(left), right)
    case (.uint(let left), .double(let right)): order(Double(left), right)
    case (.double, .int), (.double, .uint): reversed(numericOrder(right, left))
    default: nil
    }
  }

  private static func reversed(_ order: CELOrder?) -> CELOrder? {
    switch order {
    case .less: .greater
    case .greater: .less
    case .equal, .unordered, nil: order
    }
  }

  private static func order(_ left: Double, _ right: Double) -> CELOrder {
    left < right ? .less : left == right ? .equal : left > right ? .greater : .unordered
  }
}

extension String {
  /// Whether two texts are the same bytes.
  func hasBytes(of other: String) -> Bool {
    var (left, right) = (self, other)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
      }
    }
  }

  /// The text of a range of its bytes, as far as there are any.
  func part(_ range: TextRange) -> String {
    var text = self
    return text.withUTF8 { bytes in
      let end = min(Int(range.end), bytes.count)
      return String(decoding: bytes[min(Int(range.start), end)..<end], as: UTF8.self)
    }
  }

  /// A number that texts of the same bytes share: names are short, and seeding a hash takes longer than all their bytes.
  var byteHash: UInt64 {
    var text = self
    return text.withUTF8 { bytes in
      var hash = FNV1a()
      hash.combine(bytes)
      return hash.value
    }
  }
}
