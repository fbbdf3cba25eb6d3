// Macros: loops over the elements of a list or the entries of a map, without making a list of what a manifest holds.

/// Where a macro stands in what it goes through.
struct CELLoop {
  private enum Range {
    case list([CELValue])
    case map(CELMap)
    case items(CELCursor)
  }

  private var range: Range
  private var position = 0
  /// Slots of the variables; -1 where there is no second.
  private let slots: (Int, Int)
  /// Instructions of the filter (-1: none) and the body.
  let filter: Int32
  let body: Int32

  /// The loop of an instruction over a value, or nil where that is neither list nor map.
  init?(_ instruction: CELInstruction, over value: CELValue, in context: inout CELContext) {
    let first = Int(instruction.b)
    let operands = context.code.operands
    slots = (Int(operands[first]), Int(operands[first + 1]))
    filter = operands[first + 2]
    body = operands[first + 3]
    switch value {
    case .list(let elements): range = .list(elements)
    case .node(let node) where node.node.resolved.kind == .sequence:
      range = .items(CELCursor(items: node, elementShape: context.elementShape(of: node)))
    default:
      guard let map = context.entries(of: value) else { return nil }
      range = .map(map)
    }
  }

  /// Goes to the next element: sets the variables. False at the end.
  mutating func advance(_ context: inout CELContext) -> Bool {
    let element: CELValue
    var key = CELValue.int(Int64(position))
    switch range {
    case .list(let elements):
      guard position < elements.count else { return false }
      element = elements[position]
    case .map(let map):
      guard position < map.count else { return false }
      key = map.keys[position]
      element = slots.1 < 0 ? key : map.values[position]
    case .items(var cursor):
      guard let item = cursor.nextItem() else { return false }
      range = .items(cursor)
      element = context.element(item)
    }
    position += 1
    if slots.1 < 0 {
      context.locals[context.frame + slots.0] = element
    } else {
      context.locals[context.frame + slots.0] = key
      context.locals[context.frame + slots.1] = element
    }
    return true
  }

  /// The key or index that the loop stands at, and the element; for what explains a failure.
  func current(_ context: inout CELContext) -> CELValue {
    context.locals[context.frame + (slots.1 < 0 ? slots.0 : slots.1)]
  }
}

extension CELContext {
  /// The loop of an instruction, or the failure that keeps it from beginning.
  mutating func loop(_ instruction: CELInstruction) -> (loop: CELLoop?, failure: CELValue) {
    let range = value(at: instruction.a)
    if range.isFailure { return (nil, range) }
    return (CELLoop(instruction, over: range, in: &self), .failed("no such overload: expected a list or a map"))
  }

  /// `all` (decided by false) and `exists` (decided by true): an element that decides makes up for failures of others.
  mutating func quantified(_ instruction: CELInstruction, decidedBy decisive: CELTruth) -> CELTruth {
    let started = loop(instruction)
    guard var loop = started.loop else { return fails(started.failure) }
    var firstFailure: CELFailure?
    while loop.advance(&self) {
      if let stop = spend(1) { return fails(stop) }
      let outcome = truth(at: loop.body)
      if outcome == decisive { return decisive }
      if outcome == .failed, firstFailure == nil { firstFailure = failure }
    }
    if let firstFailure { return fails(firstFailure) }
    return decisive == .no ? .yes : .no
  }

  mutating func existsOne(_ instruction: CELInstruction) -> CELTruth {
    let started = loop(instruction)
    guard var loop = started.loop else { return fails(started.failure) }
    var count = 0
    while loop.advance(&self) {
      if let stop = spend(1) { return fails(stop) }
      switch truth(at: loop.body) {
      case .yes: count += 1
      case .no: break
      case .failed: return .failed
      }
    }
    return CELTruth(count == 1)
  }

  /// `filter`, `map` and `transformList`.
  mutating func transformedList(_ instruction: CELInstruction) -> CELValue {
    let started = loop(instruction)
    guard var loop = started.loop else { return started.failure }
    var results: [CELValue] = []
    while loop.advance(&self) {
      if let stop = spend(1) { return stop }
      // The body of `filter` is its condition; what it keeps is the element.
      let element = instruction.kind == .filter ? loop.current(&self) : .null
      let condition = instruction.kind == .filter ? loop.body : loop.filter
      if condition >= 0 {
        switch truth(at: condition) {
        case .yes: break
        case .no: continue
        case .failed: return .failure(failure)
        }
      }
      let result = instruction.kind == .filter ? element : value(at: loop.body)
      if result.isFailure { return result }
      results.append(result)
    }
    return .list(results)
  }

  /// `transformMap`, which keeps the keys, and `transformMapEntry`, whose body is a map of new entries.
  mutating func transformedMap(_ instruction: CELInstruction) -> CELValue {
    let started = loop(instruction)
    guard var loop = started.loop else { return started.failure }
    let keySlot = frame + Int(code.operands[Int(instruction.b)])
    var results = CELMap()
    while loop.advance(&self) {
      if let stop = spend(1) { return stop }
      let key = locals[keySlot]
      if loop.filter >= 0 {
        switch truth(at: loop.filter) {
        case .yes: break
        case .no: continue
        case .failed: return .failure(failure)
        }
      }
      let result = value(at: loop.body)
      if result.isFailure { return result }
      if instruction.kind == .transformMap {
        if let failure = insert(result, for: key, into: &results) { return failure }
      } else {
        guard let entries = entries(of: result) else { return .noSuchOverload }
        for (key, value) in zip(entries.keys, entries.values) {
          if let stop = spend(1) { return stop }
          if let failure = insert(value, for: key, into: &results) { return failure }
        }
      }
    }
    return .map(results)
  }

  /// `optMap` and `optFlatMap`.
  mutating func transformedOptional(_ instruction: CELInstruction) -> CELValue {
    let optional = value(at: instruction.a)
    if optional.isFailure { return optional }
    guard case .optional(let wrapped) = optional else { return .noSuchOverload }
    guard let wrapped else { return optional }
    let first = Int(instruction.b)
    locals[frame + Int(code.operands[first])] = wrapped
    let result = value(at: code.operands[first + 3])
    return result.isFailure || instruction.kind == .optFlatMap ? result : .optional(result)
  }

  private mutating func fails(_ value: CELValue) -> CELTruth {
    if case .failure(let failure) = value { return fails(failure) }
    return fails(CELFailure(message: "no such overload"))
  }
}
