// How the text and the nodes of a schema are written down and read back: faster than parsing it again.

extension Document {
  /// Writes the document, or gives the one that was written. Comments, anchors and tags are left out: JSON has none.
  static func pack(_ document: Document, _ packing: inout Packing) -> Document {
    var (path, bytes, roots, decoded) = (document.source.path, document.source.bytes, document.rootIndexes, document.decoded)
    packing.text(&path)
    packing.bytes(&bytes)
    packing.bytes(&decoded)
    packing.list(&roots)
    var words = ContiguousArray(document.records.lazy.flatMap(\.words))
    packing.table(&words)
    guard packing.isReading else { return document }
    var records: ContiguousArray<NodeRecord> = []
    records.reserveCapacity(words.count / NodeRecord.wordCount)
    for start in stride(from: 0, to: words.count - NodeRecord.wordCount + 1, by: NodeRecord.wordCount) {
      records.append(NodeRecord(words, from: start))
    }
    return Document(source: Source(path: path, bytes: bytes), records: records, rootIndexes: roots, decoded: decoded)
  }

  static let blank = Document(source: Source(path: "", bytes: []), records: [], rootIndexes: [])
}

// A record has a gap in memory, where anything may stand; written down, it is whole words.
extension NodeRecord {
  fileprivate static let wordCount = 6

  fileprivate var words: [Int32] {
    let form = Int32(kind.rawValue) | Int32(style.rawValue) << 2 | Int32(flags.rawValue) << 5
    return [form, Int32(bitPattern: start), Int32(bitPattern: end), next, Int32(bitPattern: first), Int32(bitPattern: second)]
  }

  fileprivate init(_ words: ContiguousArray<Int32>, from index: Int) {
    let form = UInt8(truncatingIfNeeded: words[index])
    self.init(
      kind: NodeKind(rawValue: form & 3) ?? .scalar, style: NodeStyle(rawValue: form >> 2 & 7) ?? .plain,
      flags: Flags(rawValue: form >> 5), start: UInt32(bitPattern: words[index + 1]), end: UInt32(bitPattern: words[index + 2]),
      next: words[index + 3], first: UInt32(bitPattern: words[index + 4]), second: UInt32(bitPattern: words[index + 5]))
  }
}
