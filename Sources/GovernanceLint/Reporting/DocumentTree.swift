/// A document as an indented tree: how each node was understood, and where it stands.
public enum DocumentTree {
  /// Writes a line for each node: its part in its parent, kind and style, place, anchor and tag, and what a scalar means.
  ///
  /// A place is `line:column-line:column`; the second is the column after the end.
  public static func write(_ document: Document, into sink: inout OutputSink) {
    let lines = LineTable(document.source)
    for root in document.roots { write(root, role: "document", depth: 0, lines, into: &sink) }
  }

  /// Recurses as deep as the parsers let collections nest.
  private static func write(_ node: Node, role: String, depth: Int, _ lines: LineTable, into sink: inout OutputSink) {
    let (start, end) = (lines.position(of: node.range.start), lines.position(of: node.range.end))
    sink.write(String(repeating: "  ", count: depth))
    sink.write("\(role) \(name(of: node)) \(start.line):\(start.column)-\(end.line):\(end.column)")
    if let properties = node.properties {
      if let anchor = properties.anchor { sink.write(" &\(VisibleText.escaped(text(of: node, anchor)))") }
      if let tag = properties.resolvedTag { sink.write(" <\(VisibleText.escaped(tag))>") }
    }
    switch node.kind {
    case .alias: sink.write(" \(VisibleText.escaped(text(of: node, node.range)))\n")
    case .scalar: sink.write(" \(meaning(of: node))\n")
    case .sequence:
      sink.write("\n")
      for item in node.items { write(item, role: "item", depth: depth + 1, lines, into: &sink) }
    case .mapping:
      sink.write("\n")
      for pair in node.pairs {
        write(pair.key, role: "key", depth: depth + 1, lines, into: &sink)
        write(pair.value, role: "value", depth: depth + 2, lines, into: &sink)
      }
    }
  }

  private static func text(of node: Node, _ range: TextRange) -> String { node.document.source.text(range) }

  private static func name(of node: Node) -> String {
    switch (node.kind, node.style) {
    case (.alias, _): "alias"
    case (.mapping, .flow): "flow mapping"
    case (.mapping, _): "block mapping"
    case (.sequence, .flow): "flow sequence"
    case (.sequence, _): "block sequence"
    case (.scalar, .singleQuoted): "single-quoted scalar"
    case (.scalar, .doubleQuoted): "double-quoted scalar"
    case (.scalar, .literal): "literal scalar"
    case (.scalar, .folded): "folded scalar"
    case (.scalar, _): "plain scalar"
    }
  }

  private static func meaning(of node: Node) -> String {
    let text = VisibleText.escaped(node.text)
    switch node.scalarValue {
    case .null, nil: return "null"
    case .bool: return "boolean \(text)"
    case .int, .bigInt: return "integer \(text)"
    case .double: return "number \(text)"
    case .string: return "text '\(text)'"
    }
  }
}
