/// A half-open range of byte offsets in one ``Source``.
///
/// Everything that came from a file has one. Lines and columns are computed when a finding is rendered (``LineTable``).
public struct TextRange: Hashable, BitwiseCopyable, Sendable {
  /// Offset of the first byte.
  public var start: UInt32
  /// Offset after the last byte.
  public var end: UInt32

  /// The bytes from `start` up to, not including, `end`.
  public init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = max(start, end)
  }

  /// The same, from the offsets that array subscripts use.
  public init(_ start: Int, _ end: Int) {
    self.init(UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: end))
  }

  /// Number of bytes.
  public var count: Int { Int(end - start) }
  /// Whether it holds no byte.
  public var isEmpty: Bool { start == end }
  /// The offsets, for subscripts.
  public var indices: Range<Int> { Int(start)..<Int(end) }

  /// Whether every byte of `other` lies inside.
  public func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }

  /// The smallest range that holds both.
  public func union(_ other: TextRange) -> TextRange { TextRange(min(start, other.start), max(end, other.end)) }
}

extension TextRange: Comparable {
  /// By start, then by end.
  public static func < (left: TextRange, right: TextRange) -> Bool { (left.start, left.end) < (right.start, right.end) }
}
