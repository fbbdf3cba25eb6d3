/// What one manifest decides of a rule that needs others too: where one of these conditions does not hold, the rule does not apply.
///
/// It is looked at while the manifest is checked, where its bytes are at hand and on all threads: in a large portfolio most rules
/// that need the others apply to few manifests, and to come back to each takes longer than the rules themselves.
struct Exclusion: Sendable {
  /// Index of the manifest's kind.
  var kind: Int
  /// Sides of the `&&` of `when`, planned as conditions on the subject, of which much is remembered.
  var conditions: [CELProgram]
}

extension CELCode {
  /// The conditions that all have to hold for an instruction to.
  func conjuncts(at entry: Int32) -> [Int32] {
    let instruction = instructions[Int(entry)]
    guard instruction.kind == .and else { return [entry] }
    return conjuncts(at: instruction.a) + conjuncts(at: instruction.b)
  }

  /// The sides of the `&&` of a program that read no other variables than these, by themselves or through others.
  func conjuncts(of program: CELProgram, readingOnly variables: Set<Int32>) -> [Int32] {
    // The instructions of a side stand right before it, after those of the sides before and what joins them.
    let index = programs.indexOfProgram(holding: program.entry)
    var start = index > 0 ? programs[index - 1].end : 0
    return conjuncts(at: program.entry).filter { side in
      defer { start = side + 1 }
      return instructions[Int(start)...Int(side)].allSatisfy { instruction in
        switch instruction.kind {
        case .variable: variables.contains(instruction.a)
        case .letVariable: false
        default: true
        }
      }
    }
  }
}

/// The exclusions of a ruleset: each of the first 64 has a bit.
struct Exclusions: Sendable {
  /// By rule, its bit; 0 where it has none.
  let bits: [UInt64]
  /// By kind, what is asked of its manifests.
  private let questions: [[Question]]

  private struct Question {
    var bit: UInt64
    var conditions: [CELEntry]
    /// Whether it matters for manifests that nobody asked about.
    var concernsOthers: Bool
  }

  init(_ ruleset: Ruleset) {
    var bits = [UInt64](repeating: 0, count: ruleset.rules.count)
    var questions = [[Question]](repeating: [], count: ruleset.kinds.count)
    var bit: UInt64 = 1
    for (index, rule) in ruleset.rules.enumerated() where bit != 0 {
      guard let exclusion = rule.exclusion else { continue }
      bits[index] = bit
      questions[exclusion.kind].append(
        Question(
          bit: bit, conditions: exclusion.conditions.map(\.start),
          concernsOthers: rule.kind == nil && rule.placeVariable != rule.each.first?.slot))
      bit <<= 1
    }
    (self.bits, self.questions) = (bits, questions)
  }

  /// Whether anything is asked of manifests of a kind that nobody asked about.
  func concernOthers(ofKind kind: Int) -> Bool { questions[kind].contains(where: \.concernsOthers) }

  /// The bits of the rules that do not apply to the subject that a context is at, which is of a kind.
  func excluded(ofKind kind: Int, isAskedFor: Bool, in context: inout CELContext) -> UInt64 {
    var excluded: UInt64 = 0
    for question in questions[kind] where isAskedFor || question.concernsOthers {
      if question.conditions.contains(where: { context.test($0) == .no }) { excluded |= question.bit }
    }
    return excluded
  }
}
