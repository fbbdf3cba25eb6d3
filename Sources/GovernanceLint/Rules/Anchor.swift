extension Node {
  /// Where to point for a node: itself where it stands on one line, else its key, as for a blank; a document's root has its identity
  /// instead.
  func anchor(identity: String? = nil) -> Place {
    let path = path
    let pointer = path.pointer
    func at(_ range: TextRange) -> Place { Place(source: document.source, range: range, pointer: pointer) }
    if kind == .scalar, style != .literal, style != .folded, !range.isEmpty { return at(range) }
    guard let last = path.steps.last, let root = document.root(holding: self) else {
      guard let pair = identity.flatMap({ pair(named: $0) }) ?? pairs.first(where: { _ in true }) else { return at(range) }
      return at(pair.value.kind == .scalar ? pair.value.range : pair.key.range)
    }
    let parent = root.node(atPointer: NodePath(path.steps.dropLast()).pointer)
    switch last {
    case .key(let key): return at(parent?.pair(named: key)?.key.range ?? range)
    // An item that is a mapping begins with the key that identifies it.
    case .index:
      let first = pairs.first { _ in true }
      return at(first.map { $0.value.kind == .scalar ? $0.value.range : $0.key.range } ?? range)
    }
  }
}
