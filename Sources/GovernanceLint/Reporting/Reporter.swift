/// A format of the report: a name and a pure function from the report to bytes.
public typealias Reporter = Form<Report>

extension Form<Report> {
  /// All formats, the default first.
  public static var all: [Reporter] {
    [
      TextReporter.reporter, JSONReporter.reporter, SARIFReporter.reporter, GitHubReporter.reporter, GitLabReporter.reporter,
      JUnitReporter.reporter, MarkdownReporter.reporter,
    ]
  }
}

extension ReportOptions {
  /// A path from the repository's root, without `.` and, where that is possible, without `..`; absolute ones stay.
  public func repositoryPath(_ path: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return path }
    var folders: [Substring] = []
    for name in "\(repositoryPrefix)/\(path)".split(separator: "/") where name != "." {
      if name == "..", let last = folders.last, last != ".." { folders.removeLast() } else { folders.append(name) }
    }
    return folders.joined(separator: "/")
  }
}

/// What a reporter may be told besides the report.
public struct ReportOptions: Sendable {
  /// Whether to colour text for a terminal.
  public var usesColor = false
  /// Whether to leave out the summary line when there is nothing to say.
  public var isQuiet = false
  /// Whether text ends in a summary; what is said about a configuration or a rule module has none.
  public var showsSummary = true
  /// Folder of the configuration relative to the repository's root (`""` or `ai/`): what a forge reads has paths from there.
  public var repositoryPrefix = ""
  /// Whether SARIF has the findings that somebody answers for too, marked as suppressed: for archives, because GitHub would open
  /// alerts for them.
  public var includesWaived = false

  /// Plain text, summary included.
  public init() {}
}
