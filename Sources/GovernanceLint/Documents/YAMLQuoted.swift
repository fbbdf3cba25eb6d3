/// Single-quoted and double-quoted scalars (YAML 1.2.2 sections 7.3.1, 7.3.2 and 5.7).
extension YAMLParser {
  /// `'text'`, in which `''` is one quote.
  mutating func singleQuoted(parent: Int) -> NodeRecord {
    quoted(.singleQuoted, quote: UInt8(ascii: "'"), parent: parent)
  }

  /// `"text"` with escapes.
  mutating func doubleQuoted(parent: Int) -> NodeRecord {
    quoted(.doubleQuoted, quote: UInt8(ascii: "\""), parent: parent)
  }

  private mutating func quoted(_ style: NodeStyle, quote: UInt8, parent: Int) -> NodeRecord {
    let start = cursor.offset
    let isDouble = style == .doubleQuoted
    cursor.offset += 1
    let textStart = cursor.offset
    skipQuotedRun(quote)
    if cursor.byte == quote, isDouble || cursor.byte(ahead: 1) != quote {
      cursor.offset += 1
      return .scalar(style, range: start..<cursor.offset, text: textStart..<cursor.offset - 1)
    }
    let decodedStart = decoded.count
    decoded.append(contentsOf: cursor.bytes(textStart..<cursor.offset))
    /// Where the text of the first line ends, in the source and decoded: what is kept of a quote that is not closed.
    var firstEnd: (offset: Int, decoded: Int, line: Int)?
    /// Blanks that an escape wrote do not count as trailing.
    var fixed = decodedStart
    while true {
      let byte = cursor.byte
      if byte == quote {
        if !isDouble, cursor.byte(ahead: 1) == quote {
          decoded.append(quote)
          cursor.offset += 2
        } else {
          cursor.offset += 1
          return .scalar(style, range: start..<cursor.offset, text: decodedStart..<decoded.count, isDecoded: true)
        }
      } else if isDouble, byte == UInt8(ascii: "\\") {
        if YAMLParser.isBreak(cursor.byte(ahead: 1)) {
          cursor.offset += 1
          firstEnd = firstEnd ?? (cursor.offset, decoded.count, lineStart)
          let breaks = quotedBreaks()
          decoded.append(contentsOf: repeatElement(0x0A, count: breaks - 1))
        } else {
          escape()
        }
        fixed = decoded.count
      } else if YAMLParser.isBreak(byte) {
        while decoded.count > max(fixed, decodedStart), let last = decoded.last, YAMLParser.isBlank(last) { decoded.removeLast() }
        firstEnd = firstEnd ?? (cursor.offset, decoded.count, lineStart)
        fold(quotedBreaks())
        fixed = decoded.count
      } else if cursor.isAtEnd {
        return unclosedQuote(style, from: start, decodedStart: decodedStart, firstEnd: firstEnd)
      }
      // A line that is indented too little, or a marker, says that the quote was forgotten.
      if firstEnd != nil, isFresh {
        if isAtEndOfDocument { return unclosedQuote(style, from: start, decodedStart: decodedStart, firstEnd: firstEnd) }
        if lineIndent <= parent {
          guard lineHasTab else { return unclosedQuote(style, from: start, decodedStart: decodedStart, firstEnd: firstEnd) }
          fail(
            "expected more than \(parent) spaces of indentation but found a tab", .tab, at: TextRange(lineStart, lineContent))
        }
      }
      let runStart = cursor.offset
      skipQuotedRun(quote)
      decoded.append(contentsOf: cursor.bytes(runStart..<cursor.offset))
    }
  }

  /// Goes to the next quote, backslash or line break.
  @inline(__always) private mutating func skipQuotedRun(_ quote: UInt8) {
    while true {
      cursor.skipText(until: quote, quote == UInt8(ascii: "\"") ? UInt8(ascii: "\\") : quote)
      guard cursor.byte < 0x20, !YAMLParser.isBreak(cursor.byte), !cursor.isAtEnd else { return }
      // A tab.
      cursor.offset += 1
    }
  }

  /// Goes past line breaks and blanks to the next text; returns the number of breaks.
  private mutating func quotedBreaks() -> Int {
    var breaks = 0
    while YAMLParser.isBreak(cursor.byte) {
      skipBreak()
      beginLine()
      breaks += 1
    }
    return max(1, breaks)
  }

  /// Reports a quote where it opened. The scalar ends with its first line, where reading goes on.
  private mutating func unclosedQuote(
    _ style: NodeStyle, from start: Int, decodedStart: Int, firstEnd: (offset: Int, decoded: Int, line: Int)?
  ) -> NodeRecord {
    if let firstEnd, !cursor.isAtEnd || firstEnd.offset < cursor.count {
      cursor.offset = firstEnd.offset
      decoded.removeLast(decoded.count - firstEnd.decoded)
      lineStart = firstEnd.line
      lineContent = -1
    }
    let offset = cursor.offset
    lastErrorLine = -1
    fail("expected the quote that opens here to be closed", .unclosedQuote, at: TextRange(start, start + 1))
    return .scalar(style, range: start..<offset, text: decodedStart..<decoded.count, isDecoded: true)
  }

  /// Decodes the escape at the cursor.
  private mutating func escape() {
    let start = cursor.offset
    let letter = cursor.byte(ahead: 1)
    cursor.offset += 2
    switch letter {
    case UInt8(ascii: "0"): decoded.append(0x00)
    case UInt8(ascii: "a"): decoded.append(0x07)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "t"), 0x09: decoded.append(0x09)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "v"): decoded.append(0x0B)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "e"): decoded.append(0x1B)
    case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"): decoded.append(letter)
    case UInt8(ascii: "N"): decoded.append(contentsOf: [0xC2, 0x85])
    case UInt8(ascii: "_"): decoded.append(contentsOf: [0xC2, 0xA0])
    case UInt8(ascii: "L"): decoded.append(contentsOf: [0xE2, 0x80, 0xA8])
    case UInt8(ascii: "P"): decoded.append(contentsOf: [0xE2, 0x80, 0xA9])
    case UInt8(ascii: "x"): hexadecimalEscape(digits: 2, from: start)
    case UInt8(ascii: "u"): hexadecimalEscape(digits: 4, from: start)
    case UInt8(ascii: "U"): hexadecimalEscape(digits: 8, from: start)
    default:
      cursor.offset = min(start + 1, cursor.count)
      let end = (0x21..<0x7F).contains(cursor.byte) ? cursor.offset + 1 : cursor.offset
      fail(
        "expected an escape such as '\\n', '\\\"' or '\\\\' but found \(shown(start..<end)); "
          + "a backslash that means itself is written '\\\\'",
        at: TextRange(start, min(start + 2, cursor.count)),
        fix: "Write `\\\\`, or use single quotes, in which a backslash is itself.")
      decoded.append(UInt8(ascii: "\\"))
    }
  }

  private mutating func hexadecimalEscape(digits: Int, from start: Int) {
    var value = hexadecimal(digits: digits)
    // JSON writes characters past U+FFFF as pairs of surrogates, and JSON is YAML.
    if digits == 4, let high = value, high & 0xFC00 == 0xD800, cursor.starts(with: "\\u") {
      let between = cursor.offset
      cursor.offset += 2
      if let low = hexadecimal(digits: 4), low & 0xFC00 == 0xDC00 {
        value = 0x10000 + (high & 0x3FF) << 10 + low & 0x3FF
      } else {
        cursor.offset = between
      }
    }
    if let value, let scalar = Unicode.Scalar(value) {
      decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    } else {
      fail(
        value == nil
          ? "expected \(digits) hexadecimal digits after \(shown(start..<start + 2))"
          : "expected a character but found \(shown(start..<cursor.offset)), which is none",
        at: TextRange(start, cursor.offset),
        fix: "Write all \(digits) digits of a character's number, or the character itself.")
      decoded.append(contentsOf: UTF8.encodedReplacementCharacter)
    }
  }

  private mutating func hexadecimal(digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for index in 0..<digits {
      guard let digit = hexadecimalValue(cursor.byte(ahead: index)) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    cursor.offset += digits
    return value
  }
}
