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
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case `in`
    case and = "&&"
    case or = "||"
    case not = "!"
    case question = "?"
    case colon = ":"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case remainder = "%"
    case dot = "."
    case comma = ","
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
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

extension CELToken.Symbol {
  /// The longest symbol that two bytes begin with.
  init?(_ first: UInt8, followedBy second: UInt8) {
    switch (first, second) {
    case (UInt8(ascii: "="), UInt8(ascii: "=")): self = .equal
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): self = .notEqual
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): self = .lessOrEqual
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): self = .greaterOrEqual
    case (UInt8(ascii: "&"), UInt8(ascii: "&")): self = .and
    case (UInt8(ascii: "|"), UInt8(ascii: "|")): self = .or
    case (UInt8(ascii: "<"), _): self = .less
    case (UInt8(ascii: ">"), _): self = .greater
    case (UInt8(ascii: "!"), _): self = .not
    case (UInt8(ascii: "?"), _): self = .question
    case (UInt8(ascii: ":"), _): self = .colon
    case (UInt8(ascii: "+"), _): self = .plus
    case (UInt8(ascii: "-"), _): self = .minus
    case (UInt8(ascii: "*"), _): self = .times
    case (UInt8(ascii: "/"), _): self = .divided
    case (UInt8(ascii: "%"), _): self = .remainder
    case (UInt8(ascii: "."), _): self = .dot
    case (UInt8(ascii: ","), _): self = .comma
    case (UInt8(ascii: "("), _): self = .openParenthesis
    case (UInt8(ascii: ")"), _): self = .closeParenthesis
    case (UInt8(ascii: "["), _): self = .openBracket
    case (UInt8(ascii: "]"), _): self = .closeBracket
    case (UInt8(ascii: "{"), _): self = .openBrace
    case (UInt8(ascii: "}"), _): self = .closeBrace
    default: return nil
    }
  }

  /// The function that a binary operator calls, other than `&&` and `||`.
  var function: String? {
    switch self {
    case .equal: "_==_"
    case .notEqual: "_!=_"
    case .less: "_<_"
    case .lessOrEqual: "_<=_"
    case .greater: "_>_"
    case .greaterOrEqual: "_>=_"
    case .in: "@in"
    case .plus: "_+_"
    case .minus: "_-_"
    case .times: "_*_"
    case .divided: "_/_"
    case .remainder: "_%_"
    case .and, .or, .not, .question, .colon, .dot, .comma, .openParenthesis, .closeParenthesis, .openBracket, .closeBracket,
      .openBrace, .closeBrace:
      nil
    }
  }

  /// How many bytes it has.
  var length: Int {
    switch self {
    case .equal, .notEqual, .lessOrEqual, .greaterOrEqual, .and, .or, .in: 2
    case .less, .greater, .not, .question, .colon, .plus, .minus, .times, .divided, .remainder, .dot, .comma, .openParenthesis,
      .closeParenthesis, .openBracket, .closeBracket, .openBrace, .closeBrace:
      1
    }
  }
}
