extension Schema {
  /// Compiles a schema and all that it refers to. What is wrong with it is found; what cannot be understood demands nothing.
  public static func load(
    _ root: Node, registry: SchemaRegistry = SchemaRegistry(), options: SchemaOptions = .manifest
  ) -> (schema: Schema, findings: [Finding]) {
    var loader = SchemaLoader(registry: registry, options: options)
    loader.resources.add(root.resolved, uri: "")
    let index = loader.schema(at: root)
    loader.compileAll()
    loader.linkDynamicAnchors()
    loader.endLoops()
    let findings = loader.resources.findings + loader.findings
    return (Schema(tables: SchemaTables(loader, root: index)), findings)
  }
}

/// The tables of a schema while they grow.
///
/// A schema gets its number when it is first referred to, and its keywords when its turn comes: nothing here recurses.
struct SchemaLoader {
  var options: SchemaOptions
  var resources: SchemaResources
  var records: ContiguousArray<SchemaRecord> = []
  var keywords: ContiguousArray<SchemaKeyword> = []
  var objects: ContiguousArray<ObjectRules> = []
  var properties: ContiguousArray<PropertyRule> = []
  var arrays: ContiguousArray<ArrayRules> = []
  var enumerations: ContiguousArray<Enumeration> = []
  var names = NameTablesBuilder()
  var lists: ContiguousArray<Int32> = []
  var patterns: ContiguousArray<Pattern> = []
  var prefixes: ContiguousArray<NameSpan> = []
  /// The patterns by their text: `^x-` stands in every object.
  var patternNumbers: [[UInt8]: Int32] = [:]
  var numbers: ContiguousArray<DecimalNumber> = []
  var dependencies: ContiguousArray<Dependency> = []
  var dynamicAnchors: ContiguousArray<[Int32: Int32]> = []
  var written = SchemaSources()
  var findings: [Finding] = []
  private var compiled = 0
  /// The names in `dynamicAnchors`, in the same order.
  private var dynamicNames: [String] = []

  init(registry: SchemaRegistry, options: SchemaOptions) {
    self.options = options
    resources = SchemaResources(registry: registry)
  }

  /// The number of the schema that stands at a node.
  mutating func schema(at node: Node) -> Int32 {
    let node = node.resolved
    let known = written.indexes[node]
    if known >= 0 { return known }
    let index = Int32(records.count)
    records.append(SchemaRecord(resource: resources.owner(of: node) ?? 0))
    written.sources.append(node)
    written.indexes[node] = index
    return index
  }

  mutating func compileAll() {
    while compiled < records.count {
      compile(compiled)
      compiled += 1
    }
  }

  private mutating func compile(_ index: Int) {
    let node = written.sources[index]
    records[index].first = Int32(keywords.count)
    defer { records[index].end = Int32(keywords.count) }
    guard node.kind == .mapping else {
      if node.asBool == false { keywords.append(.never) }
      if node.asBool == nil { fail(.keywordValue, "expected a schema but found \(ValueWords.found(node))", node) }
      return
    }
    let resource = records[index].resource
    let dialect = resources.resources[Int(resource)].dialect
    let all = resources.words(of: node)
    suggest(for: all.unknown)
    if dialect.draft == .draft7, let reference = all[.ref] {
      compile(reference: reference, resource)
      return
    }
    let words = dialect == .standard ? all : all.filtered { dialect.has($0) }
    compileValueKeywords(words, dialect)
    compileObject(words)
    compileArray(words, dialect)
    compileDependencies(words)
    compileReferences(words, resource)
    compileApplicators(words)
    if let value = words[.unevaluatedItems] {
      keywords.append(.unevaluatedItems(schema(at: value)))
      records[index].readsAnnotations = true
    }
    if let value = words[.unevaluatedProperties] {
      keywords.append(.unevaluatedProperties(schema(at: value)))
      records[index].readsAnnotations = true
    }
  }

  private mutating func compileReferences(_ words: SchemaWords, _ resource: Int32) {
    if let reference = words[.ref] { compile(reference: reference, resource) }
    if let reference = words[.dynamicRef] {
      guard let target = resources.resolve(reference.text, from: resource) else { return unresolved(reference) }
      let fallback = schema(at: target.node)
      let owner = Int(resources.owner(of: target.node) ?? 0)
      if let name = target.fragment, resources.resources[owner].dynamicAnchors[name]?.index == target.node.index {
        keywords.append(.dynamicReference(dynamicName(name), fallback))
      } else {
        keywords.append(.reference(fallback))
      }
    }
    if let reference = words[.recursiveRef] {
      guard let target = resources.resolve(reference.text, from: resource) else { return unresolved(reference) }
      let fallback = schema(at: target.node)
      let owner = Int(resources.owner(of: target.node) ?? 0)
      if resources.resources[owner].dynamicAnchors[SchemaResources.recursiveAnchor] != nil {
        keywords.append(.dynamicReference(dynamicName(SchemaResources.recursiveAnchor), fallback))
      } else {
        keywords.append(.reference(fallback))
      }
    }
  }

  private mutating func compile(reference: Node, _ resource: Int32) {
    guard reference.isString, let target = resources.resolve(reference.text, from: resource) else { return unresolved(reference) }
    keywords.append(.reference(schema(at: target.node)))
  }

  private mutating func unresolved(_ reference: Node) {
    fail(.unresolvedReference, "the reference \(ValueWords.quoted(reference)) leads to no schema that is known here", reference)
  }

  private mutating func dynamicName(_ name: String) -> Int32 {
    if let known = dynamicNames.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) { return Int32(known) }
    dynamicNames.append(name)
    return Int32(dynamicNames.count - 1)
  }

  /// Fills in where dynamic references may lead, now that all resources are known. Their targets may add further ones.
  mutating func linkDynamicAnchors() {
    var seen = -1
    while seen != records.count + dynamicNames.count {
      seen = records.count + dynamicNames.count
      dynamicAnchors = []
      for name in dynamicNames {
        var targets: [Int32: Int32] = [:]
        for number in resources.resources.indices {
          if let node = resources.resources[number].dynamicAnchors[name] { targets[Int32(number)] = schema(at: node) }
        }
        dynamicAnchors.append(targets)
      }
      compileAll()
    }
  }

  /// Tells of keys that are nearly keywords: JSON Schema ignores what it does not know.
  private mutating func suggest(for unknown: [Node]) {
    for key in unknown {
      let name = key.text
      guard !name.utf8.starts(with: "x-".utf8), name.utf8.count > 3 else { continue }
      guard let nearest = Suggestion.nearest(to: name, among: SchemaWord.allCases.lazy.map(\.rawValue)) else { continue }
      findings.append(
        RuleDescription.unknownKeyword.finding("unknown keyword '\(name)', did you mean '\(nearest)'?", at: key.place))
    }
  }

  mutating func fail(_ kind: RuleDescription, _ message: String, _ node: Node) {
    findings.append(kind.finding(message, at: node.place))
  }
}
