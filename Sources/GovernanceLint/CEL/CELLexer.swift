/// Splits the text of an expression into tokens.
///
/// What is no token is reported and skipped, so that every mistake of the text is told in one go.
struct CELLexer {
  let bytes: [UInt8]
  var offset = 0
  private var tokens: [CELToken] = []
  private var literals: [CELLiteral] = []
  var problems: [CELProblem] = []

  /// How many mistakes of one text are told.
  static let maximumProblems = 20

  /// The tokens of a text.
  static func tokens(of text: String) -> (CELTokens, [CELProblem]) {
    var lexer = CELLexer(bytes: Array(text.utf8))
    lexer.run()
    return (CELTokens(bytes: lexer.bytes, tokens: lexer.tokens, literals: lexer.literals), lexer.problems)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    // A token and the blank after it take about four bytes.
    tokens.reserveCapacity(bytes.count / 4 + 2)
  }

  /// The byte that many places ahead, or 0 past the end: no token contains a NUL outside quotes.
  func peek(_ distance: Int = 0) -> UInt8 {
    let index = offset + distance
    return index < bytes.count ? bytes[index] : 0
  }

  func text(from start: Int) -> String { String(decoding: bytes[start..<min(offset, bytes.count)], as: UTF8.self) }

  mutating func report(_ message: CELMessage, from start: Int) {
    problems.append(CELProblem(message, at: TextRange(start, min(offset, bytes.count))))
  }

  mutating func literal(_ value: CELLiteral) -> CELToken.Kind {
    literals.append(value)
    return .literal(literals.count - 1)
  }

  private mutating func run() {
    while true {
      skipBlanks()
      let start = offset
      guard start < bytes.count, problems.count < CELLexer.maximumProblems else { break }
      if let kind = token() { tokens.append(CELToken(kind: kind, range: TextRange(start, offset))) }
      // A token takes at least one byte; this holds even if one did not.
      if offset == start { offset += 1 }
    }
    tokens.append(CELToken(kind: .end, range: TextRange(bytes.count, bytes.count)))
  }

  private mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "), 0x09, 0x0A, 0x0C, 0x0D: offset += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
      default: return
      }
    }
  }

  private mutating func token() -> CELToken.Kind? {
    let byte = bytes[offset]
    if byte.isLetter || byte == UInt8(ascii: "_") { return word() }
    if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1).isDigit) { return number() }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return quoted(.init(), prefixLength: 0) }
    if byte == UInt8(ascii: "`") { return quotedIdentifier() }
    return symbol()
  }

  private mutating func word() -> CELToken.Kind {
    let start = offset
    if let prefix = QuotePrefix(bytes[start], peek(1), peek(2)) { return quoted(prefix.style, prefixLength: prefix.length) }
    var end = start
    var name = FNV1a()
    while end < bytes.count, case let byte = bytes[end], byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") {
      name.combine(byte)
      end += 1
    }
    offset = end
    let hash = name.nameHash
    guard CELToken.wordHashes.contains(hash) else { return .identifier(hash: hash) }
    if isWord("true", from: start) { return literal(.bool(true)) }
    if isWord("false", from: start) { return literal(.bool(false)) }
    if isWord("null", from: start) { return literal(.null) }
    if isWord("in", from: start) { return .symbol(.in) }
    for word in CELToken.reservedWords where isWord(word, from: start) { return .reserved(hash: hash) }
    return .identifier(hash: hash)
  }

  /// Whether what was read from there on is a certain word.
  private func isWord(_ word: StaticString, from start: Int) -> Bool {
    guard offset - start == word.utf8CodeUnitCount else { return false }
    return bytes[start..<offset].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  private mutating func quotedIdentifier() -> CELToken.Kind? {
    let start = offset
    offset += 1
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "`"), bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
    guard peek() == UInt8(ascii: "`") else {
      report(.unterminatedFieldName, from: start)
      return nil
    }
    offset += 1
    let name = bytes[start + 1..<offset - 1]
    let allowed = name.allSatisfy { $0.isLetter || $0.isDigit || "_.-/ ".utf8.contains($0) }
    if name.isEmpty || !allowed { report(.badFieldName, from: start) }
    var hash = FNV1a()
    hash.combine(name)
    return .quotedIdentifier(hash: hash.nameHash)
  }

  private mutating func symbol() -> CELToken.Kind? {
    let start = offset
    if let symbol = CELToken.Symbol(bytes[offset], followedBy: peek(1)) {
      offset += symbol.length
      return .symbol(symbol)
    }
    offset += 1
    while peek() & 0xC0 == 0x80 { offset += 1 }
    let found = text(from: start)
    let meant: String? =
      switch found {
      case "=": "=="
      case "&": "&&"
      case "|": "||"
      default: nil
      }
    problems.append(CELProblem(.noToken(found, meant: meant), at: TextRange(start, offset), replacement: meant))
    // One wrong sign for the one that was meant keeps the rest of the expression readable.
    return CELToken.Symbol(bytes[start], followedBy: found == "=" ? UInt8(ascii: "=") : bytes[start]).map { .symbol($0) }
  }

  private mutating func number() -> CELToken.Kind {
    let start = offset
    if peek() == UInt8(ascii: "0"), peek(1) == UInt8(ascii: "x"), peek(2).hexadecimalValue != nil {
      offset += 2
      while peek().hexadecimalValue != nil { offset += 1 }
      return integer(from: start, digits: text(from: start + 2), radix: 16)
    }
    while peek().isDigit { offset += 1 }
    var isDouble = false
    if peek() == UInt8(ascii: "."), peek(1).isDigit {
      isDouble = true
      offset += 1
      while peek().isDigit { offset += 1 }
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
      if peek(1 + sign).isDigit {
        isDouble = true
        offset += 1 + sign
        while peek().isDigit { offset += 1 }
      }
    }
    guard isDouble else { return integer(from: start, digits: text(from: start), radix: 10) }
    let value = Double(text(from: start)) ?? .infinity
    if value.isInfinite { report(.numberOutOfRange(text(from: start), type: "double"), from: start) }
    return literal(.double(value))
  }

  private mutating func integer(from start: Int, digits: String, radix: Int) -> CELToken.Kind {
    let isUnsigned = peek() | 0x20 == UInt8(ascii: "u")
    if isUnsigned { offset += 1 }
    if peek().isLetter || peek() == UInt8(ascii: "_") {
      while peek().isLetter || peek().isDigit || peek() == UInt8(ascii: "_") { offset += 1 }
      report(.badNumber(text(from: start)), from: start)
      return .int(0)
    }
    let value = UInt64(digits, radix: radix)
    if value == nil { report(.numberOutOfRange(text(from: start), type: isUnsigned ? "uint" : "int"), from: start) }
    return isUnsigned ? literal(.uint(value ?? 0)) : .int(value ?? 0)
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
  fileprivate var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  /// 0 to 15 for a hexadecimal digit.
  var hexadecimalValue: UInt32? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
