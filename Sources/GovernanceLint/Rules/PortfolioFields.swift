/// Which fields of manifests the rules on the portfolio read: all that is kept of a manifest once its own rules have run.
///
/// Rules are typed, so their expressions tell. Where a struct is used as a whole (compared, handed to a function), all of it counts
/// as read.
struct PortfolioFields {
  private let types: CELTypeTable
  private let facts: [CELEnvironment.Fact]
  /// By struct and field.
  private(set) var areRead: [[Bool]]
  private var knownFacts: Set<Int> = []

  init(_ types: CELTypeTable, facts: [CELEnvironment.Fact]) {
    self.types = types
    self.facts = facts
    areRead = types.objects.map { Array(repeating: false, count: $0.fields.count) }
  }

  /// Adds what an expression reads.
  mutating func add(_ expression: CheckedExpression) {
    for (id, node) in expression.expression.nodes.enumerated() {
      switch expression.references[id] {
      case .field(let object, let field)?:
        if areRead.indices.contains(object), areRead[object].indices.contains(field) { areRead[object][field] = true }
      case .fact(let index)?:
        if facts.indices.contains(index), knownFacts.insert(index).inserted { add(facts[index].body) }
      case .variable, .local, .type, .constant, .function, nil: break
      }
      switch node.kind {
      case .call(let name, let target, let arguments) where !PortfolioFields.handOn.contains(name):
        if case .fact? = expression.references[id] { continue }
        for argument in arguments + [target].compactMap({ $0 }) { addWhole(expression.types[argument]) }
      case .index(let operand, _, _):
        if case .object = expression.types[operand] { addWhole(expression.types[operand]) }
      default: break
      }
    }
  }

  /// Functions that look at no fields of what they are given: what is done with their results tells.
  private static let handOn: Set<String> = [
    "size", "_+_", "_?_:_", "or", "orValue", "hasValue", "optional.of", "value", "_&&_", "_||_", "!_", "first", "last", "reverse", "slice",
  ]

  private mutating func addWhole(_ type: CELType) {
    switch type {
    case .list(let part), .optional(let part), .map(_, let part), .type(let part): addWhole(part)
    case .object(let object):
      guard areRead.indices.contains(object), areRead[object].contains(false) else { return }
      for field in areRead[object].indices { areRead[object][field] = true }
      for field in types.objects[object].fields { addWhole(field.type) }
    case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .dyn, .parameter, .opaque: break
    }
  }
}

extension CELShapeTable {
  /// Marks the fields that are read, in a table by struct and field, as ones to keep.
  mutating func keep(_ areRead: [[Bool]]) {
    for (object, areRead) in areRead.enumerated() {
      for (field, isRead) in areRead.enumerated() where isRead { fields[Int(self.field(object: object, field: field))].isKept = true }
    }
  }
}
