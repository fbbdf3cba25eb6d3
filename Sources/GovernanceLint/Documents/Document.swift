/// What was parsed from one ``Source``: a flat array of nodes in document order, with comments beside it.
///
/// A class, because a ``Node`` is a handle into it: one retain instead of one for each array. It never changes once made.
public final class Document: Sendable {
  /// The file.
  public let source: Source
  /// All nodes in preorder: a mapping is followed by its first key, that by its value, and so on.
  let records: ContiguousArray<NodeRecord>
  /// Index of the root of each YAML document in the file; JSON has one.
  let rootIndexes: [Int32]
  /// The text of scalars that are not written verbatim in the source (escapes, folded lines).
  let decoded: ContiguousArray<UInt8>
  /// Comments in order, each from its `#` to the end of its line.
  public let comments: [TextRange]
  /// Anchor names and tags, by node index; few nodes have one.
  let properties: NodePropertyTable
  /// Which markers each YAML document has.
  let markers: [DocumentMarkers]

  init(
    source: Source, records: ContiguousArray<NodeRecord>, rootIndexes: [Int32], decoded: ContiguousArray<UInt8> = [],
    comments: [TextRange] = [], properties: NodePropertyTable = NodePropertyTable(),
    markers: [DocumentMarkers] = []
  ) {
    self.source = source
    self.records = records.fitted
    self.rootIndexes = rootIndexes
    self.decoded = decoded.fitted
    self.comments = comments
    self.properties = properties
    self.markers = markers
  }

  /// The root node of each document in the file.
  public var roots: [Node] { rootIndexes.map { Node(document: self, index: $0) } }

  /// The root of the document that holds a node; a file may have thousands.
  func root(holding node: Node) -> Node? {
    var low = 0
    var high = rootIndexes.count
    while low < high {
      let middle = (low + high) / 2
      if rootIndexes[middle] <= node.index { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? Node(document: self, index: rootIndexes[low - 1]) : nil
  }
}

extension ContiguousArray {
  /// The same without much room to grow: documents may be many, and live long.
  fileprivate var fitted: ContiguousArray {
    guard capacity > count + count / 16 + 4 else { return self }
    return ContiguousArray(unsafeUninitializedCapacity: count) { buffer, initialized in
      (_, initialized) = buffer.initialize(from: self)
    }
  }
}

/// One node of the flat array: 24 bytes.
struct NodeRecord: Sendable {
  var kind: NodeKind
  var style: NodeStyle
  var flags: Flags
  /// First byte of the value, quotes and brackets included.
  var start: UInt32
  /// Byte after its last.
  var end: UInt32
  /// Index after the last node below this one: where the next sibling stands.
  var next: Int32
  /// Scalar: where its text begins, in the source or (`isDecoded`) in `Document.decoded`. Mapping: number of pairs.
  /// Sequence: number of items. Alias: index of the node it stands for, or its own where there is none.
  var first: UInt32
  /// Scalar: where its text ends.
  var second: UInt32

  struct Flags: OptionSet, Sendable {
    var rawValue: UInt8
    /// The scalar's text is in `Document.decoded`.
    static let isDecoded = Flags(rawValue: 1)
    /// It has an entry in `Document.properties`.
    static let hasProperties = Flags(rawValue: 2)
  }
}

extension NodeRecord {
  /// A collection that is open: the rest is set when it is complete.
  static func collection(_ kind: NodeKind, _ style: NodeStyle, at start: Int) -> NodeRecord {
    NodeRecord(
      kind: kind, style: style, flags: [], start: UInt32(truncatingIfNeeded: start), end: 0, next: 0, first: 0, second: 0)
  }

  /// Keeps a scalar or alias before the end of the file.
  mutating func clamp(to limit: UInt32) {
    start = min(start, limit)
    end = min(end, limit)
    guard kind == .scalar, !flags.contains(.isDecoded) else { return }
    first = min(first, limit)
    second = min(second, limit)
  }

  /// A scalar with its text in the source or, `isDecoded`, in `Document.decoded`. Its `next` is set when it is appended.
  static func scalar(_ style: NodeStyle, range: Range<Int>, text: Range<Int>, isDecoded: Bool = false) -> NodeRecord {
    NodeRecord(
      kind: .scalar, style: style, flags: isDecoded ? .isDecoded : [], start: UInt32(truncatingIfNeeded: range.lowerBound),
      end: UInt32(truncatingIfNeeded: range.upperBound), next: 0, first: UInt32(truncatingIfNeeded: text.lowerBound),
      second: UInt32(truncatingIfNeeded: text.upperBound))
  }
}

/// The kinds of node (YAML 1.2.2 section 3.2.1); a JSON object is a mapping, an array is a sequence.
public enum NodeKind: UInt8, Sendable {
  case scalar
  case mapping
  case sequence
  case alias
}

/// How a node is written (YAML 1.2.2 section 3.2.3.1); JSON strings are double-quoted, its collections are flow.
public enum NodeStyle: UInt8, Sendable {
  case plain
  case singleQuoted
  case doubleQuoted
  case literal
  case folded
  case block
  case flow
}

/// The markers of a YAML document (section 9.1).
struct DocumentMarkers: Sendable {
  /// Whether it begins with `---`.
  var hasStart = false
  /// Whether it ends with `...`.
  var hasEnd = false
}

/// What may stand before a node in YAML.
struct NodeProperties: Sendable {
  /// The anchor's name, without `&`.
  var anchor: TextRange?
  /// The tag as written.
  var tag: TextRange?
  /// The tag with its handle resolved: `tag:yaml.org,2002:str`; `!` is the non-specific one.
  var resolvedTag: String?
}
