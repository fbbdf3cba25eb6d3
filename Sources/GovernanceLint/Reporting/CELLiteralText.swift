/// Reads back what CEL prints for a value (``CELValue/literal``).
enum CELLiteralText {
  /// The text of a string literal, `'it\'s'`; nil for any other value.
  static func unquoted(_ literal: String) -> String? {
    let quote: Unicode.Scalar = "'"
    guard literal.utf8.count >= 2, literal.unicodeScalars.first == quote, literal.unicodeScalars.last == quote else { return nil }
    var text = ""
    var rest = literal.unicodeScalars.dropFirst().dropLast()
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        // A quote inside means that this is more than one literal, such as `'a', 'b'`.
        if scalar == quote { return nil }
        text.unicodeScalars.append(scalar)
        continue
      }
      guard let escaped = rest.popFirst() else { return nil }
      switch escaped {
      case "a": text += "\u{07}"
      case "b": text += "\u{08}"
      case "f": text += "\u{0C}"
      case "n": text += "\n"
      case "r": text += "\r"
      case "t": text += "\t"
      case "v": text += "\u{0B}"
      case "\\", quote: text.unicodeScalars.append(escaped)
      default: return nil
      }
    }
    return text
  }

  /// Whether the text is a number as JSON writes it (RFC 8259 section 6).
  static func isNumber(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    func skipDigits() -> Int {
      let digits = rest.prefix(while: isDigit)
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = skipDigits()
    guard whole == 1 || (whole > 1 && !startsWithZero) else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard skipDigits() > 0 else { return false }
    }
    if let exponent = rest.first, exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") {
      rest.removeFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
      guard skipDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
