import GovernanceLint

extension Command {
  static let listRules = Command(
    "rules list", summary: "list the rules that apply here",
    details: "One line for each rule of the modules that the configuration chooses: its severity, its id and what it demands.",
    flags: [.color, .config], run: printRules)
}

/// `govlint rules list`: one line for each rule that applies here.
func printRules(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let descriptions = try Setup(arguments).compileRules().descriptions
  let width = descriptions.map(\.id.utf8.count).max() ?? 0
  return try print(
    descriptions.map { rule in
      let severity = padded(rule.severity.name, to: "warning".utf8.count)
      return "\(severity)  \(padded(rule.id, to: width))  \(rule.title)\n"
    }.joined())
}

private func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.utf8.count))
}
