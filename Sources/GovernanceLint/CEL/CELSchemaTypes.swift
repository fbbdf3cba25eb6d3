/// Derives the types of expressions from JSON Schemas: objects with properties are structs, other objects are maps, `format: date`
/// and `date-time` are timestamps, enumerations of texts are choices, `integer` is int, `number` is double.
///
/// `anyOf` with a branch `{notApplicable: reason}` has the type of its other branch: where a person has decided that the key does
/// not apply, it reads as absent.
struct CELSchemaTypes {
  /// The structs and enumerations found so far.
  private(set) var table = CELTypeTable()
  /// Index of the struct that a schema node became, by the schema's name and the node; recursive schemas end here.
  private var known: [Key: Int] = [:]

  private struct Key: Hashable {
    var schema: String
    var node: Int
  }

  /// None yet, or those of a table that was derived before.
  init(_ table: CELTypeTable = CELTypeTable()) { self.table = table }

  /// The key by which a manifest says why something does not apply.
  static let notApplicable = "notApplicable"

  /// The type of a value that fits `schema`. `name` is what messages call a struct: the kind's name.
  mutating func type(of schema: Schema, named name: String) -> CELType { type(of: schema.root, schema: name, path: name) }

  private mutating func type(of node: SchemaNode, schema: String, path: String) -> CELType {
    let node = node.target
    if let values = node.values { return choice(of: values) }
    let branches = (node.anyOf + node.oneOf).filter { !isNotApplicable($0.target) }
    if branches.count == 1 { return type(of: branches[0], schema: schema, path: path) }
    if !branches.isEmpty { return .dyn }
    let types = node.types.subtracting(.null)
    if types.contains(.string), types.isSubset(of: .string) {
      return node.format == "date" || node.format == "date-time" ? .timestamp : .string
    }
    if types.isSubset(of: .boolean) { return .bool }
    if types.isSubset(of: .integer) { return .int }
    if types.isSubset(of: [.number, .integer]) { return .double }
    if types.isSubset(of: .array) {
      return .list(node.items.map { type(of: $0, schema: schema, path: path + "[]") } ?? .dyn)
    }
    guard types.isSubset(of: .object) else { return .dyn }
    guard node.properties.isEmpty else { return object(node, schema: schema, path: path) }
    let value = node.additionalProperties.map { type(of: $0, schema: schema, path: path + "[]") }
    return .map(.string, value ?? .dyn)
  }

  private mutating func object(_ node: SchemaNode, schema: String, path: String) -> CELType {
    let key = Key(schema: schema, node: node.id)
    if let index = known[key] { return .object(index) }
    let index = table.objects.count
    known[key] = index
    table.objects.append(CELObject(name: path, fields: []))
    table.objects[index].fields = node.properties.map { property in
      CELField(
        name: property.name, type: type(of: property.node, schema: schema, path: "\(path).\(property.name)"),
        isRequired: property.isRequired, readsEmptyWhenAbsent: isEmptyList(property.node.target.defaultValue))
    }.sorted { $0.name.precedes($1.name) }
    return .object(index)
  }

  private mutating func choice(of values: [Node]) -> CELType {
    guard values.allSatisfy(\.isString) else {
      if values.allSatisfy({ $0.asBool != nil }) { return .bool }
      return values.allSatisfy { $0.asInt != nil } ? .int : .dyn
    }
    let texts = values.map(\.text)
    if let index = table.choices.firstIndex(where: { $0.elementsEqual(texts) { $0.utf8.elementsEqual($1.utf8) } }) {
      return .choice(index)
    }
    table.choices.append(texts)
    return .choice(table.choices.count - 1)
  }

  private func isNotApplicable(_ node: SchemaNode) -> Bool {
    let properties = node.properties
    return properties.count == 1 && properties[0].name == CELSchemaTypes.notApplicable && properties[0].isRequired
  }

  private func isEmptyList(_ node: Node?) -> Bool { node.map { $0.kind == .sequence && $0.count == 0 } ?? false }
}
