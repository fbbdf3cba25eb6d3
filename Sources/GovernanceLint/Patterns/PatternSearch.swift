extension PatternProgram {
  /// What a search is after.
  enum Goal {
    /// The leftmost-first match.
    case firstMatch
    /// Whether there is one; the range that comes out is any.
    case anyMatch
  }

  /// One way through the program: where it has got to, and where it began.
  private struct Thread {
    var place: Int32
    var start: Int
  }

  /// Walks all ways through the program side by side, the preferred ones first (Pike's algorithm).
  func search(_ text: UnsafeBufferPointer<UInt8>, for goal: Goal) -> Range<Int>? {
    var current: ContiguousArray<Thread> = []
    var following: ContiguousArray<Thread> = []
    var stack: ContiguousArray<Int32> = []
    // The last step at which each instruction was visited: one visit a step keeps the whole linear.
    var visited = ContiguousArray<Int>(repeating: -1, count: instructions.count)
    var best: Range<Int>?
    var offset = 0
    return instructions.withUnsafeBufferPointer { instructions in
      transitions.withUnsafeBufferPointer { transitions in
        while true {
          if best == nil, offset == 0 || !isAnchored { current.append(Thread(place: start, start: offset)) }
          if current.isEmpty { return best }
          let byte = offset < text.count ? text[offset] : nil
          let holds = assertions.isEmpty ? [] : holding(in: text, at: offset)
          ways: for thread in current {
            stack.append(thread.place)
            while let place = stack.popLast() {
              let index = Int(place)
              if visited[index] == offset { continue }
              visited[index] = offset
              let instruction = instructions[index]
              switch instruction.kind {
              case .bytes:
                if let byte, instruction.low <= byte, byte <= instruction.high {
                  following.append(Thread(place: instruction.next, start: thread.start))
                }
              case .table:
                if let byte, let target = PatternProgram.target(of: byte, instruction, transitions) {
                  following.append(Thread(place: target, start: thread.start))
                }
              case .split:
                stack.append(instruction.other)
                stack.append(instruction.next)
              case .assertion:
                if holds.contains(PatternAssertion(rawValue: instruction.low)) { stack.append(instruction.next) }
              case .match:
                best = thread.start..<offset
                if goal == .anyMatch { return best }
                // What comes later in the order is less preferred.
                stack.removeAll(keepingCapacity: true)
                break ways
              case .fail: break
              }
            }
          }
          if byte == nil { return best }
          swap(&current, &following)
          following.removeAll(keepingCapacity: true)
          offset += 1
        }
      }
    }
  }

  /// What holds at an offset.
  private func holding(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> PatternAssertion {
    PatternAssertion(
      before: offset > 0 ? PatternAssertion.Neighbour(text[offset - 1]) : .none,
      after: offset < text.count ? PatternAssertion.Neighbour(text[offset]) : .none)
  }

  /// Where a `table` leads with that byte.
  static func target(of byte: UInt8, _ table: Instruction, _ transitions: UnsafeBufferPointer<Transition>) -> Int32? {
    var low = Int(table.next)
    var high = Int(table.other)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].high < byte { low = middle + 1 } else { high = middle }
    }
    guard low < Int(table.other), transitions[low].low <= byte else { return nil }
    return transitions[low].target
  }

  /// Where the instruction at a place leads with that byte.
  func target(of byte: UInt8, at place: Int32) -> Int32? {
    let instruction = instructions[Int(place)]
    if instruction.kind == .table {
      return transitions.withUnsafeBufferPointer { PatternProgram.target(of: byte, instruction, $0) }
    }
    return instruction.low <= byte && byte <= instruction.high ? instruction.next : nil
  }

  /// What the assertions of this program distinguish about a byte.
  func neighbour(_ byte: UInt8) -> PatternAssertion.Neighbour {
    switch PatternAssertion.Neighbour(byte) {
    case .newline where !assertions.isDisjoint(with: [.beginLine, .endLine]): .newline
    case .word where !assertions.isDisjoint(with: [.wordBoundary, .noWordBoundary]): .word
    default: .other
    }
  }

  /// Whether the instructions at `start` reach anything but the start of the text without reading.
  func canBeginAnywhere(at start: Int32) -> Bool {
    var visited = Set<Int32>()
    var stack = [start]
    while let place = stack.popLast() {
      guard visited.insert(place).inserted else { continue }
      let instruction = instructions[Int(place)]
      switch instruction.kind {
      case .bytes, .table, .match: return true
      case .split: stack += [instruction.other, instruction.next]
      case .assertion:
        if instruction.low != PatternAssertion.beginText.rawValue { stack.append(instruction.next) }
      case .fail: break
      }
    }
    return false
  }
}
