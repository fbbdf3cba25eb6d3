/// Where a byte stands, as people count: from 1.
public struct TextPosition: Hashable, Sendable {
  /// Line, from 1.
  public var line: Int
  /// Column in Unicode scalars, from 1.
  public var column: Int
  /// Column in UTF-16 units, from 1, which the language server and some SARIF readers want.
  public var utf16Column: Int
}

/// The starts of a source's lines: the only thing that turns an offset into line and column.
///
/// A line ends at LF, CR LF or CR (YAML 1.2.2 section 5.4). It is made when findings are rendered, once for each file.
public struct LineTable: Sendable {
  private let bytes: [UInt8]
  /// Offset of each line's first byte; the first is 0.
  private let starts: [UInt32]
  /// Columns counted up to every 1,024th byte, where a line is so long (JSON on one line) that counting from its start
  /// for each finding would be quadratic; else empty.
  private let checkpoints: [Columns]
  private static let checkpointDistance = 1024

  /// Reads the line breaks of a source.
  public init(_ source: Source) {
    bytes = source.bytes
    var starts: [UInt32] = [0]
    var longest: UInt32 = 0
    bytes.withUnsafeBufferPointer { bytes in
      var offset = 0
      while offset < bytes.count {
        let byte = bytes[offset]
        offset &+= 1
        guard byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) else { continue }
        longest = max(longest, UInt32(offset) &- starts[starts.count - 1])
        starts.append(UInt32(offset))
      }
    }
    self.starts = starts
    let hasLongLine = max(longest, UInt32(bytes.count) - starts[starts.count - 1]) > 4 * LineTable.checkpointDistance
    checkpoints = hasLongLine ? LineTable.checkpoints(of: bytes) : []
  }

  /// The number of lines; the one after a final line break counts.
  public var count: Int { starts.count }

  /// The line that holds an offset, from 1.
  public func line(of offset: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The same, found soon where it is that line or one of the next.
  func line(of offset: UInt32, near line: Int) -> Int {
    guard starts[line - 1] <= offset else { return self.line(of: offset) }
    var line = line
    while line < starts.count, starts[line] <= offset { line += 1 }
    return line
  }

  /// Line and column of an offset. A byte order mark at the start of the file takes no column.
  public func position(of offset: UInt32) -> TextPosition {
    let line = line(of: offset)
    var index = Int(starts[line - 1])
    if index == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    let columns = columns(from: index, to: min(Int(offset), bytes.count))
    return TextPosition(line: line, column: 1 + Int(columns.scalars), utf16Column: 1 + Int(columns.utf16))
  }

  /// The bytes of a line (from 1) without its line break; empty for a line that does not exist.
  public func range(ofLine line: Int) -> TextRange {
    guard line >= 1, line <= starts.count else { return TextRange(0, 0) }
    let start = Int(starts[line - 1])
    var end = line < starts.count ? Int(starts[line]) : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return TextRange(start, end)
  }

  private func columns(from start: Int, to end: Int) -> Columns {
    let first = start / LineTable.checkpointDistance + 1
    let last = end / LineTable.checkpointDistance
    guard first < last, last < checkpoints.count else {
      return start < end ? LineTable.columns(of: bytes[start..<end]) : Columns()
    }
    let between = checkpoints[last] - checkpoints[first]
    return LineTable.columns(of: bytes[start..<first * LineTable.checkpointDistance]) + between
      + LineTable.columns(of: bytes[last * LineTable.checkpointDistance..<end])
  }

  private static func checkpoints(of bytes: [UInt8]) -> [Columns] {
    var sum = Columns()
    return [sum]
      + stride(from: 0, to: bytes.count, by: checkpointDistance).map { start in
        sum = sum + columns(of: bytes[start..<min(start + checkpointDistance, bytes.count)])
        return sum
      }
  }

  private static func columns(of bytes: ArraySlice<UInt8>) -> Columns {
    var columns = Columns()
    for byte in bytes where byte & 0xC0 != 0x80 {
      columns.scalars &+= 1
      columns.utf16 &+= byte >= 0xF0 ? 2 : 1
    }
    return columns
  }

  /// Unicode scalars and UTF-16 units of some bytes.
  private struct Columns {
    var scalars: UInt32 = 0
    var utf16: UInt32 = 0

    static func + (left: Columns, right: Columns) -> Columns {
      Columns(scalars: left.scalars &+ right.scalars, utf16: left.utf16 &+ right.utf16)
    }
    static func - (left: Columns, right: Columns) -> Columns {
      Columns(scalars: left.scalars &- right.scalars, utf16: left.utf16 &- right.utf16)
    }
  }
}
