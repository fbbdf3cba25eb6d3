/// Tabs in indentation, which YAML 1.2.2 (section 6.1) forbids: how lines that have them are read all the same.
extension YAMLParser {
  /// A block collection that is open: lines that are indented like it go on with it.
  struct OpenBlock {
    var indent: Int
    var isSequence: Bool
  }

  /// How wide people see a tab at most.
  private static let tabWidth = 8

  /// Reads the tab in the indentation of the line at the cursor as spaces up to the column that fits: for a node that is still to
  /// come below `parent`, a column deeper than that; else the innermost open collection that a line like it can belong to.
  mutating func readTabAsSpaces(below parent: Int?) {
    guard lineHasTab, isFresh, !isTabRead else { return }
    let isItem = isAtIndicator(UInt8(ascii: "-"))
    guard isItem || lineHoldsKey() else { return }
    isTabRead = true
    if let parent {
      if lineIndent <= parent { moveLine(to: parent + 2) }
      return
    }
    let width = visibleIndent
    if let block = openBlocks.last(where: { $0.isSequence == isItem && $0.indent <= width }) { moveLine(to: block.indent) }
  }

  private mutating func moveLine(to indent: Int) {
    lineIndent = indent
    lineShift = indent - (lineContent - lineStart)
  }

  /// The column at which the line's text is seen.
  private var visibleIndent: Int {
    var width = 0
    for offset in lineStart..<max(lineStart, lineContent) {
      width += cursor.byte(at: offset) == 0x09 ? YAMLParser.tabWidth - width % YAMLParser.tabWidth : 1
    }
    return width
  }

  /// A finding for a tab before a collection's entry, also between an indicator and a compact collection. Lines with tabs that
  /// follow one another are one mistake.
  mutating func refuseTab(before start: Int) {
    guard lineHasTab || cursor.byte(at: start - 1) == 0x09 || !isFresh else {
      isInTabRun = false
      return
    }
    var offset = start - 1
    while offset >= lineStart, YAMLParser.isBlank(cursor.byte(at: offset)) {
      if cursor.byte(at: offset) == 0x09 {
        let isIndentation = start == lineContent
        if !(isIndentation && isInTabRun) {
          fail(
            "expected spaces but found a tab in the indentation", .tab, at: TextRange(offset, offset + 1),
            fix: isIndentation
              ? (lineIndent == 0
                ? "Begin the line at the first column, as it is read here; deeper lines are indented by spaces."
                : "Indent the line by \(lineIndent) columns of spaces, as it is read here, and lines after it likewise.")
              : nil)
        }
        if isIndentation { isInTabRun = true }
        return
      }
      offset -= 1
    }
  }
}
