// How the text and the nodes of a schema are written down and read back: faster than parsing it again.

extension Document {
  /// Writes the document, or gives the one that was written. Comments, anchors and tags are left out: JSON has none.
  static func pack(_ document: Document, _ packing: inout Packing) -> Document {
    var (path, bytes) = (document.source.path, document.source.bytes)
    var (records, roots, decoded) = (document.records, document.rootIndexes, document.decoded)
    packing.text(&path)
    packing.bytes(&bytes)
    packing.bytes(&decoded)
    packing.list(&roots)
    var index: Int32 = 0
    var start: UInt32 = 0
    packing.list(&records, blank: .blank) { record, packing in
      record.pack(&packing, index: index, after: start)
      start = record.start
      index &+= 1
    }
    guard packing.isReading else { return document }
    return Document(source: Source(path: path, bytes: bytes), records: records, rootIndexes: roots, decoded: decoded)
  }

  static let blank = Document(source: Source(path: "", bytes: []), records: [], rootIndexes: [])
}

extension NodeRecord {
  fileprivate static let blank = NodeRecord(kind: .scalar, style: .plain, flags: [], start: 0, end: 0, next: 0, first: 0, second: 0)

  /// Most numbers are told by how far they are from one that is known.
  fileprivate mutating func pack(_ packing: inout Packing, index: Int32, after previous: UInt32) {
    // What a node is fits into one character.
    var form = kind.rawValue | style.rawValue << 2 | flags.rawValue << 5
    packing.number(&form)
    kind = NodeKind(rawValue: form & 3) ?? kind
    style = NodeStyle(rawValue: form >> 2 & 7) ?? style
    flags = Flags(rawValue: form >> 5)
    packing.number(&start, after: previous)
    packing.number(&end, after: start)
    packing.number(&next, after: index)
    let isInSource = kind == .scalar && !flags.contains(.isDecoded)
    packing.number(&first, after: isInSource ? start : 0)
    packing.number(&second, after: isInSource ? end : first)
  }
}
