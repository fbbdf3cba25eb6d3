/// The keywords of JSON Schema that mean something here, of all drafts.
enum SchemaWord: String, CaseIterable, Sendable {
  case schema = "$schema"
  case id = "$id"
  case vocabulary = "$vocabulary"
  case anchor = "$anchor"
  case dynamicAnchor = "$dynamicAnchor"
  case recursiveAnchor = "$recursiveAnchor"
  case ref = "$ref"
  case dynamicRef = "$dynamicRef"
  case recursiveRef = "$recursiveRef"
  case comment = "$comment"
  case defs = "$defs"
  case definitions

  case type, `enum`, const
  case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
  case minLength, maxLength, pattern, format
  case minItems, maxItems, uniqueItems, minContains, maxContains
  case minProperties, maxProperties, required, dependentRequired

  case properties, patternProperties, additionalProperties, propertyNames
  case dependentSchemas, dependencies
  case prefixItems, items, additionalItems, contains
  case allOf, anyOf, oneOf, not
  case `if`, then, `else`
  case unevaluatedItems, unevaluatedProperties

  case title, description, `default`, examples, deprecated, readOnly, writeOnly
  case contentEncoding, contentMediaType, contentSchema

  /// Not of the standard: the key of the date by which the entries of a list stand in order.
  case orderedBy = "x-orderedBy"

  /// Where the value holds further schemas.
  enum Shape {
    case schema
    case list
    case map
    /// `items` of old drafts: a schema or a list of them.
    case schemaOrList
    case none
  }

  var shape: Shape {
    switch self {
    case .additionalProperties, .propertyNames, .additionalItems, .contains, .not, .if, .then, .else, .unevaluatedItems,
      .unevaluatedProperties, .contentSchema:
      .schema
    case .items: .schemaOrList
    case .prefixItems, .allOf, .anyOf, .oneOf: .list
    case .defs, .definitions, .properties, .patternProperties, .dependentSchemas, .dependencies: .map
    default: .none
    }
  }

  /// The vocabulary that the keyword belongs to; nil for the core, which is always there.
  var vocabulary: SchemaDialect.Vocabularies? {
    switch self {
    case .type, .enum, .const, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf, .minLength, .maxLength,
      .pattern, .minItems, .maxItems, .uniqueItems, .minContains, .maxContains, .minProperties, .maxProperties, .required,
      .dependentRequired:
      .validation
    case .properties, .patternProperties, .additionalProperties, .propertyNames, .dependentSchemas, .dependencies,
      .prefixItems, .items, .additionalItems, .contains, .allOf, .anyOf, .oneOf, .not, .if, .then, .else:
      .applicator
    case .unevaluatedItems, .unevaluatedProperties: .unevaluated
    default: nil
    }
  }

  /// Open addressing by a hash of the bytes: loading a schema asks for every key of it, and makes no strings for that.
  private static let slots: [SchemaWord?] = {
    var slots = [SchemaWord?](repeating: nil, count: 256)
    for word in allCases {
      var slot = hash(word.rawValue.utf8)
      while slots[slot] != nil { slot = (slot + 1) & 255 }
      slots[slot] = word
    }
    return slots
  }()

  private static func hash(_ name: some Sequence<UInt8>) -> Int {
    let hash = NameEntry.hash(name)
    return Int((hash >> 8 ^ hash) & 255)
  }

  /// The keyword of that name.
  static func named(_ name: ArraySlice<UInt8>) -> SchemaWord? {
    var slot = hash(name)
    while let word = slots[slot] {
      if word.rawValue.utf8.elementsEqual(name) { return word }
      slot = (slot + 1) & 255
    }
    return nil
  }
}

/// The keywords of one schema, in the order in which they are written.
struct SchemaWords {
  struct Entry {
    var word: SchemaWord
    var value: Node
  }

  private(set) var entries: [Entry] = []
  /// Keys that are no keywords.
  private(set) var unknown: [Node] = []

  /// Reads the keys of a mapping; none for other nodes.
  init(_ node: Node) {
    for pair in node.pairs {
      if let word = pair.key.withTextBytes(SchemaWord.named) {
        entries.append(Entry(word: word, value: pair.value.resolved))
      } else {
        unknown.append(pair.key)
      }
    }
  }

  subscript(word: SchemaWord) -> Node? { entries.first { $0.word == word }?.value }
}

extension SchemaWords {
  /// Only the keywords that mean something in a dialect.
  func filtered(_ isIncluded: (SchemaWord) -> Bool) -> SchemaWords {
    var result = self
    result.entries.removeAll { !isIncluded($0.word) }
    return result
  }
}
