/// A handle to one node of a ``Document``.
public struct Node: Sendable {
  /// What it is part of.
  public let document: Document
  let index: Int32

  var record: NodeRecord { document.records[Int(index)] }

  /// The node itself, or for an alias the node it stands for.
  public var resolved: Node {
    let record = record
    return record.kind == .alias ? Node(document: document, index: Int32(record.first)) : self
  }

  /// What it is; an alias is an alias here (see ``resolved``).
  public var kind: NodeKind { record.kind }
  /// How it is written.
  public var style: NodeStyle { record.style }
  /// The bytes of the value, quotes and brackets included, anchors and tags not.
  ///
  /// A block mapping or sequence reaches from its first key or dash to the end of its last value; a block scalar from its `|`
  /// or `>` to the end of its text, without trailing blank lines. A value that is not written is empty, right after its `:`
  /// or `-` (after its anchor and tag, where it has some). A mapping whose first key has an anchor or tag begins with that.
  public var range: TextRange { TextRange(record.start, record.end) }
  /// Where it stands; the pointer is left to those who walked there (``NodePath``).
  public var place: Place { Place(source: document.source, range: range) }

  /// A scalar's text with escapes decoded and lines folded; empty for other kinds.
  public var text: String {
    withTextBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes of a scalar's text, without copying them; with none for other kinds.
  func withTextBytes<Result>(_ body: (ArraySlice<UInt8>) -> Result) -> Result {
    let record = record
    guard record.kind == .scalar else { return body([]) }
    let range = Int(record.first)..<Int(record.second)
    return body(record.flags.contains(.isDecoded) ? document.decoded[range] : document.source.bytes[range])
  }

  /// Number of pairs of a mapping or items of a sequence; 0 for scalars. An alias counts as what it stands for.
  public var count: Int {
    let record = resolved.record
    return record.kind == .mapping || record.kind == .sequence ? Int(record.first) : 0
  }

  /// The pairs of a mapping in order, equal keys included; empty for other kinds.
  public var pairs: PairSequence { PairSequence(resolved) }

  /// The items of a sequence in order; empty for other kinds.
  public var items: ItemSequence { ItemSequence(resolved) }

  /// The value of the first pair whose key is that scalar, or nil. Compares bytes: nothing is normalised.
  public subscript(key: StaticString) -> Node? { pair(key)?.value }

  /// The pair whose key is that scalar.
  public func pair(_ key: StaticString) -> Pair? {
    pair(keyed: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
  }

  /// The pair whose key is that scalar.
  public func pair(named key: String) -> Pair? {
    var key = key
    return key.withUTF8 { pair(keyed: $0) }
  }

  /// Goes over the records alone: nothing is asked more often, and most keys differ in length.
  private func pair(keyed wanted: UnsafeBufferPointer<UInt8>) -> Pair? {
    let mapping = resolved.index
    return document.records.withUnsafeBufferPointer { records in
      guard records[Int(mapping)].kind == .mapping else { return nil }
      let end = records[Int(mapping)].next
      var index = mapping + 1
      while index < end {
        let key = records[Int(index)]
        let length = key.kind == .scalar ? Int(key.second) - Int(key.first) : 0
        if length == wanted.count, isText(of: key, wanted) {
          return Pair(key: Node(document: document, index: index), value: Node(document: document, index: key.next))
        }
        index = records[Int(key.next)].next
      }
      return nil
    }
  }

  /// Whether the text of a scalar is that, which is as long.
  @inline(__always)
  private func isText(of record: NodeRecord, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    let isDecoded = record.flags.contains(.isDecoded)
    for index in wanted.indices {
      let place = Int(record.first) + index
      if wanted[index] != (isDecoded ? document.decoded[place] : document.source.bytes[place]) { return false }
    }
    return true
  }

  /// A key of a mapping and its value.
  public struct Pair: Sendable {
    /// The key.
    public var key: Node
    /// The value; an empty scalar where none is written.
    public var value: Node
  }

  /// The pairs of a mapping.
  public struct PairSequence: Sequence, IteratorProtocol {
    private let document: Document
    private var index: Int32
    private let end: Int32

    init(_ node: Node) {
      let record = node.record
      document = node.document
      index = node.index + 1
      end = record.kind == .mapping ? record.next : index
    }

    public mutating func next() -> Pair? {
      guard index < end else { return nil }
      let key = Node(document: document, index: index)
      let value = Node(document: document, index: key.record.next)
      index = value.record.next
      return Pair(key: key, value: value)
    }
  }

  /// The items of a sequence.
  public struct ItemSequence: Sequence, IteratorProtocol {
    private let document: Document
    private var index: Int32
    private let end: Int32

    init(_ node: Node) {
      let record = node.record
      document = node.document
      index = node.index + 1
      end = record.kind == .sequence ? record.next : index
    }

    public mutating func next() -> Node? {
      guard index < end else { return nil }
      let item = Node(document: document, index: index)
      index = item.record.next
      return item
    }
  }
}
