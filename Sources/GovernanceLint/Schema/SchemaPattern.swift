/// A regular expression of `pattern` or `patternProperties`, read as RE2 (draft 2020-12 core, section 6.4 recommends ECMA-262).
struct SchemaPattern: Sendable {
  /// As the schema writes it.
  let text: String

  struct Failure: Error {
    var message: String
  }

  static func compile(_ text: String) -> Result<SchemaPattern, Failure> { .success(SchemaPattern(text: text)) }

  static func isValid(_ text: String) -> Bool {
    if case .success = compile(text) { return true }
    return false
  }

  func matches(_ text: some Sequence<UInt8>) -> Bool { true }
}
