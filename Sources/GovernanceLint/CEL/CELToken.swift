/// One token of an expression (cel-spec `doc/langdef.md`, "Syntax"). Whitespace and comments are no tokens.
struct CELToken: Sendable {
  var kind: Kind
  var range: TextRange

  enum Kind: Sendable {
    case identifier(String)
    /// `` `content-type` ``: a field name that is no identifier.
    case quotedIdentifier(String)
    /// A word that only embedding languages use; allowed after a dot.
    case reserved(String)
    /// The digits of an `int`, without sign: a minus before it is folded in by the parser, or -2^63 could not be written.
    case int(UInt64)
    case literal(CELLiteral)
    case symbol(Symbol)
    case end
  }

  /// Operators and punctuation; `in` is one of them.
  enum Symbol: String, Sendable {
    case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">=", `in`
    case and = "&&", or = "||", not = "!", question = "?", colon = ":"
    case plus = "+", minus = "-", times = "*", divided = "/", remainder = "%"
    case dot = ".", comma = ","
    case openParenthesis = "(", closeParenthesis = ")", openBracket = "[", closeBracket = "]", openBrace = "{", closeBrace = "}"
  }

  /// Words that may not name a variable or a function, though a field may be called so.
  static let reservedWords: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "namespace", "package",
    "return", "var", "void", "while",
  ]

  /// What messages call it.
  func description(in text: String) -> String {
    switch kind {
    case .end: "the end of the expression"
    case .identifier, .quotedIdentifier, .reserved, .int, .literal, .symbol: "'\(CELProblem.excerpt(range, of: text))'"
    }
  }
}
