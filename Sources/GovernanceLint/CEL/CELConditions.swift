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
    case .isIn: return isIn(instruction, at: index)
    case .matches: return matches(instruction, at: index)
    case .all: return quantified(instruction, decidedBy: .no)
    case .exists: return quantified(instruction, decidedBy: .yes)
    case .existsOne: return existsOne(instruction)
    case .path:
      if case .node(let node) = walk(instruction), let isTrue = node.node.asBool, code.shapes[node.shape].kind == .bool {
        return CELTruth(isTrue)
      }
    case .constant, .variable, .letVariable, .local, .optionalPath, .select, .optionalSelect, .index, .optionalIndex, .call1, .call2,
      .call, .size, .list, .map, .filter, .mapList, .transformMap, .transformMapEntry, .optMap, .optFlatMap, .bind, .fact,
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
    switch walk(instruction) {
    case .node: .yes
    case .absent, .empty: .no
    case .value(.optional(nil)), .value(.null): .no
    case .value(.failure(let failure)): fails(failure)
    case .value: .yes
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
    let left = value(at: instruction.a)
    if case .failure(let failure) = left { return fails(failure) }
    let right = value(at: instruction.b)
    if case .failure(let failure) = right { return fails(failure) }
    guard let order = CELValue.order(left, right) else {
      return fails(CELFailure(message: "no such overload: these values have no order", instruction: index))
    }
    switch instruction.kind {
    case .less: return CELTruth(order == .less)
    case .lessOrEqual: return CELTruth(order == .less || order == .equal)
    case .greater: return CELTruth(order == .greater)
    default: return CELTruth(order == .greater || order == .equal)
    }
  }

  private mutating func isIn(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    let wanted = value(at: instruction.a)
    if case .failure(let failure) = wanted { return fails(failure) }
    let range = value(at: instruction.b)
    switch range {
    case .failure(let failure): return fails(failure)
    case .map(let map): return CELTruth(map.value(for: wanted) != nil)
    case .list(let elements):
      for element in elements {
        if let stop = spend(1), case .failure(let failure) = stop { return fails(failure) }
        if areEqual(wanted, element) { return .yes }
      }
      return .no
    case .node:
      if let elements = elements(of: range) {
        _ = spend(elements.count)
        for element in elements where areEqual(wanted, element) { return .yes }
        return .no
      }
      guard case .failure(let failure)? = entry(wanted, of: range) else { return CELTruth(entry(wanted, of: range) != nil) }
      return fails(failure)
    default: return fails(CELFailure(message: "no such overload: expected a list or a map", instruction: index))
    }
  }
}

// Comparisons of a manifest's text with texts of the expression: no string is made.
extension CELContext {
  private mutating func pathEqualsText(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    switch text(at: instruction.a) {
    case .node(let node):
      return CELTruth(isText(node, Int(instruction.b), Int(instruction.c)) != instruction.isNegated)
    case .text(let text):
      return CELTruth(text.utf8.elementsEqual(bytes(Int(instruction.b), Int(instruction.c))) != instruction.isNegated)
    case .other: return CELTruth(instruction.isNegated)
    case .failed: return .failed
    }
  }

  private mutating func pathIsInTexts(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    let subject = text(at: instruction.a)
    var operand = Int(instruction.b)
    let end = operand + Int(instruction.count)
    while operand < end {
      let start = Int(code.operands[operand])
      let count = Int(code.operands[operand + 1])
      switch subject {
      case .node(let node): if isText(node, start, count) { return .yes }
      case .text(let text): if text.utf8.elementsEqual(bytes(start, count)) { return .yes }
      case .other: return .no
      case .failed: return .failed
      }
      operand += 2
    }
    return .no
  }

  private mutating func pathHoldsText(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    let path = code.instructions[Int(instruction.a)]
    switch walk(path) {
    case .node(let node):
      guard node.node.resolved.kind == .sequence else { break }
      var cursor = CELCursor(items: node, elementShape: elementShape(of: node))
      while let item = cursor.nextItem() {
        if let stop = spend(1), case .failure(let failure) = stop { return fails(failure) }
        if isText(item, Int(instruction.b), Int(instruction.c)) { return .yes }
      }
      return .no
    case .empty: return .no
    case .absent, .value: break
    }
    let list = value(at: instruction.a)
    if case .failure(let failure) = list { return fails(failure) }
    let wanted = CELValue.string(String(decoding: bytes(Int(instruction.b), Int(instruction.c)), as: UTF8.self))
    guard let elements = elements(of: list) else { return fails(CELFailure(message: "no such overload", instruction: index)) }
    return CELTruth(elements.contains { areEqual(wanted, $0) })
  }

  private enum Subject {
    case node(CELNode)
    case text(String)
    case other
    case failed
  }

  private mutating func text(at index: Int32) -> Subject {
    switch walk(code.instructions[Int(index)]) {
    case .node(let node) where node.document.records[Int(node.index)].kind == .scalar: return .node(node)
    case .value(.string(let text)): return .text(text)
    case .node, .absent, .empty, .value: break
    }
    switch value(at: index) {
    case .string(let text): return .text(text)
    case .failure(let failure):
      _ = fails(failure)
      return .failed
    default: return .other
    }
  }

  private func bytes(_ start: Int, _ count: Int) -> Slice<ContiguousArray<UInt8>> {
    Slice(base: code.bytes, bounds: start..<start + count)
  }

  /// Whether the text of a scalar is that of `code.bytes`.
  @inline(__always)
  private func isText(_ node: CELNode, _ start: Int, _ count: Int) -> Bool {
    var record = node.document.records[Int(node.index)]
    if record.kind == .alias { record = node.document.records[Int(record.first)] }
    guard record.kind == .scalar, Int(record.second) - Int(record.first) == count else { return false }
    var position = Int(record.first)
    var expected = start
    if record.flags.contains(.isDecoded) {
      return node.document.decoded[position..<Int(record.second)].elementsEqual(bytes(start, count))
    }
    while position < Int(record.second) {
      guard node.document.source.bytes[position] == code.bytes[expected] else { return false }
      position &+= 1
      expected &+= 1
    }
    return true
  }

}
