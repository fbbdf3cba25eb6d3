/// The text of a problem: every message of the lexer, the parser and the checker is one of the functions below.
struct CELMessage: Hashable, Sendable {
  var text: String

  private init(_ text: String) { self.text = text }

  /// ``text`` with the nearest candidate, where one is near.
  private init(_ text: String, didYouMean candidate: String?) {
    self.text = candidate.map { "\(text); did you mean '\($0)'?" } ?? text
  }
}

// Of the lexer and the parser.
extension CELMessage {
  static func badEscape(_ escape: String) -> CELMessage {
    CELMessage("'\(escape)' is no escape sequence; write '\\\\' for a backslash, or a raw string r'...'")
  }

  static let badFieldName = CELMessage("a field name in backticks consists of letters, digits, '_', '.', '-', '/' and spaces")

  static func badNumber(_ text: String) -> CELMessage { CELMessage("'\(text)' is no number") }

  static let expressionTooDeep = CELMessage("the expression nests more than \(CELParser.maximumDepth) levels deep; name parts of it with 'let'")

  static func expressionTooLong(_ count: Int) -> CELMessage {
    CELMessage("the expression has \(count) bytes, more than the \(CELParser.maximumSize) that are allowed")
  }

  static func expected(_ what: String, found: String) -> CELMessage { CELMessage("expected \(what) but found \(found)") }

  static func hasNeedsField(_ found: String) -> CELMessage {
    CELMessage("expected a field, as in 'has(a.b)', but found '\(found)'")
  }

  static func hasOfOptional(_ path: String) -> CELMessage {
    CELMessage("'has' takes a path of plain dots; for '\(path)' write '\(path).hasValue()'")
  }

  static func macroVariable(_ macro: String, found: String) -> CELMessage {
    CELMessage("expected the name of a variable as argument of '\(macro)' but found '\(found)'")
  }

  static func macroVariableTwice(_ name: String) -> CELMessage { CELMessage("both variables are called '\(name)'") }

  static func noToken(_ found: String, meant: String?) -> CELMessage {
    CELMessage("'\(found)' has no meaning in an expression", didYouMean: meant)
  }

  static func numberOutOfRange(_ text: String, type: String) -> CELMessage { CELMessage("\(text) does not fit into '\(type)'") }

  static func reservedName(_ word: String) -> CELMessage { CELMessage("'\(word)' is a reserved word and names no variable or function") }

  static let unterminatedFieldName = CELMessage("the field name has no closing '`'")

  static func unterminatedString(quote: String) -> CELMessage { CELMessage("the string has no closing \(quote)") }
}
