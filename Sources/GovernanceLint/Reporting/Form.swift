/// A form in which something is written: one of the words after `--format`.
public struct Form<Content>: Sendable {
  /// The word after `--format`.
  public var name: String
  /// What it is for, in one line of the help.
  public var summary: String
  /// Writes the content; no sorting, no severity logic, no I/O.
  public var render: @Sendable (Content, ReportOptions, inout OutputSink) -> Void
}
