/// How many columns of a terminal characters take, read one after the other.
///
/// Follows Unicode's East Asian Width (UAX #11): wide and full-width ones take two, combining ones none. Sequences of emoji
/// count as the one picture that current terminals draw.
struct DisplayWidth {
  private var isJoined = false
  private var isAfterEmoji = false
  private var isInsideFlag = false

  /// The columns of a text.
  static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    var width = DisplayWidth()
    return text.unicodeScalars.reduce(0) { $0 + width.next($1) }
  }

  /// The columns that the next character adds: 0, 1 or 2.
  mutating func next(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 {
      self = DisplayWidth()
      return 1
    }
    if value == 0x200D {
      isJoined = isAfterEmoji
      return 0
    }
    if isZeroWidth(scalar) { return 0 }
    let isModifier = (0x1F3FB...0x1F3FF).contains(value)
    let isPartOfEmoji = isAfterEmoji && (isJoined || isModifier)
    let isFlagLetter = (0x1F1E6...0x1F1FF).contains(value)
    let completesFlag = isFlagLetter && isInsideFlag
    isInsideFlag = isFlagLetter && !completesFlag
    isAfterEmoji = scalar.properties.isEmoji
    isJoined = false
    if isPartOfEmoji || completesFlag { return 0 }
    return isFlagLetter || scalar.properties.isEmojiPresentation || isWide(value) ? 2 : 1
  }

  private func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    // The vowels and finals of decomposed Hangul join the consonant before them.
    if (0x1160...0x11FF).contains(scalar.value) { return true }
    return switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  private func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0xA960...0xA97F, 0xAC00...0xD7A3: true  // Hangul
    case 0x2E80...0x303E, 0x3041...0xA4CF: true  // CJK radicals, punctuation, kana, ideographs, Yi
    case 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6: true  // compatibility, full-width
    case 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF: true  // Tangut, Khitan, kana supplements
    case 0x20000...0x3FFFD: true  // the ideographic planes
    default: false
    }
  }
}
