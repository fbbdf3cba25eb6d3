// Conditions on a manifest's text: it is looked at where it stands, and no string is made.

/// What came of looking at a text.
enum CELTextOutcome<Result> {
  case found(Result)
  /// The value is no text.
  case noText
  /// It has no value; ``CELContext/failure`` says why.
  case failed
}

extension CELContext {
  mutating func pathEqualsText(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    let (start, count) = (Int(instruction.b), Int(instruction.c))
    let isEqual = withText(at: instruction.a) { text, context in context.isCode(start, count, text) }
    return switch isEqual {
    case .found(let isEqual): CELTruth(isEqual != instruction.isNegated)
    case .noText: CELTruth(instruction.isNegated)
    case .failed: .failed
    }
  }

  mutating func pathIsInTexts(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    let isAmong = withText(at: instruction.a) { text, context in
      var operand = Int(instruction.b)
      let end = operand + Int(instruction.count)
      while operand < end {
        if context.isCode(Int(context.code.operands[operand]), Int(context.code.operands[operand + 1]), text) { return true }
        operand += 2
      }
      return false
    }
    return switch isAmong {
    case .found(let isAmong): CELTruth(isAmong)
    case .noText: .no
    case .failed: .failed
    }
  }

  mutating func pathHoldsText(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    let path = code.instructions[Int(instruction.a)]
    let (start, count) = (Int(instruction.b), Int(instruction.c))
    // The items that are looked at would not be recorded.
    if !isRecording, let place = place(of: path), let subject {
      guard place >= 0 else { return field(of: path).readsEmptyWhenAbsent ? .no : notWritten(at: instruction.a) }
      let list = subject.resolved(place)
      if subject[list].kind == .sequence {
        if let stop = spend(Int(subject[list].first)), case .failure(let failure) = stop { return fails(failure) }
        var item = list + 1
        while item < subject[list].next {
          let scalar = subject.resolved(item)
          if subject[scalar].kind == .scalar, isCode(start, count, subject.text(scalar)) { return .yes }
          item = subject[item].next
        }
        return .no
      }
    }
    let list = value(at: instruction.a)
    if case .failure(let failure) = list { return fails(failure) }
    let bytes = code.bytes[start..<start + count]
    let wanted = CELValue.string(String(decoding: bytes, as: UTF8.self))
    guard let elements = elements(of: list) else { return fails(CELFailure(message: "no such overload", instruction: index)) }
    return CELTruth(elements.contains { areEqual(wanted, $0) })
  }

  /// `isPlaceholder(text)`.
  mutating func isPlaceholder(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    let answer = withText(at: instruction.a) { text, context in
      _ = context.spend(forBytes: text.count)
      return CELLibrary.isPlaceholder(text)
    }
    return concluded(answer, at: index)
  }

  /// `mentionsAny(text, words)`.
  mutating func mentionsAny(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    if instruction.count == 0 {
      let words = value(at: instruction.b)
      if case .failure(let failure) = words { return fails(failure) }
      guard let list = elements(of: words) else { return fails(CELFailure(message: "no such overload", instruction: index)) }
      let answer = withText(at: instruction.a) { text, context in context.mentions(text, list) ?? false }
      return concluded(answer, at: index)
    }
    let answer = withText(at: instruction.a) { text, context in
      context.folding.fold(text)
      _ = context.spend((1 + text.count / 10) * Int(instruction.count) / 2)
      return context.code.bytes.withUnsafeBufferPointer { bytes in
        var operand = Int(instruction.c)
        let end = operand + Int(instruction.count)
        while operand < end {
          let (start, count) = (Int(context.code.operands[operand]), Int(context.code.operands[operand + 1]))
          if context.folding.mentions(UnsafeBufferPointer(rebasing: bytes[start..<start + count])) { return true }
          operand += 2
        }
        return false
      }
    }
    return concluded(answer, at: index)
  }

  /// Whether a text mentions one of some values; nil where one of them is no text.
  mutating func mentions(_ text: UnsafeBufferPointer<UInt8>, _ words: [CELValue]) -> Bool? {
    folding.fold(text)
    for word in words {
      guard case .string(var word) = word else { return nil }
      if spend(forBytes: text.count) != nil { return nil }
      if word.withUTF8({ folding.mentionsUnfolded($0) }) { return true }
    }
    return false
  }

  /// Whether a value equals an item of a manifest's list.
  mutating func isEqual(_ wanted: CELValue, to item: CELNode) -> Bool {
    if !isRecording, case .string(let text) = wanted, code.shapes[item.shape].kind == .text {
      return item.node.resolved.withTextBytes { $0.elementsEqual(text.utf8) }
    }
    let item = element(item)
    return areEqual(wanted, item)
  }

  /// What `body` makes of the text at an instruction.
  mutating func withText<Result>(
    at index: Int32, _ body: (UnsafeBufferPointer<UInt8>, inout CELContext) -> Result
  ) -> CELTextOutcome<Result> {
    let instruction = code.instructions[Int(index)]
    if instruction.kind == .path {
      if let place = place(of: instruction), place >= 0, let subject, code.shapes[field(of: instruction).shape].kind == .text {
        let scalar = subject.resolved(place)
        if subject[scalar].kind == .scalar { return .found(body(subject.text(scalar), &self)) }
      } else if case .node(let node) = walk(instruction), code.shapes[node.shape].kind == .text {
        let scalar = node.node.resolved
        if scalar.kind == .scalar { return .found(NodeView.with(node.document) { body($0.text(scalar.index), &self) }) }
      }
    }
    switch value(at: index) {
    case .string(var text): return .found(text.withUTF8 { body($0, &self) })
    case .failure(let failure):
      self.failure = failure
      return .failed
    default: return .noText
    }
  }

  /// An answer about text that has to be there.
  private mutating func concluded(_ answer: CELTextOutcome<Bool>, at index: Int32) -> CELTruth {
    if let exhaustion { return fails(CELFailure(message: exhaustion, instruction: index)) }
    switch answer {
    case .found(let isTrue): return CELTruth(isTrue)
    case .failed: return .failed
    case .noText: return fails(CELFailure(message: "no such overload", instruction: index))
    }
  }

  private mutating func notWritten(at path: Int32) -> CELTruth { fails(missing(at: path)) }

  /// Whether a text is that of `code.bytes`.
  @inline(__always)
  private func isCode(_ start: Int, _ count: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == count else { return false }
    return code.bytes.withUnsafeBufferPointer { bytes in
      for position in 0..<count where bytes[start &+ position] != text[position] { return false }
      return true
    }
  }
}
