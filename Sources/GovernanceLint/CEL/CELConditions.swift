// Conditions, without making values of them.

/// Whether a condition holds.
enum CELTruth: Sendable {
  case no
  case yes
  /// It could not be told; ``CELContext/failure`` says why.
  case failed

  init(_ isTrue: Bool) { self = isTrue ? .yes : .no }
}

extension CELContext {
  /// Whether the condition at an instruction holds.
  mutating func truth(at index: Int32) -> CELTruth {
    let instruction = code.instructions[Int(index)]
    switch instruction.kind {
    case .and: return connective(instruction, decidedBy: .no)
    case .or: return connective(instruction, decidedBy: .yes)
    case .not:
      switch truth(at: instruction.a) {
      case .yes: return .no
      case .no: return .yes
      case .failed: return .failed
      }
    case .conditional:
      switch truth(at: instruction.a) {
      case .yes: return truth(at: instruction.b)
      case .no: return truth(at: instruction.c)
      case .failed: return .failed
      }
    case .hasPath: return hasPath(instruction)
    case .hasSelect: return hasSelect(instruction, at: index)
    case .hasValue: return hasValue(instruction, at: index)
    case .pathEqualsText: return pathEqualsText(instruction, at: index)
    case .pathIsInTexts: return pathIsInTexts(instruction, at: index)
    case .pathHoldsText: return pathHoldsText(instruction, at: index)
    case .equal: return isEqual(instruction)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return isOrdered(instruction, at: index)
    case .isIn, .isInSum: return isIn(instruction, at: index)
    case .matches: return matches(instruction, at: index)
    case .all: return quantified(instruction, decidedBy: .no)
    case .exists: return quantified(instruction, decidedBy: .yes)
    case .existsOne: return existsOne(instruction)
    case .isPlaceholder: return isPlaceholder(instruction, at: index)
    case .mentionsAny: return mentionsAny(instruction, at: index)
    case .fact:
      if case .bool(let isTrue)? = knownFact(instruction) { return CELTruth(isTrue) }
    case .path:
      if let place = place(of: instruction), place >= 0, let subject, code.shapes[field(of: instruction).shape].kind == .bool,
        let isTrue = subject.bool(subject.resolved(place))
      {
        return CELTruth(isTrue)
      }
      if case .node(let node) = walk(instruction), let isTrue = node.node.asBool, code.shapes[node.shape].kind == .bool {
        return CELTruth(isTrue)
      }
    case .remembered:
      if case .bool(let isTrue)? = memo(instruction) { return CELTruth(isTrue) }
    case .constant, .setting, .variable, .letVariable, .local, .optionalPath, .select, .optionalSelect, .index, .optionalIndex, .call1, .call2,
      .call, .size, .list, .map, .filter, .mapList, .transformMap, .transformMapEntry, .optMap, .optFlatMap, .bind,
      .orValue, .orOptional, .failure:
      break
    }
    switch value(at: index) {
    case .bool(let isTrue): return CELTruth(isTrue)
    case .failure(let failure): return fails(failure)
    default: return fails(CELFailure(message: "no such overload: expected true or false", instruction: index))
    }
  }

  /// Keeps a failure.
  mutating func fails(_ failure: CELFailure) -> CELTruth {
    self.failure = failure
    return .failed
  }

  /// `&&` (decided by false) and `||` (decided by true): a side that decides makes up for a failure of the other.
  private mutating func connective(_ instruction: CELInstruction, decidedBy decisive: CELTruth) -> CELTruth {
    let left = truth(at: instruction.a)
    if left == decisive { return decisive }
    guard left == .failed else { return truth(at: instruction.b) }
    let first = failure
    if truth(at: instruction.b) == decisive { return decisive }
    return fails(first)
  }

  private mutating func hasPath(_ instruction: CELInstruction) -> CELTruth {
    if let place = place(of: instruction) { return place >= 0 ? .yes : .no }
    switch walk(instruction) {
    case .node: return .yes
    case .absent, .empty: return .no
    case .value(.optional(nil)), .value(.null): return .no
    case .value(.failure(let failure)): return fails(failure)
    case .value: return .yes
    }
  }

  private mutating func hasSelect(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    var operand = value(at: instruction.a)
    if case .optional(let wrapped) = operand {
      guard let wrapped else { return .no }
      operand = wrapped
    }
    if case .failure(let failure) = operand { return fails(failure) }
    switch entry(.string(code.names[Int(instruction.b)]), of: operand) {
    case nil: return .no
    case .failure(var failure)?:
      failure.instruction = failure.instruction < 0 ? index : failure.instruction
      return fails(failure)
    case .some: return .yes
    }
  }

  private mutating func hasValue(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    let operand = code.instructions[Int(instruction.a)]
    if operand.kind == .optionalPath { return hasPath(operand) }
    switch value(at: instruction.a) {
    case .optional(let wrapped): return CELTruth(wrapped != nil)
    case .failure(let failure): return fails(failure)
    default: return fails(CELFailure(message: "no such overload", instruction: index))
    }
  }

  private mutating func isEqual(_ instruction: CELInstruction) -> CELTruth {
    let left = value(at: instruction.a)
    if case .failure(let failure) = left { return fails(failure) }
    let right = value(at: instruction.b)
    if case .failure(let failure) = right { return fails(failure) }
    return CELTruth(areEqual(left, right) != instruction.isNegated)
  }

  private mutating func isOrdered(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    if dayVariable >= 0 { return watchedTruth(of: instruction, at: index) }
    let left = value(at: instruction.a)
    if case .failure(let failure) = left { return fails(failure) }
    let right = value(at: instruction.b)
    if case .failure(let failure) = right { return fails(failure) }
    guard let order = CELValue.order(left, right) else {
      return fails(CELFailure(message: "no such overload: these values have no order", instruction: index))
    }
    return CELTruth(CELContext.holds(instruction.kind, order))
  }

  private mutating func isIn(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    let wanted = value(at: instruction.a)
    if case .failure(let failure) = wanted { return fails(failure) }
    // Two lists put together are gone through one after the other.
    let list = code.instructions[Int(instruction.b)]
    if instruction.kind == .isInSum {
      let (left, right) = (value(at: list.a), value(at: list.b))
      if case .failure(let failure) = left { return fails(failure) }
      if case .failure(let failure) = right { return fails(failure) }
      guard isList(left), isList(right) else {
        return fails(CELFailure(message: "no such overload: expected a list or a map", instruction: index))
      }
      let isInLeft = isMember(wanted, of: left, at: index)
      return isInLeft == .no ? isMember(wanted, of: right, at: index) : isInLeft
    }
    return isMember(wanted, of: value(at: instruction.b), at: index)
  }

  private func isList(_ value: CELValue) -> Bool {
    switch value {
    case .list: true
    case .node(let node): node.node.kind == .sequence
    default: false
    }
  }

  private mutating func isMember(_ wanted: CELValue, of range: CELValue, at index: Int32) -> CELTruth {
    switch range {
    case .failure(let failure): return fails(failure)
    case .map(let map): return CELTruth(map.value(for: wanted) != nil)
    case .list(let elements):
      for element in elements {
        if let stop = spend(1), case .failure(let failure) = stop { return fails(failure) }
        if areEqual(wanted, element) { return .yes }
      }
      return .no
    case .node(let node):
      if node.node.kind == .sequence {
        if let stop = spend(node.node.count), case .failure(let failure) = stop { return fails(failure) }
        var cursor = CELCursor(items: node, elementShape: elementShape(of: node))
        while let item = cursor.nextItem() {
          if isEqual(wanted, to: item) { return .yes }
        }
        return .no
      }
      guard case .failure(let failure)? = entry(wanted, of: range) else { return CELTruth(entry(wanted, of: range) != nil) }
      return fails(failure)
    default: return fails(CELFailure(message: "no such overload: expected a list or a map", instruction: index))
    }
  }
}
