import GovernanceLint

extension Command {
  static let explain = Command(
    "explain", operands: "SYSTEM RULE", count: 2...2, summary: "say why a rule passes, fails or does not apply to a system",
    details: """
      SYSTEM is what a manifest calls itself, such as 'support-chatbot', or its path; 'portfolio' stands for all together. \
      RULE is '<module>/<name>'. Each part of the rule is shown with what it yields and the places that were read: \
      'when', the sides of '&&' in 'require', the variables of 'let', for each element of 'each'.
      """,
    flags: [.asOf, .color, .config, .maximumFileSize], run: explainOutcome)
}

/// `govlint explain SYSTEM RULE`.
private func explainOutcome(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let (name, id) = (arguments.operands[0], arguments.operands[1])
  let setup = try Setup(arguments)
  // The operands are no paths.
  var everything = arguments
  everything.operands = []
  let run = try CheckRun(everything, setup, keepsDocuments: true)
  guard let account = run.linter.account(of: id, on: name, in: run.checked) else {
    let known = run.linter.ruleset.descriptions.map(\.id)
    if EngineRules.all.contains(where: { $0.id == id }) {
      throw Failure("'\(id)' is what the engine itself reports", advice: "'govlint rules explain \(id)' says what it means")
    }
    guard known.contains(id) else {
      if known.contains(name) { throw Failure("found the rule '\(name)' in the place of a system", advice: "the system comes first: 'govlint explain \(id) \(name)'") }
      throw Failure(unknown: "rule", id, among: known, advice: "'govlint rules list' lists the rules that apply here")
    }
    let names = run.linter.subjectNames(in: run.checked)
    throw Failure(unknown: "system", name, among: names + [Waiver.portfolio], advice: "'govlint status' lists the systems")
  }
  let output = ReportOutput(path: nil)
  try output.write { sink in RuleAccountText.write(account, usesColor: output.takesColor(arguments.color), into: &sink) }
  return .success
}
