/// What an expression may name: the variables of a rule with their types, the facts of its kinds, and the function library.
struct CELEnvironment: Sendable {
  /// Structs and enumerations of the types below.
  var types = CELTypeTable()
  /// Variables; a program reads them by index (``CELReference/variable(_:)``).
  var variables: [Variable] = []
  /// Facts of kinds: one-argument functions with an expression as their body, called as `value.name()`.
  var facts: [Fact] = []
  /// Namespace in which names are looked up first (cel-spec "Name resolution"), such as `a.b`; empty in rules.
  var container = ""
  /// Functions besides the standard library and the governance library: only the conformance suite declares some.
  var functions: [CELFunction] = []
  /// Whether a time zone may be called by its name, which another machine may not know: not in rules that ship.
  var allowsNamedTimeZones = true

  /// A class: every rule has an environment of its own, of which most is the same as that of other rules.
  final class Variable: Sendable {
    /// As written in expressions; may be qualified (`file.path`).
    let name: String
    /// ``CELName/hash`` of it.
    let hash: UInt32
    /// That of the part before the first dot; nil where there is none.
    let qualifier: UInt32?
    let type: CELType
    /// For a `let` of a rule: its checked expression, so that guards and presence carry into what uses it. Nil for plain variables.
    let definition: CheckedExpression?
    /// For a parameter or table: its value, which is known when expressions are planned.
    let constant: Constant?
    /// Its definition has problems: nothing more is said about what uses it.
    let isBroken: Bool

    init(name: String, type: CELType, definition: CheckedExpression? = nil, constant: Constant? = nil, isBroken: Bool = false) {
      self.name = name
      var hash = FNV1a()
      var qualifier: UInt32?
      for byte in name.utf8 {
        if byte == UInt8(ascii: "."), qualifier == nil { qualifier = hash.nameHash }
        hash.combine(byte)
      }
      self.hash = hash.nameHash
      self.qualifier = qualifier
      self.type = type
      self.definition = definition
      self.constant = constant
      self.isBroken = isBroken
    }
  }

  /// A value that no manifest says.
  struct Constant: Sendable {
    var value: CELValue
    /// What tells a table from others, so that the code has it once; nil for parameters, which each rule has its own of.
    var table: String?
  }

  struct Fact: Sendable {
    /// `isLive` in `system.isLive()`.
    let name: String
    /// ``CELName/hash`` of it.
    let hash: UInt32
    /// The struct that it is called on.
    var receiver: Int
    /// The body; its variable at index 0 is the receiver, those after it are ``constants``.
    var body: CheckedExpression
    /// The kind's tables, as variables from index 1 on.
    var constants: [Constant]

    init(name: String, receiver: Int, body: CheckedExpression, constants: [Constant] = []) {
      self.name = name
      hash = name.nameHash
      self.receiver = receiver
      self.body = body
      self.constants = constants
    }
  }
}

/// A parsed expression with what the checker found out: types and references by node, in arrays beside the tree.
struct CheckedExpression: Sendable {
  /// The text that ranges of `expression` point into.
  var text: String
  var expression: CELExpression
  /// Type of each node.
  var types: [CELType]
  /// What each name, call and field read refers to; nil for nodes that refer to nothing (literals, macros).
  var references: [CELReference?]

  /// The type of the whole.
  var type: CELType { types[expression.root] }
}

/// Some of the overloads of a function.
struct CELOverloads: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt64

  static func one(_ index: Int) -> CELOverloads { CELOverloads(rawValue: 1 << UInt64(index)) }

  /// The index of the first one.
  var first: Int? { isEmpty ? nil : rawValue.trailingZeroBitCount }
}

/// What a name, call or field read of an expression means.
enum CELReference: BitwiseCopyable, Sendable {
  /// The variable at that index of the environment. On a `select` node: the qualified name down to here is one variable.
  case variable(Int)
  /// A variable of an enclosing macro or `cel.bind`, found by its name.
  case local
  /// The name of a type used as a value: `int`, `google.protobuf.Timestamp`. Its place among ``CELType/named``.
  case type(Int)
  /// A field of a struct: index in `CELTypeTable.objects`, and in that object's `fields`.
  case field(object: Int, field: Int)
  /// The function at that place (``CELEnvironment/function(at:)``), and which of its overloads can apply to the argument types.
  case function(Int32, overloads: CELOverloads)
  /// The fact at that index of the environment.
  case fact(Int)
}
