/// A fragment of a rule's example made into a whole manifest: the head keys that it leaves out stand in front.
struct ExampleSource: Sendable {
  /// The manifest.
  let source: Source
  /// How many lines stand before the fragment's first.
  let addedLines: Int
  /// The lines of the manifest that end in `# <- here`, from 1.
  let markedLines: [Int]

  /// The mark of the line where a failing example's finding is expected.
  static let mark = "# <- here"

  /// The manifest of a fragment. `identity` is the `id` of those that give none; `kind` is theirs too.
  init(_ fragment: String, kind: Kind, identity: String, path: String, isAtBase: Bool = false) {
    let given = ExampleSource.keys(of: fragment)
    var head: [String] = []
    for (key, value) in kind.head where !given.contains(key) { head.append("\(key): \(value)") }
    if !given.contains(kind.identity), !kind.head.contains(where: { $0.key == kind.identity }) { head.append("\(kind.identity): \(identity)") }
    if let title = kind.title, !given.contains(title) { head.append("\(title): \(identity)") }
    let text = head.map { $0 + "\n" }.joined() + (given.isEmpty ? "" : fragment)
    source = Source(path: path, text: text, isAtBase: isAtBase)
    addedLines = head.count
    markedLines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      String(line).trimmed.hasSuffix(ExampleSource.mark) ? index + 1 : nil
    }
  }

  /// The kind that a fragment names with the key that `match` of the kinds looks at, if it names one.
  static func kind(of fragment: String, among kinds: [Kind]) -> Kind? {
    let (document, _) = Document.parse(Source(path: "example.yaml", text: fragment))
    guard let root = document.roots.first else { return nil }
    return kinds.first { kind in
      kind.match.contains { key, value in root.pair(named: key)?.value.text == value && value == kind.name }
    }
  }

  private static func keys(of fragment: String) -> [String] {
    let (document, _) = Document.parse(Source(path: "example.yaml", text: fragment))
    return (document.roots.first?.pairs).map { $0.map(\.key.text) } ?? []
  }
}
