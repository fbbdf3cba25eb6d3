import GovernanceLint

extension Command {
  static let check = Command(
    "check", operands: "[PATH...]", count: 0...Int.max, summary: "check manifests against the rules",
    details: """
      Without a path, the manifests that .lint-config.json names are checked; the file is looked for in the working folder and upwards.
      A file that is named is checked wherever it lies; a folder stands for the manifests below it. '-' reads standard input.
      """,
    flags: [
      .allowDirty, .asOf, .base, .color, .config, .diff, .failOn, .fix, .format(Reporter.all.map(\.name)), .includeWaived, .maximumFileSize,
      .onlyNew, .output, .preCommit, .quiet, .staged, .standardInputName,
    ], run: checkManifests)
}

/// `govlint check`: finds the manifests, checks them, writes the report.
func checkManifests(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  if arguments.includesWaived, !arguments.formats.contains(where: { $0.name == "sarif" }) {
    throw Failure("'--include-waived' goes with '--format sarif', which is missing", advice: "'--format json' always lists what is waived")
  }
  var setup = try Setup(arguments)
  let index = arguments.isStaged ? try stagedVersion(&setup, arguments) : nil
  var run = try CheckRun(arguments, setup, index: index)
  var report = run.report(arguments, setup.workspace)
  if arguments.showsDifference {
    try Fixing(run, report, setup.workspace).writeDifference()
  } else if arguments.fixes {
    try fix(&run, &report, arguments, setup.workspace)
  }
  if !arguments.showsDifference || !arguments.formats.isEmpty || arguments.output != nil {
    try writeReport(report, as: Reporter.all, arguments, setup.workspace)
  }
  return ExitStatus(rawValue: Int32(report.exitStatus)) ?? .couldNotRun
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
