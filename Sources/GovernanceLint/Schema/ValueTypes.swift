/// What a node is in JSON's data model (draft 2020-12 core, section 4.2.1).
extension SchemaTypes {
  /// The type of a node's value; a whole number is both `number` and `integer`, written as 1 or as 1.0.
  init(of node: Node) {
    let node = node.resolved
    switch node.kind {
    case .mapping: self = .object
    case .sequence: self = .array
    case .alias: self = .null
    case .scalar:
      self = node.withTextBytes { text in
        switch node.scalarKind(text) {
        case .null: .null
        case .bool: .boolean
        case .int: [.number, .integer]
        case .double: DecimalNumber(text).isInteger ? [.number, .integer] : .number
        case nil: .string
        }
      }
    }
  }
}
