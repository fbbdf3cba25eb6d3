/// Parses the text of an expression (cel-spec `doc/langdef.md`, "Syntax").
///
/// Recursive descent; binary operators by precedence. The first syntax error ends the parse, for what follows it would be
/// reported only because of it; what is wrong with single tokens is told in one go.
struct CELParser {
  /// What a caller may switch off.
  struct Options: Sendable {
    /// Whether `has`, `all` and the like are macros; otherwise they are functions that nobody declared.
    var expandsMacros = true
  }

  /// How many levels deep an expression may nest; cel-spec asks for 32. It bounds the stack of every later stage too.
  static let maximumDepth = 128
  /// The longest text, in bytes.
  static let maximumSize = 100_000

  let text: String
  let options: Options
  private let lexed: CELTokens
  private var position = 0
  private var nesting = 0
  var nodes: [CELExpression.Node] = []
  /// Height of each node's tree.
  private var heights: [Int32] = []
  private var problem: CELProblem?

  /// The tree of a text and what is wrong with it. A tree with problems is not whole; do not check it.
  static func parse(_ text: String, options: Options = Options()) -> (CELExpression, [CELProblem]) {
    let nothing = CELExpression(nodes: [CELExpression.Node(kind: .literal(.null), range: TextRange(0, 0))], root: 0)
    let size = text.utf8.count
    guard size <= maximumSize else { return (nothing, [CELProblem(.expressionTooLong(size), at: TextRange(0, size))]) }
    let (lexed, problems) = CELLexer.tokens(of: text)
    // After a token that is none, the parser would report what is missing there a second time.
    guard problems.isEmpty else { return (nothing, problems) }
    var parser = CELParser(text: text, options: options, lexed: lexed)
    let root = parser.expression()
    if !parser.isAtEnd { parser.fail(.expected("an operator or the end", found: parser.found), at: parser.token.range) }
    return (CELExpression(nodes: parser.nodes, root: root), parser.problem.map { [$0] } ?? [])
  }

  private init(text: String, options: Options, lexed: CELTokens) {
    self.text = text
    self.options = options
    self.lexed = lexed
    // Signs are no nodes, and most operands are followed by one.
    nodes.reserveCapacity(lexed.tokens.count * 2 / 3 + 1)
    heights.reserveCapacity(lexed.tokens.count * 2 / 3 + 1)
  }

  // MARK: Grammar, from the loosest binding to the tightest

  private mutating func expression() -> CELExpression.ID {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= CELParser.maximumDepth else { return fail(.expressionTooDeep, at: token.range) }
    let condition = binary(from: 0)
    guard take(.question) else { return condition }
    let whenTrue = binary(from: 0)
    expect(.colon)
    let whenFalse = expression()
    return add(.call("_?_:_", target: nil, arguments: [condition, whenTrue, whenFalse]), span(condition, whenFalse))
  }

  /// Operands of binary operators that bind at least as tightly as `level` says.
  private mutating func binary(from level: Int) -> CELExpression.ID {
    if level == CELToken.Symbol.or.level { return logical(.or, function: "_||_") }
    if level == CELToken.Symbol.and.level { return logical(.and, function: "_&&_") }
    var left = unary()
    while case .symbol(let symbol) = token.kind, symbol.level >= level, let function = symbol.function {
      advance()
      let right = binary(from: symbol.level + 1)
      left = add(.call(function, target: nil, arguments: [left, right]), span(left, right))
    }
    return left
  }

  /// A chain of `&&` or `||`, both of which associate: a balanced tree keeps long chains shallow.
  private mutating func logical(_ symbol: CELToken.Symbol, function: String) -> CELExpression.ID {
    let first = binary(from: symbol.level + 1)
    guard isSymbol(symbol) else { return first }
    var operands = [first]
    while take(symbol) { operands.append(binary(from: symbol.level + 1)) }
    return balanced(operands[...], function: function)
  }

  private mutating func balanced(_ operands: ArraySlice<CELExpression.ID>, function: String) -> CELExpression.ID {
    guard operands.count > 1 else { return operands[operands.startIndex] }
    let middle = operands.startIndex + (operands.count + 1) / 2
    let left = balanced(operands[..<middle], function: function)
    let right = balanced(operands[middle...], function: function)
    return add(.call(function, target: nil, arguments: [left, right]), span(left, right))
  }

  private mutating func unary() -> CELExpression.ID {
    guard case .symbol(let symbol) = token.kind, symbol == .not || symbol == .minus else { return member() }
    var prefixes: [TextRange] = []
    // The last minus before a number belongs to the number.
    while isSymbol(symbol), !(symbol == .minus && isNumber(at: position + 1)) {
      prefixes.append(token.range)
      advance()
    }
    var operand = member()
    for prefix in prefixes.reversed() {
      operand = add(.call("\(symbol.rawValue)_", target: nil, arguments: [operand]), prefix.union(nodes[operand].range))
    }
    return operand
  }

  private mutating func member() -> CELExpression.ID {
    var operand = primary()
    while problem == nil {
      if take(.dot) {
        operand = selection(from: operand)
      } else if case .symbol(.openBracket) = token.kind {
        advance()
        let isOptional = take(.question)
        let index = expression()
        let end = expect(.closeBracket)
        operand = add(.index(operand, index, isOptional: isOptional), nodes[operand].range.union(end))
      } else if case .symbol(.openBrace) = token.kind, let name = qualifiedName(of: operand) {
        operand = message(name, from: nodes[operand].range)
      } else {
        break
      }
    }
    return operand
  }

  private mutating func selection(from operand: CELExpression.ID) -> CELExpression.ID {
    let isOptional = take(.question)
    let field = token
    guard let name = fieldName() else { return fail(.expected("a field name", found: found), at: field.range) }
    guard !isOptional, case .symbol(.openParenthesis) = token.kind else {
      return add(.select(operand, field: name, isOptional: isOptional), nodes[operand].range.union(field.range))
    }
    if case .quotedIdentifier = field.kind {
      return fail(.expected("the name of a function", found: "a field name"), at: field.range)
    }
    advance()
    let (arguments, end) = arguments()
    return call(name, at: field.range, target: operand, arguments: arguments, range: nodes[operand].range.union(end))
  }

  private mutating func primary() -> CELExpression.ID {
    let start = token
    advance()
    switch start.kind {
    case .literal(let index): return add(.literal(lexed.literals[index]), start.range)
    case .int(let magnitude): return integer(magnitude, isNegative: false, start.range)
    case .identifier: return reference(lexed.name(start), isRooted: false, start.range)
    case .reserved: return fail(.reservedName(lexed.name(start)), at: start.range)
    case .symbol(.minus):
      // Only a number follows: `unary` saw to that.
      let number = token
      advance()
      let range = start.range.union(number.range)
      switch number.kind {
      case .int(let magnitude): return integer(magnitude, isNegative: true, range)
      case .literal(let index):
        if case .double(let value) = lexed.literals[index] { return add(.literal(.double(-value)), range) }
      case .identifier, .quotedIdentifier, .reserved, .symbol, .end: break
      }
    case .symbol(.dot):
      if case .identifier = token.kind {
        let name = lexed.name(token)
        let range = start.range.union(token.range)
        advance()
        return reference(name, isRooted: true, range)
      }
    case .symbol(.openParenthesis):
      let inner = expression()
      let end = expect(.closeParenthesis)
      nodes[inner].range = start.range.union(end)
      return inner
    case .symbol(.openBracket): return list(from: start.range)
    case .symbol(.openBrace): return map(from: start.range)
    case .quotedIdentifier, .symbol, .end: break
    }
    return fail(.expected("an expression", found: start.description(in: text)), at: start.range)
  }

  private mutating func reference(_ name: String, isRooted: Bool, _ range: TextRange) -> CELExpression.ID {
    let written = isRooted ? "." + name : name
    guard case .symbol(.openParenthesis) = token.kind else { return add(.name(written), range) }
    advance()
    let (arguments, end) = arguments()
    return call(written, at: range, target: nil, arguments: arguments, range: range.union(end))
  }

  // MARK: Collections

  /// Arguments up to a closing sign, and the range of that.
  private mutating func arguments() -> ([CELExpression.ID], TextRange) {
    var arguments: [CELExpression.ID] = []
    if !isSymbol(.closeParenthesis) {
      repeat { arguments.append(expression()) } while take(.comma)
    }
    return (arguments, expect(.closeParenthesis))
  }

  private mutating func list(from start: TextRange) -> CELExpression.ID {
    var elements: [CELExpression.Element] = []
    while !isSymbol(.closeBracket), !isAtEnd {
      let isOptional = take(.question)
      elements.append(CELExpression.Element(value: expression(), isOptional: isOptional))
      if !take(.comma) { break }
    }
    return add(.list(elements), start.union(expect(.closeBracket)))
  }

  private mutating func map(from start: TextRange) -> CELExpression.ID {
    var entries: [CELExpression.Entry] = []
    while !isSymbol(.closeBrace), !isAtEnd {
      let isOptional = take(.question)
      let key = expression()
      expect(.colon)
      entries.append(CELExpression.Entry(key: key, value: expression(), isOptional: isOptional))
      if !take(.comma) { break }
    }
    return add(.map(entries), start.union(expect(.closeBrace)))
  }

  /// The fields of a message literal; each key becomes a string.
  private mutating func message(_ name: String, from start: TextRange) -> CELExpression.ID {
    advance()
    var fields: [CELExpression.Entry] = []
    while !isSymbol(.closeBrace), !isAtEnd {
      let isOptional = take(.question)
      let field = token
      guard let name = fieldName() else { return fail(.expected("a field name", found: found), at: field.range) }
      let key = add(.literal(.string(name)), field.range)
      expect(.colon)
      fields.append(CELExpression.Entry(key: key, value: expression(), isOptional: isOptional))
      if !take(.comma) { break }
    }
    return add(.message(name, fields: fields), start.union(expect(.closeBrace)))
  }

  // MARK: Tokens

  private var token: CELToken { lexed.tokens[position] }
  private var isAtEnd: Bool { position == lexed.tokens.count - 1 }
  private var found: String { token.description(in: text) }

  private mutating func advance() { position = min(position + 1, lexed.tokens.count - 1) }

  private func isSymbol(_ symbol: CELToken.Symbol) -> Bool {
    if case .symbol(symbol) = token.kind { true } else { false }
  }

  private func isNumber(at index: Int) -> Bool {
    guard index < lexed.tokens.count else { return false }
    switch lexed.tokens[index].kind {
    case .int: return true
    case .literal(let literal): if case .double = lexed.literals[literal] { return true } else { return false }
    case .identifier, .quotedIdentifier, .reserved, .symbol, .end: return false
    }
  }

  private mutating func take(_ symbol: CELToken.Symbol) -> Bool {
    guard isSymbol(symbol) else { return false }
    advance()
    return true
  }

  /// The range of a sign that has to stand here.
  @discardableResult
  private mutating func expect(_ symbol: CELToken.Symbol) -> TextRange {
    let range = token.range
    if !take(symbol) { fail(.expected("'\(symbol.rawValue)'", found: found), at: range) }
    return range
  }

  /// The name of a field; words reserved for embedding languages may be one.
  private mutating func fieldName() -> String? {
    switch token.kind {
    case .identifier, .quotedIdentifier, .reserved:
      let name = lexed.name(token)
      advance()
      return name
    case .int, .literal, .symbol, .end: return nil
    }
  }

  // MARK: Nodes

  /// Appends a node, unless its tree would be too high.
  mutating func add(_ kind: CELExpression.Kind, _ range: TextRange) -> CELExpression.ID {
    var height: Int32 = 1
    kind.forEachChild { height = max(height, heights[$0] + 1) }
    guard height <= CELParser.maximumDepth else { return fail(.expressionTooDeep, at: range) }
    nodes.append(CELExpression.Node(kind: kind, range: range))
    heights.append(height)
    return nodes.count - 1
  }

  /// Records the first syntax error and goes to the end of the text, where every loop above stops.
  @discardableResult
  mutating func fail(_ message: CELMessage, at range: TextRange) -> CELExpression.ID {
    problem = problem ?? CELProblem(message, at: range)
    position = lexed.tokens.count - 1
    nodes.append(CELExpression.Node(kind: .literal(.null), range: range))
    heights.append(1)
    return nodes.count - 1
  }

  private func span(_ first: CELExpression.ID, _ last: CELExpression.ID) -> TextRange {
    nodes[first].range.union(nodes[last].range)
  }

  private mutating func integer(_ magnitude: UInt64, isNegative: Bool, _ range: TextRange) -> CELExpression.ID {
    guard magnitude <= UInt64(Int64.max) + (isNegative ? 1 : 0) else {
      return fail(.numberOutOfRange(CELProblem.excerpt(range, of: text), type: "int"), at: range)
    }
    let bits = Int64(bitPattern: magnitude)
    return add(.literal(.int(isNegative ? 0 &- bits : bits)), range)
  }

  /// `a.b.c` for a chain of plain names.
  private func qualifiedName(of id: CELExpression.ID) -> String? { CELExpression.qualifiedName(of: id, in: nodes) }
}
