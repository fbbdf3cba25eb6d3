/// What arrays are asked for, and what nobody has looked at yet.
extension SchemaCheck {
  mutating func evaluateArray(_ rules: ArrayRules, _ value: Int32, tracks: Bool) -> Bool {
    let record = nodes[value]
    guard record.kind == .sequence else { return true }
    var isSatisfied = true
    let count = Int(record.first)
    if count < rules.minimum || count > rules.maximum {
      isSatisfied = fails { $0.reportCount(count, rules.minimum, rules.maximum, "item", value) }
      if !collects { return false }
    }
    guard rules.prefixCount > 0 || rules.items >= 0 else { return isSatisfied }
    var item = value + 1
    var position = 0
    while item < record.next {
      let schema = position < rules.prefixCount ? flat.lists[rules.firstPrefix + Int32(position)] : rules.items
      guard schema >= 0 else { break }
      if !evaluateItem(schema, position, item) {
        guard collects else { return false }
        isSatisfied = false
      }
      if tracks { evaluated.append(item) }
      position += 1
      item = nodes[item].next
    }
    return isSatisfied
  }

  mutating func evaluateItem(_ schema: Int32, _ position: Int, _ item: Int32) -> Bool {
    guard collects else { return evaluate(schema, item, tracks: false) }
    trail.steps.append(.item(position))
    defer { trail.steps.removeLast() }
    return evaluate(schema, item, tracks: false)
  }

  mutating func contains(_ schema: Int32, _ least: Int32, _ most: Int32, _ value: Int32, tracks: Bool) -> Bool {
    let record = nodes[value]
    guard record.kind == .sequence else { return true }
    var count = 0
    var item = value + 1
    while item < record.next {
      if quietly({ $0.evaluate(schema, item, tracks: false) }) {
        count += 1
        if tracks { evaluated.append(item) }
      }
      if !tracks, most == .max, count >= least { return true }
      item = nodes[item].next
    }
    return (count >= least && count <= most) || fails { $0.reportCount(count, least, most, "matching item", value) }
  }

  mutating func hasUniqueItems(_ value: Int32) -> Bool {
    let record = nodes[value]
    guard record.kind == .sequence, record.first > 1 else { return true }
    guard let (first, second) = ValueEquality.firstDuplicate(in: node(value)) else { return true }
    return fails { $0.reportDuplicate(first.index, second.index, value) }
  }

  /// Applies a schema to the children that no other keyword of the same schema has evaluated.
  mutating func evaluateRest(of value: Int32, _ kind: NodeKind, _ schema: Int32, _ frame: Frame) -> Bool {
    let record = nodes[value]
    guard record.kind == kind else { return true }
    let seen = Set(evaluated[frame.mark...])
    var isSatisfied = true
    var position = 0
    var index = value + 1
    while index < record.next {
      let key = index
      let child = kind == .mapping ? nodes[key].next : key
      index = nodes[child].next
      defer { position += 1 }
      guard !seen.contains(child) else { continue }
      evaluated.append(child)
      let accepts: Bool
      if kind == .sequence {
        accepts = evaluateItem(schema, position, child)
      } else if isNever(schema) {
        accepts = fails { $0.reportUnknownKey(key, of: value, $0.tables.objects(reachedFrom: frame.schema, .possibly)) }
      } else {
        accepts = evaluateChild(schema, key, child)
      }
      if !accepts {
        guard collects else { return false }
        isSatisfied = false
      }
    }
    return isSatisfied
  }
}
