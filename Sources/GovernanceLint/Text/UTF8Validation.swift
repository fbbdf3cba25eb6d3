/// Well-formedness of UTF-8 (Unicode 16, table 3-7).
enum UTF8Validation {
  /// The offset of the first byte that is not part of a well-formed character, or is NUL; nil where all are fine. Also whether
  /// there may be characters that YAML finds unprintable (before that offset): control characters other than tab, line feed,
  /// carriage return and next line, U+FFFE and U+FFFF.
  static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> (invalidOffset: Int?, hasControls: Bool) {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = bytes.count
    var offset = 0
    var hasControls = false
    while offset < count {
      // Most text is ASCII: eight bytes at once, in one register (Swift's SIMD types compare ten times slower).
      var controls: UInt64 = 0
      while count &- offset >= 8 {
        let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        guard (word | (word &- ones)) & highBits == 0 else { break }
        // High bits of: bytes below 0x20, and of those the three that are allowed.
        let low = ~((word | highBits) &- ones &* 0x20) & highBits
        let others = differs(word, 0x0A) & differs(word, 0x0D) & differs(word, 0x09)
        controls |= (low & others) | (highBits & ~differs(word, 0x7F))
        offset &+= 8
      }
      if controls != 0 { hasControls = true }
      let end = min(offset &+ 8, count)
      while offset < end {
        let length = length(ofCharacterAt: offset, in: bytes)
        if length == 0 { return (offset, hasControls) }
        let first = bytes[offset]
        if first < 0x20 {
          if first != 0x0A, first != 0x0D, first != 0x09 { hasControls = true }
        } else if first == 0x7F || (first == 0xC2 && bytes[offset &+ 1] < 0xA0) || (first == 0xEF && bytes[offset &+ 1] == 0xBF) {
          hasControls = true
        }
        offset &+= length
      }
    }
    return (nil, hasControls)
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of each of eight ASCII bytes that is not that byte.
  @inline(__always) private static func differs(_ word: UInt64, _ byte: UInt64) -> UInt64 {
    ((word ^ (ones &* byte)) &+ (highBits &- ones)) & highBits
  }

  /// The number of bytes of the character at an offset; 0 where it is malformed or NUL.
  @inline(__always) private static func length(ofCharacterAt offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let first = bytes[offset]
    if first < 0x80 { return first == 0 ? 0 : 1 }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard first >= 0xC2, first <= 0xF4, bytes.count &- offset >= length else { return 0 }
    let second = bytes[offset &+ 1]
    // The second byte rules out overlong forms, surrogates and what lies past U+10FFFF.
    let low: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
    let high: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
    guard second >= low, second <= high else { return 0 }
    if length >= 3, bytes[offset &+ 2] & 0xC0 != 0x80 { return 0 }
    if length == 4, bytes[offset &+ 3] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
