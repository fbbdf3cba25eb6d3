/// The steps of a pattern over bytes: a nondeterministic automaton (Thompson's construction), walked in time linear in the text.
struct PatternProgram: Sendable {
  var instructions: ContiguousArray<Instruction> = []
  /// What the `table` instructions lead to, by byte, sorted within each.
  var transitions: ContiguousArray<Transition> = []
  var start: Int32 = 0
  /// Whether matches begin at the start of the text only.
  var isAnchored = false
  /// Those that it asks for anywhere.
  var assertions: PatternAssertion = []

  struct Instruction {
    var kind: Kind
    /// `bytes`: the first that fits. `assertion`: what has to hold.
    var low: UInt8 = 0
    /// `bytes`: the last that fits.
    var high: UInt8 = 0
    /// Where it goes on; `table`: index of its first transition.
    var next: Int32 = 0
    /// `split`: where it goes on if that fails; `table`: index after its last transition.
    var other: Int32 = 0
  }

  enum Kind: UInt8 {
    /// Goes on if the byte is within a range.
    case bytes
    /// Goes on as the byte says, or fails.
    case table
    /// Goes on in two places, the first one preferred.
    case split
    case assertion
    case match
    case fail
  }

  struct Transition: Hashable {
    var low: UInt8
    var high: UInt8
    var target: Int32
  }

  /// Translates a pattern of `length` bytes. It is built from its end to its start: each part knows what follows.
  static func compile(_ node: PatternNode, of length: Int) -> Result<PatternProgram, PatternError> {
    var program = PatternProgram()
    guard let start = program.build(node) else {
      let limit = Pattern.Limits.programSize
      let message = "the pattern is too large: it needs more than \(limit) steps; repeat less, or smaller classes"
      return .failure(PatternError(message: message, range: 0..<length))
    }
    program.start = start
    program.isAnchored = !program.canBeginAnywhere(at: start)
    return .success(program)
  }

  /// What is still to be built, the last first: a stack, so that deep patterns need no recursion.
  private enum Task {
    /// Builds it in front of what there is.
    case node(PatternNode)
    /// Takes up again at that instruction.
    case resume(Int32)
    /// Keeps what there is as one arm of a choice.
    case keepArm
    /// Chooses between that many arms.
    case choose(Int)
    /// Makes what there is optional, `Int32` being what follows it.
    case option(Int32, isLazy: Bool)
    /// Lets a loop, whose split was made beforehand, go round to what there is.
    case close(Int32, isLazy: Bool, entersAtSplit: Bool)
  }

  private mutating func build(_ node: PatternNode) -> Int32? {
    var next = add(Instruction(kind: .match))
    var tasks = [Task.node(node)]
    var arms: [Int32] = []
    var classes: [ScalarSet: ClassSteps] = [:]
    while let task = tasks.popLast() {
      guard instructions.count + transitions.count + tasks.count <= Pattern.Limits.programSize else { return nil }
      switch task {
      case .node(let node): build(node, before: &next, &tasks, &classes)
      case .resume(let place): next = place
      case .keepArm: arms.append(next)
      case .choose(let count):
        // Arms were built from the first to the last, so the last is on top.
        next = arms.removeLast()
        for _ in 1..<count { next = add(Instruction(kind: .split, next: arms.removeLast(), other: next)) }
      case .option(let end, let isLazy):
        next = add(Instruction(kind: .split, next: isLazy ? end : next, other: isLazy ? next : end))
      case .close(let split, let isLazy, let entersAtSplit):
        if isLazy { instructions[Int(split)].other = next } else { instructions[Int(split)].next = next }
        if entersAtSplit { next = split }
      }
    }
    return next
  }

  private mutating func build(
    _ node: PatternNode, before next: inout Int32, _ tasks: inout [Task], _ classes: inout [ScalarSet: ClassSteps]
  ) {
    switch node {
    case .empty: break
    case .scalar(let scalar):
      if scalar < 0x80 {
        next = add(Instruction(kind: .bytes, low: UInt8(scalar), high: UInt8(scalar), next: next))
      } else {
        next = add(ScalarSet([scalar...scalar]), before: next, &classes)
      }
    case .set(let set): next = add(set, before: next, &classes)
    case .byte: next = add(Instruction(kind: .bytes, low: 0, high: 0xFF, next: next))
    case .assertion(let assertion):
      assertions.formUnion(assertion)
      next = add(Instruction(kind: .assertion, low: assertion.rawValue, next: next))
    case .sequence(let parts):
      tasks += parts.map { .node($0) }
    case .choice(let parts):
      tasks.append(.choose(parts.count))
      for part in parts.reversed() { tasks += [.keepArm, .node(part), .resume(next)] }
    case .repetition(let body, let repetition):
      build(body, repetition, next, &tasks)
    }
  }

  private mutating func build(_ body: PatternNode, _ repetition: PatternRepetition, _ next: Int32, _ tasks: inout [Task]) {
    let isLazy = repetition.isLazy
    guard let maximum = repetition.maximum else {
      let split = add(Instruction(kind: .split, next: next, other: next))
      for _ in 0..<max(0, repetition.minimum - 1) { tasks.append(.node(body)) }
      // A loop round something that can be empty is `(body+)?`: one split alone would get the order of preference wrong.
      if repetition.minimum == 0, repetition.bodyIsNullable { tasks.append(.option(next, isLazy: isLazy)) }
      let entersAtSplit = repetition.minimum == 0 && !repetition.bodyIsNullable
      tasks += [.close(split, isLazy: isLazy, entersAtSplit: entersAtSplit), .node(body), .resume(split)]
      return
    }
    for _ in 0..<repetition.minimum { tasks.append(.node(body)) }
    // x{0,3} is (x(x(x)?)?)?: each may leave for the end.
    for _ in repetition.minimum..<max(maximum, repetition.minimum) { tasks += [.option(next, isLazy: isLazy), .node(body)] }
  }

  private mutating func add(_ instruction: Instruction) -> Int32 {
    instructions.append(instruction)
    return Int32(truncatingIfNeeded: instructions.count - 1)
  }

  /// Where the steps of a class stand that was built before.
  private struct ClassSteps {
    var instructions: Range<Int>
    var transitions: Range<Int>
    var start: Int32
  }

  /// A class in front of what follows; the second time, as a copy.
  private mutating func add(_ set: ScalarSet, before next: Int32, _ classes: inout [ScalarSet: ClassSteps]) -> Int32 {
    let first = (instruction: instructions.count, transition: transitions.count)
    guard let steps = classes[set] else {
      let start = add(set, before: next)
      classes[set] = ClassSteps(
        instructions: first.instruction..<instructions.count, transitions: first.transition..<transitions.count, start: start)
      return start
    }
    // What leads out of the class leads to what follows.
    func moved(_ target: Int32) -> Int32 {
      steps.instructions.contains(Int(target))
        ? target + Int32(truncatingIfNeeded: first.instruction - steps.instructions.lowerBound) : next
    }
    let distance = Int32(truncatingIfNeeded: first.transition - steps.transitions.lowerBound)
    for index in steps.instructions {
      var instruction = instructions[index]
      if instruction.kind == .table {
        instruction.next += distance
        instruction.other += distance
      } else {
        instruction.next = moved(instruction.next)
      }
      instructions.append(instruction)
    }
    for index in steps.transitions {
      var transition = transitions[index]
      transition.target = moved(transition.target)
      transitions.append(transition)
    }
    return moved(steps.start)
  }

  /// A class as a tree over the bytes of UTF-8, equal branches made once.
  private mutating func add(_ set: ScalarSet, before next: Int32) -> Int32 {
    var known: [[Transition]: Int32] = [:]
    var root: [Transition] = []
    func clipped(_ low: UInt32, _ high: UInt32) -> [ClosedRange<UInt32>] {
      set.ranges.compactMap { $0.overlaps(low...high) ? $0.clamped(to: low...high) : nil }
    }
    root += clipped(0, 0x7F).map { Transition(low: UInt8($0.lowerBound), high: UInt8($0.upperBound), target: next) }
    root += branch(clipped(0x80, 0x7FF), lead: 0xC0, continuations: 1, next, &known)
    root += branch(clipped(0x800, 0xFFFF), lead: 0xE0, continuations: 2, next, &known)
    root += branch(clipped(0x10000, ScalarSet.last), lead: 0xF0, continuations: 3, next, &known)
    return node(root, &known)
  }

  /// The transitions by the leading byte of ranges of numbers that fill `continuations` further bytes of six bits.
  private mutating func branch(
    _ ranges: [ClosedRange<UInt32>], lead: UInt8, continuations: UInt32, _ next: Int32, _ known: inout [[Transition]: Int32]
  ) -> [Transition] {
    let shift = continuations * 6
    let size: UInt32 = 1 << shift
    var result: [Transition] = []
    var pending: [ClosedRange<UInt32>] = []
    var pendingTop: UInt32 = 0
    // `mutating` local functions cannot capture self: this one is called where a leading byte is complete.
    func flush(_ program: inout PatternProgram, _ known: inout [[Transition]: Int32]) {
      guard !pending.isEmpty else { return }
      let target =
        continuations == 0
        ? next
        : program.node(program.branch(pending, lead: 0x80, continuations: continuations - 1, next, &known), &known)
      append(pendingTop, pendingTop, target)
      pending = []
    }
    func append(_ low: UInt32, _ high: UInt32, _ target: Int32) {
      let low = lead | UInt8(truncatingIfNeeded: low)
      let high = lead | UInt8(truncatingIfNeeded: high)
      if let last = result.last, last.target == target, last.high + 1 == low { result[result.count - 1].high = high } else {
        result.append(Transition(low: low, high: high, target: target))
      }
    }
    for range in ranges {
      var low = range.lowerBound
      while low <= range.upperBound {
        let top = low >> shift
        if top != pendingTop { flush(&self, &known) }
        pendingTop = top
        let last = min(range.upperBound, top << shift | (size - 1))
        pending.append((low & (size - 1))...(last & (size - 1)))
        low = last + 1
        if low & (size - 1) == 0, pending.count == 1, pending[0].count == Int(size) {
          // A full branch: all leading bytes that have the same one share it.
          flush(&self, &known)
          let lastFull = (range.upperBound + 1) >> shift
          if lastFull > top + 1, let target = result.last?.target {
            append(top + 1, lastFull - 1, target)
            low = lastFull << shift
          }
        }
      }
    }
    flush(&self, &known)
    return result
  }

  private mutating func node(_ branches: [Transition], _ known: inout [[Transition]: Int32]) -> Int32 {
    if let index = known[branches] { return index }
    let index: Int32
    if branches.isEmpty {
      index = add(Instruction(kind: .fail))
    } else if branches.count == 1 {
      index = add(Instruction(kind: .bytes, low: branches[0].low, high: branches[0].high, next: branches[0].target))
    } else {
      let first = Int32(truncatingIfNeeded: transitions.count)
      transitions += branches
      index = add(Instruction(kind: .table, next: first, other: Int32(truncatingIfNeeded: transitions.count)))
    }
    known[branches] = index
    return index
  }
}
