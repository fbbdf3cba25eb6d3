// Patterns: those that are literals are compiled once for each machine, others when they are met.

extension CELContext {
  /// `text.matches('pattern')` with a literal pattern. Text of a manifest is searched where it stands.
  mutating func matches(_ instruction: CELInstruction, at index: Int32) -> CELTruth {
    guard let pattern = pattern(instruction.b) else {
      return fails(CELFailure(message: "'\(code.names[Int(instruction.b)])' is no pattern", instruction: index))
    }
    let path = code.instructions[Int(instruction.a)]
    if path.kind == .path, case .node(let node) = walk(path), code.shapes[node.shape].kind == .text {
      let scalar = node.node.resolved
      if scalar.kind == .scalar {
        if let stop = spend(forBytes: scalar.range.count), case .failure(let failure) = stop { return fails(failure) }
        return CELTruth(scalar.withTextBytes { pattern.matches($0) })
      }
    }
    switch value(at: instruction.a) {
    case .string(let text):
      if let stop = spend(forBytes: text.utf8.count), case .failure(let failure) = stop { return fails(failure) }
      return CELTruth(pattern.matches(text.utf8))
    case .failure(let failure): return fails(failure)
    default: return fails(CELFailure(message: "no such overload", instruction: index))
    }
  }

  private mutating func pattern(_ name: Int32) -> Pattern? {
    if let known = patterns[name] { return known }
    guard case .success(let pattern) = Pattern.compile(code.names[Int(name)]) else { return nil }
    patterns[name] = pattern
    return pattern
  }

  /// What compiling a pattern costs.
  private static let costOfPattern = 1000

  /// The same with a pattern that is computed.
  mutating func isMatch(_ text: String, pattern: String) -> CELValue {
    if let stop = spend(forBytes: text.utf8.count + pattern.utf8.count) ?? spend(CELContext.costOfPattern) { return stop }
    switch Pattern.compile(pattern) {
    case .success(let compiled): return .bool(compiled.matches(text.utf8))
    case .failure(let error): return .failed("'\(pattern.prefix(40))' is no pattern: \(error.message)")
    }
  }
}
