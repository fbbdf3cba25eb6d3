extension Node {
  /// The edit that puts the items of a list into another order; nil where that could change anything else.
  ///
  /// `order` has the positions of the items as they are to stand. With an item go the comments right above it and those inside it;
  /// what stands between items stays where it is. Left alone are lists with anchors, aliases or tags, those of which two items
  /// share a line with something else, and lists in brackets with comments between the items.
  func edit(toOrder order: [Int]) -> Edit? {
    let list = resolved
    let records = document.records[Int(list.index)..<Int(list.record.next)]
    guard !records.contains(where: { $0.kind == .alias || $0.flags.contains(.hasProperties) }) else { return nil }
    let segments = list.record.style == .flow ? list.bracketedItems : list.itemsOnLines
    guard let segments, let first = segments.first, let last = segments.last, segments.count == order.count else { return nil }
    let bytes = document.source.bytes
    var text: [UInt8] = []
    for (position, segment) in segments.enumerated() {
      text += bytes[segments[order[position]]]
      if position + 1 < segments.count { text += bytes[segment.upperBound..<segments[position + 1].lowerBound] }
    }
    return Edit(
      range: TextRange(first.lowerBound, last.upperBound), replacement: String(decoding: text, as: UTF8.self), movesItems: true)
  }

  /// Where the items of a list in brackets stand.
  private var bracketedItems: [Range<Int>]? {
    let bytes = document.source.bytes
    let ranges = items.map(\.range.indices)
    let hasComments = zip(ranges, ranges.dropFirst()).contains { bytes[$0.upperBound..<$1.lowerBound].contains(UInt8(ascii: "#")) }
    return hasComments ? nil : ranges
  }

  /// Where the items of a list stand that begins each on a line of its own: from the comments above it to the end of its last line.
  private var itemsOnLines: [Range<Int>]? {
    let bytes = document.source.bytes
    func isBreak(_ index: Int) -> Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }
    func lineStart(_ index: Int) -> Int { bytes[..<index].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0 }
    func lineEnd(_ index: Int) -> Int { bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count }
    /// The column of a comment that has a line to itself.
    func comment(from start: Int) -> Int? {
      let text = bytes[start..<lineEnd(start)].drop { $0 == 0x20 }
      return text.first == UInt8(ascii: "#") ? text.startIndex - start : nil
    }
    func next(_ end: Int) -> Int { end + (end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A ? 2 : 1) }
    func previous(_ start: Int) -> Int { lineStart(start - (start > 1 && bytes[start - 1] == 0x0A && bytes[start - 2] == 0x0D ? 2 : 1)) }
    var segments: [Range<Int>] = []
    for item in items {
      let content = item.range.indices
      var start = lineStart(content.lowerBound)
      let mark = bytes[start..<content.lowerBound].drop { $0 == 0x20 }
      guard mark.first == UInt8(ascii: "-"), mark.dropFirst().allSatisfy({ $0 == 0x20 }) else { return nil }
      let column = mark.startIndex - start
      let floor = segments.last?.upperBound ?? 0
      while start > floor, previous(start) > floor || segments.isEmpty, comment(from: previous(start)) == column { start = previous(start) }
      // A block scalar ends where the next line begins.
      var end = content.upperBound
      while end > content.lowerBound, isBreak(end - 1) { end -= 1 }
      end = lineEnd(end)
      while next(end) < bytes.count, let inner = comment(from: next(end)), inner > column { end = lineEnd(next(end)) }
      guard start >= floor, end <= bytes.count else { return nil }
      segments.append(start..<end)
    }
    return segments
  }
}
