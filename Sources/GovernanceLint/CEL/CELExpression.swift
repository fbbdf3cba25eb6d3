/// The syntax tree of one expression: flat arrays of plain records, so that a node is read without counting references and facts
/// about nodes live in arrays beside it, keyed by ``ID``.
///
/// Macros are expanded while parsing into ``Comprehension``, which keeps what the author wrote (`all`, `filter` ...): the checker,
/// the planner and the reasons of a failure all ask for that. Source: cel-spec `doc/langdef.md`.
struct CELExpression: Sendable {
  /// Index of a node.
  typealias ID = Int

  /// The text that it was parsed from; names are places in it.
  var bytes: [UInt8] = []
  /// All nodes; operands stand before what uses them.
  var nodes: [Node] = []
  /// Arguments, items and entries; those of a node stand one after the other.
  var operands: [Operand] = []
  /// The values of literals.
  var literals: [CELLiteral] = []
  var comprehensions: [Comprehension] = []
  /// Whether it has a macro or `cel.bind`, and with it variables of its own.
  var hasVariables = false
  /// The whole expression.
  var root: ID = 0

  struct Node: BitwiseCopyable, Sendable {
    var kind: Kind
    /// The bytes of the expression's text that the node was parsed from.
    var range: TextRange
  }

  enum Kind: BitwiseCopyable, Sendable {
    /// Index in ``literals``.
    case literal(Int)
    case name(CELName)
    /// `operand.field`, or `operand.?field`.
    case select(ID, field: CELName, isOptional: Bool)
    /// `has(operand.field)`.
    case has(ID, field: CELName)
    /// `operand[index]`, or `operand[?index]`.
    case index(ID, ID, isOptional: Bool)
    /// A function or operator. The target, where there is one, stands before the arguments in ``operands``.
    case call(CELFunctionName, target: ID?, arguments: Operands)
    case list(Operands)
    /// Keys and values in turn.
    case map(Operands)
    /// `Type{field: value}`: parsed so that it can be refused in words; protocol buffers are out of scope. The node is the type's.
    case message(ID, fields: Operands)
    /// Index in ``comprehensions``.
    case comprehension(Int)
    /// `cel.bind(name, value, body)`.
    case bind(CELName, value: ID, body: ID)
  }

  /// An argument or item. `[?x]` and `{?k: x}` leave it out when `x` has no value.
  struct Operand: BitwiseCopyable, Sendable {
    private var number: Int32

    init(_ id: ID, isOptional: Bool = false) { number = isOptional ? ~Int32(id) : Int32(id) }

    var id: ID { Int(number < 0 ? ~number : number) }
    var isOptional: Bool { number < 0 }
  }

  /// Places in ``operands``.
  struct Operands: BitwiseCopyable, Sendable {
    var start: Int32
    var count: Int32

    /// With the target of a call, where it has one.
    func with(target: ID?) -> Operands { target == nil ? self : Operands(start: start - 1, count: count + 1) }
  }

  subscript(operands: Operands) -> ArraySlice<Operand> { self.operands[Int(operands.start)..<Int(operands.start + operands.count)] }

  /// One of several operands.
  func operand(_ index: Int, of operands: Operands) -> ID { self.operands[Int(operands.start) + index].id }

  /// The value that a node is as a literal.
  func literal(_ id: ID) -> CELLiteral? { if case .literal(let index) = nodes[id].kind { literals[index] } else { nil } }

  /// The text that a node is as a literal.
  func text(ofLiteral id: ID) -> String? { if case .string(let text)? = literal(id) { text } else { nil } }

  /// The number that a node is as a literal.
  func int(ofLiteral id: ID) -> Int64? { if case .int(let number)? = literal(id) { number } else { nil } }

  /// Goes through the nodes directly below a node, in the order in which they are written.
  @inline(__always)
  func forEachChild(of kind: Kind, _ body: (ID) -> Void) {
    switch kind {
    case .literal, .name: break
    case .select(let operand, field: _, isOptional: _), .has(let operand, field: _): body(operand)
    case .index(let operand, let index, isOptional: _):
      body(operand)
      body(index)
    case .call(_, let target, let operands):
      if let target { body(target) }
      for position in Int(operands.start)..<Int(operands.start + operands.count) { body(self.operands[position].id) }
    case .list(let operands), .map(let operands), .message(_, fields: let operands):
      for position in Int(operands.start)..<Int(operands.start + operands.count) { body(self.operands[position].id) }
    case .comprehension(let index):
      let comprehension = comprehensions[index]
      body(comprehension.range)
      if let filter = comprehension.filter { body(filter) }
      body(comprehension.body)
    case .bind(_, let value, let inner):
      body(value)
      body(inner)
    }
  }

  /// Whether something is true of a node directly below.
  @inline(__always)
  func contains(below id: ID, where isTrue: (ID) -> Bool) -> Bool {
    var isFound = false
    forEachChild(of: nodes[id].kind) { if !isFound, isTrue($0) { isFound = true } }
    return isFound
  }

  /// A macro over the elements of a list or the entries of a map, or over the value of an optional.
  struct Comprehension: BitwiseCopyable, Sendable {
    var macro: Macro
    /// What is gone through.
    var range: ID
    /// Element; for lists with two variables: index; for maps: key.
    var variable: CELName
    /// With two variables: element, or value of a map.
    var second: CELName?
    /// Condition under which `body` is evaluated: `map` with three arguments, `transformList` and its like with a filter.
    var filter: ID?
    /// Predicate or result.
    var body: ID

    var variables: [CELName] { [variable] + (second.map { [$0] } ?? []) }
  }

  enum Macro: String, Sendable {
    case all, exists, existsOne, filter, map
    case transformList, transformMap, transformMapEntry
    case optMap, optFlatMap
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
