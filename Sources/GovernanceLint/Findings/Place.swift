/// A range in a source, and, inside a document, the JSON Pointer of the node that stands there.
public struct Place: Sendable {
  /// The file.
  public var source: Source
  /// The bytes to point at.
  public var range: TextRange
  /// RFC 6901 pointer of the node, from its document's root (`""` is the root); nil where there is no tree.
  public var pointer: String?

  /// A place in a file.
  public init(source: Source, range: TextRange, pointer: String? = nil) {
    self.source = source
    self.range = range
    self.pointer = pointer
  }
}
