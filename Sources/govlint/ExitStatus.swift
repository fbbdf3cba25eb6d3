/// How a run ended, as shells and CI systems see it. It depends on what was found, never on the format of the report.
enum ExitStatus: Int32, CaseIterable {
  case success = 0
  case findings = 1
  case couldNotRun = 2

  /// What the help says about it.
  var summary: String {
    switch self {
    case .success: "no finding at or above the fail level"
    case .findings: "findings at or above the fail level (see --fail-on)"
    case .couldNotRun: "could not run: usage, configuration, rule error, unreadable file, nothing to check"
    }
  }
}
