import GovernanceLint

/// The portfolio as it stood at a commit: manifests, configuration, rules and evidence, all from git and nothing from the disk.
struct CommitVersion: Sendable {
  /// The full name of the commit.
  let commit: String
  /// The files in the configuration's folder.
  let listing: FileListing
  /// All files of the repository.
  private let everything: FileListing
  private let repository: Repository
  private let workspace: Workspace
  private let prefix: String

  /// The commit that a name stands for, in the repository around the configuration.
  init(_ reference: String, _ workspace: Workspace) throws(Failure) {
    try self.init(commit: try Repository(containing: workspace.folder).resolve(reference), workspace)
  }

  /// The commit of a full name.
  init(commit: String, _ workspace: Workspace) throws(Failure) {
    self.commit = commit
    self.workspace = workspace
    prefix = workspace.repositoryPrefix
    repository = Repository(containing: workspace.repositoryRoot ?? workspace.folder)
    let files = try repository.files(at: commit)
    everything = FileListing(files)
    listing = FileListing(
      files.compactMap { [prefix] file in
        guard file.path.hasPrefix(prefix) else { return nil }
        var file = file
        file.path = String(file.path.dropFirst(prefix.count))
        file.target = file.target.map { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 }
        return file
      })
  }

  /// The configuration; nil where the run has none.
  func configuration() throws(Failure) -> Source? {
    guard let name = workspace.configurationName else { return nil }
    guard let file = listing[name] else {
      throw Failure("there was no '\(name)' at '\(commit.prefix(12))'", advice: "name a commit that has one, or the file that it had after '--config'")
    }
    return Source(path: name, bytes: try repository.read([file.id])[0])
  }

  /// The content of the files that were found.
  func contents(of files: [DiscoveredFile]) throws(Failure) -> [String: [UInt8]] {
    let listed = files.compactMap { listing[$0.path] }
    return Dictionary(zip(listed.map(\.path), try repository.read(listed.map(\.id))), uniquingKeysWith: { first, _ in first })
  }

  /// The YAML and JSON files of a folder with a kind or a rule module, sorted by name; nil where there was no such folder.
  func readFolder(_ folder: String) throws(Failure) -> [Source]? {
    let path = Path.relative(folder, to: workspace.repositoryRoot ?? workspace.folder)
    guard everything.hasFolder(path) else { return nil }
    let files = everything.files(in: path).filter { file in
      let name = file.path.dropFirst(path.count + 1)
      return !FolderWalk.isHidden(String(name)) && [".yaml", ".json"].contains(where: name.hasSuffix)
    }
    return zip(files, try repository.read(files.map(\.id))).map { file, bytes in
      let full = Path.joined(workspace.repositoryRoot ?? workspace.folder, file.path)
      return Source(path: Path.relative(full, to: workspace.folder), bytes: bytes)
    }
  }

  /// What rules may ask about other files, which are those of the commit.
  var host: Host { workspace.host(asking: repository) { everything } }

  /// A file that a rule asks about.
  func evidence(_ path: String) -> GitFile? { workspace.evidence(path, in: everything) }

  /// The content of each blob, in order.
  func readAll(_ ids: [String]) throws(Failure) -> [[UInt8]] { try repository.read(ids) }
}

extension Repository {
  /// Whether the work tree is the commit that is checked out: no file that git follows differs, and none is new.
  func isClean() throws(Failure) -> Bool {
    try output(["status", "--porcelain", "-z", "--untracked-files=normal"], needsWorkTree: true).isEmpty
  }
}
