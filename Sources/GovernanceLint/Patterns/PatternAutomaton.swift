/// A pattern as a deterministic automaton that says whether it matches: one look-up for each byte.
///
/// It is made when the pattern is compiled and never changes, so that threads share it without locks. Patterns whose automaton
/// would be large do without (``PatternProgram/search(_:for:)`` walks them).
struct PatternAutomaton: Sendable {
  /// For each state and class of bytes the state that follows; the last class is the end of the text.
  private var table: ContiguousArray<UInt16> = []
  /// The class of each byte.
  private var classes: ContiguousArray<UInt8>
  private var classCount: Int

  private static let dead: UInt16 = 0
  private static let matched: UInt16 = 1
  private static let initial: UInt16 = 2
  private static let maximumStates = 256
  /// Instructions looked at while it is made: about a third of a millisecond.
  private static let maximumWork = 20_000

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

  /// What a state stands for: where the ways through the program are, and what the byte before was.
  private struct State: Hashable {
    var places: [Int32]
    var before: PatternAssertion.Neighbour
  }

  /// Nil where it would be large.
  init?(_ program: PatternProgram) {
    guard program.instructions.count + program.transitions.count <= 2000 else { return nil }
    classes = PatternAutomaton.classes(of: program)
    classCount = Int(classes.max() ?? 0) + 2
    var representatives = [UInt8](repeating: 0, count: classCount - 1)
    for byte in UInt8.min...UInt8.max { representatives[Int(classes[Int(byte)])] = byte }

    var states = [State(places: [program.start], before: .none)]
    var indexes = [states[0]: PatternAutomaton.initial]
    var work = 0
    table = ContiguousArray(repeating: PatternAutomaton.dead, count: 2 * classCount)
    var index = 0
    while index < states.count {
      let state = states[index]
      index += 1
      // What is reached depends on the byte that comes, but only on its kind.
      var closures: [[Int32]?] = [nil, nil, nil, nil]
      for column in 0..<classCount {
        let byte = column < representatives.count ? representatives[column] : nil
        let after = byte.map { program.hasAssertions ? PatternAssertion.Neighbour($0) : .other } ?? .none
        let reached =
          closures[Int(after.rawValue)]
          ?? program.closure(of: state.places, where: PatternAssertion(before: state.before, after: after))
        closures[Int(after.rawValue)] = reached
        work += reached.count + 4
        guard work <= PatternAutomaton.maximumWork else { return nil }
        if reached.contains(where: { program.instructions[Int($0)].kind == .match }) {
          table.append(PatternAutomaton.matched)
          continue
        }
        guard let byte else {
          table.append(PatternAutomaton.dead)
          continue
        }
        let next = State(
          places: PatternAutomaton.step(program, from: reached, by: byte),
          before: program.hasAssertions ? PatternAssertion.Neighbour(byte) : .none)
        if next.places.isEmpty {
          table.append(PatternAutomaton.dead)
        } else if let known = indexes[next] {
          table.append(known)
        } else {
          guard states.count < PatternAutomaton.maximumStates else { return nil }
          let new = UInt16(truncatingIfNeeded: states.count) + PatternAutomaton.initial
          indexes[next] = new
          states.append(next)
          table.append(new)
        }
      }
    }
  }

  /// Where the ways are after a byte, in order; a new one begins there unless the pattern is anchored.
  private static func step(_ program: PatternProgram, from places: [Int32], by byte: UInt8) -> [Int32] {
    var targets = program.isAnchored ? [] : [program.start]
    program.transitions.withUnsafeBufferPointer { transitions in
      for place in places {
        let instruction = program.instructions[Int(place)]
        let target =
          instruction.kind == .table
          ? PatternProgram.target(of: byte, instruction, transitions)
          : instruction.low <= byte && byte <= instruction.high ? instruction.next : nil
        if let target, !targets.contains(target) { targets.append(target) }
      }
    }
    targets.sort()
    return targets
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
    if program.hasAssertions {
      for (low, high) in [(0x0A, 0x0A), (0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)] as [(UInt8, UInt8)] {
        separate(low, high)
      }
    }
    var current: UInt8 = 0
    return ContiguousArray(
      (0..<256).map { byte in
        if byte > 0, begins[byte] { current += 1 }
        return current
      })
  }
}
