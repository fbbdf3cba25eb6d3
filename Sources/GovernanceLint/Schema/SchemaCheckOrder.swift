/// The order of entries that have a date.
extension SchemaCheck {
  /// Notes where the entries of a list stand neither from the oldest to the newest nor the other way round.
  ///
  /// `name` is the key of their date. Nothing is said where one lacks it, or has something else there: that is a finding already.
  mutating func checkOrder(by name: NameSpan, _ value: Int32) {
    guard nodes[value].kind == .sequence, nodes[value].first > 2 else { return }
    var (rises, falls) = (0, 0)
    var previous: UnsafeBufferPointer<UInt8>?
    var item = value + 1
    while item < nodes[value].next {
      // Two days as the standard writes them compare like their texts (RFC 3339, section 5.1).
      guard let date = key(ofDate: name, of: item).map({ nodes.text(date(at: $0)) }) else { return }
      if let previous {
        rises += previous.lexicographicallyPrecedes(date) ? 1 : 0
        falls += date.lexicographicallyPrecedes(previous) ? 1 : 0
      }
      previous = date
      item = nodes[item].next
    }
    guard rises > 0, falls > 0 else { return }
    hasNotes = true
    if collects { reportOrder(by: name, value, isRising: rises >= falls) }
  }

  /// The date that a key has.
  private func date(at key: Int32) -> Int32 { nodes.resolved(nodes[key].next) }

  /// The key of an entry's date.
  private func key(ofDate name: NameSpan, of item: Int32) -> Int32? {
    let item = nodes.resolved(item)
    guard nodes[item].kind == .mapping else { return nil }
    var key = item + 1
    while key < nodes[item].next {
      if nameBytes(key).count == name.end - name.start, flat.names.begins(nameBytes(key), with: name) {
        let date = date(at: key)
        return isText(date) && node(date).withTextBytes(SchemaFormat.date.accepts) ? key : nil
      }
      key = nodes[nodes[key].next].next
    }
    return nil
  }

  private mutating func reportOrder(by name: NameSpan, _ value: Int32, isRising: Bool) {
    let list = node(value)
    let keys = list.items.compactMap { key(ofDate: name, of: $0.index) }
    let dates = keys.map { node(date(at: $0)).text }
    let order = dates.indices.sorted { left, right in
      dates[left] == dates[right] ? left < right : dates[left].precedes(dates[right]) == isRising
    }
    let wrong = dates.indices.dropFirst().first { position in
      dates[position] != dates[position - 1] && dates[position].precedes(dates[position - 1]) == isRising
    }
    guard let wrong else { return }
    trail.steps += [.item(wrong), .key(keys[wrong])]
    add(
      .outOfOrder,
      "expected the entries with the \(isRising ? "oldest" : "newest") first but found \(dates[wrong]) after \(dates[wrong - 1])",
      at: place(date(at: keys[wrong])), edit: list.edit(toOrder: order))
    trail.steps.removeLast(2)
  }
}
