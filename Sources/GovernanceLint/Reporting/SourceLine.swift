/// One line of a file as a frame shows it: tabs expanded, hidden characters written out, cut around the range if too long.
struct SourceLine {
  /// The line, or the part of it around the range.
  private(set) var text = ""
  /// Columns before the range.
  private(set) var indent = 0
  /// Columns of the range; at least 1, so that an empty range has a caret too.
  private(set) var width = 1

  /// The most columns that are shown of one line.
  static let maximumWidth = 120
  /// Columns kept before the range when a line is cut.
  private static let context = 32
  private static let tabWidth = 4
  /// Bytes looked at before and after the start of the range: enough for `maximumWidth` columns of any script.
  private static let reach = 1024

  /// The first line of a region.
  init(_ region: Region, in bytes: [UInt8]) {
    if let plain = SourceLine(plain: region, in: bytes) {
      self = plain
      return
    }
    let from = max(region.line.indices.lowerBound, region.shown.indices.lowerBound - SourceLine.reach)
    let to = min(region.line.indices.upperBound, region.shown.indices.lowerBound + SourceLine.reach)
    var cells = SourceLine.cells(of: bytes, from: from, to: to)
    while cells.last?.text.allSatisfy({ $0 == " " }) == true, cells[cells.count - 1].offset >= region.shown.indices.upperBound {
      cells.removeLast()
    }
    let isCutBefore = from > region.line.indices.lowerBound
    let isCutAfter = to < region.line.indices.upperBound
    cut(&cells, around: region.shown.indices, isCutBefore: isCutBefore, isCutAfter: isCutAfter)
    var covered = 0
    for cell in cells {
      if cell.offset < region.shown.indices.lowerBound {
        indent += cell.width
      } else if cell.offset < region.shown.indices.upperBound {
        covered += cell.width
      }
      text += cell.text
    }
    width = max(1, covered)
  }

  /// Most lines are shown as they are: they fit, and each byte is a character.
  private init?(plain region: Region, in bytes: [UInt8]) {
    let (line, shown) = (region.line.indices, region.shown.indices)
    guard line.count <= SourceLine.maximumWidth, bytes[line].allSatisfy({ 0x20...0x7E ~= $0 }) else { return nil }
    var end = line.upperBound
    while end > max(line.lowerBound, shown.upperBound), bytes[end - 1] == 0x20 { end -= 1 }
    text = String(decoding: bytes[line.lowerBound..<end], as: UTF8.self)
    indent = max(0, min(end, shown.lowerBound) - line.lowerBound)
    width = max(1, min(end, shown.upperBound) - max(line.lowerBound, shown.lowerBound))
  }

  /// A character as it is shown.
  private struct Cell {
    var offset: Int
    var text: String
    var width: Int
  }

  private static func cells(of bytes: [UInt8], from start: Int, to end: Int) -> [Cell] {
    // Do not begin in the middle of a character.
    var offset = start
    while offset < end, offset - start < 4, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    var cells: [Cell] = []
    var display = DisplayWidth()
    var column = 0
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes[offset..<end].makeIterator()
    while true {
      let scalar: Unicode.Scalar
      let length: Int
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded): (scalar, length) = (Unicode.UTF8.decode(encoded), encoded.count)
      case .error(let count): (scalar, length) = ("\u{FFFD}", max(1, count))
      case .emptyInput: return cells
      }
      var cell = Cell(offset: offset, text: String(scalar), width: 0)
      if scalar == "\t" {
        cell.width = tabWidth - column % tabWidth
        cell.text = String(repeating: " ", count: cell.width)
        display = DisplayWidth()
      } else if VisibleText.isHidden(scalar) {
        cell.text = VisibleText.escape(scalar)
        cell.width = cell.text.utf8.count
        display = DisplayWidth()
      } else {
        cell.width = display.next(scalar)
      }
      cells.append(cell)
      column += cell.width
      offset += length
    }
  }

  /// Drops what is too far from the range and puts an ellipsis in its place.
  private func cut(_ cells: inout [Cell], around range: Range<Int>, isCutBefore: Bool, isCutAfter: Bool) {
    let total = cells.reduce(0) { $0 + $1.width }
    guard isCutBefore || isCutAfter || total > SourceLine.maximumWidth else { return }
    var before = cells.prefix { $0.offset < range.lowerBound }.reduce(0) { $0 + $1.width }
    var dropped = 0
    // A range near the start of the line needs no cut before it.
    if isCutBefore || before > SourceLine.maximumWidth - SourceLine.context {
      while before > SourceLine.context, dropped < cells.count {
        before -= cells[dropped].width
        dropped += 1
      }
    }
    if isCutBefore || dropped > 0 {
      cells.replaceSubrange(0..<dropped, with: [Cell(offset: range.lowerBound - 1, text: "…", width: 1)])
    }
    var width = 0
    if let end = cells.firstIndex(where: { cell in
      width += cell.width
      return width > SourceLine.maximumWidth - 1
    }), isCutAfter || end + 1 < cells.count || width > SourceLine.maximumWidth {
      cells.replaceSubrange(end..., with: [Cell(offset: cells[end].offset, text: "…", width: 1)])
    } else if isCutAfter {
      cells.append(Cell(offset: range.upperBound, text: "…", width: 1))
    }
  }
}
