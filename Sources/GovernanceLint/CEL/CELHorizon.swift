// Until when an answer holds: what a forecast steps by.
//
// While a forecast is made, ``CELContext/dayVariable`` names the variable `today`, which then is nil in `variables`, so that each
// read of it comes by here; a function of the library that reads `context.today` tells here too. Each lowers
// ``CELContext/horizon`` to the first day on which its own answer may be different.
//
// Why no day is missed: evaluation is deterministic, and the day comes into it at these places alone. Before the horizon every one
// of them gives the answer that it gave, so by induction over the steps of an evaluation the next step is the same one with the
// same operands, and so is the result. Where an exact day is dear to find, an earlier one is as good: it costs one evaluation more.

extension CELContext {
  /// Begins to watch until when answers hold; `variable` is the one that is `today`.
  mutating func watchHorizon(variable: Int) {
    dayVariable = Int32(variable)
    variables[variable] = nil
  }

  /// Sets the day, and forgets until when answers held.
  mutating func begin(day: CivilDate) {
    today = CELTimestamp(day)
    horizon = .max
  }

  /// An answer may be different from that day on, or from tomorrow on where that is later.
  mutating func lowerHorizon(to day: Int) { horizon = min(horizon, max(day, today.day.daysSinceEpoch + 1)) }

  /// The value of a variable that has none: `today` while the horizon is watched, where whoever reads it may use it for anything.
  mutating func unsetVariable(_ instruction: CELInstruction, at index: Int32) -> CELValue {
    guard instruction.a == dayVariable else { return fail("'\(code.text(of: index))' has no value here", at: index) }
    lowerHorizon(to: 0)
    return .timestamp(today)
  }

  // MARK: Comparisons

  /// One side of a comparison.
  private enum Side {
    /// The same on every day, or told to the horizon already.
    case fixed(CELValue)
    /// `today`, or so much later (1) or earlier (-1).
    case day(shift: Period?, factor: Int)
  }

  /// The order of two operands, told to the horizon as exactly as can be: `date <= today` and the like change on one day only.
  mutating func watchedTruth(of instruction: CELInstruction, at index: Int32) -> CELTruth {
    let left = side(instruction.a)
    if case .fixed(.failure(let failure)) = left { return fails(failure) }
    let right = side(instruction.b)
    if case .fixed(.failure(let failure)) = right { return fails(failure) }
    let (first, second) = (value(of: left, on: today.day), value(of: right, on: today.day))
    guard let order = CELValue.order(first, second) else {
      return fails(CELFailure(message: "no such overload: these values have no order", instruction: index))
    }
    let truth = CELContext.holds(instruction.kind, order)
    switch (left, right) {
    case (.fixed, .fixed): break
    case (.day, .fixed(let time)): watch(left, time) { CELContext.holds(instruction.kind, $0) == truth }
    case (.fixed(let time), .day): watch(right, time) { CELContext.holds(instruction.kind, $0.reversed) == truth }
    // A day and one that lies a period after it keep their order; of two periods nobody knows.
    case (.day(nil, _), .day), (.day, .day(nil, _)): break
    case (.day, .day): lowerHorizon(to: 0)
    }
    return CELTruth(truth)
  }

  static func holds(_ kind: CELInstruction.Kind, _ order: CELOrder) -> Bool {
    switch kind {
    case .less: order == .less
    case .lessOrEqual: order == .less || order == .equal
    case .greater: order == .greater
    default: order == .greater || order == .equal
    }
  }

  /// Lowers the horizon to the first day on which a moving day stands otherwise to a time. Days move one way only, so that the
  /// answer changes once or never: the day is found by halving.
  private mutating func watch(_ moving: Side, _ time: CELValue, isSame: (CELOrder) -> Bool) {
    guard case .timestamp(let time) = time else { return lowerHorizon(to: 0) }
    func holds(_ day: Int) -> Bool {
      guard case .timestamp(let moved) = value(of: moving, on: CivilDate(daysSinceEpoch: day)) else { return false }
      return isSame(moved < time ? .less : moved == time ? .equal : .greater)
    }
    var same = today.day.daysSinceEpoch
    var other = CivilDate.latest.daysSinceEpoch
    if holds(other) { return }
    while other - same > 1 {
      let middle = (same + other) / 2
      if holds(middle) { same = middle } else { other = middle }
    }
    lowerHorizon(to: other)
  }

  private func value(of side: Side, on day: CivilDate) -> CELValue {
    switch side {
    case .fixed(let value): value
    case .day(nil, _): CELValue(day)
    case .day(let shift?, let factor): CELLibrary.shifted(CELTimestamp(day), by: shift, factor: factor)
    }
  }

  /// What a side of a comparison is: `today`, `today.plus('P1D')`, a name for one of these, or one of these as what takes the place
  /// of something that is not written (`orValue`).
  private mutating func side(_ index: Int32) -> Side {
    let instruction = code.instructions[Int(index)]
    switch instruction.kind {
    case .variable where instruction.a == dayVariable: return .day(shift: nil, factor: 1)
    case .call2:
      let name = code.callees[Int(instruction.c)].name
      guard name == "plus" || name == "minus", case .day(nil, _) = side(instruction.a) else { break }
      let period = value(at: instruction.b)
      guard case .string(let text) = period, let shift = Period(text) else { break }
      return .day(shift: shift, factor: name == "plus" ? 1 : -1)
    case .letVariable:
      let program = code.programs[Int(instruction.b)]
      let entry = code.instructions[Int(program.entry)].kind
      guard entry == .call2 || entry == .orValue || entry == .variable, height < CELContext.maximumHeight - program.height else { break }
      let caller = frame
      height += program.height
      frame += Int(instruction.c)
      reserve(Int(program.slots))
      let side = side(program.entry)
      frame = caller
      height -= program.height
      return side
    case .orValue:
      guard case .optional(let wrapped) = value(at: instruction.a) else { break }
      return wrapped.map { .fixed($0) } ?? side(instruction.b)
    default: break
    }
    return .fixed(value(at: index))
  }
}

extension CELOrder {
  fileprivate var reversed: CELOrder {
    switch self {
    case .less: .greater
    case .greater: .less
    case .equal, .unordered: self
    }
  }
}

extension CELCode {
  /// Whether a program, with the `let` variables and facts that it uses, reads a variable or calls one of some functions.
  func reads(_ program: CELProgram, variable: Int, functions: Set<String>) -> Bool {
    var seen: Set<Int32> = []
    var waiting = [program]
    while let program = waiting.popLast() {
      guard seen.insert(program.entry).inserted else { continue }
      for instruction in instructions(of: program) {
        switch instruction.kind {
        case .variable: if instruction.a == variable { return true }
        case .call1, .call2, .call: if functions.contains(callees[Int(instruction.c)].name) { return true }
        case .letVariable, .fact: waiting.append(programs[Int(instruction.b)])
        default: continue
        }
      }
    }
    return false
  }
}
