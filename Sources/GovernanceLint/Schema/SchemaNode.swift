/// A schema inside a compiled ``Schema``: what it says about a value.
///
/// For those that derive types, documentation or completions from it.
public struct SchemaNode: Sendable {
  /// What it is part of.
  public let schema: Schema
  let index: Int32

  /// Where it is written; a mapping, or `true` or `false`.
  public var source: Node { schema.tables.written.sources[Int(index)] }

  /// A number that tells the schemas of one ``Schema`` apart.
  public var id: Int { Int(index) }

  /// `title`.
  public var title: String? { text("title") }
  /// `description`, with the unit.
  public var description: String? { text("description") }
  /// `format`, as written.
  public var format: String? { text("format") }
  /// `pattern`, as written.
  public var pattern: String? { text("pattern") }
  /// `default`.
  public var defaultValue: Node? { source["default"]?.resolved }

  /// The value of any keyword, above all of those that JSON Schema does not know: `x-source`.
  public func annotation(_ name: String) -> Node? { source.pair(named: name)?.value.resolved }

  /// The types that `type` names and that the values of `enum` or `const` have; all where neither stands here.
  public var types: SchemaTypes {
    var types = SchemaTypes.all
    for case .types(let named) in keywords { types.formIntersection(named) }
    if let values { types.formIntersection(values.reduce(into: []) { $0.formUnion(SchemaTypes(of: $1)) }) }
    return types
  }

  /// The values of `enum`, or the one of `const`; nil where there are none.
  public var values: [Node]? {
    for case .values(let index) in keywords {
      return Array(schema.tables.values(schema.tables.flat.enumerations[index]))
    }
    return nil
  }

  /// The schema that `$ref` leads to, or nil where there is no reference.
  public var reference: SchemaNode? {
    for keyword in keywords {
      switch keyword {
      case .reference(let target), .dynamicReference(_, let target): return node(target)
      default: continue
      }
    }
    return nil
  }

  /// This schema, or where it is a mere reference, what that leads to in the end.
  public var target: SchemaNode {
    var node = self
    // References that lead in a circle were taken out when the schema was loaded.
    while node.keywords.count == 1, let next = node.reference { node = next }
    return node
  }

  /// A key that the schema declares.
  public struct Property: Sendable {
    /// The key.
    public var name: String
    /// What its value has to be.
    public var node: SchemaNode
    /// Whether the key has to be written.
    public var isRequired: Bool
  }

  /// The declared keys, as `properties` of this schema lists them.
  public var properties: [Property] {
    guard let rules = objectRules else { return [] }
    return (source["properties"]?.pairs).map { pairs in
      pairs.compactMap { pair in
        let index = schema.tables.written.indexes[pair.value.resolved]
        guard index >= 0 else { return nil }
        let position = pair.key.withTextBytes { schema.tables.flat.names.find($0, in: rules.names) }
        return Property(name: pair.key.text, node: node(index), isRequired: position.map { $0 < rules.requiredCount } ?? false)
      }
    } ?? []
  }

  /// The declared key of that name.
  public func property(_ name: String) -> Property? {
    guard let rules = objectRules, let position = schema.tables.flat.names.find(name.utf8, in: rules.names) else { return nil }
    let rule = schema.tables.flat.properties[rules.firstProperty + position]
    guard rule.schema >= 0 else { return nil }
    return Property(name: name, node: node(rule.schema), isRequired: position < rules.requiredCount)
  }

  /// The names in `required`, declared or not.
  public var required: [String] {
    guard let rules = objectRules else { return [] }
    return (0..<rules.requiredCount).map { position in
      schema.tables.flat.names.text(schema.tables.flat.properties[rules.firstProperty + position].name)
    }
  }

  /// What a key that is not declared has to be; nil where `additionalProperties` says nothing.
  public var additionalProperties: SchemaNode? { objectRules.flatMap { $0.additional >= 0 ? node($0.additional) : nil } }

  /// What keys have to be that match a pattern.
  public var patternProperties: [(pattern: String, node: SchemaNode)] {
    guard let rules = objectRules else { return [] }
    return (0..<rules.patternCount).map { position in
      let entry = rules.firstPattern + 2 * position
      return (schema.tables.patterns[Int(schema.tables.flat.lists[entry])].text, node(schema.tables.flat.lists[entry + 1]))
    }
  }

  /// What items have to be, those of `prefixItems` excepted.
  public var items: SchemaNode? { arrayRules.flatMap { $0.items >= 0 ? node($0.items) : nil } }

  /// What the first items have to be, each.
  public var prefixItems: [SchemaNode] { arrayRules.map { branches($0.firstPrefix, $0.prefixCount) } ?? [] }

  /// The branches of `allOf`.
  public var allOf: [SchemaNode] {
    for case .allOf(let first, let count) in keywords { return branches(first, count) }
    return []
  }

  /// The branches of `anyOf`.
  public var anyOf: [SchemaNode] {
    for case .anyOf(let first, let count) in keywords { return branches(first, count) }
    return []
  }

  /// The branches of `oneOf`.
  public var oneOf: [SchemaNode] {
    for case .oneOf(let first, let count) in keywords { return branches(first, count) }
    return []
  }

  /// Whether it is the schema `false`, which accepts nothing.
  public var acceptsNothing: Bool {
    for case .never in keywords { return true }
    return false
  }

  private var keywords: [SchemaKeyword] {
    let record = schema.tables.flat.records[index]
    return (record.first..<record.end).map { schema.tables.flat.keywords[$0] }
  }

  private var objectRules: ObjectRules? {
    for case .object(let index) in keywords { return schema.tables.flat.objects[index] }
    return nil
  }

  private var arrayRules: ArrayRules? {
    for case .array(let index) in keywords { return schema.tables.flat.arrays[index] }
    return nil
  }

  private func node(_ index: Int32) -> SchemaNode { SchemaNode(schema: schema, index: index) }

  private func branches(_ first: Int32, _ count: Int32) -> [SchemaNode] {
    schema.tables.list(first, count).map { node($0) }
  }

  private func text(_ name: StaticString) -> String? { source[name].flatMap { $0.isString ? $0.resolved.text : nil } }
}
