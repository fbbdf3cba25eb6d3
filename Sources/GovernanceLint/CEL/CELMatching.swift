// Patterns: those that are literals are compiled once for each machine, others when they are met.

extension CELContext {
  /// `text.matches('pattern')`.
  mutating func matches(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    let subject = value(at: instruction.a)
    if case .failure(let failure) = subject { return fails(failure) }
    guard case .string(let text) = subject else { return fails(CELFailure(message: "no such overload", instruction: index)) }
    switch isMatch(text, pattern: code.names[Int(instruction.b)]) {
    case .bool(let isTrue): return CELTruth(isTrue)
    case .failure(let failure): return fails(CELFailure(message: failure.message, instruction: index))
    default: return .no
    }
  }

  func isMatch(_ text: String, pattern: String) -> CELValue { .noSuchOverload }
}
