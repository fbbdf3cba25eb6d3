/// A pattern as a deterministic automaton that says whether it matches: one look-up for each byte.
///
/// It is made when the pattern is compiled and never changes, so that threads share it without locks. Patterns whose automaton
/// would be large do without (``PatternProgram/search(_:for:)`` walks them).
struct PatternAutomaton: Sendable {
  /// For each state and class of bytes the state that follows; the last class is the end of the text.
  var table: ContiguousArray<UInt16>
  /// The class of each byte.
  var classes: ContiguousArray<UInt8>
  var classCount: Int

  static let dead: UInt16 = 0
  static let matched: UInt16 = 1
  static let initial: UInt16 = 2

  /// Whether a match lies anywhere in the text.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    table.withUnsafeBufferPointer { table in
      classes.withUnsafeBufferPointer { classes in
        var state = Int(PatternAutomaton.initial)
        for byte in text {
          state = Int(table[state &* classCount &+ Int(classes[Int(byte)])])
          if state <= Int(PatternAutomaton.matched) { return state == Int(PatternAutomaton.matched) }
        }
        return table[state &* classCount &+ classCount &- 1] == PatternAutomaton.matched
      }
    }
  }
}

extension PatternAutomaton {
  /// Nil where it would be large.
  init?(_ program: PatternProgram) {
    guard program.instructions.count + program.transitions.count <= 2000 else { return nil }
    let classes = PatternAutomaton.classes(of: program)
    let classCount = Int(classes.max() ?? 0) + 2
    guard let table = PatternSubsets(program, classes: classes, classCount: classCount).table() else { return nil }
    self.init(table: table, classes: classes, classCount: classCount)
  }

  /// Bytes that no instruction tells apart have one class.
  private static func classes(of program: PatternProgram) -> ContiguousArray<UInt8> {
    var begins = [Bool](repeating: false, count: 257)
    func separate(_ low: UInt8, _ high: UInt8) {
      begins[Int(low)] = true
      begins[Int(high) + 1] = true
    }
    for instruction in program.instructions where instruction.kind == .bytes { separate(instruction.low, instruction.high) }
    for transition in program.transitions { separate(transition.low, transition.high) }
    for byte in UInt8.min..<UInt8.max where program.neighbour(byte) != program.neighbour(byte + 1) {
      begins[Int(byte) + 1] = true
    }
    var current: UInt8 = 0
    return ContiguousArray(
      (0..<256).map { byte in
        if byte > 0, begins[byte] { current += 1 }
        return current
      })
  }
}
