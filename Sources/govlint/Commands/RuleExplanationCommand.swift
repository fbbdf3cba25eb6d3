import GovernanceLint

extension Command {
  static let explainRule = Command(
    "rules explain", operands: "ID", count: 1...1, summary: "say what a rule demands, why, and how to meet it",
    details: "ID is '<module>/<name>', as findings and 'govlint rules list' show it.", flags: [.color, .config], run: printExplanation)
}

/// `govlint rules explain ID`.
func printExplanation(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let library = try Setup(arguments).loadLibrary()
  let id = arguments.operands[0]
  if let rule = library.rules.first(where: { $0.description.id == id }) {
    return try print(OutputSink.text { RuleExplanation.write(rule.description, of: rule, into: &$0) })
  }
  if let description = EngineRules.all.first(where: { $0.id == id }) {
    return try print(OutputSink.text { RuleExplanation.write(description, of: nil, into: &$0) })
  }
  let known = library.rules.map(\.description.id) + EngineRules.all.map(\.id)
  if let first = known.first(where: { $0.hasPrefix(id + "/") }) {
    throw Failure("expected a rule but found the module '\(id)'", advice: "such as 'govlint rules explain \(first)'; 'govlint rules list' lists the rules")
  }
  throw Failure(unknown: "rule", id, among: known, advice: "'govlint rules list' lists the rules")
}
