/// The anchors of one YAML document in order, and which node a name stands for.
///
/// Names are looked up in a table of slots that is only made once an alias asks for one: most anchors of a file that has many
/// are never used. Its slots are numbers: it grows without reading the names again.
struct AnchorTable {
  private struct Entry {
    var fingerprint: UInt64
    var name: TextRange
    var node: Int32
  }

  private var entries: ContiguousArray<Entry> = []
  /// How many of the entries are in the slots.
  private var indexed = 0
  /// Each the number of an entry, counted from 1, or 0; a power of two of them, at most half in use.
  private var slots: ContiguousArray<UInt32> = []

  /// Forgets all anchors, as a new document does.
  mutating func removeAll() {
    guard !entries.isEmpty else { return }
    self = AnchorTable()
  }

  /// Adds the anchor of a node that comes after all others.
  mutating func append(_ name: TextRange, node: Int32, in cursor: ByteCursor) {
    entries.append(Entry(fingerprint: cursor.fingerprint(name.indices), name: name, node: node))
  }

  /// The last node that has an anchor of that name.
  mutating func node(named name: TextRange, in cursor: ByteCursor) -> Int32? {
    index(cursor)
    guard !slots.isEmpty else { return nil }
    let slot = slot(of: name, cursor.fingerprint(name.indices), in: cursor)
    return slots[slot] == 0 ? nil : entries[Int(slots[slot]) - 1].node
  }

  /// The names of anchors that were added last, at most so many: those that a misspelt alias may mean.
  func lastNames(_ count: Int) -> [TextRange] { entries.suffix(count).map(\.name) }

  /// Follows nodes from an index on to where they are one further.
  mutating func shift(from node: Int) {
    var position = entries.count - 1
    while position >= 0, entries[position].node >= node {
      entries[position].node += 1
      position -= 1
    }
  }

  /// Brings the slots up to date.
  private mutating func index(_ cursor: ByteCursor) {
    if slots.count < 2 * entries.count {
      var size = 16
      while size < 4 * entries.count { size *= 2 }
      slots = ContiguousArray(repeating: 0, count: size)
      indexed = 0
    }
    while indexed < entries.count {
      // A later anchor of the same name takes the slot of the earlier one.
      let slot = slot(of: entries[indexed].name, entries[indexed].fingerprint, in: cursor)
      indexed += 1
      slots[slot] = UInt32(truncatingIfNeeded: indexed)
    }
  }

  /// The slot that holds a name, or the empty one where it belongs.
  private func slot(of name: TextRange, _ fingerprint: UInt64, in cursor: ByteCursor) -> Int {
    let mask = slots.count - 1
    var hash = fingerprint &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 32
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      if entry.fingerprint == fingerprint, cursor.bytes(entry.name.indices).elementsEqual(cursor.bytes(name.indices)) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }
}
