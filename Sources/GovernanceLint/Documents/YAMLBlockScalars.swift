/// Literal and folded block scalars (YAML 1.2.2 section 8.1).
extension YAMLParser {
  private enum Chomping {
    case strip, clip, keep
  }

  /// The block scalar whose `|` or `>` is at the cursor, its lines being indented deeper than `parent`.
  mutating func blockScalar(parent: Int) -> NodeRecord {
    let start = cursor.offset
    let isFolded = cursor.byte == UInt8(ascii: ">")
    let (indentation, chomping) = blockHeader()
    var end = cursor.offset
    let decodedStart = decoded.count
    skipBlockComment()
    var indent = indentation.map { max(parent, 0) + $0 } ?? -1
    /// Line breaks since the last text, or since the header's line.
    var breaks = 0
    var deepestBlank: (indent: Int, offset: Int) = (-1, 0)
    var hasText = false
    /// Whether the last line of text began with white space, which keeps its breaks from being folded (section 8.1.3).
    var wasSpaced = false
    var isHeader = true
    while YAMLParser.isBreak(cursor.byte) {
      skipBreak()
      if !isHeader { breaks += 1 }
      isHeader = false
      beginBlockLine(limit: indent)
      if YAMLParser.isBreak(cursor.byte) || cursor.isAtEnd {
        if indent < 0, lineIndent > deepestBlank.indent { deepestBlank = (lineIndent, lineStart) }
        continue
      }
      if isAtEndOfDocument { break }
      if indent < 0, lineIndent > parent {
        indent = lineIndent
        if deepestBlank.indent > indent {
          fail(
            "expected blank lines before the text to have at most \(indent) \(indent == 1 ? "space" : "spaces") "
              + "but found \(deepestBlank.indent)",
            at: TextRange(deepestBlank.offset, deepestBlank.offset + deepestBlank.indent),
            fix: "Remove the spaces from the blank line, or say how deep the text is indented: `|2`.")
        }
      }
      guard indent >= 0, lineIndent >= indent else {
        refuseTabLine()
        refuseShallowLine(indent, parent: parent)
        break
      }
      let isSpaced = YAMLParser.isBlank(cursor.byte)
      if isFolded, hasText, !isSpaced, !wasSpaced {
        fold(breaks)
      } else {
        decoded.append(contentsOf: repeatElement(0x0A, count: breaks))
      }
      let textStart = cursor.offset
      skipLine()
      decoded.append(contentsOf: cursor.bytes(textStart..<cursor.offset))
      end = cursor.offset
      hasText = true
      wasSpaced = isSpaced
      breaks = 0
    }
    // The end of the file ends a line as well.
    if cursor.isAtEnd, cursor.offset > lineStart, !isHeader { breaks += 1 }
    switch chomping {
    case .strip: break
    case .clip: if hasText, breaks > 0 { decoded.append(0x0A) }
    case .keep: decoded.append(contentsOf: repeatElement(0x0A, count: breaks))
    }
    // Back to the start of the line that is no longer part of the text.
    if !cursor.isAtEnd {
      cursor.offset = lineStart
      beginLine()
    }
    return .scalar(isFolded ? .folded : .literal, range: start..<end, text: decodedStart..<decoded.count, isDecoded: true)
  }

  /// Indicators for indentation and chomping, in either order.
  private mutating func blockHeader() -> (indentation: Int?, chomping: Chomping) {
    cursor.offset += 1
    var indentation: Int?
    var chomping: Chomping?
    while true {
      let byte = cursor.byte
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"), chomping == nil {
        chomping = byte == UInt8(ascii: "-") ? .strip : .keep
      } else if byte >= 0x31, byte <= 0x39, indentation == nil {
        indentation = Int(byte - 0x30)
      } else {
        return (indentation, chomping ?? .clip)
      }
      cursor.offset += 1
    }
  }

  /// Goes to the end of the header's line, on which only a comment may follow.
  private mutating func skipBlockComment() {
    let headerEnd = cursor.offset
    cursor.skip(while: YAMLParser.isBlank)
    if YAMLParser.isBreak(cursor.byte) || cursor.isAtEnd { return }
    let start = cursor.offset
    if cursor.byte == UInt8(ascii: "#"), start > headerEnd {
      skipLine()
      comments.append(TextRange(start, cursor.offset))
    } else {
      fail(
        "expected the text of the block to begin on the next line but found \(shownContent)", at: start,
        fix: "Move the text to the next line, indented deeper than the key.")
      skipLine()
    }
  }

  /// Takes note of a line and goes past its indentation, at most `limit` spaces where that is known.
  private mutating func beginBlockLine(limit: Int) {
    lineStart = cursor.offset
    while cursor.byte == 0x20, limit < 0 || cursor.offset - lineStart < limit { cursor.offset += 1 }
    lineIndent = cursor.offset - lineStart
    lineHasTab = cursor.byte == 0x09
    lineShift = 0
    lineContent = -1
  }

  /// A finding for a line that can be nothing but text of the block, and is not indented like it.
  private mutating func refuseShallowLine(_ indent: Int, parent: Int) {
    guard lineIndent > max(parent, 0), indent > lineIndent, cursor.byte != UInt8(ascii: "#"), cursor.byte != 0x09 else { return }
    fail(
      "expected the text of the block to be indented by \(indent) spaces, as it begins, but found \(lineIndent)",
      at: TextRange(lineStart, cursor.offset),
      fix:
        "Indent all lines of the text alike, or say after the `|` how deep: `|\(max(1, min(9, lineIndent - max(parent, 0))))`."
    )
    lineContent = cursor.offset
    skipDeeper(than: max(parent, 0))
  }

  /// A finding for a line that is not indented enough and holds white space only, a tab included: not blank, and no text either.
  private mutating func refuseTabLine() {
    guard cursor.byte == 0x09 else { return }
    var offset = cursor.offset
    while YAMLParser.isBlank(cursor.byte(at: offset)) { offset += 1 }
    guard YAMLParser.isBreak(cursor.byte(at: offset)) || offset >= cursor.count else { return }
    fail("expected spaces but found a tab in the indentation", .tab, at: TextRange(cursor.offset, cursor.offset + 1))
  }
}
