import GovernanceLint

/// Which files may be changed: those that git can bring back as they are, and that lie where their paths say.
struct FixTargets {
  private let workspace: Workspace
  private let allowsDirty: Bool

  init(_ workspace: Workspace, allowsDirty: Bool) {
    self.workspace = workspace
    self.allowsDirty = allowsDirty
  }

  /// Why each path may not be changed; nil for one that may.
  func refusals(of paths: [String]) throws(Failure) -> [Failure?] {
    var refusals: [Failure?] = []
    /// The files of each repository: where they stand among the paths, and what they are called there.
    var files: [String: [(index: Int, path: String)]] = [:]
    for path in paths {
      let named = Path.absolute(path, in: workspace.folder)
      let root = root(of: named)
      guard let resolved = resolvedPath(named), let resolvedRoot = resolvedPath(root.folder), resolved.hasPrefix(resolvedRoot + "/"),
        !root.isRepository || FixTargets.repository(of: resolved) == resolvedRoot
      else {
        refusals.append(Failure("a symbolic link leads out of '\(workspace.shown(root.folder))'"))
        continue
      }
      if root.isRepository { files[resolvedRoot, default: []].append((refusals.count, Path.relative(resolved, to: resolvedRoot))) }
      refusals.append(nil)
    }
    if allowsDirty { return refusals }
    for (root, files) in files {
      let repository = Repository(containing: root)
      // A command line holds a limited number of names.
      let names = files.count > FixTargets.mostNames ? [] : files.map(\.path)
      let changed = try repository.changedPaths(since: nil, below: names)
      let listing = FileListing(try repository.stagedFiles(below: names))
      for (index, path) in files where listing[path] == nil || changed.contains(path) {
        let what = listing[path] == nil ? "git does not follow it" : "it has changes that are not staged"
        refusals[index] = Failure(what, advice: "'git add' it first, or let '--allow-dirty' change what git cannot bring back")
      }
    }
    return refusals
  }

  private static let mostNames = 1000

  /// The repository around a file; outside one the configuration's folder, or else that of the file.
  private func root(of path: String) -> (folder: String, isRepository: Bool) {
    if let repository = FixTargets.repository(of: path) { return (repository, true) }
    return (path.hasPrefix(workspace.folder + "/") ? workspace.folder : Path.parent(of: path), false)
  }

  private static func repository(of path: String) -> String? {
    Path.nearest(from: Path.parent(of: path)) { (try? FileStatus(path: Path.joined($0, ".git"))) != nil }
  }
}
