import GovernanceLint

extension Command {
  static let check = Command(
    "check", operands: "[PATH...]", count: 0...Int.max, summary: "check manifests against the rules",
    details: """
      Without a path, the manifests that .lint-config.json names are checked; the file is looked for in the working folder and upwards.
      A file that is named is checked wherever it lies; a folder stands for the manifests below it. '-' reads standard input.
      """,
    flags: [.asOf, .color, .config, .failOn, .format(Reporter.all.map(\.name)), .maximumFileSize, .output, .quiet, .standardInputName], run: checkManifests)
}

/// `govlint check`: finds the manifests, checks them, writes the report.
func checkManifests(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let setup = try Setup(arguments)
  let files = FileDiscovery(
    arguments.operands, standardInputName: arguments.standardInputName, configuration: setup.configuration,
    workspace: setup.workspace)
  var isComplete = files.tellProblems(arguments)
  try ensureSomethingToCheck(files, arguments, setup)

  var limits = DocumentLimits()
  limits.size = arguments.maximumFileSize
  let linter = Linter(
    ruleset: try setup.compileRules(), configuration: setup.configuration, asOf: arguments.asOf ?? currentDate(), limits: limits,
    host: setup.workspace.host)
  // Of many files only what the rest of the run needs is kept; standard input cannot be read again.
  let keepsDocuments = files.files.count < fewFiles || files.files.contains(where: \.isStandardInput)
  let outcomes = concurrentMap(files.files) { [workspace = setup.workspace] in
    let worker = linter.makeWorker(keepsDocuments: keepsDocuments)
    return { file in Result { () throws(Failure) in try check(file, by: linter, worker, in: workspace) } }
  }
  var checked: [CheckedFile] = []
  for (file, outcome) in zip(files.files, outcomes) {
    switch outcome {
    case .success(var result):
      result.isAskedFor = file.isAskedFor
      checked.append(result)
      if result.isSkipped, file.isNamed, !arguments.isQuiet { tell("skipped '\(file.path)': it is no manifest of a known kind") }
    case .failure(let failure):
      tell(failure)
      isComplete = false
    }
  }

  if isComplete, checked.allSatisfy(\.isSkipped), files.files.contains(where: { !$0.isNamed }) {
    throw Failure("nothing to check: no file in the named folders is a manifest of a known kind")
  }
  let workspace = setup.workspace
  var report = linter.finish(checked, version: toolVersion) { path in
    let bytes = try? readFile(workspace.opened(path), limit: limits.size)
    return bytes.flatMap { $0 }.map { Source(path: path, bytes: $0) }
  }
  if let level = arguments.failLevel { report.failOn = level.severity }
  if !isComplete { report.couldNotRun = true }
  try write(report, arguments, setup.workspace)
  return ExitStatus(rawValue: Int32(report.exitStatus)) ?? .couldNotRun
}

/// Below this number the documents of all files stay in memory.
private let fewFiles = 100

/// Writes the report in every form that was asked for; without one, as text.
private func write(_ report: Report, _ arguments: Arguments, _ workspace: Workspace) throws(Failure) {
  for (name, file) in arguments.formats.isEmpty ? [(Reporter.all[0].name, nil)] : arguments.formats {
    guard let reporter = Reporter.all.first(where: { $0.name == name }) else { continue }
    let output = ReportOutput(path: file ?? arguments.output)
    var options = ReportOptions()
    options.isQuiet = arguments.isQuiet
    options.usesColor = output.takesColor(arguments.color)
    options.repositoryPrefix = workspace.repositoryPrefix
    try output.write { sink in reporter.render(report, options, &sink) }
  }
}

/// Reads and checks one file.
private func check(
  _ file: DiscoveredFile, by linter: Linter, _ worker: (Source, Membership) -> CheckedFile, in workspace: Workspace
) throws(Failure) -> CheckedFile {
  do throws(SystemError) {
    let limit = linter.limits.size
    let bytes =
      file.isStandardInput
      ? try FileDescriptor.standardInput.read(limit: limit) : try readFile(workspace.opened(file.path), limit: limit)
    guard let bytes else {
      // A pipe or a device does not say how large it is.
      let size = file.isStandardInput ? nil : (try? FileStatus(path: workspace.opened(file.path)))?.size
      return linter.refuse(path: file.path, size: size.flatMap { $0 > limit ? $0 : nil })
    }
    return worker(Source(path: file.path, bytes: bytes), file.isManifest ? .manifest : .candidate)
  } catch {
    throw Failure(unreadable: file.path, error)
  }
}

/// A run that checks nothing must not pass for one that found nothing.
private func ensureSomethingToCheck(_ files: FileDiscovery, _ arguments: Arguments, _ setup: Setup) throws(Failure) {
  if files.files.contains(where: \.isAskedFor) { return }
  // A hook passes what was changed; where all of that is excluded, there is nothing to say.
  if !files.excluded.isEmpty, files.failures.isEmpty { return }
  guard arguments.operands.isEmpty, files.failures.isEmpty, files.findings.isEmpty else { throw Failure("nothing to check") }
  guard let name = setup.workspace.configurationName else {
    throw Failure(
      "nothing to check: found no \(Workspace.configurationName) from '\(setup.workspace.current)' upwards, and no path was named",
      advice: "name files or folders, or write a \(Workspace.configurationName) with \"manifests\"")
  }
  if setup.configuration.manifests.isEmpty {
    throw Failure(
      "nothing to check: \(name) names no 'manifests', and no path was named",
      advice: "add \"manifests\" with globs such as \"ai/**/*.yaml\", or name files or folders")
  }
  throw Failure("nothing to check: \(name) excludes every file that its 'manifests' match")
}

extension FileDiscovery {
  /// Tells what could not be found or read, and what is wrong with the configuration's globs; the result is whether all was well.
  fileprivate func tellProblems(_ arguments: Arguments) -> Bool {
    if !findings.isEmpty { tell(findings, color: arguments.color) }
    for failure in failures { tell(failure) }
    if !arguments.isQuiet {
      for path in excluded { tell("skipped '\(path)': the configuration excludes it") }
    }
    return findings.isEmpty && failures.isEmpty
  }
}
