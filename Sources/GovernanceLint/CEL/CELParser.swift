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
  /// What has been read.
  var expression: CELExpression
  /// Operands of what has not been read to its end.
  private var pending: [CELExpression.Operand] = []
  /// Height of each node's tree.
  private var heights: [Int32]
  private var problem: CELProblem?

  /// The tree of a text and what is wrong with it. A tree with problems is not whole; do not check it.
  static func parse(_ text: String, options: Options = Options()) -> (CELExpression, [CELProblem]) {
    let nothing = CELExpression(nodes: [CELExpression.Node(kind: .literal(0), range: TextRange(0, 0))], literals: [.null])
    let size = text.utf8.count
    guard size <= maximumSize else { return (nothing, [CELProblem(.expressionTooLong(size), at: TextRange(0, size))]) }
    let (lexed, problems) = CELLexer.tokens(of: text)
    // After a token that is none, the parser would report what is missing there a second time.
    guard problems.isEmpty else { return (nothing, problems) }
    var parser = CELParser(text: text, options: options, lexed: lexed)
    parser.expression.root = parser.whole()
    if !parser.isAtEnd { parser.fail(.expected("an operator or the end", found: parser.found), at: parser.token.range) }
    return (parser.expression, parser.problem.map { [$0] } ?? [])
  }

  private init(text: String, options: Options, lexed: CELTokens) {
    self.text = text
    self.options = options
    self.lexed = lexed
    // Signs are no nodes, and most operands are followed by one.
    let count = lexed.tokens.count * 2 / 3 + 1
    var nodes: [CELExpression.Node] = []
    nodes.reserveCapacity(count)
    expression = CELExpression(bytes: lexed.bytes, nodes: nodes, literals: lexed.literals)
    var heights: [Int32] = []
    heights.reserveCapacity(count)
    self.heights = heights
  }

  // MARK: Grammar, from the loosest binding to the tightest

  private mutating func whole() -> CELExpression.ID {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= CELParser.maximumDepth else { return fail(.expressionTooDeep, at: token.range) }
    let condition = binary(from: 0)
    guard take(.question) else { return condition }
    let whenTrue = binary(from: 0)
    expect(.colon)
    let whenFalse = whole()
    let operands = [condition, whenTrue, whenFalse].map { CELExpression.Operand($0) }
    return add(operation(.conditional, run(of: operands[...])), span(condition, whenFalse))
  }

  /// Operands of binary operators that bind at least as tightly as `level` says.
  private mutating func binary(from level: Int) -> CELExpression.ID {
    if level == CELToken.Symbol.or.level { return logical(.or, function: .or) }
    if level == CELToken.Symbol.and.level { return logical(.and, function: .and) }
    var left = unary()
    while case .symbol(let symbol) = token.kind, symbol.level >= level, let function = symbol.function {
      advance()
      let right = binary(from: symbol.level + 1)
      left = add(binary(function, left, right), span(left, right))
    }
    return left
  }

  /// A chain of `&&` or `||`, both of which associate: a balanced tree keeps long chains shallow.
  private mutating func logical(_ symbol: CELToken.Symbol, function: CELBuiltin) -> CELExpression.ID {
    let first = binary(from: symbol.level + 1)
    guard isSymbol(symbol) else { return first }
    var operands = [first]
    while take(symbol) { operands.append(binary(from: symbol.level + 1)) }
    return balanced(operands[...], function: function)
  }

  private mutating func balanced(_ operands: ArraySlice<CELExpression.ID>, function: CELBuiltin) -> CELExpression.ID {
    guard operands.count > 1 else { return operands[operands.startIndex] }
    let middle = operands.startIndex + (operands.count + 1) / 2
    let left = balanced(operands[..<middle], function: function)
    let right = balanced(operands[middle...], function: function)
    return add(binary(function, left, right), span(left, right))
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
      let operation = operation(symbol == .not ? .not : .negate, run(of: [CELExpression.Operand(operand)]))
      operand = add(operation, prefix.union(range(operand)))
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
        let index = whole()
        let end = expect(.closeBracket)
        operand = add(.index(operand, index, isOptional: isOptional), range(operand).union(end))
      } else if case .symbol(.openBrace) = token.kind, expression.qualifiedName(of: operand) != nil {
        operand = message(operand)
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
      return add(.select(operand, field: name, isOptional: isOptional), range(operand).union(field.range))
    }
    if case .quotedIdentifier = field.kind {
      return fail(.expected("the name of a function", found: "a field name"), at: field.range)
    }
    advance()
    let (arguments, end) = arguments(of: operand)
    return call(name, target: operand, arguments: arguments, range: range(operand).union(end))
  }

  private mutating func primary() -> CELExpression.ID {
    let start = token
    advance()
    switch start.kind {
    case .literal(let index): return add(.literal(index), start.range)
    case .int(let magnitude): return integer(magnitude, isNegative: false, start.range)
    case .identifier(let hash): return reference(CELName(start.range, hash: hash), start.range)
    case .reserved: return fail(.reservedName(text.part(start.range)), at: start.range)
    case .symbol(.minus):
      // Only a number follows: `unary` saw to that.
      let number = token
      advance()
      let range = start.range.union(number.range)
      switch number.kind {
      case .int(let magnitude): return integer(magnitude, isNegative: true, range)
      case .literal(let index):
        if case .double(let value) = lexed.literals[index] { return add(literal(.double(-value)), range) }
      case .identifier, .quotedIdentifier, .reserved, .symbol, .end: break
      }
    case .symbol(.dot):
      if case .identifier(let hash) = token.kind {
        let name = CELName(token.range, hash: hash, isRooted: true)
        let range = start.range.union(token.range)
        advance()
        return reference(name, range)
      }
    case .symbol(.openParenthesis):
      let inner = whole()
      let end = expect(.closeParenthesis)
      expression.nodes[inner].range = start.range.union(end)
      return inner
    case .symbol(.openBracket): return list(from: start.range)
    case .symbol(.openBrace): return map(from: start.range)
    case .quotedIdentifier, .symbol, .end: break
    }
    return fail(.expected("an expression", found: start.description(in: text)), at: start.range)
  }

  private mutating func reference(_ name: CELName, _ range: TextRange) -> CELExpression.ID {
    guard case .symbol(.openParenthesis) = token.kind else { return add(.name(name), range) }
    advance()
    let (arguments, end) = arguments()
    return call(name, target: nil, arguments: arguments, range: range.union(end))
  }

  // MARK: Collections

  /// Arguments up to a closing sign, and the range of that.
  private mutating func arguments(of target: CELExpression.ID? = nil) -> (CELExpression.Operands, TextRange) {
    let outer = pending.count
    if !isSymbol(.closeParenthesis) {
      repeat { pending.append(CELExpression.Operand(whole())) } while take(.comma)
    }
    if let target { expression.operands.append(CELExpression.Operand(target)) }
    return (operands(after: outer), expect(.closeParenthesis))
  }

  private mutating func list(from start: TextRange) -> CELExpression.ID {
    let outer = pending.count
    while !isSymbol(.closeBracket), !isAtEnd {
      let isOptional = take(.question)
      pending.append(CELExpression.Operand(whole(), isOptional: isOptional))
      if !take(.comma) { break }
    }
    return add(.list(operands(after: outer)), start.union(expect(.closeBracket)))
  }

  private mutating func map(from start: TextRange) -> CELExpression.ID {
    let outer = pending.count
    while !isSymbol(.closeBrace), !isAtEnd {
      let isOptional = take(.question)
      pending.append(CELExpression.Operand(whole()))
      expect(.colon)
      pending.append(CELExpression.Operand(whole(), isOptional: isOptional))
      if !take(.comma) { break }
    }
    return add(.map(operands(after: outer)), start.union(expect(.closeBrace)))
  }

  /// The fields of a message literal; each key becomes a string.
  private mutating func message(_ type: CELExpression.ID) -> CELExpression.ID {
    advance()
    let outer = pending.count
    while !isSymbol(.closeBrace), !isAtEnd {
      let isOptional = take(.question)
      let field = token
      guard let name = fieldName() else { return fail(.expected("a field name", found: found), at: field.range) }
      pending.append(CELExpression.Operand(add(literal(.string(expression.text(of: name))), field.range)))
      expect(.colon)
      pending.append(CELExpression.Operand(whole(), isOptional: isOptional))
      if !take(.comma) { break }
    }
    return add(.message(type, fields: operands(after: outer)), range(type).union(expect(.closeBrace)))
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
  private mutating func fieldName() -> CELName? {
    guard let name = token.name else { return nil }
    advance()
    return name
  }

  // MARK: Nodes

  /// Appends a node, unless its tree would be too high.
  mutating func add(_ kind: CELExpression.Kind, _ range: TextRange) -> CELExpression.ID {
    var height: Int32 = 1
    expression.forEachChild(of: kind) { height = max(height, heights[$0] + 1) }
    guard height <= CELParser.maximumDepth else { return fail(.expressionTooDeep, at: range) }
    expression.nodes.append(CELExpression.Node(kind: kind, range: range))
    heights.append(height)
    return expression.nodes.count - 1
  }

  /// A literal that is no token.
  private mutating func literal(_ value: CELLiteral) -> CELExpression.Kind {
    expression.literals.append(value)
    return .literal(expression.literals.count - 1)
  }

  private func operation(_ function: CELBuiltin, _ operands: CELExpression.Operands) -> CELExpression.Kind {
    .call(CELFunctionName(builtin: function, name: CELName(TextRange(0, 0), hash: 0)), target: nil, arguments: operands)
  }

  private mutating func binary(_ function: CELBuiltin, _ left: CELExpression.ID, _ right: CELExpression.ID) -> CELExpression.Kind {
    let start = expression.operands.count
    expression.operands.append(CELExpression.Operand(left))
    expression.operands.append(CELExpression.Operand(right))
    return operation(function, CELExpression.Operands(start: Int32(start), count: 2))
  }

  private mutating func run(of operands: ArraySlice<CELExpression.Operand>) -> CELExpression.Operands {
    expression.operands.append(contentsOf: operands)
    return CELExpression.Operands(start: Int32(expression.operands.count - operands.count), count: Int32(operands.count))
  }

  /// The operands since `outer`, which is how many there were before.
  private mutating func operands(after outer: Int) -> CELExpression.Operands {
    let start = expression.operands.count
    for position in outer..<pending.count { expression.operands.append(pending[position]) }
    pending.removeLast(pending.count - outer)
    return CELExpression.Operands(start: Int32(start), count: Int32(expression.operands.count - start))
  }

  /// Records the first syntax error and goes to the end of the text, where every loop above stops.
  @discardableResult
  mutating func fail(_ message: CELMessage, at range: TextRange) -> CELExpression.ID {
    problem = problem ?? CELProblem(message, at: range)
    position = lexed.tokens.count - 1
    let kind = literal(.null)
    expression.nodes.append(CELExpression.Node(kind: kind, range: range))
    heights.append(1)
    return expression.nodes.count - 1
  }

  private func span(_ first: CELExpression.ID, _ last: CELExpression.ID) -> TextRange {
    range(first).union(range(last))
  }

  func range(_ id: CELExpression.ID) -> TextRange { expression.nodes[id].range }

  private mutating func integer(_ magnitude: UInt64, isNegative: Bool, _ range: TextRange) -> CELExpression.ID {
    guard magnitude <= UInt64(Int64.max) + (isNegative ? 1 : 0) else {
      return fail(.numberOutOfRange(CELProblem.excerpt(range, of: text), type: "int"), at: range)
    }
    let bits = Int64(bitPattern: magnitude)
    return add(literal(.int(isNegative ? 0 &- bits : bits)), range)
  }
}
