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
    try write(report, as: Reporter.all, arguments, in: setup.workspace)
    try writeJobSummary(report, arguments, setup.workspace)
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

/// GitHub keeps ten annotations of a kind; the summary of the job has room for the rest.
private func writeJobSummary(_ report: Report, _ arguments: Arguments, _ workspace: Workspace) throws(Failure) {
  guard arguments.formats.contains(where: { $0.name == GitHubReporter.reporter.name }),
    let path = environment("GITHUB_STEP_SUMMARY"), !path.isEmpty
  else { return }
  let output = ReportOutput(path: path, isAppended: true)
  try output.write { sink in MarkdownReporter.reporter.render(report, ReportOptions(arguments, output, workspace), &sink) }
}
