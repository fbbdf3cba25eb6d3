/// Equality of values in JSON's data model (draft 2020-12 core, section 4.2.2): 1 and 1.0 are one value, order of keys is none.
enum ValueEquality {
  /// How deep two values are compared; deeper ones count as different.
  static let maximumDepth = 1_000
  /// Lists of so few items are compared item by item, which needs no table.
  private static let smallList = 8
  /// Objects of more keys are compared through a table.
  private static let largeObject = 16

  /// Whether two nodes have the same value.
  static func areEqual(_ left: Node, _ right: Node, depth: Int = 0) -> Bool {
    let (left, right) = (left.resolved, right.resolved)
    guard left.kind == right.kind, depth < maximumDepth else { return false }
    switch left.kind {
    case .alias: return false
    case .scalar: return scalarsAreEqual(left, right)
    case .sequence:
      guard left.count == right.count else { return false }
      var others = right.items
      for item in left.items {
        guard let other = others.next(), areEqual(item, other, depth: depth + 1) else { return false }
      }
      return true
    case .mapping:
      guard left.count == right.count else { return false }
      if left.count > largeObject { return largeObjectsAreEqual(left, right, depth: depth) }
      for pair in left.pairs {
        let other = pair.key.withTextBytes { key in right.pairs.first { $0.key.withTextBytes { $0.elementsEqual(key) } } }
        guard let other, areEqual(pair.value, other.value, depth: depth + 1) else { return false }
      }
      return true
    }
  }

  private static func largeObjectsAreEqual(_ left: Node, _ right: Node, depth: Int) -> Bool {
    var values: [ArraySlice<UInt8>: Node] = [:]
    for pair in right.pairs { pair.key.withTextBytes { values[$0] = pair.value } }
    for pair in left.pairs {
      guard let other = pair.key.withTextBytes({ values[$0] }), areEqual(pair.value, other, depth: depth + 1) else {
        return false
      }
    }
    return true
  }

  private static func scalarsAreEqual(_ left: Node, _ right: Node) -> Bool {
    left.withTextBytes { a in
      right.withTextBytes { b in
        switch (left.scalarKind(a), right.scalarKind(b)) {
        case (nil, nil): a.elementsEqual(b)
        case (.null, .null): true
        case (.bool, .bool): a.first.map { $0 | 0x20 } == b.first.map { $0 | 0x20 }
        case (.int, .int), (.int, .double), (.double, .int), (.double, .double):
          a.elementsEqual(b) || DecimalNumber(a) == DecimalNumber(b)
        default: false
        }
      }
    }
  }

  /// Feeds a value into a hasher so that equal values leave it in the same state.
  static func hash(_ node: Node, into hasher: inout Hasher, depth: Int = 0) {
    let node = node.resolved
    guard depth < maximumDepth else { return }
    switch node.kind {
    case .alias: hasher.combine(0)
    case .scalar:
      node.withTextBytes { text in
        switch node.scalarKind(text) {
        case nil: text.withUnsafeBytes { hasher.combine(bytes: $0) }
        case .null: hasher.combine(1)
        case .bool: hasher.combine(text.first.map { $0 | 0x20 })
        case .int, .double: hasher.combine(DecimalNumber(text))
        }
      }
    case .sequence:
      hasher.combine(node.count)
      for item in node.items { hash(item, into: &hasher, depth: depth + 1) }
    case .mapping:
      // Keys have no order: a sum does not mind.
      var sum = 0
      for pair in node.pairs {
        var part = Hasher()
        pair.key.withTextBytes { text in text.withUnsafeBytes { part.combine(bytes: $0) } }
        hash(pair.value, into: &part, depth: depth + 1)
        sum &+= part.finalize()
      }
      hasher.combine(sum)
    }
  }

  private static func firstDuplicate(inSmall list: Node) -> (first: Node, second: Node)? {
    var seconds = list.items
    var count = 0
    while let second = seconds.next() {
      for first in list.items.prefix(count) where areEqual(first, second) { return (first, second) }
      count += 1
    }
    return nil
  }

  /// The first two items of a sequence that are equal, or nil where all differ.
  static func firstDuplicate(in list: Node) -> (first: Node, second: Node)? {
    if list.count <= smallList { return firstDuplicate(inSmall: list) }
    let items = list.items.map { item in
      var hasher = Hasher()
      hash(item, into: &hasher)
      return (hash: hasher.finalize(), node: item)
    }
    let sorted = items.indices.sorted { (items[$0].hash, $0) < (items[$1].hash, $1) }
    var found: (first: Int, second: Int)?
    for position in sorted.indices.dropFirst() {
      let second = sorted[position]
      var earlier = position - 1
      // Hashes are seeded, so that different values of one hash are too rare to slow this down.
      while earlier >= 0, items[sorted[earlier]].hash == items[second].hash {
        if areEqual(items[sorted[earlier]].node, items[second].node) {
          if found.map({ second < $0.second }) ?? true { found = (sorted[earlier], second) }
          break
        }
        earlier -= 1
      }
    }
    return found.map { (items[$0.first].node, items[$0.second].node) }
  }
}
