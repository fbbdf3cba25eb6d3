/// Nodes as JSON.
extension JSONWriter {
  /// Writes the first document of a file; `null` where there is none.
  public static func write(_ document: Document, layout: Layout = .compact, into sink: inout OutputSink) {
    var writer = JSONWriter(layout: layout)
    if let root = document.roots.first { writer.node(root, into: &sink) } else { writer.null(into: &sink) }
  }

  /// Writes a node and everything below it. Numbers stay as written where JSON can say them; aliases are written out.
  ///
  /// A key that is no text is written as its text, a collection as a key by its own JSON.
  public mutating func node(_ node: Node, into sink: inout OutputSink) {
    let node = node.resolved
    switch node.kind {
    case .scalar: scalar(node, into: &sink)
    case .sequence:
      beginArray(into: &sink)
      for item in node.items { self.node(item, into: &sink) }
      end(into: &sink)
    case .mapping:
      beginObject(into: &sink)
      for pair in node.pairs {
        let key = pair.key.resolved
        if key.kind == .scalar {
          key.withTextBytes { self.key(utf8: $0, into: &sink) }
        } else {
          self.key(text(ofKey: key), into: &sink)
        }
        self.node(pair.value, into: &sink)
      }
      end(into: &sink)
    // An alias without an anchor stands for nothing.
    case .alias: null(into: &sink)
    }
  }

  /// A collection as a key: its JSON. Quotes are escaped again for each collection that is a key inside a key, which doubles
  /// them; those deeper than ``deepestKey`` are taken as they are written.
  private func text(ofKey key: Node) -> String {
    guard keyDepth < JSONWriter.deepestKey else { return key.document.source.text(key.range) }
    return OutputSink.text { sink in
      var writer = JSONWriter()
      writer.keyDepth = keyDepth + 1
      writer.node(key, into: &sink)
    }
  }

  private static let deepestKey = 3

  private mutating func scalar(_ node: Node, into sink: inout OutputSink) {
    node.withTextBytes { text in
      let kind = node.scalarKind(text)
      switch kind {
      case .null: null(into: &sink)
      case .bool: bool(text.first.map { $0 | 0x20 } == UInt8(ascii: "t"), into: &sink)
      case .int, .double: number(text, kind, into: &sink)
      case nil: string(utf8: text, into: &sink)
      }
    }
  }

  private mutating func number(_ text: ArraySlice<UInt8>, _ kind: ScalarKind?, into sink: inout OutputSink) {
    if JSONParser.isNumber(text) { return raw(text, into: &sink) }
    switch kind?.value(of: text) {
    case .int(let value): int(value, into: &sink)
    case .bigInt(let digits) where JSONParser.isNumber(ArraySlice(digits.utf8)): raw(digits.utf8, into: &sink)
    case .double(let value): double(value, into: &sink)
    default: string(utf8: text, into: &sink)
    }
  }
}

extension JSONParser {
  /// Whether text is a number as JSON writes it.
  static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      var cursor = ByteCursor(bytes)
      skipNumber(&cursor)
      return !bytes.isEmpty && cursor.isAtEnd
    }
  }
}
