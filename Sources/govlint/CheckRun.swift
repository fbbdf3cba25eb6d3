import GovernanceLint

/// What `check` and `audit` begin with: the manifests that the configuration and the paths on the command line stand for, each
/// checked as far as that can be done without the others.
struct CheckRun {
  let linter: Linter
  /// The manifests, in the order of their paths.
  private(set) var checked: [CheckedFile] = []
  /// What they are compared with.
  private(set) var base: Base?
  /// The commit of that.
  let baseCommit: String?
  /// Whether everything could be read.
  private(set) var isComplete: Bool

  /// Finds and checks them; `index` or `commit` holds them where it is not the work tree that is asked about.
  init(
    _ arguments: Arguments, _ setup: Setup, index: IndexVersion? = nil, commit: CommitVersion? = nil, keepsEvidence: Bool = false,
    keepsDocuments: Bool = false
  ) throws(Failure) {
    let files = FileDiscovery(
      arguments.operands, standardInputName: arguments.standardInputName, configuration: setup.configuration,
      workspace: setup.workspace, listing: index?.listing ?? commit?.listing)
    isComplete = files.tellProblems(arguments)
    try ensureSomethingToCheck(files, arguments, setup)
    let baseVersion = try BaseVersion(arguments, setup, index: index, at: commit)
    baseCommit = baseVersion?.commit
    var contents: [String: [UInt8]] = [:]
    if let index { contents = try index.contents(of: files.files) } else if let commit { contents = try commit.contents(of: files.files) }

    let asked = AskedFiles()
    var limits = DocumentLimits()
    limits.size = arguments.maximumFileSize
    var linter = Linter(
      ruleset: try setup.compileRules(), configuration: setup.configuration, asOf: arguments.asOf ?? currentDate(), limits: limits,
      host: asked.listening(to: commit?.host ?? index?.host(setup.workspace) ?? setup.workspace.host))
    linter.keepsEvidence = keepsEvidence
    linter.comparesWithBase = baseVersion != nil
    self.linter = linter
    // Of many files only what the rest of the run needs is kept, where they can be read again.
    let isRereadable = index == nil && commit == nil && !files.files.contains(where: \.isStandardInput)
    let keepsDocuments = keepsDocuments || keepsEvidence || baseVersion != nil || !isRereadable || files.files.count < CheckRun.fewFiles
    let judgesAll = linter.judgesOthers(hasBase: baseVersion != nil)
    let progress = Progress("checking", of: files.files.count)
    let outcomes = concurrentMap(files.files) { [workspace = setup.workspace, linter, contents] in
      let worker = linter.makeWorker(keepsDocuments: keepsDocuments)
      return { file in
        defer { progress.advance() }
        let membership: Membership = !file.isManifest ? .candidate : file.isAskedFor || judgesAll ? .manifest : .companion
        return Result { () throws(Failure) in
          try check(file, as: membership, content: contents[file.path], by: linter, worker, in: workspace)
        }
      }
    }
    progress.finish()
    var results: [(file: DiscoveredFile, checked: CheckedFile)] = []
    for (file, outcome) in zip(files.files, outcomes) {
      switch outcome {
      case .success(var result):
        result.isAskedFor = file.isAskedFor
        results.append((file, result))
        if result.isSkipped, file.isNamed, !arguments.isQuiet { tell("skipped '\(file.path)': it is no manifest of a known kind") }
      case .failure(let failure):
        tell(failure)
        isComplete = false
      }
    }
    if isComplete, results.allSatisfy(\.checked.isSkipped), files.files.contains(where: { !$0.isNamed }) {
      throw Failure("nothing to check: no file in the named folders is a manifest of a known kind")
    }
    base = try baseVersion?.check(results, by: linter, asked: asked)
    checked = results.map(\.checked)
  }

  /// Below this number the documents of all files stay in memory.
  private static let fewFiles = 100

  /// What there is to say about the manifests.
  func report(_ arguments: Arguments, _ workspace: Workspace) -> Report {
    var report = linter.finish(checked, base: base, version: toolVersion, workers: Threads()) { path in
      let bytes = try? readFile(workspace.opened(path), limit: linter.limits.size)
      return bytes.flatMap { $0 }.map { Source(path: path, bytes: $0) }
    }
    complete(&report, arguments)
    report.isOnlyNew = arguments.isOnlyNew
    return report
  }

  /// Hands over the manifests, so that they are changed in their place: nobody may ask for them again.
  mutating func takeChecked() -> [CheckedFile] {
    defer { checked = [] }
    return checked
  }

  /// Puts a manifest with another content, or what was checked of it before, in the place of one.
  mutating func replace(_ index: Int, with file: CheckedFile) {
    let isAskedFor = checked[index].isAskedFor
    checked[index] = file
    checked[index].isAskedFor = isAskedFor
  }

  /// Tells a report what the command line and the files had to say.
  func complete(_ report: inout Report, _ arguments: Arguments) {
    if let level = arguments.failLevel { report.failOn = level.severity }
    if !isComplete { report.couldNotRun = true }
  }
}

/// Reads and checks one file.
private func check(
  _ file: DiscoveredFile, as membership: Membership, content: [UInt8]?, by linter: Linter, _ worker: (Source, Membership) -> CheckedFile, in workspace: Workspace
) throws(Failure) -> CheckedFile {
  do throws(SystemError) {
    let limit = linter.limits.size
    let bytes: [UInt8]? =
      if let content {
        content.count <= limit ? content : nil
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
    return worker(Source(path: file.path, bytes: bytes), membership)
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
