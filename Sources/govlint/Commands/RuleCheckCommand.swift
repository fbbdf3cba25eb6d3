import GovernanceLint

extension Command {
  static let checkRules = Command(
    "rules check", operands: "DIR...", count: 1...Int.max, summary: "look for mistakes in rule modules, without running their examples",
    details: """
      DIR is the folder of a module: 'module.yaml' and a file for each rule. All mistakes are shown in one go, with their places. \
      Kinds that the configuration names are known. 'govlint rules test' runs the examples too.
      The exit status is 2 where there are mistakes: a module that has some is not used.
      """,
    flags: [.color, .config], run: checkModules)
}

/// `govlint rules check DIR...`.
private func checkModules(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let library = try Setup(arguments, moduleFolders: arguments.operands).loadLibrary()
  let findings = library.mistakesOfOwnModules()
  guard findings.isEmpty else { throw Failure("a rule module has mistakes", findings: findings) }
  let modules = library.modules.filter { !$0.isBuiltIn }
  return try print(
    modules.map { "\($0.head.name): \($0.rules.count) rule\($0.rules.count == 1 ? "" : "s"), no mistakes\n" }.joined())
}
