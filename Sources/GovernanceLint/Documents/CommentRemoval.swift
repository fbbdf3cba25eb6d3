extension Document {
  /// The edit that takes a comment out: with its line where it stands alone, else with the blanks before it.
  ///
  /// Nil where blank lines after it would become part of the block scalar before it, which keeps those at its end (`|+`).
  func removal(ofComment comment: TextRange) -> Edit? {
    let bytes = source.bytes
    func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var start = Int(comment.start)
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    var end = Int(comment.end)
    let isAlone = start == 0 || isBreak(bytes[start - 1]) || bytes[..<start].elementsEqual([0xEF, 0xBB, 0xBF])
    if isAlone {
      if end < bytes.count { end += bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1 }
      if endsKeptLines(at: comment.start) { return nil }
    }
    return Edit(range: TextRange(start, end), replacement: "")
  }

  /// Whether the last scalar before an offset is a block scalar that keeps the blank lines after it.
  private func endsKeptLines(at offset: UInt32) -> Bool {
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      if records[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, records[low - 1].style == .literal || records[low - 1].style == .folded else { return false }
    let header = source.bytes[Int(records[low - 1].start)..<Int(offset)].prefix { $0 != 0x0A && $0 != 0x0D && $0 != 0x23 }
    return header.contains(UInt8(ascii: "+"))
  }
}
