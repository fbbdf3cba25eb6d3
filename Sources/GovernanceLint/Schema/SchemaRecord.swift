/// One schema: a run of keywords in `SchemaTables.keywords`.
struct SchemaRecord: Sendable {
  var first: Int32 = 0
  var end: Int32 = 0
  /// The schema resource (document or embedded `$id`) that it is part of: dynamic scope is made of these.
  var resource: Int32
  /// Whether `unevaluatedProperties` or `unevaluatedItems` is among its keywords.
  var readsAnnotations = false
}

/// A keyword, compiled: plain data, so that reading one retains nothing. They stand in the order in which they are evaluated.
enum SchemaKeyword: Sendable {
  /// The schema `false`.
  case never
  case types(SchemaTypes)
  /// Index of an ``Enumeration``: `enum` and `const`.
  case values(Int32)
  case minimum(Int32)
  case maximum(Int32)
  case exclusiveMinimum(Int32)
  case exclusiveMaximum(Int32)
  case multipleOf(Int32)
  /// Least and greatest number of characters.
  case length(Int32, Int32)
  case pattern(Int32)
  case format(SchemaFormat)
  /// Index of ``ObjectRules``.
  case object(Int32)
  /// Index of ``ArrayRules``.
  case array(Int32)
  case uniqueItems
  /// The start and end of a name: the key of the date that items are in the order of.
  case orderedBy(Int32, Int32)
  /// Schema, least and greatest number of items that it accepts.
  case contains(Int32, Int32, Int32)
  /// Range of `SchemaTables.dependencies`.
  case dependencies(Int32, Int32)
  case reference(Int32)
  /// Index of `SchemaTables.dynamicAnchors`, and the schema that is meant where no outer one has the anchor.
  case dynamicReference(Int32, Int32)
  /// Range of `SchemaTables.lists`.
  case allOf(Int32, Int32)
  case anyOf(Int32, Int32)
  case oneOf(Int32, Int32)
  case not(Int32)
  /// `if`, `then`, `else`; -1 where there is none.
  case condition(Int32, Int32, Int32)
  case unevaluatedItems(Int32)
  case unevaluatedProperties(Int32)
}

/// The types of JSON; an integer is a number.
public struct SchemaTypes: OptionSet, Hashable, BitwiseCopyable, Sendable {
  /// A bit for each type.
  public let rawValue: UInt8

  /// The types whose bits are set.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `null`; in YAML also an empty value.
  public static let null = SchemaTypes(rawValue: 1)
  /// `boolean`.
  public static let boolean = SchemaTypes(rawValue: 2)
  /// `object`: a mapping.
  public static let object = SchemaTypes(rawValue: 4)
  /// `array`: a sequence.
  public static let array = SchemaTypes(rawValue: 8)
  /// `number`, whole or not.
  public static let number = SchemaTypes(rawValue: 16)
  /// `string`.
  public static let string = SchemaTypes(rawValue: 32)
  /// `integer`: a number without fraction.
  public static let integer = SchemaTypes(rawValue: 64)
  /// Every type.
  public static let all = SchemaTypes(rawValue: 127)

  /// The type of that name.
  init?(name: String) {
    switch name {
    case "null": self = .null
    case "boolean": self = .boolean
    case "object": self = .object
    case "array": self = .array
    case "number": self = [.number, .integer]
    case "string": self = .string
    case "integer": self = .integer
    default: return nil
    }
  }
}

/// All that is said about the keys of an object, so that one walk over its pairs answers it.
struct ObjectRules: Sendable {
  /// Declared and required names; the payload is an index into `SchemaTables.properties`.
  var names = NameTable()
  /// Range of `SchemaTables.properties`.
  var firstProperty: Int32 = 0
  var propertyCount: Int32 = 0
  /// How many of them are required; these come first.
  var requiredCount: Int32 = 0
  /// Range of `SchemaTables.lists`: pattern and schema, alternating.
  var firstPattern: Int32 = 0
  var patternCount: Int32 = 0
  /// -1 where there is none.
  var additional: Int32 = -1
  var propertyNames: Int32 = -1
  var minimum: Int32 = 0
  var maximum: Int32 = .max
}

/// A key that a schema declares or requires.
struct PropertyRule: Sendable {
  /// -1 where the name is only required.
  var schema: Int32
  /// Whether the value may be null: then an empty value is one, and not a blank.
  var takesNull: Bool
  var name: NameSpan
}

/// All that is said about the number and the schemas of items.
struct ArrayRules: Sendable {
  /// Range of `SchemaTables.lists`.
  var firstPrefix: Int32 = 0
  var prefixCount: Int32 = 0
  /// Schema of the items after the prefix; -1 where there is none.
  var items: Int32 = -1
  var minimum: Int32 = 0
  var maximum: Int32 = .max
}

/// The values of `enum` or `const`.
struct Enumeration: Sendable {
  /// Those that are strings.
  var names = NameTable()
  /// Range of `SchemaTables.values`: all of them, as written.
  var first: Int32
  var count: Int32
  /// Whether some are no strings.
  var hasOthers: Bool
  var isConstant: Bool
}

/// Where an object has a key, it has to have others or to satisfy a schema.
struct Dependency: Sendable {
  var name: String
  var required: [String]
  /// -1 where there is none.
  var schema: Int32
}
