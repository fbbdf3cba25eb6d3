/// Finds places in a list by hashes of what stands there; the list itself says whether something found is what was meant.
struct PlaceTable: Sendable {
  private var entries: [Entry] = []
  private var count = 0

  private struct Entry: BitwiseCopyable {
    var hash: UInt32
    /// -1 where the entry is free.
    var place: Int32
  }

  /// The place with that hash of which something is true.
  func place(hash: UInt32, where isMeant: (Int32) -> Bool) -> Int32? {
    guard !entries.isEmpty else { return nil }
    var index = PlaceTable.start(hash, in: entries.count)
    while entries[index].place >= 0 {
      if entries[index].hash == hash, isMeant(entries[index].place) { return entries[index].place }
      index = (index + 1) & (entries.count - 1)
    }
    return nil
  }

  /// Adds a place that is not there yet.
  mutating func insert(_ place: Int32, hash: UInt32) {
    if 2 * count >= entries.count {
      let known = entries
      entries = Array(repeating: Entry(hash: 0, place: -1), count: max(64, 4 * count))
      for entry in known where entry.place >= 0 { add(entry) }
    }
    add(Entry(hash: hash, place: place))
    count += 1
  }

  private mutating func add(_ entry: Entry) {
    var index = PlaceTable.start(entry.hash, in: entries.count)
    while entries[index].place >= 0 { index = (index + 1) & (entries.count - 1) }
    entries[index] = entry
  }

  /// Where a hash is looked for first, in a table whose size is a power of two.
  private static func start(_ hash: UInt32, in size: Int) -> Int { Int(hash ^ hash >> 15) & (size - 1) }
}
