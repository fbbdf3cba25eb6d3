/// What a ``Packing`` has written: numbers of six bits, and behind them texts.
struct PackedText: @unchecked Sendable {
  // Nobody writes to it, and it stays where it is.
  private let bytes: UnsafeBufferPointer<UInt8>
  /// How many characters stand before the places where the texts end.
  let count: Int
  private let firstText: Int
  private let textCount: Int

  /// Characters from `0` to `o`.
  static let zero = UInt8(ascii: "0")
  /// How many characters a number of 24 bits takes.
  static let numberWidth = 4

  /// What stays where it is for as long as the process runs.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    let end = bytes.count - 2 * PackedText.numberWidth
    guard end >= 0 else {
      (count, firstText, textCount) = (0, 0, 0)
      return
    }
    firstText = max(0, end - PackedText.number(in: bytes, at: end))
    textCount = min(firstText / PackedText.numberWidth, PackedText.number(in: bytes, at: end + PackedText.numberWidth))
    count = firstText - textCount * PackedText.numberWidth
  }

  private static func number(in bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int {
    (0..<numberWidth).reduce(0) { $0 | Int((bytes[position + $1] &- zero) & 63) << (6 * $1) }
  }

  /// The six bits of a character.
  @inline(__always)
  subscript(position: Int) -> UInt8 { bytes[position] &- PackedText.zero }

  /// A text by its number; empty where there is none.
  func text(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    guard number >= 0, number < textCount else { return UnsafeBufferPointer(start: nil, count: 0) }
    let entry = count + number * PackedText.numberWidth
    let start = number == 0 ? 0 : PackedText.number(in: bytes, at: entry - PackedText.numberWidth)
    let end = PackedText.number(in: bytes, at: entry)
    guard start <= end, firstText + end <= bytes.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(rebasing: bytes[firstText + start..<firstText + end])
  }

  /// Numbers of 24 bits, the highest of which is the sign, as words of 32.
  func read(_ words: Int, at position: Int, into memory: UnsafeMutableRawBufferPointer) {
    guard words > 0, let base = bytes.baseAddress, let memory = memory.baseAddress else { return }
    let input = UnsafeRawPointer(base + position)
    let zeros = UInt32(PackedText.zero) &* 0x0101_0101
    // Without branches, so that several words are read at a time.
    for index in 0..<words {
      let bits = UInt32(littleEndian: input.loadUnaligned(fromByteOffset: 4 &* index, as: UInt32.self)) &- zeros
      let word = bits & 0x3F | bits &>> 2 & 0xFC0 | bits &>> 4 & 0x3F000 | bits &>> 6 & 0xFC_0000
      memory.storeBytes(of: Int32(bitPattern: word &<< 8) &>> 8, toByteOffset: 4 &* index, as: Int32.self)
    }
  }
}
