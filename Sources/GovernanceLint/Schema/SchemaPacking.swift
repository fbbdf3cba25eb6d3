// How compiled schemas are written down and read back.

extension Schema {
  /// A schema that says nothing, to be overwritten.
  static let empty = Schema(tables: SchemaTables(SchemaLoader(registry: SchemaRegistry(), options: .manifest), root: 0))

  /// Writes the schema, which has to lie in one document, or becomes the one that was written.
  mutating func pack(_ packing: inout Packing) {
    var parts = SchemaLoader(tables)
    var root = tables.root
    packing.number(&root)
    parts.pack(&packing)
    if packing.isReading { self = Schema(tables: SchemaTables(parts, root: root)) }
  }
}

extension SchemaLoader {
  /// The parts that tables were made of.
  fileprivate init(_ tables: SchemaTables) {
    self.init(registry: SchemaRegistry(), options: tables.options)
    let flat = tables.flat
    (records, keywords, objects) = (flat.records.elements, flat.keywords.elements, flat.objects.elements)
    (properties, arrays, enumerations) = (flat.properties.elements, flat.arrays.elements, flat.enumerations.elements)
    (lists, prefixes) = (flat.lists.elements, flat.prefixes.elements)
    (names.entries, names.bytes) = (flat.names.entries.elements, flat.names.bytes.elements)
    (patterns, numbers, dependencies) = (tables.patterns, tables.numbers, tables.dependencies)
    (dynamicAnchors, written) = (tables.dynamicAnchors, tables.written)
  }

  fileprivate mutating func pack(_ packing: inout Packing) {
    packing.flag(&options.assertsFormats)
    packing.flag(&options.readsEmptyAsAbsent)
    packing.list(&records, blank: SchemaRecord(resource: 0)) { record, packing in
      packing.number(&record.first)
      packing.number(&record.end, after: record.first)
      packing.number(&record.resource)
      packing.flag(&record.readsAnnotations)
    }
    packing.list(&keywords, blank: .never) { keyword, packing in keyword.pack(&packing) }
    packing.list(&objects, blank: ObjectRules()) { rules, packing in rules.pack(&packing) }
    packing.list(&properties, blank: PropertyRule(schema: 0, takesNull: false, name: NameSpan(start: 0, end: 0))) { rule, packing in
      packing.number(&rule.schema)
      packing.flag(&rule.takesNull)
      rule.name.pack(&packing)
    }
    packing.list(&arrays, blank: ArrayRules()) { rules, packing in
      packing.number(&rules.firstPrefix)
      packing.number(&rules.prefixCount)
      packing.number(&rules.items)
      packing.number(&rules.minimum)
      packing.number(&rules.maximum)
    }
    packing.list(&enumerations, blank: Enumeration(first: 0, count: 0, hasOthers: false, isConstant: false)) { values, packing in
      values.names.pack(&packing)
      packing.number(&values.first)
      packing.number(&values.count)
      packing.flag(&values.hasOthers)
      packing.flag(&values.isConstant)
    }
    packing.list(&names.entries, blank: NameEntry(hash: 0, length: 0, start: 0, payload: 0)) { entry, packing in
      packing.number(&entry.hash)
      packing.number(&entry.length)
      packing.number(&entry.start)
      packing.number(&entry.payload)
    }
    packing.bytes(&names.bytes)
    packing.list(&lists)
    packing.list(&prefixes, blank: NameSpan(start: 0, end: 0)) { span, packing in span.pack(&packing) }
    packing.list(&patterns, blank: .blank) { pattern, packing in pattern.pack(&packing) }
    packing.list(&numbers, blank: DecimalNumber(0)) { number, packing in number.pack(&packing) }
    packing.list(&dependencies, blank: Dependency(name: "", required: [], schema: -1)) { dependency, packing in
      packing.text(&dependency.name)
      packing.list(&dependency.required)
      packing.number(&dependency.schema)
    }
    packing.list(&dynamicAnchors, blank: [:]) { targets, packing in
      var pairs = targets.sorted { $0.key < $1.key }
      packing.list(&pairs, blank: (0, 0)) { pair, packing in
        packing.number(&pair.key)
        packing.number(&pair.value)
      }
      targets = Dictionary(pairs.lazy.map { ($0.key, $0.value) }) { first, _ in first }
    }
    written.pack(&packing)
  }
}

extension SchemaSources {
  /// As the one document that all lies in, and places in it.
  fileprivate mutating func pack(_ packing: inout Packing) {
    let document = Document.pack(sources.first?.document ?? .blank, &packing)
    var places = (ContiguousArray(values.map(\.index)), ContiguousArray(sources.map(\.index)))
    packing.table(&places.0)
    packing.table(&places.1)
    guard packing.isReading else { return }
    func nodes(_ places: ContiguousArray<Int32>) -> ContiguousArray<Node> {
      ContiguousArray(places.lazy.filter { document.records.indices.contains(Int($0)) }.map { Node(document: document, index: $0) })
    }
    (values, sources) = (nodes(places.0), nodes(places.1))
    for (number, node) in sources.enumerated() { indexes[node] = Int32(truncatingIfNeeded: number) }
  }
}

extension NameSpan {
  fileprivate mutating func pack(_ packing: inout Packing) {
    packing.number(&start)
    packing.number(&end, after: start)
  }
}

extension NameTable {
  fileprivate mutating func pack(_ packing: inout Packing) {
    packing.number(&first)
    packing.number(&count)
  }
}

extension ObjectRules {
  fileprivate mutating func pack(_ packing: inout Packing) {
    names.pack(&packing)
    packing.number(&firstProperty)
    packing.number(&propertyCount)
    packing.number(&requiredCount)
    packing.number(&firstPattern)
    packing.number(&patternCount)
    packing.number(&additional)
    packing.number(&propertyNames)
    packing.number(&minimum)
    packing.number(&maximum)
  }
}

extension DecimalNumber {
  /// As text, which says it exactly.
  fileprivate mutating func pack(_ packing: inout Packing) {
    var text = description
    packing.text(&text)
    if packing.isReading { self = DecimalNumber(Array(text.utf8)[...]) }
  }
}
