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
  /// The types of the kinds, where they have been derived before; see ``RuleChecker/kindTypes``.
  private(set) var kindTypes: Deferred<KindTypes>?
  /// The files of modules that ship and are not decoded, by name.
  private var undecoded: [String: [Source]] = [:]

  /// All rules of all modules, sorted by id within each module.
  public var rules: [Rule] { modules.flatMap(\.rules) }

  /// The names of all modules, sorted; those that are not decoded included.
  var moduleNames: [String] { (modules.map(\.head.name) + undecoded.keys).sorted { $0.precedes($1) } }

  /// The ids of all rules, likewise, sorted within each module.
  var ruleIDs: [String] {
    moduleNames.flatMap { name in
      // The id of a rule that ships is that of its file: the tool would not have been built.
      let files = undecoded[name, default: []].map { "\(name)/\($0.path.fileName.dropLast(".yaml".count))" }
      return files.filter { $0 != "\(name)/module" }.sorted { $0.precedes($1) }
        + modules.filter { $0.head.name == name }.flatMap { $0.rules.map(\.description.id) }
    }
  }

  /// Loads the tree that ships: `formats/`, `kinds/<Kind>/`, `sources/` and one folder for each module.
  ///
  /// `files` have paths relative to the tree. Its mistakes are findings; the tool is not built while there are any.
  public static func load(builtIn files: [(path: String, source: Source)]) -> (RuleLibrary, [Finding]) {
    let (formats, findings) = FileFormats.load(Dictionary(files.map { ($0.path, $0.source) }, uniquingKeysWith: { first, _ in first }))
    var library = RuleLibrary(formats: formats)
    var all = findings
    for (folder, content) in folders(of: files) {
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

  /// As much of the tree that ships as somebody's own rules are compiled with.
  ///
  /// What `compiled` has of it is not made again, and only those modules are decoded of which `isNeeded` says so.
  public init(builtIn files: [(path: String, source: Source)], compiled: PackedRules, isNeeded: (String) -> Bool) {
    self.init(formats: compiled.formats)
    kindTypes = compiled.kindTypes
    // Nothing is wrong with it: the tool would not have been built.
    for (folder, content) in RuleLibrary.folders(of: files) {
      if folder.hasPrefix("kinds/") {
        _ = addKind(content, form: compiled.ruleset.kinds[kinds.count].schema, place: nil)
      } else if folder == "sources" {
        documents = compiled.documents
      } else if isNeeded(folder) {
        _ = addModule(content, isBuiltIn: true, place: nil)
      } else {
        undecoded[folder] = content
      }
    }
  }

  private init(formats: FileFormats) { self.formats = formats }

  /// The files by the folder of the kind or module, sorted; those of formats left out.
  private static func folders(of files: [(path: String, source: Source)]) -> [(folder: String, content: [Source])] {
    var folders: [String: [Source]] = [:]
    for file in files {
      guard let slash = file.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { continue }
      folders[String(file.path[..<slash]), default: []].append(file.source)
    }
    folders["formats"] = nil
    return folders.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Adds a module from the files of its folder. `place` is where the configuration names the folder.
  public mutating func addModule(_ files: [Source], isBuiltIn: Bool = false, place: Place?) -> [Finding] {
    addModules([(files, place)], isBuiltIn: isBuiltIn, workers: OneWorker()).flatMap { $0 }
  }

  /// Adds several modules, whose rules `workers` decode; what is wrong with each.
  public mutating func addModules(
    _ folders: [(files: [Source], place: Place?)], isBuiltIn: Bool = false, workers: some Workers
  ) -> [[Finding]] {
    var findings: [[Finding]] = []
    var heads: [RuleModule.Head?] = []
    for folder in folders {
      var mistakes: [Finding] = []
      heads.append(head(of: folder.files, place: folder.place, besides: heads.compactMap { $0 }, into: &mistakes))
      findings.append(mistakes)
    }
    let files = zip(folders, heads).map { folder, head in
      folder.files.filter { head != nil && $0.path.fileName != "module.yaml" && $0.path.hasSuffix(".yaml") }
    }
    let jobs = zip(files, heads).flatMap { files, head in head.map { head in files.map { ($0, head) } } ?? [] }
    let format = formats.rule
    var decoded = workers.map(jobs) { { RuleLibrary.rule($0.0, of: $0.1, format: format) } }[...]
    for (index, head) in heads.enumerated() {
      guard let head else { continue }
      let own = decoded.prefix(files[index].count)
      decoded = decoded.dropFirst(own.count)
      findings[index] += own.flatMap(\.findings)
      let rules = own.compactMap(\.rule)
      if rules.isEmpty, findings[index].isEmpty {
        findings[index].append(LoadFindings.noRules(head.name, place: folders[index].place ?? head.root.place))
      }
      modules.append(
        RuleModule(head: head, rules: rules.sorted { $0.description.id.precedes($1.description.id) }, isBuiltIn: isBuiltIn))
    }
    modules.sort { $0.head.name.precedes($1.head.name) }
    return findings
  }

  /// What `module.yaml` says; nil, with findings, where it says nothing that can be gone by. `others` come to ``modules``.
  private mutating func head(
    of files: [Source], place: Place?, besides others: [RuleModule.Head], into findings: inout [Finding]
  ) -> RuleModule.Head? {
    guard let file = files.first(where: { $0.path.fileName == "module.yaml" }) else {
      findings.append(LoadFindings.missingFile("module.yaml", of: "rule module", place: place ?? files.first.map(LoadFindings.start)))
      return nil
    }
    guard let root = RuleLibrary.read(file, format: formats.module, into: &findings), let name = root["module"]?.text else {
      return nil
    }
    if let files = undecoded.removeValue(forKey: name) { _ = addModule(files, isBuiltIn: true, place: nil) }
    if let other = (modules.map(\.head) + others).first(where: { $0.name == name }) {
      findings.append(LoadFindings.secondModule(name, place: root["module"]?.place ?? root.place, first: other.root))
      return nil
    }
    return RuleModule.Head(
      name: name, title: root["title"]?.text ?? "", about: root["about"]?.text.trimmed ?? "",
      parameters: RuleDecoder.parameters(root["params"]), tables: root["tables"], root: root)
  }

  /// The rule of a file, and what is wrong with it.
  private static func rule(_ file: Source, of module: RuleModule.Head, format: Schema) -> (rule: Rule?, findings: [Finding]) {
    var findings: [Finding] = []
    guard let root = read(file, format: format, into: &findings), let rule = RuleDecoder.rule(root, module: module) else {
      return (nil, findings)
    }
    let expected = "\(module.name)/\(file.path.fileName.dropLast(".yaml".count))"
    if rule.description.id != expected {
      findings.append(LoadFindings.idOfFile(rule.description.id, expected: expected, place: root["id"]?.place ?? root.place))
    }
    return (rule, findings)
  }

  /// Adds a kind from the files of its folder. `place` is where the configuration names the folder.
  public mutating func addKind(_ files: [Source], place: Place?) -> [Finding] { addKind(files, form: nil, place: place) }

  /// The same; `known` is its schema where that has been compiled.
  private mutating func addKind(_ files: [Source], form known: Deferred<Schema>?, place: Place?) -> [Finding] {
    var findings: [Finding] = []
    let start = place ?? files.first.map(LoadFindings.start)
    guard let kindFile = files.first(where: { $0.path.fileName == "kind.yaml" }) else {
      return [LoadFindings.missingFile("kind.yaml", of: "kind", place: start)]
    }
    guard let schemaFile = files.first(where: { $0.path.fileName == "schema.json" }) else {
      return [LoadFindings.missingFile("schema.json", of: "kind", place: start)]
    }
    guard let root = RuleLibrary.read(kindFile, format: formats.kind, into: &findings), let name = root["kind"]?.text else { return findings }
    guard let form = known ?? loadSchema(schemaFile, besides: files, into: &findings).map({ .known($0) }) else { return findings }
    if let other = kinds.first(where: { $0.name == name }) {
      findings.append(LoadFindings.secondKind(name, place: root["kind"]?.place ?? root.place, first: other.root))
      return findings
    }
    // Types are those of all kinds together.
    if known == nil { kindTypes = nil }
    kinds.append(
      Kind(
        name: name, variable: root["variable"]?.text ?? "self", plural: root["plural"]?.text ?? name,
        identity: root["identity"]?.text ?? "id", title: root["title"]?.text,
        asks: (root["asks"]?.items).map { $0.map(\.text) } ?? [],
        columns: (root["columns"]?.items).map { $0.map(\.text) } ?? [], form: form, schemaSource: schemaFile,
        head: ((root["head"] ?? root["match"])?.pairs).map { $0.map { ($0.key.text, $0.value.written) } } ?? [],
        match: (root["match"]?.pairs).map { $0.map { ($0.key.text, $0.value.text) } } ?? [],
        recognise: root["recognise"].map { RuleText(node: $0) },
        facts: RuleDecoder.named(root["facts"]),
        tables: root["tables"], root: root))
    kinds.sort { $0.name.precedes($1.name) }
    return findings
  }

  private func loadSchema(_ file: Source, besides files: [Source], into findings: inout [Finding]) -> Schema? {
    let (document, syntax) = JSONParser.parse(file, limits: DocumentLimits())
    findings += syntax
    guard let root = document.roots.first else { return nil }
    let others = files.filter { $0.path.fileName != "schema.json" && $0.path.hasSuffix(".json") }
    let (schema, problems) = Schema.load(root, registry: registry(of: others, besides: root, into: &findings))
    findings += problems
    return schema
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
      guard let root = RuleLibrary.read(file, format: formats.source, into: &findings) else { continue }
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
  private static func read(_ source: Source, format: Schema, into findings: inout [Finding]) -> Node? {
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
