/// Tokens of JSON: white space, strings, numbers and words.
extension JSONParser {
  /// Skips white space and, with a finding, comments.
  mutating func skipSpace() {
    while true {
      cursor.skipJSONSpace()
      guard cursor.byte == UInt8(ascii: "/") else { return }
      let start = cursor.offset
      if cursor.byte(ahead: 1) == UInt8(ascii: "/") {
        cursor.skip { $0 != 0x0A && $0 != 0x0D }
      } else if cursor.byte(ahead: 1) == UInt8(ascii: "*") {
        cursor.offset += 2
        while !cursor.isAtEnd, !cursor.starts(with: "*/") { cursor.offset += 1 }
        cursor.offset = min(cursor.offset + 2, cursor.count)
      } else {
        return
      }
      fail(
        "expected no comment: JSON has none", start..<cursor.offset,
        fix: "Remove it, or keep the file as YAML, which has comments.")
    }
  }

  /// A string from its opening quote on. One that is not closed ends with its line.
  mutating func string(quote: UInt8) -> NodeRecord {
    let start = cursor.offset
    cursor.offset += 1
    let textStart = cursor.offset
    cursor.skipText(until: quote, UInt8(ascii: "\\"))
    let decodedStart = decoded.count
    decoded.append(contentsOf: cursor.bytes(textStart..<cursor.offset))
    while !cursor.isAtEnd, cursor.byte != quote {
      let byte = cursor.byte
      if byte == UInt8(ascii: "\\") {
        escape()
      } else if byte == 0x0A || byte == 0x0D {
        break
      } else if byte < 0x20 {
        let escaped = byte == 0x09 ? "\\t" : "\\u00\(hexadecimal(byte))"
        fail(
          "expected '\(escaped)' but found the control character itself", cursor.offset..<cursor.offset + 1,
          fix: "Write it as `\(escaped)`.")
        // One finding for a run of them.
        let runStart = cursor.offset
        cursor.skip { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D }
        decoded.append(contentsOf: cursor.bytes(runStart..<cursor.offset))
      } else {
        let runStart = cursor.offset
        cursor.skipText(until: quote, UInt8(ascii: "\\"))
        decoded.append(contentsOf: cursor.bytes(runStart..<cursor.offset))
      }
    }
    if cursor.byte == quote {
      cursor.offset += 1
    } else {
      findings.add(
        .unclosedQuote, "expected the quote that opens here to be closed on the same line", at: TextRange(start, start + 1))
    }
    position.checkText(cursor.bytes(start..<cursor.offset))
    return .scalar(.doubleQuoted, range: start..<cursor.offset, text: decodedStart..<decoded.count, isDecoded: true)
  }

  /// Decodes the escape at the cursor (section 7).
  private mutating func escape() {
    let start = cursor.offset
    let letter = cursor.byte(ahead: 1)
    cursor.offset += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(letter)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      var value = unit(at: cursor.offset)
      if value != nil { cursor.offset += 4 }
      if let high = value, high & 0xFC00 == 0xD800, cursor.starts(with: "\\u"), let low = unit(at: cursor.offset + 2),
        low & 0xFC00 == 0xDC00
      {
        value = 0x10000 + (high & 0x3FF) << 10 + low & 0x3FF
        cursor.offset += 6
      }
      if let value, let scalar = Unicode.Scalar(value) {
        decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      } else {
        fail(
          value == nil
            ? "expected four hexadecimal digits after '\\u'" : "expected a pair of surrogates but found half of one",
          start..<cursor.offset, fix: "Write all digits of the character's number, or the character itself.")
        decoded.append(contentsOf: UTF8.encodedReplacementCharacter)
      }
    default:
      cursor.offset = min(start + 1, cursor.count)
      fail(
        "expected one of '\\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t', '\\u' but found another escape",
        start..<start + 2, fix: "Write `\\\\` for a backslash that means itself.")
    }
  }

  /// The value of four hexadecimal digits.
  private func unit(at offset: Int) -> UInt32? {
    var value: UInt32 = 0
    for index in 0..<4 {
      guard let digit = hexadecimalValue(cursor.byte(at: offset + index)) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Everything up to the next separator; a finding where the cursor cannot be taken over all of it by `isValid`.
  mutating func word(isValid skip: (inout ByteCursor) -> Void, expected: String) -> NodeRecord {
    let start = cursor.offset
    skip(&cursor)
    if JSONParser.endsWord(cursor.byte), cursor.offset > start {
      return .scalar(.plain, range: start..<cursor.offset, text: start..<cursor.offset)
    }
    cursor.skip { !JSONParser.endsWord($0) }
    if cursor.offset == start { cursor.offset = min(start + 1, cursor.count) }
    fail("expected \(expected) but found '\(shown(start..<cursor.offset))'", start..<cursor.offset, fix: JSONParser.wordFix)
    return .scalar(.plain, range: start..<cursor.offset, text: start..<cursor.offset)
  }

  private static let wordFix =
    "Write text in double quotes, numbers like `0.5`, `-1` or `1e3` (no `+`, no leading zeros), and `true`, `false` or `null`."

  /// Section 6.
  static func skipNumber(_ cursor: inout ByteCursor) {
    if cursor.byte == UInt8(ascii: "-") {
      guard isDigit(cursor.byte(ahead: 1)) else { return }
      cursor.offset += 1
    }
    if cursor.byte == UInt8(ascii: "0") {
      cursor.offset += 1
    } else if !skipDigits(&cursor) {
      return
    }
    if cursor.byte == UInt8(ascii: "."), isDigit(cursor.byte(ahead: 1)) {
      cursor.offset += 1
      _ = skipDigits(&cursor)
    }
    guard cursor.byte | 0x20 == UInt8(ascii: "e") else { return }
    let sign = cursor.byte(ahead: 1)
    let length = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? 2 : 1
    guard isDigit(cursor.byte(ahead: length)) else { return }
    cursor.offset += length
    _ = skipDigits(&cursor)
  }

  /// `true`, `false` or `null`.
  static func skipLiteral(_ cursor: inout ByteCursor) {
    if cursor.starts(with: "true") || cursor.starts(with: "null") {
      cursor.offset += 4
    } else if cursor.starts(with: "false") {
      cursor.offset += 5
    }
  }

  private static func skipDigits(_ cursor: inout ByteCursor) -> Bool {
    let start = cursor.offset
    cursor.skip { isDigit($0) }
    return cursor.offset > start
  }

  @inline(__always) private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether a number or literal may be followed by that byte; what is past the end counts.
  @inline(__always) static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "["),
      UInt8(ascii: "{"), UInt8(ascii: "\""):
      true
    default: false
    }
  }

  /// The character at an offset, for messages.
  func character(at offset: Int) -> String {
    let byte = cursor.byte(at: offset)
    if byte < 0x20 || byte == 0x7F { return "\\u00\(hexadecimal(byte))" }
    let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    return String(decoding: cursor.bytes(offset..<min(offset + length, cursor.count)), as: UTF8.self)
  }

  /// The beginning of a range, for messages.
  private func shown(_ range: Range<Int>) -> String {
    let text = String(decoding: cursor.bytes(range.lowerBound..<min(range.upperBound, range.lowerBound + 160)), as: UTF8.self)
    return text.unicodeScalars.count > 40 ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))) + "..." : text
  }
}

/// The value of a hexadecimal digit.
@inline(__always) func hexadecimalValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
