/// A set of names with a number for each, looked up by bytes without making a string.
///
/// All tables of a schema share two arrays; one table is a run of entries sorted by hash.
struct NameTable: Sendable {
  var first: Int32 = 0
  var count: Int32 = 0
}

/// A name in a table.
struct NameEntry: Sendable {
  var hash: UInt32
  var length: Int32
  var start: Int32
  var payload: Int32

  /// FNV-1a of 32 bits.
  @inline(__always)
  static func hash(_ name: some Sequence<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }
}

/// The bytes of one name.
struct NameSpan: BitwiseCopyable, Sendable {
  var start: Int32
  var end: Int32
}

/// The entries of all name tables while a schema is loaded.
struct NameTablesBuilder {
  var entries: ContiguousArray<NameEntry> = []
  var bytes: ContiguousArray<UInt8> = []
  /// Where the names begin, in the order in which they were given.
  private var starts: [Int32] = []

  /// Adds a table of names; the first of two equal ones counts. The payload of each is its position.
  mutating func add(_ names: [[UInt8]]) -> NameTable {
    let first = entries.count
    var added: [NameEntry] = []
    for (position, name) in names.enumerated() {
      added.append(
        NameEntry(
          hash: NameEntry.hash(name), length: Int32(name.count), start: Int32(bytes.count),
          payload: Int32(position)))
      bytes.append(contentsOf: name)
    }
    starts.append(contentsOf: added.lazy.map(\.start))
    entries.append(contentsOf: added.sorted { ($0.hash, $0.payload) < ($1.hash, $1.payload) })
    return NameTable(first: Int32(first), count: Int32(added.count))
  }

  /// Adds a name that nothing is looked up by.
  mutating func add(_ name: [UInt8]) -> NameSpan {
    let table = add([name])
    return span(of: 0, in: table)
  }

  /// Where the bytes of a table's name are: of the one that was given at a position.
  func span(of position: Int, in table: NameTable) -> NameSpan {
    let start = starts[Int(table.first) + position]
    let next = Int(table.first) + position + 1
    return NameSpan(start: start, end: next < starts.count ? starts[next] : Int32(bytes.count))
  }
}

/// The entries of all name tables of a schema.
struct NameTables: Sendable {
  let entries: FlatTable<NameEntry>
  let bytes: FlatTable<UInt8>

  init(_ builder: NameTablesBuilder) {
    entries = FlatTable(builder.entries)
    bytes = FlatTable(builder.bytes)
  }

  func free() {
    entries.free()
    bytes.free()
  }

  /// The number of a name in a table, or nil.
  func find(_ name: UnsafeBufferPointer<UInt8>, in table: NameTable) -> Int32? {
    guard table.count > 0 else { return nil }
    let wanted = NameEntry.hash(name)
    var low = table.first
    let end = low + table.count
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].hash < wanted { low = middle + 1 } else { high = middle }
    }
    while low < end, entries[low].hash == wanted {
      let entry = entries[low]
      if Int(entry.length) == name.count, areEqual(entry, name) { return entry.payload }
      low += 1
    }
    return nil
  }

  /// Whether text begins with a name.
  func begins(_ text: UnsafeBufferPointer<UInt8>, with span: NameSpan) -> Bool {
    guard text.count >= Int(span.end - span.start) else { return false }
    var index = span.start
    while index < span.end {
      if bytes[index] != text[Int(index - span.start)] { return false }
      index += 1
    }
    return true
  }

  /// A name as text.
  func text(_ span: NameSpan) -> String {
    String(decoding: (span.start..<span.end).map { bytes[$0] }, as: UTF8.self)
  }

  private func areEqual(_ entry: NameEntry, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = entry.start
    for byte in name {
      if bytes[index] != byte { return false }
      index += 1
    }
    return true
  }

  /// The number of a name in a table, or nil.
  func find(_ name: some Sequence<UInt8>, in table: NameTable) -> Int32? {
    Array(name).withUnsafeBufferPointer { find($0, in: table) }
  }
}
