/// Makes the table of a ``PatternAutomaton``: each state is a set of places in the program (subset construction).
struct PatternSubsets {
  private let program: PatternProgram
  private let classes: ContiguousArray<UInt8>
  private let classCount: Int
  /// The last set that each instruction was put into.
  private var marks: [Int32]
  private var mark: Int32 = 0
  private var stack: [Int32] = []

  private static let maximumStates = 256
  /// Instructions looked at: well below a millisecond.
  private static let maximumWork = 10_000

  init(_ program: PatternProgram, classes: ContiguousArray<UInt8>, classCount: Int) {
    self.program = program
    self.classes = classes
    self.classCount = classCount
    marks = Array(repeating: 0, count: program.instructions.count)
  }

  /// What a state stands for: where the ways through the program are, and what the byte before was.
  private struct State: Hashable {
    let places: [Int32]
    let before: PatternAssertion.Neighbour
    /// Mixed here, because the standard library's hash of an array costs more than all the rest.
    private let digest: UInt64

    init(places: [Int32], before: PatternAssertion.Neighbour) {
      self.places = places
      self.before = before
      // FNV-1a over whole words.
      digest = places.reduce(14_695_981_039_346_656_037 ^ UInt64(before.rawValue)) {
        ($0 ^ UInt64(truncatingIfNeeded: $1)) &* 1_099_511_628_211
      }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(digest) }
  }

  /// For each state and class the state that follows, or nil where there are too many.
  consuming func table() -> ContiguousArray<UInt16>? {
    var representatives = [UInt8](repeating: 0, count: classCount - 1)
    for byte in UInt8.min...UInt8.max { representatives[Int(classes[Int(byte)])] = byte }
    var table = ContiguousArray(repeating: PatternAutomaton.dead, count: 2 * classCount)
    var states = [State(places: [program.start], before: .none)]
    var indexes = [states[0]: PatternAutomaton.initial]
    var work = 0
    var index = 0
    while index < states.count {
      let state = states[index]
      index += 1
      // What is reached depends on the byte that comes, but only on what assertions distinguish about it.
      var closures: [[Int32]?] = [nil, nil, nil, nil]
      for column in 0..<classCount {
        let byte = column < representatives.count ? representatives[column] : nil
        let after = byte.map(program.neighbour) ?? (program.assertions.isEmpty ? .other : .none)
        let reached: [Int32]
        if let known = closures[Int(after.rawValue)] { reached = known } else {
          reached = closure(of: state.places, where: PatternAssertion(before: state.before, after: after))
          closures[Int(after.rawValue)] = reached
        }
        work += reached.count + 4
        guard work <= PatternSubsets.maximumWork else { return nil }
        if let first = reached.first, program.instructions[Int(first)].kind == .match {
          table.append(PatternAutomaton.matched)
          continue
        }
        guard let byte else {
          table.append(PatternAutomaton.dead)
          continue
        }
        let places = step(from: reached, by: byte)
        if places.isEmpty {
          table.append(PatternAutomaton.dead)
          continue
        }
        let next = State(places: places, before: program.assertions.isEmpty ? .none : program.neighbour(byte))
        if let known = indexes[next] {
          table.append(known)
        } else {
          guard states.count < PatternSubsets.maximumStates else { return nil }
          let new = UInt16(truncatingIfNeeded: states.count) + PatternAutomaton.initial
          indexes[next] = new
          states.append(next)
          table.append(new)
        }
      }
    }
    return table
  }

  /// The instructions that read a byte, reached without reading; where a match is reached, that alone.
  private mutating func closure(of places: [Int32], where holds: PatternAssertion) -> [Int32] {
    mark &+= 1
    var reached: [Int32] = []
    stack += places
    while let place = stack.popLast() {
      guard marks[Int(place)] != mark else { continue }
      marks[Int(place)] = mark
      let instruction = program.instructions[Int(place)]
      switch instruction.kind {
      case .bytes, .table: reached.append(place)
      case .match:
        stack.removeAll(keepingCapacity: true)
        return [place]
      case .split:
        stack.append(instruction.other)
        stack.append(instruction.next)
      case .assertion:
        if holds.contains(PatternAssertion(rawValue: instruction.low)) { stack.append(instruction.next) }
      case .fail: break
      }
    }
    return reached
  }

  /// Where the ways are after a byte, in order; a new one begins there unless the pattern is anchored.
  private mutating func step(from places: [Int32], by byte: UInt8) -> [Int32] {
    mark &+= 1
    var targets: [Int32] = []
    if !program.isAnchored {
      targets.append(program.start)
      marks[Int(program.start)] = mark
    }
    for place in places {
      guard let target = program.target(of: byte, at: place), marks[Int(target)] != mark else { continue }
      marks[Int(target)] = mark
      targets.append(target)
    }
    if targets.count > 1 { targets.sort() }
    return targets
  }
}
