/// The syntax tree of one expression: a flat array of nodes, so that facts about them live in arrays beside it, keyed by ``ID``.
///
/// Macros are expanded while parsing into ``Comprehension``, which keeps what the author wrote (`all`, `filter` ...): the checker,
/// the planner and the reasons of a failure all ask for that. Source: cel-spec `doc/langdef.md`.
struct CELExpression: Sendable {
  /// Index of a node.
  typealias ID = Int

  /// All nodes; operands stand before what uses them.
  var nodes: [Node] = []
  /// The whole expression.
  var root: ID = 0

  struct Node: Sendable {
    var kind: Kind
    /// The bytes of the expression's text that the node was parsed from.
    var range: TextRange
  }

  enum Kind: Sendable {
    case literal(CELLiteral)
    /// An identifier as written; a leading dot means the root scope.
    case name(String)
    /// `operand.field`, or `operand.?field`.
    case select(ID, field: String, isOptional: Bool)
    /// `has(operand.field)`.
    case has(ID, field: String)
    /// `operand[index]`, or `operand[?index]`.
    case index(ID, ID, isOptional: Bool)
    /// A function or operator; operators have the names of cel-spec: `_&&_`, `!_`, `-_`, `_?_:_`, `_==_`, `@in`, `_+_`.
    case call(String, target: ID?, arguments: [ID])
    case list([Element])
    case map([Entry])
    /// `Type{field: value}`: parsed so that it can be refused in words; protocol buffers are out of scope.
    case message(String, fields: [Entry])
    case comprehension(Comprehension)
    /// `cel.bind(name, value, body)`.
    case bind(String, value: ID, body: ID)
  }

  /// `a.b.c` where the node is a chain of plain names; nil otherwise.
  func qualifiedName(of id: ID) -> String? { CELExpression.qualifiedName(of: id, in: nodes) }

  /// The `a` of a chain `a.b.c` of plain names.
  func head(of id: ID) -> String? {
    var next = id
    while case .select(let operand, _, isOptional: false) = nodes[next].kind { next = operand }
    if case .name(let name) = nodes[next].kind { return name }
    return nil
  }

  static func qualifiedName(of id: ID, in nodes: [Node]) -> String? {
    switch nodes[id].kind {
    case .name(let name): name
    case .select(let operand, let field, isOptional: false): qualifiedName(of: operand, in: nodes).map { "\($0).\(field)" }
    case .select, .literal, .has, .index, .call, .list, .map, .message, .comprehension, .bind: nil
    }
  }

  /// An item of a list literal; `[?x]` is left out when `x` has no value.
  struct Element: Sendable {
    var value: ID
    var isOptional: Bool
  }

  /// An entry of a map literal; `{?k: v}` is left out when `v` has no value.
  struct Entry: Sendable {
    var key: ID
    var value: ID
    var isOptional: Bool
  }

  /// A macro over the elements of a list or the entries of a map, or over the value of an optional.
  struct Comprehension: Sendable {
    var macro: Macro
    /// What is gone through.
    var range: ID
    /// Element; for lists with two variables: index and element; for maps: key, or key and value.
    var variables: [String]
    /// Condition under which `body` is evaluated: `map` with three arguments, `transformList` and its like with a filter.
    var filter: ID?
    /// Predicate or result.
    var body: ID
  }

  enum Macro: String, Sendable {
    case all, exists, existsOne, filter, map
    case transformList, transformMap, transformMapEntry
    case optMap, optFlatMap
  }
}

extension CELExpression.Kind {
  /// The nodes directly below, in the order in which they are written.
  var children: [CELExpression.ID] {
    var children: [CELExpression.ID] = []
    forEachChild { children.append($0) }
    return children
  }

  /// Goes through ``children`` without a list of them.
  func forEachChild(_ body: (CELExpression.ID) -> Void) {
    switch self {
    case .literal, .name: break
    case .select(let operand, field: _, isOptional: _), .has(let operand, field: _): body(operand)
    case .index(let operand, let index, isOptional: _):
      body(operand)
      body(index)
    case .call(_, let target, let arguments):
      if let target { body(target) }
      for argument in arguments { body(argument) }
    case .list(let elements): for element in elements { body(element.value) }
    case .map(let entries), .message(_, fields: let entries):
      for entry in entries {
        body(entry.key)
        body(entry.value)
      }
    case .comprehension(let comprehension):
      body(comprehension.range)
      if let filter = comprehension.filter { body(filter) }
      body(comprehension.body)
    case .bind(_, let value, let inner):
      body(value)
      body(inner)
    }
  }
}

/// The value of a literal. Strings are compared and hashed by code points everywhere in CEL, never by Swift's canonical equivalence.
enum CELLiteral: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
}
