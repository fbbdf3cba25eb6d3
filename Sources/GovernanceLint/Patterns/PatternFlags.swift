/// What `(?imsU)` switches.
struct PatternFlags {
  var foldsCase = false
  var isMultiLine = false
  var dotMatchesNewline = false
  var isUngreedy = false
}

/// What `(?` may begin.
enum PatternGroupHead {
  /// Flags for what follows; no group.
  case flags
  case group
}

extension PatternParser {
  /// What follows `(?`: a name, or flags with or without a group.
  mutating func parseGroupHead(_ start: Int) -> Result<PatternGroupHead, PatternError> {
    let named = cursor.take("P<") || (cursor.peek(1).map { $0 != 0x3D && $0 != 0x21 } ?? true && cursor.take("<"))
    return named ? parseName(start) : parseFlags(start)
  }

  private mutating func parseName(_ start: Int) -> Result<PatternGroupHead, PatternError> {
    let nameStart = cursor.offset
    while let scalar = cursor.next() {
      if scalar == 0x3E, cursor.offset - 1 > nameStart { return .success(.group) }
      guard PatternParser.isNamePart(scalar) else { break }
    }
    let range = start..<cursor.offset
    let message = "expected a group name of letters, digits and '_', then '>', but found '\(cursor.text(range))'"
    return .failure(PatternError(message: message, range: range))
  }

  private static func isNamePart(_ value: UInt32) -> Bool {
    switch Unicode.Scalar(value)?.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber, .nonspacingMark,
      .spacingMark, .decimalNumber, .connectorPunctuation:
      true
    default: false
    }
  }

  private mutating func parseFlags(_ start: Int) -> Result<PatternGroupHead, PatternError> {
    var changed = flags
    var value = true
    // A minus sign wants a flag after it.
    var isComplete = true
    while let scalar = cursor.next() {
      switch UInt8(truncatingIfNeeded: scalar) {
      case UInt8(ascii: "i") where scalar < 0x80: changed.foldsCase = value
      case UInt8(ascii: "m") where scalar < 0x80: changed.isMultiLine = value
      case UInt8(ascii: "s") where scalar < 0x80: changed.dotMatchesNewline = value
      case UInt8(ascii: "U") where scalar < 0x80: changed.isUngreedy = value
      case UInt8(ascii: "-") where scalar < 0x80 && value:
        value = false
        isComplete = false
        continue
      case UInt8(ascii: ":") where scalar < 0x80 && isComplete, UInt8(ascii: ")") where scalar < 0x80 && isComplete:
        flags = changed
        return .success(scalar == 0x3A ? .group : .flags)
      default:
        return .failure(wrongGroup(start))
      }
      isComplete = true
    }
    return .failure(wrongGroup(start))
  }

  private func wrongGroup(_ start: Int) -> PatternError {
    let range = start..<cursor.offset
    let found = cursor.text(range)
    let looksAround = ["(?=", "(?!", "(?<"].contains(found)
    let reason =
      looksAround
      ? "'\(found)' (lookaround) is not part of RE2: write the condition as a second pattern"
      : "expected flags ('i', 'm', 's', 'U'), ':', or a name ('?P<name>') after '(?' but found '\(found)'"
    return PatternError(message: reason, range: range)
  }
}
