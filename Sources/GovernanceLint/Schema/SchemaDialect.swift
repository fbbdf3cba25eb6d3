/// What the keywords of a schema mean: its draft, and the vocabularies that its metaschema names.
struct SchemaDialect: Hashable, Sendable {
  enum Draft: Int, Comparable, Sendable {
    case draft7 = 7
    case draft2019 = 2019
    case draft2020 = 2020

    static func < (left: Draft, right: Draft) -> Bool { left.rawValue < right.rawValue }

    var name: String {
      switch self {
      case .draft7: "draft-07"
      case .draft2019: "draft 2019-09"
      case .draft2020: "draft 2020-12"
      }
    }

    /// How a schema of this draft is read differently from one of 2020-12.
    var differences: String {
      switch self {
      case .draft7:
        "'$ref' hides the keywords beside it, 'items' may be a list, and '$anchor', '$dynamicRef', 'prefixItems', "
          + "'dependentRequired', 'dependentSchemas', 'minContains', 'maxContains' and 'unevaluated...' mean nothing"
      case .draft2019: "'items' may be a list, '$recursiveRef' stands for '$dynamicRef', and 'prefixItems' means nothing"
      case .draft2020: ""
      }
    }
  }

  struct Vocabularies: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let applicator = Vocabularies(rawValue: 1)
    static let unevaluated = Vocabularies(rawValue: 2)
    static let validation = Vocabularies(rawValue: 4)
    static let formatAssertion = Vocabularies(rawValue: 8)
    static let standard: Vocabularies = [.applicator, .unevaluated, .validation]
  }

  var draft: Draft
  var vocabularies: Vocabularies

  static let standard = SchemaDialect(draft: .draft2020, vocabularies: .standard)

  /// The dialect of a published metaschema's URI (without fragment).
  init?(uri: String) {
    switch uri {
    case "https://json-schema.org/draft/2020-12/schema": self.init(draft: .draft2020, vocabularies: .standard)
    case "https://json-schema.org/draft/2019-09/schema": self.init(draft: .draft2019, vocabularies: .standard)
    case "http://json-schema.org/draft-07/schema", "https://json-schema.org/draft-07/schema",
      "http://json-schema.org/draft-06/schema":
      self.init(draft: .draft7, vocabularies: .standard)
    default: return nil
    }
  }

  init(draft: Draft, vocabularies: Vocabularies) {
    self.draft = draft
    self.vocabularies = vocabularies
  }

  /// What a vocabulary of the specification turns on: nothing where it only describes; nil where it is unknown.
  static func vocabulary(_ uri: String) -> Vocabularies? {
    guard uri.hasPrefix("https://json-schema.org/draft/20"), let slash = uri.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      return nil
    }
    switch uri[uri.utf8.index(after: slash)...] {
    case "applicator": return uri.contains("2019-09") ? [.applicator, .unevaluated] : .applicator
    case "unevaluated": return .unevaluated
    case "validation": return .validation
    case "format-assertion": return .formatAssertion
    case "core", "meta-data", "content", "format", "format-annotation": return []
    default: return nil
    }
  }

  /// Whether a keyword means something in this dialect.
  func has(_ word: SchemaWord) -> Bool {
    if let vocabulary = word.vocabulary, !vocabularies.contains(vocabulary) { return false }
    switch word {
    case .dynamicRef, .dynamicAnchor, .prefixItems: return draft == .draft2020
    case .recursiveRef, .recursiveAnchor: return draft == .draft2019
    case .additionalItems: return draft < .draft2020
    case .anchor, .dependentRequired, .dependentSchemas, .minContains, .maxContains, .unevaluatedItems, .unevaluatedProperties:
      return draft > .draft7
    default: return true
    }
  }
}
