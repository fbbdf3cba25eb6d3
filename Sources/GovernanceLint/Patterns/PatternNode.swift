/// What a pattern says, groups dissolved: nobody asks what a group matched.
indirect enum PatternNode {
  case empty
  case scalar(UInt32)
  case set(ScalarSet)
  /// Any byte at all, a part of a scalar included (`\C`).
  case byte
  case assertion(PatternAssertion)
  case sequence([PatternNode])
  /// The first that leads to a match wins.
  case choice([PatternNode])
  case repetition(PatternNode, PatternRepetition)
}

/// How often the part before it may occur.
struct PatternRepetition {
  var minimum: Int
  /// Nil for no end.
  var maximum: Int?
  /// Whether fewer are better.
  var isLazy: Bool
  /// Whether the part can match nothing; then `*` must not loop on the spot.
  var bodyIsNullable: Bool
}

/// What holds at a place between two bytes; as the condition of an instruction, what has to hold there.
struct PatternAssertion: OptionSet, Hashable {
  var rawValue: UInt8
  static let beginText = PatternAssertion(rawValue: 1)
  static let endText = PatternAssertion(rawValue: 2)
  static let beginLine = PatternAssertion(rawValue: 4)
  static let endLine = PatternAssertion(rawValue: 8)
  static let wordBoundary = PatternAssertion(rawValue: 16)
  static let noWordBoundary = PatternAssertion(rawValue: 32)

  /// What holds between two bytes; nil is an end of the text. Words are ASCII words, as in RE2.
  init(before: Neighbour, after: Neighbour) {
    var holds: PatternAssertion = before == .none ? [.beginText, .beginLine] : before == .newline ? .beginLine : []
    if after == .none { holds.formUnion([.endText, .endLine]) } else if after == .newline { holds.insert(.endLine) }
    holds.insert((before == .word) == (after == .word) ? .noWordBoundary : .wordBoundary)
    self = holds
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What assertions distinguish about a byte.
  enum Neighbour: UInt8, CaseIterable {
    case none, newline, word, other

    init(_ byte: UInt8) {
      switch byte {
      case 0x0A: self = .newline
      case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: self = .word
      default: self = .other
      }
    }
  }
}
