/// Which fields of manifests expressions may read: those of a rule tell what can keep it from its answer, those of all rules on the
/// portfolio what is kept of a manifest once its own rules have run.
///
/// Rules are typed, so their expressions tell. Where a struct is used as a whole (compared, handed to a function), all of it counts
/// as read.
struct ReadFields {
  private let types: CELTypeTable
  private let facts: [CELEnvironment.Fact]
  /// The structs whose fields are noted; nil for all.
  private let objects: [Int]?
  private(set) var fields = SortedList<Field>()
  private var wholeObjects: Set<Int> = []
  private var knownFacts: Set<Int> = []

  /// A field of a struct of the type table.
  struct Field: Comparable {
    var object: Int
    var field: Int

    static func < (left: Field, right: Field) -> Bool { (left.object, left.field) < (right.object, right.field) }
  }

  init(_ types: CELTypeTable, facts: [CELEnvironment.Fact], of objects: [Int]? = nil) {
    self.types = types
    self.facts = facts
    self.objects = objects
  }

  private mutating func note(object: Int, field: Int) {
    if objects?.contains(object) ?? true { fields.insert(Field(object: object, field: field)) }
  }

  /// Adds what an expression reads.
  mutating func add(_ expression: CheckedExpression) {
    for id in expression.expression.nodes.indices {
      switch expression.references[id] {
      case .field(let object, let field)?: note(object: object, field: field)
      case .fact(let index)?:
        if facts.indices.contains(index), knownFacts.insert(index).inserted { add(facts[index].body) }
      case .variable, .local, .type, .function, nil: break
      }
      switch expression.expression.nodes[id].kind {
      case .call(let callee, let target, let arguments):
        if case .fact? = expression.references[id] { continue }
        if let builtin = callee.builtin, ReadFields.handsOn(builtin) { continue }
        // Whether something is a key has nothing to do with the values.
        if callee.builtin == .isIn, case .map = expression.types[expression.expression.operand(1, of: arguments)] { continue }
        for operand in expression.expression[arguments.with(target: target)] { addWhole(expression.types[operand.id]) }
      case .index(let operand, _, _):
        if case .object = expression.types[operand] { addWhole(expression.types[operand]) }
      default: break
      }
    }
  }

  /// Whether a function looks at no fields of what it is given: what is done with its result tells.
  private static func handsOn(_ builtin: CELBuiltin) -> Bool {
    switch builtin {
    case .size, .add, .conditional, .orOptional, .orValue, .hasValue, .value, .and, .or, .not, .first, .last, .reverse, .slice,
      .groupedBy:
      true
    default: false
    }
  }

  private mutating func addWhole(_ type: CELType) {
    switch type {
    case .list(let part), .optional(let part), .map(_, let part), .type(let part): addWhole(part)
    case .object(let object):
      guard types.objects.indices.contains(object), wholeObjects.insert(object).inserted else { return }
      for (field, declared) in types.objects[object].fields.enumerated() {
        note(object: object, field: field)
        addWhole(declared.type)
      }
    case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .dyn, .parameter, .opaque: break
    }
  }
}

extension CELShapeTable {
  /// The indexes of fields that are read, in order.
  func indexes(of read: [ReadFields.Field]) -> [Int32] {
    read.compactMap { field in
      let shape = object(field.object)
      guard shapes.indices.contains(Int(shape)), field.field < shapes[Int(shape)].b else { return nil }
      return self.field(object: field.object, field: field.field)
    }.sorted()
  }

  /// Marks the fields that are read as ones to keep.
  mutating func keep(_ read: [ReadFields.Field]) {
    for field in indexes(of: read) { fields[Int(field)].isKept = true }
  }
}
