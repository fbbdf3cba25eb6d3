import GovernanceLint

extension Command {
  static let status = Command(
    "status", operands: "[PATH...]", count: 0...Int.max, summary: "show where each system stands, the most urgent first",
    details: """
      One line for each manifest: what is wrong, what begins to fail next if nobody does anything, what is waived. \
      It fits a terminal of 80 columns; a wider one shows the worst finding too. \
      The exit status is 0 whatever is found; 'govlint check' is what fails.
      """,
    flags: [.asOf, .color, .config, .maximumFileSize, .output, .quiet, .until, .within], run: showStatus)
}

/// `govlint status`.
private func showStatus(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let setup = try Setup(arguments)
  let run = try CheckRun(arguments, setup, keepsDocuments: true)
  let forecast = try forecast(run, arguments)
  var status = run.linter.status(run.checked, forecast, version: toolVersion, workers: Threads())
  run.complete(&status.report, arguments)
  let output = ReportOutput(path: arguments.output)
  let width = arguments.output == nil ? Terminal.width(.standardOutput) ?? narrowTerminal : narrowTerminal
  try output.write { sink in
    StatusText.write(status, width: max(narrowTerminal, width), usesColor: output.takesColor(arguments.color), into: &sink)
  }
  return status.report.couldNotRun ? .couldNotRun : .success
}

/// What every terminal has, and what is filled where nobody says how wide it is.
private let narrowTerminal = 80
