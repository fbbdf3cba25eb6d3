// What a rule asks for that a manifest does not have at all: sections that are not written.

extension Ruleset {
  /// The keys that `require` reads of sections that the subject does not have; nil where something else than absence made it false.
  func missingKeys(of subject: Subject, askedForBy rule: CompiledRule, _ reasons: [CELReason]) -> MissingKeys? {
    let read = reasons.filter { $0.node != nil }
    guard !read.isEmpty, read.allSatisfy({ $0.value == nil || $0.value == "[]" }) else { return nil }
    let paths = code.paths(below: Int32(RuleVariables.subject), in: rule.require).filter { path in
      path.first.map { subject.root.pair(named: $0)?.value.isNull ?? true } ?? false
    }
    // One that only lies in a section that is there is shown at that section.
    guard !paths.isEmpty, read.allSatisfy({ $0.node?.index == subject.root.index }) else { return nil }
    return MissingKeys(kind: kinds[subject.kind].plural, paths: paths)
  }
}

extension CELCode {
  /// The fields below a variable that an expression and its `let` variables read, in the order in which they are written.
  func paths(below variable: Int32, in program: CELProgram) -> [[String]] {
    var paths: [[String]] = []
    var seen: Set<Int32> = []
    var waiting = [program]
    while let program = waiting.popLast() {
      guard seen.insert(program.entry).inserted else { continue }
      for instruction in self.instructions(of: program) {
        switch instruction.kind {
        case .path, .hasPath, .optionalPath:
          let base = instructions[Int(instruction.a)]
          guard base.kind == .variable, base.a == variable else { continue }
          let fields = operands[Int(instruction.b)..<Int(instruction.b) + Int(instruction.count)]
          let path = fields.map { shapes.name(of: shapes.fields[Int($0)]) }
          if !paths.contains(path) { paths.append(path) }
        case .letVariable: waiting.append(programs[Int(instruction.b)])
        default: continue
        }
      }
    }
    return paths
  }

  /// The instructions of a program: those after the program before it.
  func instructions(of program: CELProgram) -> ArraySlice<CELInstruction> {
    let next = programs.firstIndex { $0.end >= program.end } ?? programs.count
    let start = next > 0 ? programs[next - 1].end : 0
    return ArraySlice(instructions[Int(start)..<Int(program.end)])
  }
}
