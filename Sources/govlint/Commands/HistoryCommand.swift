import GovernanceLint

extension Command {
  static let history = Command(
    "history", operands: "[PATH...]", count: 0...Int.max, summary: "show how the portfolio came to stand where it stands",
    details: """
      The portfolio at the commits that led to HEAD (of merges the first parent), each as of its own day in UTC: \
      by the rules that apply today, the configuration of the commit, and the files that it had.
      """,
    flags: [
      .color, .config, .every, .format(HistoryForm.all.map(\.name), of: "the history"), .maximumFileSize, .output, .quiet, .since,
    ],
    run: showHistory)
}

/// `govlint history`.
private func showHistory(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  try write(try history(arguments), as: HistoryForm.all, arguments)
  return .success
}

/// Judges the portfolio at each commit that the command line asks for.
func history(_ arguments: Arguments, to last: String? = nil) throws(Failure) -> PortfolioHistory {
  let workspace = try Workspace(configuration: arguments.configuration)
  let repository = Repository(containing: workspace.folder)
  let commits = try repository.commits(to: last, since: arguments.since).thinned(to: arguments.every)
  guard !commits.isEmpty else {
    throw Failure("there is no commit\(arguments.since.map { " since '\($0)'" } ?? "")", advice: "commit the manifests, or name an earlier day or commit after '--since'")
  }
  var judge = PastJudge(arguments, workspace)
  var history = PortfolioHistory(version: toolVersion)
  let progress = Progress("judging commit", of: commits.count)
  for commit in commits {
    if let state = try judge.state(at: commit) { history.states.append(state) }
    progress.advance()
  }
  progress.finish()
  return history
}

/// Judges one commit after the other, and keeps what it has read and judged.
private struct PastJudge {
  private let arguments: Arguments
  private let workspace: Workspace
  /// By the configuration's content (nil: there was none).
  private var rules: [String?: Rules] = [:]
  /// What was checked by the rules of the last configuration, by path and content.
  private var known: [Key: CheckedFile] = [:]
  private var knownRules: String??

  private struct Rules {
    var configuration: Configuration
    var ruleset: Ruleset
    var rejudging: Rejudging
  }

  private struct Key: Hashable {
    var path: String
    var id: String
    var isManifest: Bool
  }

  init(_ arguments: Arguments, _ workspace: Workspace) {
    self.arguments = arguments
    self.workspace = workspace
  }

  /// The state at a commit; nil where its configuration has mistakes, which is told.
  mutating func state(at commit: PastCommit) throws(Failure) -> PortfolioHistory.State? {
    let version = try CommitVersion(commit: commit.id, workspace)
    let configuration = workspace.configurationName.flatMap { version.listing[$0] }
    let rules: Rules
    do throws(Failure) {
      rules = try self.rules(of: configuration, version)
    } catch {
      if !arguments.isQuiet { tell("left out the commit '\(commit.id.prefix(12))' of \(commit.day), whose configuration has mistakes today") }
      return nil
    }
    if knownRules != .some(configuration?.id) { known = [:] }
    knownRules = .some(configuration?.id)
    let files = FileDiscovery(
      arguments.operands, standardInputName: nil, configuration: rules.configuration, workspace: workspace, listing: version.listing
    ).files
    var limits = DocumentLimits()
    limits.size = arguments.maximumFileSize
    let linter = Linter(
      ruleset: rules.ruleset, configuration: rules.configuration, asOf: commit.day, limits: limits, host: version.host)
    let keys = files.map { Key(path: $0.path, id: version.listing[$0.path]?.id ?? "", isManifest: $0.isManifest) }
    let contents = try version.contents(of: zip(files, keys).filter { known[$1] == nil }.map(\.0))
    let worker = linter.makeWorker()
    let old = rules.rejudging.again(keys.compactMap { known[$0] }, by: linter)
    var rest = old[...]
    var checked: [CheckedFile] = []
    var next: [Key: CheckedFile] = [:]
    for (file, key) in zip(files, keys) {
      var result: CheckedFile
      if known[key] != nil, let again = rest.popFirst() {
        result = again
      } else {
        guard let bytes = contents[file.path] else { continue }
        result =
          bytes.count > limits.size
          ? linter.refuse(path: file.path, size: bytes.count)
          : worker(Source(path: file.path, bytes: bytes), file.isManifest ? .manifest : .candidate)
      }
      result.isAskedFor = file.isAskedFor
      next[key] = result
      checked.append(result)
    }
    // What is no longer there is not looked up again soon: only the last state is kept.
    known = next
    return linter.state(of: checked, commit: commit.id)
  }

  private mutating func rules(of file: GitFile?, _ version: CommitVersion) throws(Failure) -> Rules {
    if let known = rules[file?.id] { return known }
    // A commit from before the configuration is judged by that of today.
    let setup = try Setup(arguments, configuration: file == nil ? nil : try version.configuration())
    let ruleset = try setup.compileRules()
    let made = Rules(configuration: setup.configuration, ruleset: ruleset, rejudging: Rejudging(ruleset))
    rules[file?.id] = made
    return made
  }
}

extension Flag {
  static let since = Flag(
    "since", commit: "DAY|REF", to: \.since,
    "begin on that day, or after that branch, tag or commit; the default is the first commit")

  static let pastStates = Flag(
    "history", choiceFor: \.showsHistory,
    "have the HTML report show earlier states too: of every commit, or of the last one of each week or month")

  static let every = Flag(
    "every", choiceFor: \.every,
    "show every commit, which is the default, or the last one of each week or month")
}
