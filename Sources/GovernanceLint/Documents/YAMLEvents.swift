/// A document as the events of the YAML serialisation, in the notation of the YAML test suite.
public enum YAMLEvents {
  /// Writes one event a line: `+STR`, `+DOC ---`, `+MAP {}`, `=VAL :text`, `=ALI *name`, `-DOC ...`.
  public static func write(_ document: Document, into sink: inout OutputSink) {
    sink.write("+STR\n")
    for (position, root) in document.roots.enumerated() {
      let markers = position < document.markers.count ? document.markers[position] : DocumentMarkers()
      sink.write(markers.hasStart ? "+DOC ---\n" : "+DOC\n")
      write(root, into: &sink)
      sink.write(markers.hasEnd ? "-DOC ...\n" : "-DOC\n")
    }
    sink.write("-STR\n")
  }

  /// The nodes from a root on, with a stack of the collections that are open.
  private static func write(_ root: Node, into sink: inout OutputSink) {
    let document = root.document
    var open: [Int32] = []
    for index in root.index..<root.record.next {
      close(&open, before: index, in: document, into: &sink)
      let node = Node(document: document, index: index)
      switch node.kind {
      case .mapping, .sequence:
        sink.write(node.kind == .mapping ? "+MAP" : "+SEQ")
        if node.style == .flow { sink.write(node.kind == .mapping ? " {}" : " []") }
        writeProperties(of: node, into: &sink)
        sink.write("\n")
        open.append(index)
      case .alias:
        let range = node.range
        sink.write("=ALI *\(document.source.text(TextRange(range.start + 1, range.end)))\n")
      case .scalar:
        sink.write("=VAL")
        writeProperties(of: node, into: &sink)
        sink.write(indicator(of: node.style))
        node.withTextBytes { writeEscaped($0, into: &sink) }
        sink.write("\n")
      }
    }
    close(&open, before: root.record.next, in: document, into: &sink)
  }

  private static func close(_ open: inout [Int32], before index: Int32, in document: Document, into sink: inout OutputSink) {
    while let last = open.last, document.records[Int(last)].next <= index {
      sink.write(document.records[Int(last)].kind == .mapping ? "-MAP\n" : "-SEQ\n")
      open.removeLast()
    }
  }

  private static func writeProperties(of node: Node, into sink: inout OutputSink) {
    guard let properties = node.properties else { return }
    if let anchor = properties.anchor { sink.write(" &\(node.document.source.text(anchor))") }
    if let tag = properties.resolvedTag { sink.write(" <\(tag)>") }
  }

  private static func indicator(of style: NodeStyle) -> String {
    switch style {
    case .plain, .block, .flow: " :"
    case .singleQuoted: " '"
    case .doubleQuoted: " \""
    case .literal: " |"
    case .folded: " >"
    }
  }

  private static func writeEscaped(_ text: ArraySlice<UInt8>, into sink: inout OutputSink) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\\"): sink.write("\\\\")
      case 0x0A: sink.write("\\n")
      case 0x09: sink.write("\\t")
      case 0x0D: sink.write("\\r")
      case 0x08: sink.write("\\b")
      default: sink.write(bytes: CollectionOfOne(byte))
      }
    }
  }
}

extension Node {
  /// Its anchor and tag, where it has any.
  var properties: NodeProperties? { record.flags.contains(.hasProperties) ? document.properties[index] : nil }
}
