/// Reads RE2 syntax (github.com/google/re2/wiki/Syntax). Groups lie on a stack of its own, so that nothing recurses.
struct PatternParser {
  var cursor: PatternCursor
  let dialect: Pattern.Dialect
  var flags = PatternFlags()
  private var groups: [Group] = []
  private var group = Group(start: 0, flags: PatternFlags())
  /// Where the repetition stands that the loop has just read; a second one after it is an error.
  private var repetitionStart: Int?

  init(_ text: String, dialect: Pattern.Dialect) {
    cursor = PatternCursor(text)
    self.dialect = dialect
  }

  /// What is between two parentheses so far.
  private struct Group {
    /// Offset of its parenthesis.
    var start: Int
    /// The flags that come back after it.
    var flags: PatternFlags
    var arms: [Piece] = []
    var pieces: [Piece] = []
  }

  /// A node and what repetitions have to know about it.
  private struct Piece {
    var node: PatternNode
    var isNullable: Bool
    /// How often its most repeated part may occur.
    var repetitions = 1
    var depth = 1
  }

  /// The whole pattern.
  mutating func parse() -> Result<PatternNode, PatternError> {
    while let byte = cursor.peek() {
      let start = cursor.offset
      let previousRepetition = repetitionStart
      repetitionStart = nil
      if let error = parseItem(byte, start: start, previousRepetition: previousRepetition) { return .failure(error) }
    }
    guard groups.isEmpty else {
      let message = "expected ')' to end the group but the pattern ends"
      return .failure(PatternError(message: message, range: group.start..<cursor.offset))
    }
    return finish(group).map(\.node)
  }

  private mutating func parseItem(_ byte: UInt8, start: Int, previousRepetition: Int?) -> PatternError? {
    switch byte {
    case UInt8(ascii: "("):
      return parseGroupStart()
    case UInt8(ascii: "|"):
      cursor.offset += 1
      group.arms.append(PatternParser.sequence(group.pieces))
      group.pieces = []
    case UInt8(ascii: ")"):
      cursor.offset += 1
      guard let outer = groups.popLast() else {
        return PatternError(message: "unexpected ')' without a '('", range: start..<cursor.offset)
      }
      switch finish(group) {
      case .failure(let error): return error
      case .success(let piece):
        flags = group.flags
        group = outer
        group.pieces.append(piece)
      }
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      cursor.offset += 1
      let maximum = byte == UInt8(ascii: "?") ? 1 : nil
      return add(minimum: byte == UInt8(ascii: "+") ? 1 : 0, maximum: maximum, start: start, previous: previousRepetition)
    case UInt8(ascii: "{"):
      guard let counts = cursor.counts() else {
        addScalar(cursor.next() ?? 0)
        return nil
      }
      return add(minimum: counts.minimum, maximum: counts.maximum, start: start, previous: previousRepetition)
    case UInt8(ascii: "^"):
      cursor.offset += 1
      add(.assertion(flags.isMultiLine ? .beginLine : .beginText), isNullable: true)
    case UInt8(ascii: "$"):
      cursor.offset += 1
      add(.assertion(flags.isMultiLine ? .endLine : .endText), isNullable: true)
    case UInt8(ascii: "."):
      cursor.offset += 1
      add(.set(flags.dotMatchesNewline ? .all : dialect == .re2 ? PatternClasses.noNewline : PatternClasses.noLineTerminator))
    case UInt8(ascii: "["):
      switch parseClass() {
      case .failure(let error): return error
      case .success(let set): add(.set(set))
      }
    case UInt8(ascii: "\\"):
      return parseBackslash()
    default:
      addScalar(cursor.next() ?? 0)
    }
    return nil
  }

  private mutating func add(_ node: PatternNode, isNullable: Bool = false) {
    group.pieces.append(Piece(node: node, isNullable: isNullable))
  }

  private mutating func addScalar(_ scalar: UInt32) {
    let folded = flags.foldsCase ? ScalarSet([scalar...scalar]).folded : nil
    if let folded, folded.onlyScalar == nil { add(.set(folded)) } else { add(.scalar(scalar)) }
  }

  /// Repeats the last piece.
  private mutating func add(minimum: Int, maximum: Int?, start: Int, previous: Int?) -> PatternError? {
    let isLazy = cursor.take("?") != flags.isUngreedy
    let range = (previous ?? start)..<cursor.offset
    func wrong(_ reason: String) -> PatternError { PatternError(message: "'\(cursor.text(range))' \(reason)", range: range) }
    let limit = Pattern.Limits.repetitions
    if previous != nil { return wrong("repeats a repetition: put the first one in a group") }
    guard max(minimum, maximum ?? 0) <= limit else { return wrong("repeats more often than the limit of \(limit)") }
    guard maximum.map({ $0 >= minimum }) ?? true else { return wrong("ends below its start") }
    guard var piece = group.pieces.popLast() else { return wrong("has nothing before it to repeat") }
    if maximum ?? minimum > 1 {
      piece.repetitions *= maximum ?? minimum
      guard piece.repetitions <= limit else {
        return wrong("and the repetitions inside make \(piece.repetitions), more than the limit of \(limit)")
      }
    }
    piece.depth += 1
    guard piece.depth <= Pattern.Limits.nesting else { return tooDeep(range) }
    let repetition = PatternRepetition(
      minimum: minimum, maximum: maximum, isLazy: isLazy, bodyIsNullable: piece.isNullable)
    piece.node = .repetition(piece.node, repetition)
    piece.isNullable = piece.isNullable || minimum == 0
    group.pieces.append(piece)
    repetitionStart = start
    return nil
  }

  private mutating func parseGroupStart() -> PatternError? {
    let start = cursor.offset
    cursor.offset += 1
    let outerFlags = flags
    if cursor.take("?") {
      switch parseGroupHead(start) {
      case .failure(let error): return error
      case .success(.flags): return nil
      case .success(.group): break
      }
    }
    guard groups.count < Pattern.Limits.nesting else { return tooDeep(start..<cursor.offset) }
    groups.append(group)
    group = Group(start: start, flags: outerFlags)
    return nil
  }

  private func tooDeep(_ range: Range<Int>) -> PatternError {
    PatternError(message: "groups nest deeper than the limit of \(Pattern.Limits.nesting)", range: range)
  }

  private func finish(_ group: Group) -> Result<Piece, PatternError> {
    let last = PatternParser.sequence(group.pieces)
    var piece = last
    if !group.arms.isEmpty {
      let arms = group.arms + [last]
      piece = PatternParser.wrap(arms, .choice(arms.map(\.node)), isNullable: arms.contains(where: \.isNullable))
    }
    return piece.depth <= Pattern.Limits.nesting ? .success(piece) : .failure(tooDeep(group.start..<cursor.offset))
  }

  private static func sequence(_ pieces: [Piece]) -> Piece {
    switch pieces.count {
    case 0: Piece(node: .empty, isNullable: true)
    case 1: pieces[0]
    default: wrap(pieces, .sequence(pieces.map(\.node)), isNullable: pieces.allSatisfy(\.isNullable))
    }
  }

  private static func wrap(_ pieces: [Piece], _ node: PatternNode, isNullable: Bool) -> Piece {
    var piece = Piece(node: node, isNullable: isNullable)
    for part in pieces {
      piece.repetitions = max(piece.repetitions, part.repetitions)
      piece.depth = max(piece.depth, part.depth + 1)
    }
    return piece
  }

  /// A backslash outside a class.
  private mutating func parseBackslash() -> PatternError? {
    let start = cursor.offset
    switch cursor.peek(1) {
    case UInt8(ascii: "Q"):
      cursor.offset += 2
      while !cursor.isAtEnd, !cursor.take("\\E") { addScalar(cursor.next() ?? 0) }
      return nil
    case UInt8(ascii: "b"): add(.assertion(.wordBoundary), isNullable: true)
    case UInt8(ascii: "B"): add(.assertion(.noWordBoundary), isNullable: true)
    case UInt8(ascii: "A"): add(.assertion(.beginText), isNullable: true)
    case UInt8(ascii: "z"): add(.assertion(.endText), isNullable: true)
    case UInt8(ascii: "C"): add(.byte)
    default:
      switch parseClassEscape() {
      case .failure(let error)?: return error
      case .success(let set)?: add(.set(set))
      case nil:
        switch parseScalarEscape(inClass: false) {
        case .failure(let error): return error
        case .success(let scalar): addScalar(scalar)
        }
      }
      return nil
    }
    cursor.offset = start + 2
    return nil
  }
}
