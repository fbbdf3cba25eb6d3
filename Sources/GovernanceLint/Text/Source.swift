/// A file's path and bytes.
///
/// The bytes are UTF-8 as far as the parsers found them to be; other encodings are decoded before a `Source` is made.
public struct Source: Sendable {
  /// The path as it is shown: relative to the configuration's folder, with `/`.
  public let path: String
  /// The content. Offsets of ``TextRange`` index it.
  public let bytes: [UInt8]
  /// Whether the content was let go of to save memory: it has to be read again before it can be shown.
  public let isForgotten: Bool
  /// Whether this is the file as it was at the base of a comparison, and not as it is.
  public let isAtBase: Bool

  /// The largest content that 32-bit offsets reach, in bytes.
  public static let maximumSize = Int(UInt32.max) - 1

  /// A file of that path and content.
  public init(path: String, bytes: [UInt8], isAtBase: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.isAtBase = isAtBase
    isForgotten = false
  }

  /// The file without its content.
  init(forgetting source: Source) {
    path = source.path
    bytes = []
    isAtBase = source.isAtBase
    isForgotten = true
  }

  /// A file made of text, for configuration given on the command line, examples and tests.
  public init(path: String, text: String, isAtBase: Bool = false) {
    self.init(path: path, bytes: Array(text.utf8), isAtBase: isAtBase)
  }

  /// What is said after a place in it: nothing of the file as it is.
  var version: String { isAtBase ? " at the base" : "" }

  /// Whether both are versions of one file from the same side of a comparison.
  func isSameFile(as other: Source) -> Bool { isAtBase == other.isAtBase && path.utf8.elementsEqual(other.path.utf8) }

  /// The text of a range; bytes that are not UTF-8 come out as U+FFFD.
  public func text(_ range: TextRange) -> String {
    let start = min(Int(range.start), bytes.count)
    let end = min(max(Int(range.end), start), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
