/// A place in bytes that a parser reads forwards from.
///
/// It holds an unsafe pointer: through one, scanning runs at twice the speed of `[UInt8]` and `Span`, and parsing is mostly scanning.
/// Safe all the same: every read compares its offset with `count`, past which there is only ``end``; the bytes outlive the
/// cursor because parsers make one inside `withUnsafeBufferPointer` and never store it elsewhere.
struct ByteCursor {
  fileprivate let base: UnsafeBufferPointer<UInt8>
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
  @inline(__always) var byte: UInt8 { offset >= 0 && offset < count ? base[offset] : ByteCursor.end }

  /// The byte that lies so many after the cursor (before it, when negative).
  @inline(__always) func byte(ahead distance: Int) -> UInt8 { byte(at: offset &+ distance) }

  /// The byte at an offset.
  @inline(__always) func byte(at offset: Int) -> UInt8 { offset >= 0 && offset < count ? base[offset] : ByteCursor.end }

  /// Whether all bytes are read.
  @inline(__always) var isAtEnd: Bool { offset >= count }

  /// Goes on while bytes belong to a set.
  @inline(__always) mutating func skip(while belongs: (UInt8) -> Bool) {
    var offset = offset
    while offset < count, belongs(base[offset]) { offset &+= 1 }
    self.offset = offset
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

  /// Whether two ranges hold the same bytes.
  func equal(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.count == right.count && bytes(left).elementsEqual(bytes(right))
  }
}

extension ByteCursor {
  /// Goes to the next control character (below U+0020) that is no tab, line feed or carriage return.
  mutating func skipPrintable() {
    let raw = UnsafeRawBufferPointer(base)
    while offset < count {
      while count &- offset >= 32 {
        let block = raw.loadUnaligned(fromByteOffset: offset, as: SIMD32<UInt8>.self)
        let isControl = (block .< 0x20) .& (block .!= 0x0A) .& (block .!= 0x0D) .& (block .!= 0x09)
        guard !any(isControl) else { break }
        offset &+= 32
      }
      let end = min(offset &+ 32, count)
      while offset < end {
        let byte = base[offset]
        if byte < 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { return }
        offset &+= 1
      }
    }
  }
}
