/// Classes in brackets, classes behind a backslash, and escapes that stand for one scalar.
extension PatternParser {
  /// `[...]`. As in Perl, `-` may stand anywhere and `]` first; ECMA-262 knows `[]` and `[^]` instead.
  mutating func parseClass() -> Result<ScalarSet, PatternError> {
    let start = cursor.offset
    cursor.offset += 1
    let isInverted = cursor.take("^")
    var isFirst = dialect == .re2
    var ranges: [ClosedRange<UInt32>] = []
    while let byte = cursor.peek(), isFirst || byte != UInt8(ascii: "]") {
      isFirst = false
      switch parsePosixClass() ?? parseClassEscape() ?? parseRange() {
      case .failure(let error): return .failure(error)
      case .success(let set): ranges += set.ranges
      }
    }
    guard cursor.take("]") else {
      return .failure(PatternError(message: "expected ']' to end the class but the pattern ends", range: start..<cursor.offset))
    }
    let set = ScalarSet(ranges)
    return .success(isInverted ? set.inverted : set)
  }

  /// `[:name:]` or `[:^name:]` inside a class; nil where something else stands.
  private mutating func parsePosixClass() -> Result<ScalarSet, PatternError>? {
    let start = cursor.offset
    guard dialect == .re2, cursor.take("[:") else { return nil }
    let isInverted = cursor.take("^")
    let nameStart = cursor.offset
    var nameEnd = nameStart
    while let byte = cursor.peek(), byte != UInt8(ascii: ":") || cursor.peek(1) != UInt8(ascii: "]") {
      // Longer than any name: this bracket stands for itself, unless an end comes later.
      guard cursor.offset - nameStart < 64 else { break }
      cursor.offset += 1
      nameEnd = cursor.offset
    }
    guard cursor.take(":]") else {
      cursor.offset = start
      return nil
    }
    let range = start..<cursor.offset
    guard let set = PatternClasses.posix(cursor.text(nameStart..<nameEnd)) else {
      let message = "unknown class '\(cursor.text(range))'; the names are those of POSIX, such as [:alpha:]"
      return .failure(PatternError(message: message, range: range))
    }
    return .success(named(set, isInverted: isInverted))
  }

  /// `\d`, `\pL` and so on; nil where something else stands.
  mutating func parseClassEscape() -> Result<ScalarSet, PatternError>? {
    guard cursor.peek() == UInt8(ascii: "\\"), let letter = cursor.peek(1) else { return nil }
    let set: ScalarSet
    switch letter | 0x20 {
    case UInt8(ascii: "d"): set = PatternClasses.digit
    case UInt8(ascii: "w"): set = PatternClasses.word
    case UInt8(ascii: "s"): set = dialect == .re2 ? PatternClasses.space : PatternClasses.anySpace
    case UInt8(ascii: "p"): return parseProperty(isInverted: letter == UInt8(ascii: "P"))
    default: return nil
    }
    guard (letter | 0x20) != letter || letter >= 0x61 else { return nil }
    cursor.offset += 2
    return .success(named(set, isInverted: letter < 0x61))
  }

  /// `\pN`, `\p{Greek}`, `\p{^Greek}`.
  private mutating func parseProperty(isInverted: Bool) -> Result<ScalarSet, PatternError> {
    let start = cursor.offset
    cursor.offset += 2
    var name: Range<Int>
    if cursor.take("{") {
      guard let end = cursor.firstOffset(of: UInt8(ascii: "}")) else {
        let range = start..<cursor.offset
        return .failure(PatternError(message: "expected '}' to end '\(cursor.text(range))' but the pattern ends", range: range))
      }
      name = cursor.offset..<end
      cursor.offset = end + 1
    } else {
      let nameStart = cursor.offset
      _ = cursor.next()
      name = nameStart..<cursor.offset
    }
    let range = start..<cursor.offset
    var isInverted = isInverted
    if cursor.text(name).utf8.first == UInt8(ascii: "^") {
      isInverted.toggle()
      name = (name.lowerBound + 1)..<name.upperBound
    }
    guard let set = PatternClasses.property(cursor.text(name), dialect: dialect) else {
      let message =
        "unknown property '\(cursor.text(range))'; known are general categories (\\pL, \\p{Lu}) and scripts (\\p{Greek})"
      return .failure(PatternError(message: message, range: range))
    }
    return .success(named(set, isInverted: isInverted))
  }

  /// RE2 folds a class before it inverts it: `(?i)\W` has no letter that folds to a word's.
  private func named(_ set: ScalarSet, isInverted: Bool) -> ScalarSet {
    let folded = flags.foldsCase ? set.folded : set
    return isInverted ? folded.inverted : folded
  }

  /// `a` or `a-z` inside a class.
  private mutating func parseRange() -> Result<ScalarSet, PatternError> {
    let start = cursor.offset
    return parseClassScalar().flatMap { first in
      var last = first
      if cursor.peek() == UInt8(ascii: "-"), let following = cursor.peek(1), following != UInt8(ascii: "]") {
        cursor.offset += 1
        switch parseClassScalar() {
        case .failure(let error): return .failure(error)
        case .success(let scalar): last = scalar
        }
      }
      guard first <= last else {
        let range = start..<cursor.offset
        return .failure(PatternError(message: "range '\(cursor.text(range))' ends before it begins", range: range))
      }
      return .success(named(ScalarSet([first...last]), isInverted: false))
    }
  }

  private mutating func parseClassScalar() -> Result<UInt32, PatternError> {
    if cursor.peek() == UInt8(ascii: "\\") { return parseScalarEscape(inClass: true) }
    return .success(cursor.next() ?? 0)
  }

  /// An escape that stands for one scalar, in a class or outside.
  mutating func parseScalarEscape(inClass: Bool) -> Result<UInt32, PatternError> {
    let start = cursor.offset
    cursor.offset += 1
    guard let scalar = cursor.next() else {
      return .failure(PatternError(message: "expected a character after '\\' but the pattern ends", range: start..<cursor.offset))
    }
    var value: UInt32? = nil
    if let letter = UInt8(exactly: scalar), letter < 0x80 {
      value = plainEscape(letter) ?? (dialect == .jsonSchema ? ecmaEscape(letter, inClass: inClass) : nil)
    }
    guard let value, value <= ScalarSet.last else {
      let range = start..<cursor.offset
      let reason = (0x31...0x39).contains(scalar) ? "; backreferences are not part of RE2" : ""
      return .failure(PatternError(message: "unknown escape '\(cursor.text(range))'\(reason)", range: range))
    }
    return .success(value)
  }

  /// The escapes of RE2.
  private mutating func plainEscape(_ letter: UInt8) -> UInt32? {
    switch letter {
    case UInt8(ascii: "a"): return 0x07
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "v"): return 0x0B
    case UInt8(ascii: "x"):
      return cursor.take("{") ? bracedHex() : hex(digits: 2)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      // A digit that is alone, and not zero, would be a backreference.
      if letter != 0x30, !(cursor.peek().map { (0x30...0x37).contains($0) } ?? false) { return nil }
      var value = UInt32(letter - 0x30)
      for _ in 0..<2 {
        guard let digit = cursor.peek(), (0x30...0x37).contains(digit) else { break }
        value = value * 8 + UInt32(digit - 0x30)
        cursor.offset += 1
      }
      return value
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      return nil
    default:
      return UInt32(letter)
    }
  }

  /// The escapes that ECMA-262 has besides (section 22.2.1, with the flag `u`).
  private mutating func ecmaEscape(_ letter: UInt8, inClass: Bool) -> UInt32? {
    switch letter {
    case UInt8(ascii: "b") where inClass:
      return 0x08
    case UInt8(ascii: "c"):
      guard let control = cursor.peek(), (0x41...0x5A).contains(control & 0xDF) else { return nil }
      cursor.offset += 1
      return UInt32(control & 0x1F)
    case UInt8(ascii: "u"):
      if cursor.take("{") { return bracedHex() }
      guard let unit = hex(digits: 4) else { return nil }
      let afterFirst = cursor.offset
      if unit & 0xFC00 == 0xD800, cursor.take("\\u"), let second = hex(digits: 4), second & 0xFC00 == 0xDC00 {
        return 0x10000 + (unit & 0x3FF) << 10 + second & 0x3FF
      }
      cursor.offset = afterFirst
      return unit
    default:
      return nil
    }
  }

  private mutating func hex(digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = cursor.peek().flatMap(PatternParser.hexValue) else { return nil }
      value = value * 16 + digit
      cursor.offset += 1
    }
    return value
  }

  /// Digits up to a closing brace.
  private mutating func bracedHex() -> UInt32? {
    var value: UInt32 = 0
    var count = 0
    while let digit = cursor.peek().flatMap(PatternParser.hexValue) {
      value = value * 16 + digit
      count += 1
      cursor.offset += 1
      guard value <= ScalarSet.last else { return nil }
    }
    return count > 0 && cursor.take("}") ? value : nil
  }

  private static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }
}
