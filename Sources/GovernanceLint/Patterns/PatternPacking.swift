// How compiled patterns are written down and read back.

extension Pattern {
  /// Writes the pattern, or becomes the one that was written.
  mutating func pack(_ packing: inout Packing) {
    packing.text(&text)
    program.pack(&packing)
    packing.optional(&automaton, blank: .blank) { automaton, packing in automaton.pack(&packing) }
  }

  /// The pattern without steps.
  static let blank = Pattern(text: "", program: PatternProgram(), automaton: nil)
}

extension PatternProgram {
  fileprivate mutating func pack(_ packing: inout Packing) {
    packing.list(&instructions, blank: Instruction(kind: .fail)) { instruction, packing in
      packing.choice(&instruction.kind)
      packing.number(&instruction.low)
      packing.number(&instruction.high)
      packing.number(&instruction.next)
      packing.number(&instruction.other)
    }
    packing.list(&transitions, blank: Transition(low: 0, high: 0, target: 0)) { transition, packing in
      packing.number(&transition.low)
      packing.number(&transition.high)
      packing.number(&transition.target)
    }
    packing.number(&start)
    packing.flag(&isAnchored)
    packing.choice(&assertions)
  }
}

extension PatternAutomaton {
  fileprivate static let blank = PatternAutomaton(table: [], classes: [], classCount: 0)

  fileprivate mutating func pack(_ packing: inout Packing) {
    packing.list(&table)
    packing.list(&classes)
    packing.number(&classCount)
  }
}
