/// The nodes as the YAML parser adds them.
extension YAMLParser {
  /// Appends a scalar or alias.
  @inline(__always) mutating func append(_ record: consuming NodeRecord, properties: Int = 0) {
    let index = records.count
    record.next = Int32(truncatingIfNeeded: index &+ 1)
    if record.kind == .alias, record.first == UInt32.max { record.first = UInt32(truncatingIfNeeded: index) }
    // Reading that has ended jumps to the end of the file, from where what was about to be read goes on a byte or two.
    if isStopped { record.clamp(to: UInt32(truncatingIfNeeded: cursor.count)) }
    lastEnd = Int(record.end)
    records.append(record)
    if properties != 0 { attach(properties, to: index) }
  }

  /// Appends a scalar that is not written.
  mutating func appendEmpty(at offset: Int, properties: Int = 0) {
    append(.scalar(.plain, range: offset..<offset, text: offset..<offset), properties: properties)
  }

  /// Appends a collection whose children follow; nil, reading having ended with a finding, where it would nest too deep.
  mutating func open(_ kind: NodeKind, _ style: NodeStyle, at start: Int, properties: Int) -> Int? {
    let index = records.count
    guard depth < limits.depth else {
      // Here an error earlier in the line must not hide the reason why reading ends.
      lastErrorLine = -1
      fail(
        "expected at most \(limits.depth) nested collections but found one more", .tooDeep, at: TextRange(start, start + 1))
      stop()
      appendEmpty(at: start, properties: properties)
      return nil
    }
    depth += 1
    records.append(.collection(kind, style, at: min(start, cursor.count)))
    if properties != 0 { attach(properties, to: index) }
    return index
  }

  /// Completes a collection; `count` is its number of pairs or items.
  mutating func close(_ index: Int, end: Int, count: Int) {
    depth -= 1
    let end = max(min(end, cursor.count), Int(records[index].start))
    records[index].end = UInt32(truncatingIfNeeded: end)
    records[index].next = Int32(truncatingIfNeeded: records.count)
    records[index].first = UInt32(truncatingIfNeeded: count)
    lastEnd = end
  }

  /// Puts a mapping before a complete node that turned out to be its first key, and returns whether there was room for it.
  ///
  /// Only keys that are flow collections, and pairs in flow sequences, are found out so late; the nodes to move are one key's.
  mutating func openMapping(before index: Int, _ style: NodeStyle, at start: Int, properties: Int) -> Int? {
    guard index < records.count else { return open(.mapping, style, at: start, properties: properties) }
    guard depth < limits.depth else {
      lastErrorLine = -1
      fail("expected at most \(limits.depth) nested collections but found one more", .tooDeep, at: TextRange(start, start + 1))
      stop()
      return nil
    }
    depth += 1
    for position in index..<records.count {
      records[position].next += 1
      if records[position].kind == .alias, records[position].first >= UInt32(index) { records[position].first += 1 }
    }
    self.properties.shift(from: Int32(truncatingIfNeeded: index))
    anchors.shift(from: index)
    records.insert(.collection(.mapping, style, at: start), at: index)
    if properties != 0 { attach(properties, to: index) }
    return index
  }

  mutating func attach(_ pending: Int, to index: Int) {
    let entry = takeProperties(pending)
    properties.set(entry, at: Int32(truncatingIfNeeded: index))
    records[index].flags.insert(.hasProperties)
    if let anchor = entry.anchor {
      anchors.append(anchor, node: Int32(truncatingIfNeeded: index), in: cursor)
    }
  }

  /// The alias at the cursor. One that names nothing, or a node that is not complete yet, stands for itself.
  mutating func alias() -> NodeRecord {
    let start = cursor.offset
    cursor.offset += 1
    cursor.skip { !YAMLParser.isSpace($0) && !YAMLParser.isFlowIndicator($0) }
    let name = start + 1..<cursor.offset
    // Replaced by its own index when it is appended.
    var target = UInt32.max
    if name.isEmpty {
      fail("expected a name after '*'", .alias, at: TextRange(start, cursor.offset))
    } else if let found = anchors.node(named: TextRange(name.lowerBound, name.upperBound), in: cursor) {
      target = UInt32(bitPattern: found)
      if records[Int(target)].next == 0 {
        fail(
          "expected the node '\(text(name))' to be complete, but this alias stands inside it", .alias,
          at: TextRange(start, cursor.offset))
        target = UInt32.max
      }
    } else if lastErrorLine != lineStart {
      let known = anchors.lastNames(1_000).map { text($0.indices) }.sorted()
      let nearest = Suggestion.nearest(to: text(name), among: known).map { "; did you mean '\($0)'?" } ?? ""
      fail(
        "expected '&\(text(name))' earlier in this document but found none\(nearest)", .alias, at: TextRange(start, cursor.offset))
    }
    hasAliases = true
    return NodeRecord(
      kind: .alias, style: .plain, flags: [], start: UInt32(truncatingIfNeeded: start),
      end: UInt32(truncatingIfNeeded: cursor.offset), next: 0, first: target, second: 0)
  }
}
