/// A document's records and text by address, for as long as a closure runs: what a check reads of most nodes.
struct NodeView {
  let records: UnsafeBufferPointer<NodeRecord>
  private let source: UnsafeBufferPointer<UInt8>
  private let decoded: UnsafeBufferPointer<UInt8>

  /// Calls `body` with the view of a document.
  static func with<Result>(_ document: Document, _ body: (NodeView) -> Result) -> Result {
    document.records.withUnsafeBufferPointer { records in
      document.source.bytes.withUnsafeBufferPointer { source in
        document.decoded.withUnsafeBufferPointer { decoded in body(NodeView(records: records, source: source, decoded: decoded)) }
      }
    }
  }

  subscript(index: Int32) -> NodeRecord { records[Int(index)] }

  /// The node that an alias stands for; other nodes stand for themselves.
  func resolved(_ index: Int32) -> Int32 {
    let record = self[index]
    return record.kind == .alias ? Int32(record.first) : index
  }

  /// The text of a scalar; none for other nodes.
  func text(_ index: Int32) -> UnsafeBufferPointer<UInt8> {
    let record = self[index]
    return record.kind == .scalar ? text(of: record) : UnsafeBufferPointer(start: nil, count: 0)
  }

  /// The text of a scalar's record.
  @inline(__always) func text(of record: NodeRecord) -> UnsafeBufferPointer<UInt8> {
    let bytes = record.flags.contains(.isDecoded) ? decoded : source
    return UnsafeBufferPointer(rebasing: bytes[Int(record.first)..<Int(record.second)])
  }

  /// The truth value of a node that is plainly `true` or `false`; nil for everything else, other spellings included.
  func bool(_ index: Int32) -> Bool? {
    let record = self[index]
    guard record.kind == .scalar, record.style == .plain, !record.flags.contains(.hasProperties) else { return nil }
    let text = text(of: record)
    if text.elementsEqual("true".utf8) { return true }
    return text.elementsEqual("false".utf8) ? false : nil
  }

  /// Whether a scalar is null; nil where that takes a closer look.
  func isNull(_ record: NodeRecord) -> Bool? {
    if record.flags.contains(.hasProperties) { return nil }
    guard record.style == .plain else { return false }
    let text = text(of: record)
    guard let first = text.first else { return true }
    switch first {
    case UInt8(ascii: "~"): return text.count == 1
    case UInt8(ascii: "n"), UInt8(ascii: "N"): return text.count == 4 ? nil : false
    default: return false
    }
  }

  /// The type of a scalar that is a truth value, a number without exponent or text that begins like one, such as a day; nil where
  /// that takes a closer look.
  func plainType(_ record: NodeRecord) -> SchemaTypes? {
    guard record.style == .plain, !record.flags.contains(.hasProperties) else { return nil }
    let text = text(of: record)
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "t"): return text.elementsEqual("true".utf8) ? .boolean : text.count == 4 ? nil : .string
    case UInt8(ascii: "f"): return text.elementsEqual("false".utf8) ? .boolean : text.count == 5 ? nil : .string
    case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "T"), UInt8(ascii: "F"):
      return text.count == 4 || text.count == 5 ? nil : .string
    case 0x30...0x39:
      var position = 1
      while position < text.count, text[position] &- 0x30 < 10 { position += 1 }
      if position == text.count { return [.number, .integer] }
      // After digits, a number goes on with a point or a letter.
      let next = text[position]
      return next == UInt8(ascii: "-") || next == UInt8(ascii: " ") || next == UInt8(ascii: ":") ? .string : nil
    default: return nil
    }
  }

  /// Whether a scalar is text as can be seen at once: it is quoted, or begins like nothing else. Neither may have a tag.
  func isPlainlyText(_ record: NodeRecord) -> Bool {
    if record.flags.contains(.hasProperties) { return false }
    if record.style != .plain { return true }
    guard record.second > record.first else { return false }
    switch (record.flags.contains(.isDecoded) ? decoded : source)[Int(record.first)] {
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "n"),
      UInt8(ascii: "N"),
      UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      return false
    default: return true
    }
  }
}
