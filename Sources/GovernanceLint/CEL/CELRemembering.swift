// What is remembered for each subject: loops that depend on nothing else, such as `system.bias.audits.map(a, a.date).max()`. Rules
// ask for the same again, and `each` asks for every element.

extension CELPlanner {
  /// Wraps an instruction whose result is worth remembering; those of its operands begin at `start`.
  mutating func remembering(_ index: Int32, from start: Int, for id: CELExpression.ID) -> Int32 {
    guard !isFact, code.instructions.indices.contains(Int(index)), code.instructions[Int(index)].kind.isWorthRemembering,
      let key = keyOfRemembered(from: start, for: id)
    else { return index }
    let number = code.memoNumbers[key] ?? code.memos
    if number == code.memos {
      code.memoNumbers[key] = number
      code.memos += 1
    }
    return add(.remembered, index, number, for: id)
  }

  /// What tells a result from others; nil where it depends on something else than the subject, or nothing is gone through.
  private func keyOfRemembered(from start: Int, for id: CELExpression.ID) -> [UInt8]? {
    var hasLoop = false
    for index in start..<code.instructions.count {
      let instruction = code.instructions[index]
      switch instruction.kind {
      case .letVariable, .failure: return nil
      case .variable: guard instruction.a == 0 else { return nil }
      // A macro's variable from outside.
      case .local: guard instruction.a >= slotsInUse else { return nil }
      case .all, .exists, .existsOne, .filter, .mapList, .transformMap, .transformMapEntry: hasLoop = true
      default: break
      }
    }
    guard hasLoop else { return nil }
    var key = Array(checked.text.part(checked.expression.nodes[id].range).utf8) + [0]
    for instruction in code.instructions[start...] {
      switch instruction.kind {
      case .setting: key += "\(instruction.a) ".utf8
      case .path, .hasPath, .optionalPath:
        for operand in Int(instruction.b)..<Int(instruction.b) + Int(instruction.count) { key += "\(code.operands[operand]) ".utf8 }
      default: break
      }
    }
    return key
  }
}

extension CELInstruction.Kind {
  /// Whether results of such instructions are remembered, where they take a while: conditions are put together of those.
  fileprivate var isWorthRemembering: Bool {
    switch self {
    case .all, .exists, .existsOne, .filter, .mapList, .call1, .call2, .call, .size: true
    default: false
    }
  }
}
