/// A message with expressions in it: `the newest audit is from {newest.date}`; `{{` stands for a brace.
struct CELTemplate: Sendable {
  var segments: [Segment]

  enum Segment: Sendable {
    case text(String)
    /// An expression, and where it stands between its braces.
    case expression(CheckedExpression, TextRange)
  }

  /// Parses a message and checks its expressions; the ranges of problems are in the message.
  static func check(
    _ message: String, in environment: CELEnvironment, assuming guards: CELGuards? = nil
  ) -> (CELTemplate, [CELProblem]) {
    let (pieces, problems) = pieces(of: message)
    var template = CELTemplate(segments: [])
    var all = problems
    for piece in pieces {
      switch piece {
      case .text(let text): template.segments.append(.text(text))
      case .expression(let text, let range):
        let (checked, problems) = CELChecker.check(text, in: environment, assuming: guards)
        template.segments.append(.expression(checked, range))
        all += problems.map { $0.moved(by: range.start) }
        if problems.isEmpty, !checked.type.isPrintable {
          all.append(CELProblem(.notPrintable(text, type: checked.type.description(environment.types)), at: range))
        }
      }
    }
    return (template, all.sorted { $0.range.start < $1.range.start })
  }

  private enum Piece {
    case text(String)
    case expression(String, TextRange)
  }

  private static func pieces(of message: String) -> ([Piece], [CELProblem]) {
    let bytes = Array(message.utf8)
    var pieces: [Piece] = []
    var text: [UInt8] = []
    // What has not been added to the text.
    var start = 0
    var offset = 0
    while offset < bytes.count {
      guard bytes[offset] == UInt8(ascii: "{") else {
        offset += 1
        continue
      }
      text += bytes[start..<offset]
      start = offset
      if offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "{") {
        start += 1
        offset += 2
        continue
      }
      guard let end = end(ofExpressionAt: offset + 1, in: bytes) else {
        return (pieces, [CELProblem(.openBrace, at: TextRange(offset, offset + 1))])
      }
      if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
      text = []
      pieces.append(.expression(String(decoding: bytes[offset + 1..<end], as: UTF8.self), TextRange(offset + 1, end)))
      offset = end + 1
      start = offset
    }
    text += bytes[start...]
    if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
    return (pieces, [])
  }

  /// The brace that closes an expression: not one in quotes, nor that of a map inside.
  private static func end(ofExpressionAt start: Int, in bytes: [UInt8]) -> Int? {
    var depth = 0
    var quote: UInt8?
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\\") where quote != nil: offset += 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if quote == nil { quote = byte } else if quote == byte { quote = nil }
      case UInt8(ascii: "{") where quote == nil: depth += 1
      case UInt8(ascii: "}") where quote == nil:
        if depth == 0 { return offset }
        depth -= 1
      default: break
      }
      offset += 1
    }
    return nil
  }
}

extension CELType {
  /// Whether a value reads well in a sentence: not a whole section of a manifest.
  fileprivate var isPrintable: Bool {
    switch self {
    case .object, .type, .opaque: false
    case .list(let part), .optional(let part), .map(_, let part): part.isPrintable
    case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .dyn, .parameter: true
    }
  }
}
