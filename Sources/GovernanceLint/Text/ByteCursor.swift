/// A place in bytes that a parser reads forwards from.
///
/// It holds an unsafe pointer: through one, scanning runs at twice the speed of `[UInt8]` and `Span`, and parsing is mostly
/// scanning. Safe all the same: every read compares its offset with `count`, past which there is only ``end``; the bytes
/// outlive the cursor because parsers make one inside `withUnsafeBufferPointer` and never store it elsewhere.
struct ByteCursor {
  private let base: UnsafeBufferPointer<UInt8>
  /// Number of bytes.
  let count: Int
  /// Where the next byte is read.
  var offset: Int

  /// What is read past the last byte. Parsers refuse files with NUL bytes beforehand, so that it means nothing else.
  static let end: UInt8 = 0

  /// A cursor at an offset of some bytes.
  init(_ bytes: UnsafeBufferPointer<UInt8>, offset: Int = 0) {
    base = bytes
    count = bytes.count
    self.offset = offset
  }

  /// The byte at the cursor.
  @inline(__always) var byte: UInt8 { byte(at: offset) }

  /// The byte that lies so many after the cursor (before it, when negative).
  @inline(__always) func byte(ahead distance: Int) -> UInt8 { byte(at: offset &+ distance) }

  /// The byte at an offset.
  @inline(__always) func byte(at offset: Int) -> UInt8 {
    // One comparison: what is negative is larger than every count.
    UInt(bitPattern: offset) < UInt(bitPattern: count) ? base[offset] : ByteCursor.end
  }

  /// Whether all bytes are read.
  @inline(__always) var isAtEnd: Bool { offset >= count }

  /// Goes on while bytes belong to a set.
  @inline(__always) mutating func skip(while belongs: (UInt8) -> Bool) {
    var offset = offset
    while offset < count, belongs(base[offset]) { offset &+= 1 }
    self.offset = offset
  }

  /// Goes to the next of two ASCII characters or control character below U+0020, eight bytes at a time. Returns whether there
  /// may be bytes beyond ASCII before it.
  @inline(__always) @discardableResult mutating func skipText(until first: UInt8, _ second: UInt8) -> Bool {
    let raw = UnsafeRawBufferPointer(base)
    let (firsts, seconds) = (ByteCursor.ones &* UInt64(first), ByteCursor.ones &* UInt64(second))
    var offset = offset
    var seen: UInt64 = 0
    while count &- offset >= 8 {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      seen |= word
      // The lowest high bit marks the first byte that is zero, that is, equal, or less than 0x20; bits above it may err.
      let (one, other) = (word ^ firsts, word ^ seconds)
      let stops = ((one &- ByteCursor.ones) & ~one) | ((other &- ByteCursor.ones) & ~other)
      let marks = (stops | ((word &- ByteCursor.ones &* 0x20) & ~word)) & ByteCursor.highBits
      if marks != 0 {
        self.offset = offset &+ marks.trailingZeroBitCount / 8
        return seen & ByteCursor.highBits != 0
      }
      offset &+= 8
    }
    while offset < count, base[offset] != first, base[offset] != second, base[offset] >= 0x20 {
      seen |= UInt64(base[offset])
      offset &+= 1
    }
    self.offset = offset
    return seen & ByteCursor.highBits != 0
  }

  /// Goes past spaces, eight bytes at a time: indentation is much of what a file holds.
  @inline(__always) mutating func skipSpaces() {
    let raw = UnsafeRawBufferPointer(base)
    var offset = offset
    while count &- offset >= 8 {
      let others = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ (ByteCursor.ones &* 0x20)
      if others != 0 {
        self.offset = offset &+ others.trailingZeroBitCount / 8
        return
      }
      offset &+= 8
    }
    while offset < count, base[offset] == 0x20 { offset &+= 1 }
    self.offset = offset
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// A number that is equal for equal bytes, and most likely not for keys that differ: of their length and both ends.
  @inline(__always) func fingerprint(_ range: Range<Int>) -> UInt64 {
    let length = range.upperBound &- range.lowerBound
    var (first, last): (UInt64, UInt64) = (0, 0)
    if range.upperBound >= 8, count &- range.lowerBound >= 8, range.lowerBound >= 0, range.upperBound <= count {
      // Where the text is shorter than eight bytes, its neighbours are cut off, without a branch: lengths are hard to foretell.
      let unused = UInt64(truncatingIfNeeded: 8 &* max(0, 8 &- length))
      let raw = UnsafeRawBufferPointer(base)
      first = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)) << unused
      last = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: range.upperBound &- 8, as: UInt64.self)) >> unused
    } else {
      // The same of a short text at either end of the bytes.
      for byte in bytes(range).reversed() { last = last << 8 | UInt64(byte) }
      first = last << UInt64(truncatingIfNeeded: 8 &* max(0, 8 &- length))
    }
    return (first &* 0x9E37_79B9_7F4A_7C15) ^ (last &+ UInt64(truncatingIfNeeded: length))
  }

  /// Whether these bytes stand at the cursor.
  func starts(with text: StaticString) -> Bool {
    guard offset >= 0, count &- offset >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where base[offset &+ index] != text.utf8Start[index] { return false }
    return true
  }

  /// The bytes of a range, which must lie inside; for copying.
  func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: base[range.clamped(to: 0..<count)])
  }

}
