/// A format of the report: a name and a pure function from the report to bytes.
public struct Reporter: Sendable {
  /// The word after `--format`.
  public var name: String
  /// What it is for, in one line of the help.
  public var summary: String
  /// Writes the report; no sorting, no severity logic, no I/O.
  public var render: @Sendable (Report, ReportOptions, inout OutputSink) -> Void

  /// All formats, the default first.
  public static let all: [Reporter] = [TextReporter.reporter, JSONReporter.reporter, SARIFReporter.reporter]
}

/// What a reporter may be told besides the report.
public struct ReportOptions: Sendable {
  /// Whether to colour text for a terminal.
  public var usesColor = false
  /// Whether to leave out the summary line when there is nothing to say.
  public var isQuiet = false
  /// Whether text ends in a summary; what is said about a configuration or a rule module has none.
  public var showsSummary = true
  /// Folder of the configuration relative to the repository's root (`""` or `ai/`): SARIF wants paths from there.
  public var repositoryPrefix = ""

  /// Plain text, summary included.
  public init() {}
}
