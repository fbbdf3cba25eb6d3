/// Sections that a manifest lacks, as YAML to paste: blank values, each with a comment that says what belongs there.
public enum Skeleton {
  /// The lines for keys, in the order in which the schema declares them.
  public static func lines(for paths: [[String]], of schema: Schema) -> [String] {
    var lines: [Line] = []
    add(paths.filter { !$0.isEmpty }, below: schema.root, indent: "", to: &lines)
    let width = min(32, lines.map(\.text.utf8.count).max() ?? 0)
    return lines.map { line in
      guard let comment = line.comment else { return line.text }
      return line.text + String(repeating: " ", count: max(1, width + 2 - line.text.utf8.count)) + "# " + comment
    }
  }

  /// A new manifest: these values, then blank ones for what the rules ask of a manifest that says no more.
  ///
  /// The findings are those of its values, such as one that is not in an enumeration; then nothing should be written.
  public static func manifest(of kind: Kind, _ values: [(key: String, value: String)], judgedBy linter: Linter) -> (String, [Finding]) {
    let fixed = kind.head.filter { pair in !values.contains { $0.key == pair.key } }.map { "\($0.key): \($0.yaml)\n" }
    let head = (fixed + values.map { "\($0.key): \(scalar($0.value))\n" }).joined()
    let checked = linter.check(Source(path: "\(kind.name).yaml", text: head))
    let mistakes = checked.findings.filter { $0.severity == .error && $0.rule.utf8.starts(with: "structure/".utf8) }
    var paths: [[String]] = []
    for path in checked.findings.flatMap({ $0.missing?.paths ?? [] }) where !paths.contains(path) { paths.append(path) }
    let lines = lines(for: paths, of: kind.schema)
    let note = "\n# What the rules ask of it so far. A key without a value counts as not written: fill it in, or take it out.\n"
    return (head + (lines.isEmpty ? "" : note + lines.joined(separator: "\n") + "\n"), mistakes)
  }

  /// Text as YAML: as it is where it means itself, else in quotes.
  private static func scalar(_ text: String) -> String {
    let (document, findings) = Document.parse(Source(path: "", text: "key: \(text)\n"), limits: DocumentLimits())
    let value = document.roots.first?["key"]
    let isItself = value?.kind == .scalar && value.map { $0.text.utf8.elementsEqual(text.utf8) } == true
    if findings.isEmpty, isItself { return text }
    return OutputSink.text { sink in
      var json = JSONWriter()
      json.string(text, into: &sink)
    }
  }

  private struct Line {
    var text: String
    var comment: String?
  }

  private static func add(_ paths: [[String]], below node: SchemaNode, indent: String, to lines: inout [Line]) {
    for property in node.target.properties {
      let inside = paths.filter { $0.first == property.name }
      if inside.isEmpty { continue }
      let deeper = inside.map { Array($0.dropFirst()) }.filter { !$0.isEmpty }
      let type = property.node.target
      // Somebody asks for the section as such: what it cannot be without comes along.
      let required = deeper.isEmpty ? type.properties.filter(\.isRequired).map { [$0.name] } : []
      lines.append(Line(text: "\(indent)\(property.name):", comment: deeper.isEmpty && required.isEmpty ? comment(type) : nil))
      add(deeper + required, below: type, indent: indent + "  ", to: &lines)
    }
  }

  /// What belongs there: the choices, else the form, and what the schema says about it.
  private static func comment(_ node: SchemaNode) -> String? {
    let item = node.items?.target
    var parts: [String] = []
    if let values = node.values ?? item?.values {
      parts.append(choices(values.map(\.text)) + (item == nil ? "" : " (a list)"))
    } else if node.types == .boolean {
      parts.append("true | false")
    } else if item != nil {
      parts.append("a list")
    }
    if let description = node.description { parts.append(VisibleText.escaped(description)) }
    return parts.isEmpty ? nil : parts.joined(separator: ": ")
  }

  /// The choices, or where there are many, the first and how many more.
  private static func choices(_ values: [String]) -> String {
    let shown = values.prefix(values.count <= 7 ? 7 : 5).map { VisibleText.escaped($0) }
    return shown.joined(separator: " | ") + (values.count > shown.count ? " | ... (\(values.count - shown.count) more)" : "")
  }
}
