/// The schema resources that were met so far: where each `$id` and anchor stands (draft 2020-12 core, sections 8.2 and 9).
struct SchemaResources {
  struct Resource {
    var root: Node
    var base: URIReference
    var dialect: SchemaDialect
    var anchors: [String: Node] = [:]
    var dynamicAnchors: [String: Node] = [:]
  }

  private let registry: SchemaRegistry
  private(set) var resources: [Resource] = []
  private var byURI: [String: Int32] = [:]
  /// The nodes that were recognised as schemas: numbers into the two lists below.
  private var known = SchemaIndexes()
  private var owners: [Int32] = []
  private var words: [SchemaWords] = []
  /// The tables of large mappings that pointers lead through.
  private var keyTables = SchemaIndexes()
  private var keyValues: [[[UInt8]: Node]] = []
  private static let largeMapping = 16
  private(set) var findings: [Finding] = []

  /// `$recursiveAnchor: true` is kept as a dynamic anchor of this name, which no `$dynamicAnchor` can have.
  static let recursiveAnchor = "#"

  init(registry: SchemaRegistry) { self.registry = registry }

  /// The resource that a schema is part of; nil for nodes that are not known as schemas.
  func owner(of schema: Node) -> Int32? {
    let number = known[schema]
    return number < 0 ? nil : owners[Int(number)]
  }

  /// The keywords of a schema.
  func words(of schema: Node) -> SchemaWords {
    let number = known[schema]
    return number < 0 ? SchemaWords(schema) : words[Int(number)]
  }

  /// Reads a document that was found under a URI; its own `$id` adds another name.
  mutating func add(_ root: Node, uri: String) {
    let base = URIReference(uri)
    let number = addResource(root, base: base, dialect: .standard)
    index(root, resource: number)
  }

  private mutating func addResource(_ root: Node, base: URIReference, dialect: SchemaDialect) -> Int32 {
    let number = Int32(resources.count)
    var base = base
    base.fragment = nil
    resources.append(Resource(root: root, base: base, dialect: dialect))
    let uri = base.withoutFragment
    if byURI[uri] == nil { byURI[uri] = number }
    return number
  }

  /// Notes the resource, the `$id`s and the anchors of a schema and of all schemas inside it.
  mutating func index(_ schema: Node, resource: Int32) {
    var pending = [(node: schema.resolved, resource: resource)]
    while let (node, outer) = pending.popLast() {
      guard known[node] < 0 else { continue }
      known[node] = Int32(owners.count)
      let words = SchemaWords(node)
      let resource = node.kind == .mapping ? enter(node, words, outer) : outer
      owners.append(resource)
      self.words.append(words)
      for entry in words.entries {
        switch entry.word.shape {
        case .none: continue
        case .schema: pending.append((entry.value, resource))
        case .list: for item in entry.value.items { pending.append((item.resolved, resource)) }
        case .map:
          for pair in entry.value.pairs where pair.value.resolved.kind != .sequence {
            pending.append((pair.value.resolved, resource))
          }
        case .schemaOrList:
          if entry.value.kind == .sequence {
            for item in entry.value.items { pending.append((item.resolved, resource)) }
          } else {
            pending.append((entry.value, resource))
          }
        }
      }
    }
  }

  /// The resource that a schema belongs to: a new one where it has an `$id`.
  private mutating func enter(_ node: Node, _ words: SchemaWords, _ outer: Int32) -> Int32 {
    var number = outer
    var dialect = resources[Int(outer)].dialect
    let isRoot = node.index == resources[Int(outer)].root.index && node.document === resources[Int(outer)].root.document
    if let schema = words[.schema], isRoot || words[.id] != nil {
      dialect = self.dialect(at: schema, text: schema.text)
      if isRoot { resources[Int(outer)].dialect = dialect }
    }
    let hidesNeighbours = dialect.draft == .draft7 && words[.ref] != nil
    if let id = words[.id], id.kind == .scalar, !hidesNeighbours {
      let reference = URIReference(id.text)
      if let fragment = reference.fragment, !fragment.isEmpty, dialect.draft == .draft7 {
        resources[Int(outer)].anchors[fragment] = node
      }
      if !reference.withoutFragment.isEmpty {
        let base = reference.resolved(against: resources[Int(outer)].base)
        if isRoot {
          resources[Int(outer)].base = base
          resources[Int(outer)].base.fragment = nil
          byURI[base.withoutFragment] = outer
        } else {
          number = addResource(node, base: base, dialect: dialect)
        }
      }
    }
    if dialect.has(.anchor), let anchor = words[.anchor] { resources[Int(number)].anchors[anchor.text] = node }
    if dialect.has(.dynamicAnchor), let anchor = words[.dynamicAnchor] {
      resources[Int(number)].anchors[anchor.text] = node
      resources[Int(number)].dynamicAnchors[anchor.text] = node
    }
    if dialect.has(.recursiveAnchor), let anchor = words[.recursiveAnchor], anchor.text == "true" {
      resources[Int(number)].dynamicAnchors[SchemaResources.recursiveAnchor] = node
    }
    return number
  }

  /// The dialect that `$schema` names: a published one, or one whose metaschema the registry has.
  private mutating func dialect(at node: Node, text: String) -> SchemaDialect {
    let uri = URIReference(text).withoutFragment
    if let known = SchemaDialect(uri: uri) {
      if known.draft < .draft2020, node.document === resources[0].root.document {
        findings.append(
          RuleDescription.olderDraft.finding("the schema is \(known.draft.name): \(known.draft.differences)", at: node.place))
      }
      return known
    }
    guard let metaschema = registry.documents[uri] else {
      findings.append(
        RuleDescription.unknownDraft.finding(
          "expected '$schema' to name draft 2020-12, 2019-09 or draft-07 but found '\(text)'", at: node.place))
      return .standard
    }
    guard let listed = metaschema["$vocabulary"] else { return .standard }
    let draft = metaschema["$schema"].flatMap { SchemaDialect(uri: URIReference($0.text).withoutFragment)?.draft }
    var dialect = SchemaDialect(draft: draft ?? .draft2020, vocabularies: [])
    for pair in listed.pairs {
      if let vocabulary = SchemaDialect.vocabulary(pair.key.text) {
        dialect.vocabularies.formUnion(vocabulary)
      } else if pair.value.text == "true" {
        findings.append(
          RuleDescription.unknownDraft.finding(
            "the schema's dialect requires the vocabulary '\(pair.key.text)', which is not known here", at: node.place))
      }
    }
    return dialect
  }

  /// What a reference means that stands in a resource, or nil where nothing has that name.
  mutating func resolve(_ reference: String, from resource: Int32) -> (node: Node, fragment: String?)? {
    let target = URIReference(reference).resolved(against: resources[Int(resource)].base)
    let uri = target.withoutFragment
    if byURI[uri] == nil, let document = registry.documents[uri] ?? registry.documents[uri + "#"] {
      add(document, uri: uri)
    }
    guard let number = byURI[uri] else { return nil }
    guard let fragment = target.fragment, !fragment.isEmpty else { return (resources[Int(number)].root.resolved, nil) }
    guard fragment.utf8.first == UInt8(ascii: "/") else {
      let name = String(decoding: URIReference.unescaped(fragment), as: UTF8.self)
      return resources[Int(number)].anchors[name].map { ($0, name) }
    }
    return descend(URIReference.unescaped(fragment), from: number).map { ($0, nil) }
  }

  /// Follows a JSON Pointer from a resource's root; what it finds is a schema, wherever it stands.
  private mutating func descend(_ pointer: [UInt8], from resource: Int32) -> Node? {
    var node = resources[Int(resource)].root.resolved
    var owner = resource
    for token in pointer.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
      let name = SchemaResources.unescaped(token)
      let next: Node?
      if node.kind == .sequence {
        next = Int(String(decoding: name, as: UTF8.self)).flatMap { wanted in
          wanted >= 0 && wanted < node.count ? node.items.dropFirst(wanted).first { _ in true } : nil
        }
      } else {
        next = value(of: name, in: node)
      }
      guard let next else { return nil }
      node = next.resolved
      if let inner = self.owner(of: node) { owner = inner }
    }
    if known[node] < 0 { index(node, resource: owner) }
    return node
  }

  /// The value of a key. Pointers into one large `$defs` are many, so a table is kept for it.
  private mutating func value(of name: [UInt8], in node: Node) -> Node? {
    guard node.count > SchemaResources.largeMapping else {
      return node.pairs.first { pair in pair.key.withTextBytes { $0.elementsEqual(name) } }?.value
    }
    var table = keyTables[node]
    if table < 0 {
      table = Int32(keyValues.count)
      keyTables[node] = table
      keyValues.append(
        Dictionary(node.pairs.map { ($0.key.withTextBytes { Array($0) }, $0.value) }, uniquingKeysWith: { first, _ in first }))
    }
    return keyValues[Int(table)][name]
  }

  /// A token of a JSON Pointer with `~1` and `~0` decoded (RFC 6901 section 4).
  private static func unescaped(_ token: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isTilde = false
    for byte in token {
      if isTilde {
        result.append(byte == UInt8(ascii: "1") ? UInt8(ascii: "/") : UInt8(ascii: "~"))
        if byte != UInt8(ascii: "1"), byte != UInt8(ascii: "0") { result.append(byte) }
        isTilde = false
      } else if byte == UInt8(ascii: "~") {
        isTilde = true
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
