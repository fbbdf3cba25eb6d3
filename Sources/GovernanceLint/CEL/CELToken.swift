/// The tokens of a text, the last of which is `end`.
struct CELTokens: Sendable {
  /// The text.
  let bytes: [UInt8]
  var tokens: [CELToken] = []
  /// The values of literals, in their order.
  var literals: [CELLiteral] = []

}

/// One token of an expression (cel-spec `doc/langdef.md`, "Syntax"). Whitespace and comments are no tokens.
///
/// A plain record: what a word says stands in the text, and the values of literals in a list beside the tokens (``CELTokens``).
struct CELToken: BitwiseCopyable, Sendable {
  var kind: Kind
  var range: TextRange

  /// What a field or variable is called that it names; nil for what is no name.
  var name: CELName? {
    switch kind {
    case .identifier(let hash), .reserved(let hash): CELName(range, hash: hash)
    case .quotedIdentifier(let hash): CELName(TextRange(range.start + 1, range.end - 1), hash: hash)
    case .int, .literal, .symbol, .end: nil
    }
  }

  enum Kind: BitwiseCopyable, Sendable {
    case identifier(hash: UInt32)
    /// `` `content-type` ``: a field name that is no identifier.
    case quotedIdentifier(hash: UInt32)
    /// A word that only embedding languages use; allowed after a dot.
    case reserved(hash: UInt32)
    /// The digits of an `int`, without sign: a minus before it is folded in by the parser, or -2^63 could not be written.
    case int(UInt64)
    /// Index in ``CELTokens/literals``.
    case literal(Int)
    case symbol(Symbol)
    case end
  }

  /// Operators and punctuation; `in` is one of them.
  enum Symbol: String, BitwiseCopyable, Sendable {
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
  static let reservedWords: [StaticString] = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "namespace", "package",
    "return", "var", "void", "while",
  ]

  /// The ``CELName/hash`` of each word that is no identifier.
  static let wordHashes: [UInt32] = (reservedWords.map { "\($0)" } + ["true", "false", "null", "in"]).map(\.nameHash)

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
  var function: CELBuiltin? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .in: .isIn
    case .plus: .add
    case .minus: .subtract
    case .times: .multiply
    case .divided: .divide
    case .remainder: .remainder
    case .and, .or, .not, .question, .colon, .dot, .comma, .openParenthesis, .closeParenthesis, .openBracket, .closeBracket,
      .openBrace, .closeBrace:
      nil
    }
  }

  /// How tightly it binds as a binary operator, from 0; each level associates to the left. -1 for what is none.
  var level: Int {
    switch self {
    case .or: 0
    case .and: 1
    case .less, .lessOrEqual, .greaterOrEqual, .greater, .equal, .notEqual, .in: 2
    case .plus, .minus: 3
    case .times, .divided, .remainder: 4
    case .not, .question, .colon, .dot, .comma, .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .openBrace,
      .closeBrace:
      -1
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
