/// What an expression yields (cel-spec `doc/langdef.md`, "Values").
///
/// Scalars are stored in place, so that reading and comparing them allocates nothing. What stands in a manifest stays there
/// (``node(_:)``) until somebody asks for an element. Text is compared by its UTF-8 bytes, never by Swift's `==`.
enum CELValue: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case timestamp(CELTimestamp)
  case duration(CELDuration)
  case list([CELValue])
  indirect case map(CELMap)
  /// A type, by the name that `string` would print: `int`, `google.protobuf.Timestamp`.
  case type(String)
  indirect case optional(CELValue?)
  /// A mapping or sequence of a manifest, read as a struct, list or map.
  case node(CELNode)
  /// The evaluation failed; failures are values so that `&&` and `||` can do without them.
  indirect case failure(CELFailure)
}

/// A node of a manifest and what it is read as.
struct CELNode: Sendable {
  var document: Document
  var index: Int32
  /// Index in ``CELCode/shapes``.
  var shape: Int32

  var node: Node { Node(document: document, index: index) }
}

/// Why an expression has no value.
struct CELFailure: Sendable {
  /// Lower case, no final period.
  var message: String
  /// The instruction that failed, or -1 until the machine has filled it in; ``CELCode/place(of:)`` finds its text.
  var instruction: Int32 = -1
}

extension CELValue {
  /// No signature of a function takes values of these types.
  static var noSuchOverload: CELValue { .failed("no such overload") }
  /// Something that a map or struct does not have was read.
  static func noSuchKey(_ key: String) -> CELValue { .failed("no such key: '\(key)'") }
  /// The evaluation failed for that reason.
  static func failed(_ message: String) -> CELValue { .failure(CELFailure(message: message)) }

  var isFailure: Bool {
    if case .failure = self { true } else { false }
  }

  /// A list of texts, for parameters and tables.
  static func texts(_ texts: [String]) -> CELValue { .list(texts.map { .string($0) }) }

  /// A map with text keys, in that order.
  static func fields(_ fields: [(String, CELValue)]) -> CELValue {
    var map = CELMap()
    for (name, value) in fields { map.insert(value, for: .string(name)) }
    return .map(map)
  }

  /// The value of a literal.
  init(_ literal: CELLiteral) {
    self =
      switch literal {
      case .null: .null
      case .bool(let value): .bool(value)
      case .int(let value): .int(value)
      case .uint(let value): .uint(value)
      case .double(let value): .double(value)
      case .string(let value): .string(value)
      case .bytes(let value): .bytes(value)
      }
  }

  /// Midnight UTC of a day.
  init(_ day: CivilDate) { self = .timestamp(CELTimestamp(day)) }
}
