/// Translates a glob into patterns that match whole paths.
struct GlobParser {
  private var cursor: PatternCursor
  private let length: Int
  /// The part that is being read, translated.
  private var part = ""
  private var partIsLiteral = true
  private var partSpansFolders = false
  /// The part as it is meant, while it is literal.
  private var literalPart = ""
  private var parts: [Part] = []
  /// Where each open brace stands.
  private var braces: [Int] = []

  init(_ text: String) {
    cursor = PatternCursor(text)
    length = text.utf8.count
  }

  struct Translation {
    /// Matches the paths.
    var pattern: String
    /// Matches the folders above a path that matches.
    var folders: String
    var literalPrefix: String
  }

  private struct Part {
    /// Nil for `**`.
    var pattern: String?
    /// The name that it stands for, where it stands for one only.
    var literal: String?
    /// Whether it holds slashes, between braces.
    var spansFolders = false
  }

  mutating func parse() -> Result<Translation, PatternError> {
    guard length > 0 else {
      return .failure(PatternError(message: "expected a glob such as 'ai/**/*.yaml' but found nothing", range: 0..<0))
    }
    while cursor.take("./") {}
    if cursor.peek() == UInt8(ascii: "/") {
      let message = "expected a relative path but found '/' at the start"
      return .failure(PatternError(message: message, range: cursor.offset..<cursor.offset + 1))
    }
    var partStart = cursor.offset
    while let scalar = cursor.next() {
      let start = cursor.offset - 1
      switch UInt8(exactly: scalar) {
      case UInt8(ascii: "/"):
        partStart = cursor.offset
        if braces.isEmpty {
          endPart()
          // `ai/` is everything in that folder.
          if cursor.isAtEnd { addAnyParts() }
        } else {
          add(wildcard: "/")
          partSpansFolders = true
        }
      case UInt8(ascii: "*"):
        let isWholePart =
          start == partStart && cursor.peek() == UInt8(ascii: "*")
          && [nil, UInt8(ascii: "/"), braces.isEmpty ? nil : UInt8(ascii: ","), braces.isEmpty ? nil : UInt8(ascii: "}")]
            .contains(cursor.peek(1))
        if isWholePart {
          cursor.offset += 1
          guard braces.isEmpty else {
            let message = "'**' cannot stand between braces: write one glob for each alternative"
            return .failure(PatternError(message: message, range: start..<cursor.offset))
          }
          addAnyParts()
          _ = cursor.take("/")
          partStart = cursor.offset
        } else {
          add(wildcard: "[^/]*")
        }
      case UInt8(ascii: "?"): add(wildcard: "[^/]")
      case UInt8(ascii: "["):
        if let error = parseClass(start) { return .failure(error) }
      case UInt8(ascii: "{"):
        guard braces.count < 16 else {
          return .failure(PatternError(message: "'{' nests deeper than the limit of 16", range: start..<cursor.offset))
        }
        braces.append(start)
        partStart = cursor.offset
        add(wildcard: "(?:")
      case UInt8(ascii: ",") where !braces.isEmpty:
        partStart = cursor.offset
        add(wildcard: "|")
      case UInt8(ascii: "}") where !braces.isEmpty:
        braces.removeLast()
        add(wildcard: ")")
      case UInt8(ascii: "\\"):
        guard let escaped = cursor.next() else {
          let message = "expected a character after '\\' but the glob ends"
          return .failure(PatternError(message: message, range: start..<cursor.offset))
        }
        add(literal: escaped)
      default: add(literal: scalar)
      }
    }
    if let brace = braces.last {
      return .failure(PatternError(message: "expected '}' to end the alternatives but the glob ends", range: brace..<length))
    }
    endPart()
    return .success(translation)
  }

  private mutating func add(wildcard: String) {
    part += wildcard
    partIsLiteral = false
  }

  private mutating func add(literal value: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return }
    part += GlobParser.hex(value)
    literalPart.unicodeScalars.append(scalar)
  }

  /// A scalar as a pattern writes it whatever it means there.
  private static func hex(_ scalar: UInt32) -> String { "\\x{" + String(scalar, radix: 16) + "}" }

  /// Empty parts (`a//b`, `a/`) count for nothing.
  private mutating func endPart() {
    if !part.isEmpty {
      parts.append(Part(pattern: part, literal: partIsLiteral ? literalPart : nil, spansFolders: partSpansFolders))
    }
    part = ""
    literalPart = ""
    partIsLiteral = true
    partSpansFolders = false
  }

  /// A second `**` after the first says nothing new.
  private mutating func addAnyParts() {
    if parts.isEmpty || parts.last?.pattern != nil { parts.append(Part()) }
  }

  /// `[a-z]`, `[!a-z]`; a `]` that comes first is one of the class. Slashes never are.
  private mutating func parseClass(_ start: Int) -> PatternError? {
    let isInverted = cursor.take("!") || cursor.take("^")
    var ranges: [ClosedRange<UInt32>] = []
    while ranges.isEmpty || cursor.peek() != UInt8(ascii: "]") {
      guard let low = classScalar() else {
        return PatternError(message: "expected ']' to end the class but the glob ends", range: start..<length)
      }
      var high = low
      if cursor.peek() == UInt8(ascii: "-"), let after = cursor.peek(1), after != UInt8(ascii: "]") {
        cursor.offset += 1
        high = classScalar() ?? low
      }
      guard low <= high else {
        let range = start..<cursor.offset
        return PatternError(message: "class '\(cursor.text(range))' has a range that ends before it begins", range: range)
      }
      ranges.append(low...high)
    }
    cursor.offset += 1
    let slash = ScalarSet([0x2F...0x2F])
    let set = ScalarSet(ranges)
    let allowed = (isInverted ? set.union(slash) : set.inverted.union(slash)).inverted
    let items = allowed.ranges.map { GlobParser.hex($0.lowerBound) + "-" + GlobParser.hex($0.upperBound) }
    add(wildcard: items.isEmpty ? "[^\\x00-\\x{10FFFF}]" : "[" + items.joined() + "]")
    return nil
  }

  private mutating func classScalar() -> UInt32? {
    if cursor.peek() == UInt8(ascii: "\\"), cursor.peek(1) != nil { cursor.offset += 1 }
    return cursor.next()
  }

  private var translation: Translation {
    var pattern = ""
    for part in parts.dropLast() { pattern += part.pattern.map { $0 + "/" } ?? "(?:[^/]+/)*" }
    if let last = parts.last { pattern += last.pattern ?? "(?s:.+)" }
    return Translation(pattern: "\\A" + pattern + "\\z", folders: "\\A" + folders + "\\z", literalPrefix: literalPrefix)
  }

  /// `a/b/*.yaml` may match below `a` and `a/b`: each further folder is optional. Below `**` everything may hold a match.
  private var folders: String {
    var pattern = ""
    var closing = ""
    for (index, part) in parts.enumerated() {
      let isOpen = part.pattern == nil || part.spansFolders
      if !isOpen, index == parts.count - 1 { break }
      pattern += (index == 0 ? "(?:" : "(?:/") + (isOpen ? "(?s:.*)" : part.pattern ?? "")
      closing += ")?"
      if isOpen { break }
    }
    return pattern + closing
  }

  /// The folder part without wildcards: all literal parts but the last, which names a file.
  private var literalPrefix: String {
    parts.dropLast().prefix { $0.literal != nil }.compactMap(\.literal).joined(separator: "/")
  }
}
