import GovernanceLint

extension Command {
  static let coverRules = Command(
    "rules coverage", summary: "show which obligations have a rule, and which have none",
    details: """
      Every document that rules cite lists what it asks. Each of its statements is shown with the rules that check it. \
      The exit status is 1 where a statement that a manifest could show has no rule.
      """,
    flags: [.config, .format(CoverageReport.allCases.map(\.rawValue), of: "the coverage")], run: printCoverage)
}

/// `govlint rules coverage`.
private func printCoverage(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let coverage = RuleCoverage(try Setup(arguments).loadLibrary())
  for (name, file) in arguments.formats.isEmpty ? [(CoverageReport.text.rawValue, nil)] : arguments.formats {
    guard let form = CoverageReport(rawValue: name) else { continue }
    try ReportOutput(path: file).write { sink in form.write(coverage, into: &sink) }
  }
  return coverage.documents.contains { $0.statements.contains(where: \.isMissing) } ? .findings : .success
}
