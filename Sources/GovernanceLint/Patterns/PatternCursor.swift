/// The place in a pattern that is being read.
struct PatternCursor {
  private let bytes: [UInt8]
  var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { offset >= bytes.count }

  func peek(_ distance: Int = 0) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self) }

  /// Steps over that text, if it stands here.
  mutating func take(_ expected: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: expected.utf8Start, count: expected.utf8CodeUnitCount)
    guard bytes[min(offset, bytes.count)...].starts(with: wanted) else { return false }
    offset += wanted.count
    return true
  }

  /// Reads one scalar. The text is a `String`, so that it is valid UTF-8.
  mutating func next() -> UInt32? {
    guard let first = peek() else { return nil }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var scalar = UInt32(first)
    if length > 1 { scalar &= 0x7F >> UInt32(length) }
    for byte in bytes[(offset + 1)..<min(offset + length, bytes.count)] { scalar = scalar << 6 | UInt32(byte & 0x3F) }
    offset = min(offset + length, bytes.count)
    return scalar
  }

  /// The offset of the next occurrence of a byte, or nil.
  func firstOffset(of byte: UInt8) -> Int? { bytes[min(offset, bytes.count)...].firstIndex(of: byte) }

  /// Reads `{n}`, `{n,}` or `{n,m}`; anything else stays, because then a brace stands for itself.
  mutating func counts() -> (minimum: Int, maximum: Int?)? {
    let start = offset
    offset += 1
    if let minimum = number() {
      if take("}") { return (minimum, minimum) }
      if take(",") {
        if take("}") { return (minimum, nil) }
        if let maximum = number(), take("}") { return (minimum, maximum) }
      }
    }
    offset = start
    return nil
  }

  /// Digits without leading zeros; more than anybody may ask for comes out as a million.
  private mutating func number() -> Int? {
    let start = offset
    var value = 0
    while let byte = peek(), (0x30...0x39).contains(byte) {
      value = min(value * 10 + Int(byte - 0x30), 1_000_000)
      offset += 1
    }
    guard offset > start, offset == start + 1 || bytes[start] != 0x30 else { return nil }
    return value
  }
}
