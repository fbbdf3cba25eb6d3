/// Well-formedness of UTF-8 (Unicode 16, table 3-7).
enum UTF8Validation {
  /// The offset of the first byte that is not part of a well-formed character, or is NUL; nil where all are fine.
  static func firstInvalidOffset(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = bytes.count
    var offset = 0
    while offset < count {
      // Most text is ASCII: 32 bytes at once are fine when each lies between 1 and 127.
      while count &- offset >= 32 {
        let block = raw.loadUnaligned(fromByteOffset: offset, as: SIMD32<UInt8>.self)
        guard all((block &- 1) .< 127) else { break }
        offset &+= 32
      }
      let end = min(offset &+ 32, count)
      while offset < end {
        let length = length(ofCharacterAt: offset, in: bytes)
        if length == 0 { return offset }
        offset &+= length
      }
    }
    return nil
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
