import GovernanceLint

extension Command {
  static let testRules = Command(
    "rules test", operands: "[MODULE...]", count: 0...Int.max,
    summary: "load, check and run rule modules against their own examples",
    details: "MODULE is the name of a built-in module or the folder of one of yours; without one, the configured modules are tested.",
    flags: [.color, .config], run: runRuleTests)
}

/// `govlint rules test`: runs the examples of modules, and says which do not behave as marked.
///
/// Mutants that no example notices are warnings: they do not fail the run.
func runRuleTests(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let folders = arguments.operands.filter { $0.contains("/") }
  let names = arguments.operands.filter { !$0.contains("/") }
  let setup = try Setup(arguments, moduleFolders: folders.isEmpty ? nil : folders)
  let library = setup.loadLibrary()
  let known = library.modules.map(\.head.name)
  for name in names where !known.contains(name) {
    throw Failure(unknown: "module", name, among: known, advice: "the path of a module of yours has a '/' in it, such as './\(name)'")
  }
  let own = folders.isEmpty ? [] : library.modules.filter { !$0.isBuiltIn }.map(\.head.name)
  let chosen = arguments.operands.isEmpty ? setup.configuredModules : names + own

  let (rules, examples, findings) = RuleExamples.run(library, modules: chosen)
  let output = ReportOutput(path: nil)
  try output.write { sink in
    sink.write(rendered(findings, usesColor: output.takesColor(arguments.color)))
    sink.write("\(counted(examples, "example")) of \(counted(rules, "rule")): ")
    sink.write("\(findings.isEmpty ? "all behave as marked" : counted(findings.count, "finding"))\n")
  }
  return findings.contains { $0.severity == .error } ? .findings : .success
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
