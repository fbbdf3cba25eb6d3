import GovernanceLint

extension Command {
  static let documentRules = Command(
    "rules docs", summary: "write the rules as Markdown pages: one for each module, with an index",
    details: """
      Without --output, one document goes to standard output. With it, the folder gets README.md and a page for each module that the \
      configuration chooses. A file that this command did not make is not overwritten. \
      With "rulePages" in .lint-config.json, SARIF links each rule to its place there.
      """,
    flags: [.config, .pagesFolder], run: writePages)
}

/// `govlint rules docs`.
private func writePages(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let setup = try Setup(arguments)
  let pages = RulePages(setup.loadLibrary(), modules: setup.configuredModules)
  guard let folder = arguments.output else { return try print(pages.document) }
  let files = pages.pages.map { (path: Path.joined(folder, $0.name), text: $0.text) }
  for file in files where try !isOurs(file.path) {
    throw Failure("'\(file.path)' was not made by 'govlint rules docs' and is not overwritten", advice: "name another folder after '--output'")
  }
  do throws(SystemError) {
    try makeFolders(Path.absolute(folder, in: setup.workspace.current))
  } catch {
    throw Failure("cannot make the folder '\(folder)': \(error.words)")
  }
  for file in files { try ReportOutput(path: file.path).write { $0.write(file.text) } }
  return try print("wrote \(files.count) pages to '\(folder)'\n")
}

/// Whether a file is one that the command made before, or none yet.
private func isOurs(_ path: String) throws(Failure) -> Bool {
  do throws(SystemError) {
    return try readFile(path, limit: Workspace.largestConfiguration)?.starts(with: RulePages.mark.utf8) ?? false
  } catch {
    if error.isNotFound { return true }
    throw Failure(unreadable: path, error)
  }
}
