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
  /// The same in a text in which the expression begins at `offset`.
  func moved(by offset: UInt32) -> CELProblem {
    var problem = self
    problem.range = TextRange(range.start + offset, range.end + offset)
    return problem
  }

  /// The text of a range for a message, cut where it is long.
  static func excerpt(_ range: TextRange, of text: String) -> String {
    let end = min(Int(range.end), text.utf8.count)
    guard end - Int(range.start) > longestExcerpt else { return text.part(range) }
    return text.part(TextRange(Int(range.start), Int(range.start) + longestExcerpt)) + "..."
  }

  /// How many bytes of an expression a message shows.
  static let longestExcerpt = 60
}

// Nodes keep the range of all that they were parsed from; a name inside is found again when there is something to tell about it.
extension CELProblem {
  /// Where the field of a select or a `has` is written.
  static func fieldRange(of id: CELExpression.ID, in expression: CELExpression, text: String) -> TextRange {
    switch expression.nodes[id].kind {
    case .select(let operand, let name, _), .has(let operand, let name):
      let field = expression.text(of: name)
      let start = end(ofDotAfter: operand, in: expression, text)
      return range(of: field, at: start, in: text) ?? expression.nodes[id].range
    case .literal, .name, .index, .call, .list, .map, .message, .comprehension, .bind: return expression.nodes[id].range
    }
  }

  /// Where the name of a called function is written; the whole call for an operator.
  static func nameRange(ofCall id: CELExpression.ID, in expression: CELExpression, text: String) -> TextRange {
    let whole = expression.nodes[id].range
    guard case .call(let callee, let target, _) = expression.nodes[id].kind else { return whole }
    let name = expression.text(of: callee)
    let start =
      target.map { end(ofDotAfter: $0, in: expression, text) }
      ?? skip([UInt8(ascii: "("), UInt8(ascii: " ")], from: Int(whole.start), in: text)
    return range(of: name, at: start, in: text) ?? whole
  }

  /// The first byte after an operand and the dot behind it.
  private static func end(ofDotAfter operand: CELExpression.ID, in expression: CELExpression, _ text: String) -> Int {
    skip(Array(". ?\n\r\t`".utf8), from: Int(expression.nodes[operand].range.end), in: text)
  }

  private static func skip(_ bytes: [UInt8], from start: Int, in text: String) -> Int {
    start + text.utf8.dropFirst(start).prefix { bytes.contains($0) }.count
  }

  private static func range(of name: String, at start: Int, in text: String) -> TextRange? {
    text.utf8.dropFirst(start).starts(with: name.utf8) ? TextRange(start, start + name.utf8.count) : nil
  }
}
