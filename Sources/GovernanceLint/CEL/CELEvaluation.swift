// Running code: each instruction gives a value; tests of truth do without one (`CELConditions`).

extension CELContext {
  /// The value of an expression, or why it has none.
  mutating func evaluate(_ program: CELProgram) -> CELValue {
    begin(program.start)
    let result = value(at: program.entry)
    return exhaustion.map { stopped($0, at: program.entry) } ?? result
  }

  /// Whether a condition holds; the failure is in ``failure``.
  mutating func test(_ program: CELProgram) -> CELTruth { test(program.start) }

  /// The same for what only has to be run.
  mutating func test(_ entry: CELEntry) -> CELTruth {
    begin(entry)
    let result = truth(at: entry.instruction)
    guard let exhaustion else { return result }
    failure = CELFailure(message: exhaustion, instruction: entry.instruction)
    return .failed
  }

  private mutating func begin(_ entry: CELEntry) {
    beginEvaluation()
    if locals.count < entry.slots { reserve(Int(entry.slots)) }
  }

  /// Makes room for the slots of a program that begins at ``frame``.
  mutating func reserve(_ slots: Int) {
    while locals.count < frame + slots { locals.append(.null) }
  }

  private func stopped(_ message: String, at index: Int32) -> CELValue {
    .failure(CELFailure(message: message, instruction: index))
  }

  /// The value of an instruction.
  mutating func value(at index: Int32) -> CELValue {
    let instruction = code.instructions[Int(index)]
    switch instruction.kind {
    case .remembered: return rememberedValue(instruction)
    case .constant, .setting: return constant(instruction.a)
    case .variable: return variables[Int(instruction.a)] ?? unsetVariable(instruction, at: index)
    case .letVariable: return letVariable(instruction, at: index)
    case .local: return locals[frame + Int(instruction.a)]
    case .path: return path(instruction, at: index)
    case .optionalPath: return optionalPath(instruction, at: index)
    case .hasPath, .hasSelect, .equal, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn, .isInSum, .pathEqualsText, .pathIsInTexts,
      .pathHoldsText, .and, .or, .not, .all, .exists, .existsOne, .hasValue, .matches, .isPlaceholder, .mentionsAny:
      let outcome = truth(at: index)
      return outcome == .failed ? .failure(failure) : .bool(outcome == .yes)
    case .select: return select(instruction).located(at: index)
    case .optionalSelect: return optionalSelect(instruction).located(at: index)
    case .index: return element(instruction).located(at: index)
    case .optionalIndex: return optionalElement(instruction).located(at: index)
    case .conditional:
      switch truth(at: instruction.a) {
      case .yes: return value(at: instruction.b)
      case .no: return value(at: instruction.c)
      case .failed: return .failure(failure)
      }
    case .call1, .call2, .call: return call(instruction).located(at: index)
    case .size:
      let operand = value(at: instruction.a)
      return (operand.isFailure ? operand : CELLibrary.size(operand, &self)).located(at: index)
    case .list: return list(instruction).located(at: index)
    case .map: return map(instruction).located(at: index)
    case .filter, .mapList: return transformedList(instruction).located(at: index)
    case .transformMap, .transformMapEntry: return transformedMap(instruction).located(at: index)
    case .optMap, .optFlatMap: return transformedOptional(instruction).located(at: index)
    case .bind:
      let bound = value(at: instruction.a)
      if bound.isFailure { return bound }
      locals[frame + Int(instruction.c)] = bound
      return value(at: instruction.b)
    case .fact: return fact(instruction, at: index)
    case .orValue: return alternative(instruction, unwraps: true, at: index)
    case .orOptional: return alternative(instruction, unwraps: false, at: index)
    case .failure: return fail(code.names[Int(instruction.a)], at: index)
    }
  }

  /// A failure at an instruction.
  func fail(_ message: String, at index: Int32) -> CELValue { .failure(CELFailure(message: message, instruction: index)) }
}

extension CELValue {
  /// The value, with its place where it is a failure that has none yet.
  @inline(__always)
  func located(at instruction: Int32) -> CELValue {
    guard case .failure(let failure) = self, failure.instruction < 0 else { return self }
    return .failure(CELFailure(message: failure.message, instruction: instruction))
  }
}

// Calls.
extension CELContext {
  private mutating func call(_ instruction: CELInstruction) -> CELValue {
    switch instruction.kind {
    case .call1:
      let argument = value(at: instruction.a)
      if argument.isFailure { return argument }
      if case .unary(let apply) = code.callees[Int(instruction.c)].apply { return spend(1) ?? apply(argument, &self) }
      return apply(instruction.c, [], argument)
    case .call2:
      let first = value(at: instruction.a)
      if first.isFailure { return first }
      let second = value(at: instruction.b)
      if second.isFailure { return second }
      if let stop = spend(1) { return stop }
      if case .binary(let apply) = code.callees[Int(instruction.c)].apply { return apply(first, second, &self) }
      return apply(instruction.c, [first, second], nil)
    default:
      var arguments: [CELValue] = []
      for operand in code.operands[Int(instruction.b)..<Int(instruction.b) + Int(instruction.count)] {
        let argument = value(at: operand)
        if argument.isFailure { return argument }
        arguments.append(argument)
      }
      return apply(instruction.c, arguments, nil)
    }
  }

  private mutating func apply(_ callee: Int32, _ arguments: [CELValue], _ single: CELValue?) -> CELValue {
    if let stop = spend(1) { return stop }
    let callee = code.callees[Int(callee)]
    switch callee.apply {
    case .unary(let apply):
      guard let argument = single ?? arguments.first else { return .noSuchOverload }
      return apply(argument, &self)
    case .binary(let apply):
      guard arguments.count == 2 else { return .noSuchOverload }
      return apply(arguments[0], arguments[1], &self)
    case .ternary(let apply):
      guard arguments.count == 3 else { return .noSuchOverload }
      return apply(arguments[0], arguments[1], arguments[2], &self)
    case .variadic(let apply): return apply(single.map { [$0] } ?? arguments, &self)
    case .machine: return .noSuchOverload
    }
  }

  /// A `let` variable is evaluated when it is first needed; its value stays until the next evaluation of the rule.
  private mutating func letVariable(_ instruction: CELInstruction, at index: Int32) -> CELValue {
    if let known = variables[Int(instruction.a)] { return known }
    let result = enter(instruction, receiver: nil, at: index)
    variables[Int(instruction.a)] = result
    return result
  }

  private mutating func fact(_ instruction: CELInstruction, at index: Int32) -> CELValue {
    if let known = knownFact(instruction) { return known }
    let start = reads.count
    let receiver = value(at: instruction.a)
    if receiver.isFailure { return receiver }
    let result = enter(instruction, receiver: receiver, at: index)
    remember(result, of: instruction, readsFrom: start)
    return result
  }

  /// Runs another program in slots of its own.
  private mutating func enter(_ instruction: CELInstruction, receiver: CELValue?, at index: Int32) -> CELValue {
    let program = Int(instruction.b)
    let levels = code.programs[program].height
    guard height < CELContext.maximumHeight - levels else {
      return fail("facts and let variables nest more than \(CELContext.maximumHeight) levels deep", at: index)
    }
    let caller = frame
    height += levels
    frame += Int(instruction.c)
    reserve(Int(code.programs[program].slots))
    if let receiver { locals[frame] = receiver }
    let result = value(at: code.programs[program].entry)
    frame = caller
    height -= levels
    return result
  }

  /// `a.or(b)` and `a.orValue(b)`.
  private mutating func alternative(_ instruction: CELInstruction, unwraps: Bool, at index: Int32) -> CELValue {
    let operand = code.instructions[Int(instruction.a)]
    if unwraps, operand.kind == .optionalPath {
      // The value is not wrapped first only to be unwrapped here.
      switch walk(operand) {
      case .node(let node):
        return value(of: node).map { $0.located(at: instruction.a) } ?? value(at: instruction.b)
      case .empty: return .list([])
      case .absent: return value(at: instruction.b)
      case .value(.optional(let wrapped)): return wrapped ?? value(at: instruction.b)
      case .value(let value): return value
      }
    }
    if unwraps, operand.kind == .optionalIndex {
      let found = optionalValue(operand)
      guard let found else { return value(at: instruction.b) }
      return found.located(at: instruction.a)
    }
    let optional = value(at: instruction.a)
    switch optional {
    case .optional(nil): return value(at: instruction.b)
    case .optional(let wrapped?): return unwraps ? wrapped : optional
    case .failure: return optional
    default: return fail("no such overload", at: index)
    }
  }
}
