/// What is wrong with an expression: a place in its text and one sentence. The rules' loader makes a ``Finding`` of it.
struct CELProblem: Hashable, Sendable {
  /// Lower case, no final period; ends with the suggestion where one is near.
  var message: String
  /// The bytes of the expression's text to point at.
  var range: TextRange
  /// What should stand in `range` instead, where that is known.
  var replacement: String?

  init(_ message: CELMessage, at range: TextRange, replacement: String? = nil) {
    self.message = message.text
    self.range = range
    self.replacement = replacement
  }
}

extension CELProblem {
  /// The text of a range for a message, cut where it is long.
  static func excerpt(_ range: TextRange, of text: String) -> String {
    let bytes = text.utf8.dropFirst(Int(range.start)).prefix(range.count)
    guard bytes.count > longestExcerpt else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: bytes.prefix(longestExcerpt), as: UTF8.self) + "..."
  }

  /// How many bytes of an expression a message shows.
  static let longestExcerpt = 60
}
