/// A raw, multi-line Swift literal of a UTF-8 text, or nil for what is not UTF-8.
func rawStringLiteral(_ bytes: [UInt8]) -> String? {
  guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
  let marks = String(repeating: "#", count: longestDelimiter(in: bytes) + 1)
  var literal = "\(marks)\"\"\"\n"
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x0A, 0x09: literal.unicodeScalars.append(scalar)
    // The compiler reads a carriage return as a line feed, and refuses other control characters and byte order marks.
    case 0..<0x20, 0x7F, 0xFEFF: literal += "\\\(marks)u{\(String(scalar.value, radix: 16))}"
    default: literal.unicodeScalars.append(scalar)
    }
  }
  return literal + "\n\"\"\"\(marks)"
}

/// The longest run of `#` behind a quote or a backslash: with one more, neither ends the literal nor begins an escape.
private func longestDelimiter(in bytes: [UInt8]) -> Int {
  var longest = 0
  var run: Int?
  for byte in bytes {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): run = 0
    case UInt8(ascii: "#"): run = run.map { $0 + 1 }
    default: run = nil
    }
    longest = max(longest, run ?? 0)
  }
  return longest
}
