extension Node {
  /// A JSON Pointer from here with items of lists named by what identifies them: `/bias/audits/date=2026-01-31/outcome`. So a place is
  /// known again after items were added before it.
  ///
  /// The key that identifies an item is the first that its schema requires; without one, it is the item's first.
  func trail(to pointer: String, as schema: SchemaNode?) -> String {
    var (node, schema) = (self, schema)
    var trail = ""
    for token in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      guard let next = node.node(atPointer: "/\(token)") else { return "\(trail)/\(token)" }
      if node.resolved.kind == .sequence {
        schema = schema?.item
        trail += "/\(next.identity(as: schema) ?? String(token))"
      } else {
        schema = schema?.value(of: String(token))
        trail += "/\(token)"
      }
      node = next
    }
    return trail
  }

  private func identity(as schema: SchemaNode?) -> String? {
    let item = resolved
    if item.kind == .scalar { return "=\(item.text)" }
    let required = schema?.parts.lazy.flatMap(\.required).first.flatMap { item.pair(named: $0) }
    guard let pair = required ?? item.pairs.first(where: { _ in true }), pair.value.resolved.kind == .scalar else { return nil }
    return "\(pair.key.keyText)=\(pair.value.resolved.text)"
  }
}

extension SchemaNode {
  /// Itself, and what a value may be instead or has to be besides.
  fileprivate var parts: [SchemaNode] {
    let node = target
    return [node] + (node.anyOf + node.oneOf + node.allOf).map(\.target)
  }

  fileprivate var item: SchemaNode? { parts.lazy.compactMap(\.items).first }

  fileprivate func value(of key: String) -> SchemaNode? { parts.lazy.compactMap { $0.property(key)?.node }.first }
}

extension Ruleset {
  /// Tells findings where they are in the trees of some manifests, as far as lists lie on the way there.
  func locate(_ findings: inout [Finding], in subjects: [Subject], schema: (_ kind: Int) -> Schema) {
    lazy var byPath = Dictionary(grouping: subjects) { $0.root.document.source.path }
    for index in findings.indices where findings[index].trail == nil && findings[index].place.passesList {
      let place = findings[index].place
      guard let pointer = place.pointer,
        let subject = byPath[place.source.path]?.first(where: { $0.root.range.contains(place.range) })
      else { continue }
      findings[index].trail = subject.root.trail(to: pointer, as: schema(subject.kind).root)
    }
  }
}

extension Place {
  /// Whether the way to it may lead through a list: an index begins with a digit.
  fileprivate var passesList: Bool {
    guard let pointer else { return false }
    return zip(pointer.utf8, pointer.utf8.dropFirst()).contains { $0 == UInt8(ascii: "/") && $1 &- 0x30 < 10 }
  }
}
