// String and bytes literals (cel-spec `doc/langdef.md`, "String and Bytes Values").

/// What the letters before a quote ask for.
struct QuoteStyle {
  var isRaw = false
  var isBytes = false
}

/// `r`, `b` or both, in either case and order, directly before a quote.
struct QuotePrefix {
  var style = QuoteStyle()
  var length = 0

  init?(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
    // Most words begin with neither.
    guard first | 0x20 == UInt8(ascii: "r") || first | 0x20 == UInt8(ascii: "b") else { return nil }
    var next = first
    for following in [second, third] {
      switch next | 0x20 {
      case UInt8(ascii: "r") where !style.isRaw: style.isRaw = true
      case UInt8(ascii: "b") where !style.isBytes: style.isBytes = true
      default: return nil
      }
      length += 1
      next = following
      if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") { return }
    }
    return nil
  }
}

extension CELLexer {
  /// Reads a literal whose prefix stands at `offset`.
  mutating func quoted(_ style: QuoteStyle, prefixLength: Int) -> CELToken.Kind {
    let start = offset
    offset += prefixLength
    let quote = peek()
    let isTriple = peek(1) == quote && peek(2) == quote
    offset += isTriple ? 3 : 1
    if !isTriple, !style.isBytes, let end = plainEnd(quote) {
      let content = bytes[offset..<end]
      offset = end + 1
      return literal(.string(String(decoding: content, as: UTF8.self)))
    }
    var content: [UInt8] = []
    while true {
      guard offset < bytes.count, isTriple || (peek() != 0x0A && peek() != 0x0D) else {
        report(.unterminatedString(quote: isTriple ? String(repeating: quote.character, count: 3) : quote.character), from: start)
        break
      }
      if peek() == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        offset += isTriple ? 3 : 1
        break
      }
      if peek() == UInt8(ascii: "\\"), !style.isRaw {
        escape(into: &content, isBytes: style.isBytes)
      } else {
        content.append(peek())
        offset += 1
      }
    }
    return literal(style.isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self)))
  }

  /// Where a text ends in which nothing is escaped.
  private func plainEnd(_ quote: UInt8) -> Int? {
    for index in offset..<bytes.count {
      switch bytes[index] {
      case quote: return index
      case UInt8(ascii: "\\"), 0x0A, 0x0D: return nil
      default: break
      }
    }
    return nil
  }

  private mutating func escape(into content: inout [UInt8], isBytes: Bool) {
    let start = offset
    offset += 1
    let letter = peek()
    offset += 1
    switch letter {
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): content.append(letter)
    case UInt8(ascii: "a"): content.append(0x07)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "v"): content.append(0x0B)
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      append(hexadecimal(digits: 2), isBytes: isBytes, to: &content, from: start)
    case UInt8(ascii: "u") where !isBytes: appendUTF16(to: &content, from: start)
    case UInt8(ascii: "U") where !isBytes: append(hexadecimal(digits: 8), isBytes: false, to: &content, from: start)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      var value: UInt32? = UInt32(letter - UInt8(ascii: "0"))
      for _ in 0..<2 {
        let digit = peek()
        guard let high = value, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else {
          value = nil
          break
        }
        value = high * 8 + UInt32(digit - UInt8(ascii: "0"))
        offset += 1
      }
      append(value, isBytes: isBytes, to: &content, from: start)
    default:
      while peek() & 0xC0 == 0x80 { offset += 1 }
      offset = min(offset, bytes.count)
      report(.badEscape(text(from: start)), from: start)
    }
  }

  private mutating func hexadecimal(digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = peek().hexadecimalValue else { return nil }
      value = value << 4 | digit
      offset += 1
    }
    return value
  }

  /// `\uXXXX`; two of them may be a surrogate pair.
  private mutating func appendUTF16(to content: inout [UInt8], from start: Int) {
    var value = hexadecimal(digits: 4)
    if let high = value, (0xD800..<0xDC00).contains(high), peek() == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u") {
      offset += 2
      let low = hexadecimal(digits: 4).flatMap { (0xDC00..<0xE000).contains($0) ? $0 : nil }
      value = low.map { 0x10000 + (high - 0xD800) << 10 + ($0 - 0xDC00) }
    }
    append(value, isBytes: false, to: &content, from: start)
  }

  /// Appends a code point, or in bytes an octet; nil and what is neither is reported.
  private mutating func append(_ value: UInt32?, isBytes: Bool, to content: inout [UInt8], from start: Int) {
    if let value, isBytes {
      content.append(UInt8(truncatingIfNeeded: value))
    } else if let value, let scalar = Unicode.Scalar(value) {
      content.append(contentsOf: String(scalar).utf8)
    } else {
      report(.badEscape(text(from: start)), from: start)
    }
  }
}

extension UInt8 {
  fileprivate var character: String { String(UnicodeScalar(self)) }
}
