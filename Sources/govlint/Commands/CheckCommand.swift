import GovernanceLint

extension Command {
  static let check = Command(
    "check", operands: "[PATH...]", count: 0...Int.max, summary: "check manifests against the rules",
    details: """
      Without a path, the manifests that .lint-config.json names are checked; the file is looked for in the working folder and upwards.
      A file that is named is checked wherever it lies; a folder stands for the manifests below it. '-' reads standard input.
      """,
    flags: [.asOf, .base, .color, .config, .failOn, .format(Reporter.all.map(\.name)), .includeWaived, .maximumFileSize, .output, .quiet, .staged, .standardInputName], run: checkManifests)
}

/// `govlint check`: finds the manifests, checks them, writes the report.
func checkManifests(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  if arguments.includesWaived, !arguments.formats.contains(where: { $0.name == "sarif" }) {
    throw Failure("'--include-waived' goes with '--format sarif', which is missing", advice: "'--format json' always lists what is waived")
  }
  var setup = try Setup(arguments)
  let index = arguments.isStaged ? try stagedVersion(&setup, arguments) : nil
  let report = try checkedReport(arguments, setup, index: index)
  try writeReport(report, as: Reporter.all, arguments, setup.workspace)
  return ExitStatus(rawValue: Int32(report.exitStatus)) ?? .couldNotRun
}

/// Checks the manifests that the configuration and the paths on the command line stand for; `index` holds them where it is not the
/// work tree that is asked about.
func checkedReport(_ arguments: Arguments, _ setup: Setup, index: IndexVersion? = nil) throws(Failure) -> Report {
  let files = FileDiscovery(
    arguments.operands, standardInputName: arguments.standardInputName, configuration: setup.configuration,
    workspace: setup.workspace, listing: index?.listing)
  var isComplete = files.tellProblems(arguments)
  try ensureSomethingToCheck(files, arguments, setup)
  let baseVersion = try BaseVersion(arguments, setup, index: index)
  let staged = try index?.contents(of: files.files) ?? [:]

  var limits = DocumentLimits()
  limits.size = arguments.maximumFileSize
  let linter = Linter(
    ruleset: try setup.compileRules(), configuration: setup.configuration, asOf: arguments.asOf ?? currentDate(), limits: limits,
    host: setup.workspace.host)
  let outcomes = concurrentMap(files.files) { [workspace = setup.workspace] in
    let worker = linter.makeWorker()
    return { file in Result { () throws(Failure) in try check(file, staged: staged[file.path], by: linter, worker, in: workspace) } }
  }
  var checked: [(file: DiscoveredFile, checked: CheckedFile)] = []
  for (file, outcome) in zip(files.files, outcomes) {
    switch outcome {
    case .success(var result):
      result.isAskedFor = file.isAskedFor
      checked.append((file, result))
      if result.isSkipped, file.isNamed, !arguments.isQuiet { tell("skipped '\(file.path)': it is no manifest of a known kind") }
    case .failure(let failure):
      tell(failure)
      isComplete = false
    }
  }

  if isComplete, checked.allSatisfy(\.checked.isSkipped), files.files.contains(where: { !$0.isNamed }) {
    throw Failure("nothing to check: no file in the named folders is a manifest of a known kind")
  }
  let base = try baseVersion?.check(checked, by: linter)
  var report = linter.finish(checked.map(\.checked), base: base, version: toolVersion)
  if let level = arguments.failLevel { report.failOn = level.severity }
  if !isComplete { report.couldNotRun = true }
  return report
}

/// What is staged, with the configuration that is staged too.
private func stagedVersion(_ setup: inout Setup, _ arguments: Arguments) throws(Failure) -> IndexVersion {
  let index = try IndexVersion(setup, arguments.operands)
  guard let source = try index.configuration(setup.workspace) else { return index }
  setup = try Setup(arguments, configuration: source)
  return try IndexVersion(setup, arguments.operands)
}

/// Writes a report in every form that was asked for; without one, in the first.
func writeReport(_ report: Report, as reporters: [Reporter], _ arguments: Arguments, _ workspace: Workspace) throws(Failure) {
  for (name, file) in arguments.formats.isEmpty ? [(reporters[0].name, nil)] : arguments.formats {
    guard let reporter = reporters.first(where: { $0.name == name }) else { continue }
    let output = ReportOutput(path: file ?? arguments.output)
    var options = ReportOptions()
    options.isQuiet = arguments.isQuiet
    options.usesColor = output.takesColor(arguments.color)
    options.repositoryPrefix = workspace.repositoryPrefix
    options.includesWaived = arguments.includesWaived
    try output.write { sink in reporter.render(report, options, &sink) }
    // GitHub keeps ten annotations of a kind; the summary of the job has room for the rest.
    if name == GitHubReporter.reporter.name, let summary = environment("GITHUB_STEP_SUMMARY"), !summary.isEmpty {
      try ReportOutput(path: summary, isAppended: true).write { sink in MarkdownReporter.reporter.render(report, options, &sink) }
    }
  }
}

/// Reads and checks one file.
private func check(
  _ file: DiscoveredFile, staged: [UInt8]?, by linter: Linter, _ worker: (Source, Membership) -> CheckedFile, in workspace: Workspace
) throws(Failure) -> CheckedFile {
  do throws(SystemError) {
    let limit = linter.limits.size
    let bytes: [UInt8]? =
      if let staged {
        staged.count <= limit ? staged : nil
      } else if file.isStandardInput {
        try FileDescriptor.standardInput.read(limit: limit)
      } else {
        try readFile(workspace.opened(file.path), limit: limit)
      }
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
