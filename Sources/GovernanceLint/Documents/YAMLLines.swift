/// White space, comments, line breaks and indentation (YAML 1.2.2 chapter 6), and how reading goes on after an error.
extension YAMLParser {
  /// Whether a byte is a space, a tab, a line break or past the end: what must follow `-`, `?` and `:`.
  @inline(__always) static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 && (1 << UInt64(byte)) & 0x1_0000_2601 != 0 }
  @inline(__always) static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  @inline(__always) static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
  @inline(__always) static func isFlowIndicator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte | 0x20 == UInt8(ascii: "{") || byte | 0x20 == UInt8(ascii: "}")
  }

  /// Whether the cursor is at the first byte of its line that is neither space nor tab.
  @inline(__always) var isFresh: Bool { cursor.offset == lineContent }

  /// Whether nothing of the current document is left.
  @inline(__always) var isAtEndOfDocument: Bool {
    cursor.isAtEnd || (cursor.offset == lineStart && (isAtMarker(UInt8(ascii: "-")) || isAtMarker(UInt8(ascii: "."))))
  }

  /// Whether the cursor is at `---` or `...` at the start of a line.
  func isAtMarker(_ byte: UInt8) -> Bool {
    cursor.offset == lineStart && cursor.byte == byte && cursor.byte(ahead: 1) == byte && cursor.byte(ahead: 2) == byte
      && YAMLParser.isSpace(cursor.byte(ahead: 3))
  }

  /// Whether an indicator stands at the cursor, white space after it.
  @inline(__always) func isAtIndicator(_ byte: UInt8) -> Bool {
    cursor.byte == byte && YAMLParser.isSpace(cursor.byte(ahead: 1))
  }

  /// Takes note of a line that begins at the cursor, and goes to its first byte that is neither space nor tab.
  @inline(__always) mutating func beginLine() {
    lineStart = cursor.offset
    cursor.skipSpaces()
    lineIndent = cursor.offset &- lineStart
    lineHasTab = cursor.byte == 0x09
    lineShift = 0
    if lineHasTab {
      isTabRead = false
      cursor.skip(while: YAMLParser.isBlank)
    }
    lineContent = cursor.offset
  }

  /// The column, from 0, at which a collection that begins at an offset of the line is indented.
  @inline(__always) func indent(at offset: Int) -> Int { offset &- lineStart &+ lineShift }

  /// Goes past the line break at the cursor (LF, CR LF or CR; section 5.4).
  @inline(__always) mutating func skipBreak() {
    if cursor.byte == 0x0D, cursor.byte(ahead: 1) == 0x0A { cursor.offset &+= 1 }
    cursor.offset &+= 1
  }

  /// Skips white space, comments and line breaks.
  mutating func skipToContent() {
    while true {
      cursor.skip(while: YAMLParser.isBlank)
      let byte = cursor.byte
      if YAMLParser.isBreak(byte) {
        skipBreak()
        beginLine()
      } else if byte == UInt8(ascii: "#") {
        comment()
      } else if byte == 0xEF, cursor.offset == lineStart, cursor.starts(with: "\u{FEFF}") {
        // A byte order mark may begin every document (section 5.2).
        cursor.offset += 3
        beginLine()
      } else {
        return
      }
    }
  }

  private mutating func comment() {
    let start = cursor.offset
    if !isFresh, !YAMLParser.isBlank(cursor.byte(ahead: -1)), start > lineStart {
      fail(
        "expected a space before the comment", at: start, fix: "Put a space before the `#`, or quotes around text that holds it.")
    }
    skipLine()
    comments.append(TextRange(start, cursor.offset))
  }

  /// Goes to the end of the line.
  mutating func skipLine() {
    cursor.skip { !YAMLParser.isBreak($0) }
  }

  /// Skips the rest of the line and all lines that are indented deeper.
  mutating func skipDeeper(than indent: Int) {
    repeat {
      skipLine()
      skipToContent()
    } while !isAtEndOfDocument && lineIndent > indent
  }

  // MARK: Errors

  /// A syntax error at a range, unless its line has one already. When there are too many, reading ends.
  mutating func fail(
    _ message: String, _ kind: RuleDescription = .yaml, at range: TextRange, related: [(String, TextRange)] = [],
    fix: String? = nil
  ) {
    guard lastErrorLine != lineStart, !isStopped else { return }
    lastErrorLine = lineStart
    findings.add(kind, message, at: range, related: related, fix: fix)
    if findings.isFull { stop() }
  }

  /// A syntax error at the character or word that begins at an offset.
  mutating func fail(_ message: String, _ kind: RuleDescription = .yaml, at offset: Int, fix: String? = nil) {
    var end = offset
    while !YAMLParser.isSpace(cursor.byte(at: end)), end < cursor.count, end - offset < 64 { end += 1 }
    while end > offset, end < cursor.count, cursor.byte(at: end) & 0xC0 == 0x80 { end -= 1 }
    fail(message, kind, at: TextRange(offset, end), fix: fix)
  }

  /// Ends reading: too deep or too much wrong.
  mutating func stop() {
    isStopped = true
    cursor.offset = cursor.count
    lineStart = cursor.count
    lineContent = -1
  }

  /// The word at the cursor, quoted, for messages.
  var shownContent: String {
    if cursor.isAtEnd { return "the end of the file" }
    var end = cursor.offset
    while end < cursor.count, !YAMLParser.isSpace(cursor.byte(at: end)), end - cursor.offset <= 64 { end += 1 }
    return shown(cursor.offset..<end)
  }

  /// The beginning of a range, quoted, for messages.
  func shown(_ range: Range<Int>) -> String {
    var end = min(range.upperBound, range.lowerBound + 60)
    while end > range.lowerBound, end < range.upperBound, cursor.byte(at: end) & 0xC0 == 0x80 { end -= 1 }
    return "'\(text(range.lowerBound..<end))\(end < range.upperBound ? "..." : "")'"
  }

  func text(_ range: Range<Int>) -> String { String(decoding: cursor.bytes(range), as: UTF8.self) }
}
