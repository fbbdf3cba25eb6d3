import GovernanceLint

extension Command {
  static let waivers = Command(
    "waivers", summary: "list waivers and suppressions: who answers for what, and how long still",
    details: """
      All manifests that .lint-config.json names are checked, so that the list says what each waiver of the configuration and each \
      suppression in a comment silences now. What is wrong with one of them is for 'govlint check' to say.
      """,
    flags: [.asOf, .color, .config, .format(WaiverList.formats.map(\.name), of: "the list"), .maximumFileSize, .output, .quiet],
    run: listWaivers)
}

/// `govlint waivers`.
private func listWaivers(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let setup = try Setup(arguments)
  let report = try CheckRun(arguments, setup).report(arguments, setup.workspace)
  try write(report, as: WaiverList.formats, arguments, in: setup.workspace)
  return report.couldNotRun ? .couldNotRun : .success
}
