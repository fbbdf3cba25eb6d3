/// Values that rules read but no manifest says: parameters and tables.
enum RuleConstants {
  /// The type of a table or of a part of it, from its values: rows that are alike have one type, others are unknown.
  static func type(of node: Node) -> CELType {
    switch node.resolved.kind {
    case .mapping: return .map(.string, common(node.pairs.lazy.map { type(of: $0.value) }))
    case .sequence: return .list(common(node.items.lazy.map { type(of: $0) }))
    case .scalar, .alias:
      switch node.scalarValue {
      case .bool: return .bool
      case .int: return .int
      case .bigInt, .double: return .double
      case .string(let text):
        // A date begins with a digit, and to look at all of it takes longer.
        guard text.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false else { return .string }
        return CivilDate(text) == nil ? .string : .timestamp
      case .null, nil: return .string
      }
    }
  }

  /// A table as a whole and, by their names, its rows: each with its type and value.
  static func table(_ node: Node) -> (whole: (CELType, CELValue), rows: [(name: String, constant: (CELType, CELValue))]) {
    guard node.resolved.kind == .mapping else {
      let type = type(of: node)
      return ((type, value(of: node, as: type)), [])
    }
    let rows = node.pairs.map { pair in
      let type = type(of: pair.value)
      return (name: pair.key.text, constant: (type, value(of: pair.value, as: type)))
    }
    let element = common(rows.map(\.constant.0))
    let fields = zip(node.pairs, rows).map { pair, row in
      (row.name, row.constant.0 == element ? row.constant.1 : value(of: pair.value, as: element))
    }
    return ((.map(.string, element), .fields(fields)), rows)
  }

  private static func common(_ types: some Sequence<CELType>) -> CELType {
    var result: CELType?
    for type in types {
      switch (result, type) {
      case (nil, _): result = type
      // An empty list is a list of whatever its neighbours hold.
      case (.list(.dyn), .list): result = type
      case (.list, .list(.dyn)): continue
      case (.double, .int), (.int, .double): result = .double
      default: if result != type { return .dyn }
      }
    }
    return result ?? .dyn
  }

  /// The value of a node as that type.
  static func value(of node: Node, as type: CELType) -> CELValue {
    switch (node.resolved.kind, type) {
    case (.mapping, .map(_, let element)):
      return .fields(node.pairs.map { ($0.key.text, value(of: $0.value, as: element)) })
    case (.mapping, _): return .fields(node.pairs.map { ($0.key.text, value(of: $0.value, as: .dyn)) })
    case (.sequence, .list(let element)): return .list(node.items.map { value(of: $0, as: element) })
    case (.sequence, _): return .list(node.items.map { value(of: $0, as: .dyn) })
    case (_, .double): return .double(node.asDouble ?? 0)
    case (_, .timestamp): return CivilDate(node.resolved.text).map { CELValue($0) } ?? .string(node.resolved.text)
    case (_, .string), (_, .choice): return .string(node.resolved.text)
    default: break
    }
    switch node.scalarValue {
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .double(let value): return .double(value)
    case .null, nil: return .null
    case .bigInt(let text), .string(let text): return .string(text)
    }
  }
}
