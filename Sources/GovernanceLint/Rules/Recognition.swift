/// What is said about documents of no known kind.
enum Recognition {
  /// What is said about a document that is no manifest of any kind: the key that keeps it from being one, and the nearest.
  static func finding(_ root: Node, kinds: [CompiledKind]) -> Finding {
    func finding(_ message: String, at place: Place) -> Finding { EngineRules.unknownKind.finding(message, at: place) }
    guard root.kind == .mapping else {
      return finding("expected a manifest, a mapping with keys such as 'kind', but found \(words(root))", at: root.place)
    }
    // The kind that most keys speak for; the first key of it that differs is what has to change.
    let nearest = kinds.max { left, right in agreements(root, left) < agreements(root, right) }
    for (key, expected) in nearest?.match ?? [] {
      guard let pair = root.pair(named: key) else {
        let first = root.pairs.first { _ in true }
        return finding("the document has no '\(key)', so it is no manifest of a known kind", at: first?.key.place ?? root.place)
      }
      guard pair.value.resolved.kind == .scalar else {
        return finding("expected text as '\(key)' but found \(words(pair.value.resolved))", at: pair.value.place)
      }
      guard pair.value.resolved.text != expected else { continue }
      let known = kinds.compactMap { kind in kind.match.first { $0.key == key }?.value }
      let distinct = known.enumerated().filter { index, word in known.firstIndex(of: word) == index }.map(\.element)
      let near = Suggestion.nearest(to: pair.value.text, among: distinct)
      let way = near.map { "; did you mean '\($0)'?" } ?? "; known: \(distinct.map { "'\($0)'" }.joined(separator: ", "))"
      return finding("there is no \(key) '\(pair.value.text)'\(way)", at: pair.value.place)
    }
    return finding("the document is no manifest of a known kind", at: root.pairs.first { _ in true }?.key.place ?? root.place)
  }

  private static func agreements(_ root: Node, _ kind: CompiledKind) -> Int {
    kind.match.count { key, value in root.pair(named: key)?.value.resolved.text == value }
  }

  private static func words(_ node: Node) -> String {
    switch node.kind {
    case .sequence: "a list"
    case .scalar, .alias: "text"
    case .mapping: "a mapping"
    }
  }
}
