import GovernanceLint

/// The manifests as they were at the base of a comparison: found by the configuration of that time, to be judged by today's rules.
struct BaseVersion {
  /// As reports name it: what was asked for.
  let name: String
  /// The commit; nil where there is none yet.
  let commit: String?
  /// What the configuration said there; nil where there was none, so that today's says what is a manifest.
  private(set) var configuration: Configuration?
  private let repository: Repository
  private let workspace: Workspace
  /// What is compared with it where that is not the work tree.
  private let now: FileListing?
  private let isQuiet: Bool
  private var files: [DiscoveredFile] = []
  private var listing = FileListing([])
  /// What has another content now.
  private var changed: Set<String> = []

  /// Finds the base that the command line names; nil where it names none. `index` or a commit is what is compared with it instead
  /// of the work tree.
  init?(_ arguments: Arguments, _ setup: Setup, index: IndexVersion?, at present: CommitVersion? = nil) throws(Failure) {
    repository = Repository(containing: setup.workspace.folder)
    workspace = setup.workspace
    now = index?.listing ?? present?.listing
    isQuiet = arguments.isQuiet
    if let reference = arguments.base ?? arguments.preCommitBase {
      name = reference
      commit = try repository.mergeBase(of: present?.commit ?? "HEAD", with: reference)
    } else if arguments.isStaged {
      name = "HEAD"
      commit = try repository.head()
    } else {
      return nil
    }
    guard let commit else { return }
    var paths = setup.gitPaths(arguments.operands)
    listing = FileListing(try repository.files(at: commit, below: paths))
    if now == nil { changed = try repository.changedPaths(since: commit, below: paths) }
    if let name = setup.workspace.configurationName, let file = listing[name] {
      configuration = setup.configuration
      if isChanged(file) {
        configuration = try readConfiguration(file, setup)
        let before = paths
        paths = setup.gitPaths(arguments.operands, of: configuration)
        if paths != before { listing = FileListing(try repository.files(at: commit, below: paths)) }
      }
    }
    files = FileDiscovery(
      arguments.operands, standardInputName: nil, configuration: configuration ?? setup.configuration, workspace: setup.workspace,
      listing: listing
    ).files
    for file in files {
      if let listed = listing[file.path], isChanged(listed) { changed.insert(file.path) }
    }
  }

  private func isChanged(_ file: GitFile) -> Bool {
    now.map { $0[file.path]?.id != file.id } ?? (file.isLinked || changed.contains(file.path))
  }

  /// Its configuration, as far as it says what was a manifest.
  private func readConfiguration(_ file: GitFile, _ setup: Setup) throws(Failure) -> Configuration? {
    let source = Source(path: file.path, bytes: try repository.read([file.id])[0], isAtBase: true)
    let (configuration, findings) = Configuration.decode(source, format: setup.configurationFormat)
    guard findings.contains(where: { $0.severity == .error }) else { return configuration }
    tell("the configuration at the base has mistakes, so that today's says what was a manifest there")
    return nil
  }

  /// Whether a file is still there, be it a manifest or not.
  private func isThere(_ path: String) -> Bool {
    now.map { $0[path] != nil } ?? ((try? FileStatus(path: Path.joined(repository.folder, path))) != nil)
  }

  /// Checks its manifests. `run` is what was checked of the present ones: those that have not changed are the same, unless rules
  /// asked about files (`asked`) that were others then.
  func check(
    _ run: [(file: DiscoveredFile, checked: CheckedFile)], by linter: Linter, asked: AskedFiles
  ) throws(Failure) -> Base {
    var known: [[UInt8]: CheckedFile] = [:]
    for (file, checked) in run where !file.isStandardInput { known[Array(file.path.utf8)] = checked }
    var base = Base(name: name, files: [], configuration: configuration)
    if let commit, !asked.named.isEmpty {
      let version = try CommitVersion(commit, workspace)
      if try version.differs(from: linter.host, on: asked) { base.host = version.host }
    }
    var old: [(file: DiscoveredFile, id: String)] = []
    for file in files {
      if !changed.contains(file.path) {
        if base.host == nil, let same = known[Array(file.path.utf8)] {
          base.files.append(same)
          continue
        }
        // A file that nobody has changed and that is not there is left out of the work tree on purpose.
        if !isThere(file.path) { continue }
      }
      if file.isManifest, known[Array(file.path.utf8)] == nil, isThere(file.path) { base.droppedPaths.append(file.path) }
      if let listed = listing[file.path] { old.append((file, listed.id)) }
    }
    if !isQuiet { tellSubmodules(run.map(\.file)) }
    let contents = try repository.read(old.map(\.id))
    let worker = linter.asking(base.host).makeWorker()
    for ((file, _), content) in zip(old, contents) {
      let bytes = try LFSPointer.digest(in: content).flatMap { digest throws(Failure) in try repository.readLargeFile(digest) } ?? content
      guard bytes.count <= linter.limits.size else {
        base.files.append(linter.refuse(path: file.path, size: bytes.count))
        continue
      }
      let checked = worker(Source(path: file.path, bytes: bytes, isAtBase: true), file.isManifest ? .manifest : .candidate)
      base.files.append(checked)
      if checked.isUnclear, known[Array(file.path.utf8)]?.isUnclear == false, !isQuiet { tellUnclear(file, bytes) }
    }
    return base
  }

  /// What cannot be compared is said: else it would look as if it had been.
  private func tellUnclear(_ file: DiscoveredFile, _ bytes: [UInt8]) {
    let isPointer = LFSPointer.digest(in: bytes) != nil
    tell(
      "'\(file.path)' cannot be compared: at the base it \(isPointer ? "is a pointer of Git LFS to what is not here" : "cannot be read as a manifest")",
      advice: isPointer ? commit.map { "'git lfs fetch origin \($0)' fetches it" } : nil)
  }

  private func tellSubmodules(_ run: [DiscoveredFile]) {
    for submodule in listing.submodules where run.contains(where: { $0.path.hasPrefix(submodule + "/") }) {
      tell("'\(submodule)' is a submodule: its manifests are compared only when govlint runs in it")
    }
  }
}

extension Arguments {
  /// What pre-commit says that a range of commits began with (`pre-commit run --from-ref`, a push); outside a range the commit before.
  fileprivate var preCommitBase: String? {
    guard isPreCommit else { return nil }
    return environment("PRE_COMMIT_FROM_REF").flatMap { $0.isEmpty ? nil : $0 } ?? "HEAD"
  }
}

extension Setup {
  /// The files and folders that git has to look at: where manifests may lie, what is named, and the configuration. Empty for all.
  func gitPaths(_ operands: [String], of configuration: Configuration? = nil) -> [String] {
    let globs = (configuration ?? self.configuration).manifests.compactMap { try? Glob.compile($0.text).get() }
    let named = operands.filter { $0 != "-" }.map { Path.relative(Path.absolute($0, in: workspace.current), to: workspace.folder) }
    let paths = globs.map(\.literalPrefix) + named.filter { !$0.hasPrefix("../") && $0 != ".." }
    if paths.contains(where: { $0.isEmpty || $0 == "." }) { return [] }
    return paths + [workspace.configurationName].compactMap { $0 }
  }
}
