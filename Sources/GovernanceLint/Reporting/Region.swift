/// A place as reports show it: lines and columns from 1, and the part of it that stands on its first line.
struct Region {
  /// Where it begins.
  var start: TextPosition
  /// Where it ends, on whatever line; the column is that after the last character.
  var end: TextPosition
  /// Where the part on the first line ends.
  var firstLineEnd: TextPosition
  /// The bytes of the first line, without byte order mark and line break.
  var line: TextRange
  /// The bytes on that line.
  var shown: TextRange

  /// Whether it goes on after its first line.
  var isLonger: Bool { end.line > start.line }

  /// The region of a range. One that reaches past the file is cut; one on the empty line after a final line break moves to
  /// the end of the line before it, because neither editors nor GitHub number that line.
  init(_ range: TextRange, in bytes: [UInt8], lines: LineTable) {
    let count = UInt32(truncatingIfNeeded: bytes.count)
    var start = min(range.start, count)
    var end = min(range.end, count)
    var number = lines.line(of: start)
    if number > 1, lines.range(ofLine: number).start == count {
      number -= 1
      start = lines.range(ofLine: number).end
      end = start
    }
    let lastOfText = Region.trimmed(end, after: start, in: bytes)
    line = lines.range(ofLine: number)
    if line.start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { line.start = min(3, line.end) }
    shown = TextRange(max(line.start, min(start, line.end)), max(line.start, min(end, line.end)))
    self.start = lines.position(of: shown.start)
    firstLineEnd = lines.position(of: shown.end)
    self.end = lastOfText > line.end ? lines.position(of: lastOfText) : firstLineEnd
  }

  /// The end without the white space and line breaks before it that a block's range may have, or the start; looks back
  /// 4,096 bytes at most, so that findings on a file of blanks stay cheap.
  private static func trimmed(_ end: UInt32, after start: UInt32, in bytes: [UInt8]) -> UInt32 {
    var trimmed = end
    while trimmed > start, end - trimmed < 4096, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[Int(trimmed) - 1]) { trimmed -= 1 }
    return trimmed
  }
}

/// The line tables of the files that a report points into, each made once.
struct LineTables {
  private var tables: [String: [(source: Source, lines: LineTable)]] = [:]
  /// How many are kept; findings come sorted by path, so that only files that many findings are related to profit.
  private static let limit = 128

  /// The region of a place.
  mutating func region(of place: Place) -> Region {
    Region(place.range, in: place.source.bytes, lines: lines(of: place.source))
  }

  /// The lines of a file.
  mutating func lines(of source: Source) -> LineTable {
    // One path may have two contents: that of today and that of the base it is compared with.
    if let known = tables[source.path]?.first(where: { $0.source.bytes == source.bytes }) { return known.lines }
    if tables.count >= LineTables.limit { tables.removeAll(keepingCapacity: true) }
    let lines = LineTable(source)
    tables[source.path, default: []].append((source, lines))
    return lines
  }
}
