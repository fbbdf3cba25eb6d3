/// Classes of ASCII bytes that the formats of JSON Schema are made of.
enum ASCII {
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
  static func isHex(_ byte: UInt8) -> Bool { hexadecimalValue(byte) != nil }

  /// The number that two digits at an index write, or nil where there are none.
  static func twoDigits(_ bytes: ArraySlice<UInt8>, at index: Int) -> Int? {
    guard index + 1 < bytes.endIndex, isDigit(bytes[index]), isDigit(bytes[index + 1]) else { return nil }
    return Int(bytes[index] &- 0x30) * 10 + Int(bytes[index + 1] &- 0x30)
  }
}
