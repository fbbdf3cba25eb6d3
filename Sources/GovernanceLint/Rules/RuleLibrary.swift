/// Everything that is known about kinds, rules and obligations, built in and the user's own: decoded, not yet compiled.
public struct RuleLibrary: Sendable {
  /// The schemas of the file formats.
  public let formats: FileFormats
  /// The kinds, sorted by name.
  public private(set) var kinds: [Kind] = []
  /// The modules, sorted by name.
  public private(set) var modules: [RuleModule] = []
  /// The documents that rules cite, sorted by name.
  public private(set) var documents: [ObligationDocument] = []

  /// All rules of all modules, sorted by id within each module.
  public var rules: [Rule] { modules.flatMap(\.rules) }

  /// Loads the tree that ships: `formats/`, `kinds/<Kind>/`, `sources/` and one folder for each module.
  ///
  /// `files` have paths relative to the tree. Its mistakes are findings; the tool is not built while there are any.
  public static func load(builtIn files: [(path: String, source: Source)]) -> (RuleLibrary, [Finding]) {
    let (formats, findings) = FileFormats.load(Dictionary(files.map { ($0.path, $0.source) }, uniquingKeysWith: { first, _ in first }))
    var library = RuleLibrary(formats: formats)
    var all = findings
    var folders: [String: [(path: String, source: Source)]] = [:]
    for file in files {
      let parts = file.path.split(separator: "/")
      guard parts.count > 1, parts[0] != "formats" else { continue }
      let isKind = parts[0] == "kinds" && parts.count > 2
      folders[parts[0..<(isKind ? 2 : 1)].joined(separator: "/"), default: []].append(file)
    }
    for folder in folders.keys.sorted() {
      let content = folders[folder, default: []].map(\.source)
      if folder.hasPrefix("kinds/") {
        all += library.addKind(content, place: nil)
      } else if folder == "sources" {
        all += library.addDocuments(content)
      } else {
        all += library.addModule(content, isBuiltIn: true, place: nil)
      }
    }
    return (library, all)
  }

  /// Adds a module from the files of its folder. `place` is where the configuration names the folder.
  public mutating func addModule(_ files: [Source], isBuiltIn: Bool = false, place: Place?) -> [Finding] {
    var findings: [Finding] = []
    guard let headFile = files.first(where: { $0.path.fileName == "module.yaml" }) else {
      return [LoadFindings.missingFile("module.yaml", of: "rule module", place: place ?? files.first.map(LoadFindings.start))]
    }
    guard let root = read(headFile, format: formats.module, into: &findings), let name = root["module"]?.text else {
      return findings
    }
    let head = RuleModule.Head(
      name: name, title: root["title"]?.text ?? "", about: root["about"]?.text.trimmed ?? "",
      parameters: RuleDecoder.parameters(root["params"]), tables: root["tables"], root: root)
    if let other = modules.first(where: { $0.head.name == name }) {
      findings.append(LoadFindings.secondModule(name, place: root["module"]?.place ?? root.place, first: other.head.root))
      return findings
    }
    var rules: [Rule] = []
    for file in files where file.path.fileName != "module.yaml" && file.path.hasSuffix(".yaml") {
      guard let root = read(file, format: formats.rule, into: &findings), let rule = RuleDecoder.rule(root, module: head)
      else { continue }
      let expected = "\(name)/\(file.path.fileName.dropLast(".yaml".count))"
      if rule.description.id != expected {
        findings.append(LoadFindings.idOfFile(rule.description.id, expected: expected, place: root["id"]?.place ?? root.place))
      }
      rules.append(rule)
    }
    if rules.isEmpty, findings.isEmpty { findings.append(LoadFindings.noRules(name, place: place ?? root.place)) }
    rules.sort { $0.description.id.precedes($1.description.id) }
    modules.append(RuleModule(head: head, rules: rules, isBuiltIn: isBuiltIn))
    modules.sort { $0.head.name.precedes($1.head.name) }
    return findings
  }

  /// Adds a kind from the files of its folder. `place` is where the configuration names the folder.
  public mutating func addKind(_ files: [Source], place: Place?) -> [Finding] {
    var findings: [Finding] = []
    let start = place ?? files.first.map(LoadFindings.start)
    guard let kindFile = files.first(where: { $0.path.fileName == "kind.yaml" }) else {
      return [LoadFindings.missingFile("kind.yaml", of: "kind", place: start)]
    }
    guard let schemaFile = files.first(where: { $0.path.fileName == "schema.json" }) else {
      return [LoadFindings.missingFile("schema.json", of: "kind", place: start)]
    }
    guard let root = read(kindFile, format: formats.kind, into: &findings), let name = root["kind"]?.text else { return findings }
    let (document, syntax) = JSONParser.parse(schemaFile, limits: DocumentLimits())
    findings += syntax
    guard let schemaRoot = document.roots.first else { return findings }
    let others = files.filter { $0.path.fileName != "schema.json" && $0.path.hasSuffix(".json") }
    let (schema, problems) = Schema.load(schemaRoot, registry: registry(of: others, besides: schemaRoot, into: &findings))
    findings += problems
    if let other = kinds.first(where: { $0.name == name }) {
      findings.append(LoadFindings.secondKind(name, place: root["kind"]?.place ?? root.place, first: other.root))
      return findings
    }
    kinds.append(
      Kind(
        name: name, variable: root["variable"]?.text ?? "self", plural: root["plural"]?.text ?? name,
        identity: root["identity"]?.text ?? "id", title: root["title"]?.text,
        asks: (root["asks"]?.items).map { $0.map(\.text) } ?? [],
        columns: (root["columns"]?.items).map { $0.map(\.text) } ?? [], schema: schema, schemaSource: schemaFile,
        head: ((root["head"] ?? root["match"])?.pairs).map { $0.map { ($0.key.text, $0.value.written) } } ?? [],
        match: (root["match"]?.pairs).map { $0.map { ($0.key.text, $0.value.text) } } ?? [],
        recognise: root["recognise"].map { RuleText(node: $0) },
        facts: RuleDecoder.named(root["facts"]),
        tables: root["tables"], root: root))
    kinds.sort { $0.name.precedes($1.name) }
    return findings
  }

  /// What the schema of a kind may refer to: the other schemas of its folder, by their `$id` and by their file names.
  private func registry(of files: [Source], besides root: Node, into findings: inout [Finding]) -> SchemaRegistry {
    var registry = SchemaRegistry()
    let base = URIReference(root["$id"]?.text ?? "")
    for file in files {
      let (document, syntax) = JSONParser.parse(file, limits: DocumentLimits())
      findings += syntax
      guard let other = document.roots.first else { continue }
      registry.add(other, uri: URIReference(file.path.fileName).resolved(against: base).withoutFragment)
      if let id = other["$id"]?.text { registry.add(other, uri: URIReference(id).withoutFragment) }
    }
    return registry
  }

  private mutating func addDocuments(_ files: [Source]) -> [Finding] {
    var findings: [Finding] = []
    for file in files {
      guard let root = read(file, format: formats.source, into: &findings) else { continue }
      let obligations = (root["obligations"]?.items).map { items in
        items.map { item in
          ObligationDocument.Obligation(
            id: item["id"]?.text ?? "", section: item["section"]?.text ?? "", duty: item["duty"]?.text ?? "",
            isLintable: item["lintable"]?.text == "true", because: item["because"]?.text)
        }
      }
      documents.append(
        ObligationDocument(
          name: root["document"]?.text ?? "", title: root["title"]?.text ?? "", obligations: obligations ?? []))
    }
    documents.sort { $0.name.precedes($1.name) }
    return findings
  }

  /// The root of a file that fits its format, or nil with the findings that say why not.
  private func read(_ source: Source, format: Schema, into findings: inout [Finding]) -> Node? {
    let (document, syntax) = Document.parse(source, limits: DocumentLimits())
    findings += syntax
    guard let root = document.roots.first else {
      if syntax.isEmpty { findings.append(LoadFindings.empty(source)) }
      return nil
    }
    let structure = format.check(root)
    findings += structure
    return (syntax + structure).contains { $0.severity == .error } ? nil : root
  }
}

extension Node {
  /// The bytes of the value as they stand in the file.
  fileprivate var written: String { String(decoding: document.source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self) }
}

extension String {
  /// The part after the last slash.
  var fileName: String { String(self[(utf8.lastIndex(of: UInt8(ascii: "/")).map { utf8.index(after: $0) } ?? startIndex)...]) }

  /// The order of bytes, which is that of code points: the same on every machine.
  public func precedes(_ other: String) -> Bool {
    let known = utf8.withContiguousStorageIfAvailable { first in
      other.utf8.withContiguousStorageIfAvailable { second in
        var index = 0
        let end = min(first.count, second.count)
        while index < end, first[index] == second[index] { index &+= 1 }
        return index < end ? first[index] < second[index] : first.count < second.count
      }
    }
    return known.flatMap { $0 } ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
