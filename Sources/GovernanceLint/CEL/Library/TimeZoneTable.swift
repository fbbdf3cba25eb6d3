/// The offsets of a named time zone, read from TZif data (RFC 8536) that a host supplies.
struct TimeZoneTable {
  /// Instants at which the offset changes, in seconds since 1970, and the offset from then on, in seconds east of Greenwich.
  private var transitions: [(time: Int64, offset: Int64)] = []
  /// The offset before the first.
  private var first: Int64 = 0

  /// The table of a file of the zoneinfo database, or nil where the bytes are none.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let header = reader.header() else { return nil }
    guard header.version >= 2 else { return nil }
    // The first block has 32-bit times; the same follows with 64 bits.
    let size32 = header.times * 5 + header.types * 6 + header.characters + header.leaps * 8 + header.standards + header.universals
    guard reader.skip(size32), let header = reader.header() else { return nil }
    var times: [Int64] = []
    for _ in 0..<header.times {
      guard let time = reader.integer(8) else { return nil }
      times.append(time)
    }
    var indexes: [Int] = []
    for _ in 0..<header.times {
      guard let index = reader.integer(1) else { return nil }
      indexes.append(Int(index & 0xFF))
    }
    var offsets: [Int64] = []
    for _ in 0..<header.types {
      guard let offset = reader.integer(4), reader.skip(2) else { return nil }
      offsets.append(Int64(Int32(truncatingIfNeeded: offset)))
    }
    guard let standard = offsets.first, indexes.allSatisfy(offsets.indices.contains) else { return nil }
    first = standard
    transitions = zip(times, indexes).map { ($0, offsets[$1]) }
  }

  /// The offset at an instant. After the last change that the file lists, the last one stays.
  func offset(at seconds: Int64) -> Int64 {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].time <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? first : transitions[low - 1].offset
  }

  private struct Header {
    var version: UInt8
    var universals, standards, leaps, times, types, characters: Int
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    mutating func skip(_ count: Int) -> Bool {
      guard count >= 0, count <= bytes.count - position else { return false }
      position += count
      return true
    }

    mutating func integer(_ width: Int) -> Int64? {
      let start = position
      guard skip(width) else { return nil }
      return bytes[start..<position].reduce(0) { $0 << 8 | Int64($1) }
    }

    mutating func header() -> Header? {
      let start = position
      guard skip(44), bytes[start..<start + 4].elementsEqual("TZif".utf8) else { return nil }
      let counts = (0..<6).map { index in
        bytes[(start + 20 + index * 4)..<(start + 24 + index * 4)].reduce(0) { $0 << 8 | Int($1) }
      }
      let version = bytes[start + 4]
      return Header(
        version: version == 0 ? 1 : version &- 0x30, universals: counts[0], standards: counts[1], leaps: counts[2], times: counts[3],
        types: counts[4], characters: counts[5])
    }
  }
}
