import GovernanceLint

/// The files as they are staged for the next commit.
struct IndexVersion {
  let listing: FileListing
  private let repository: Repository
  /// What has another content in the work tree, or is not there.
  private let changed: Set<String>

  /// The index of the repository around the configuration.
  init(_ setup: Setup, _ operands: [String]) throws(Failure) {
    repository = Repository(containing: setup.workspace.folder)
    let paths = setup.gitPaths(operands)
    listing = FileListing(try repository.stagedFiles(below: paths))
    changed = try repository.changedPaths(since: nil, below: paths)
  }

  /// The configuration as it is staged; nil where that is what the work tree has, or it is not in the index.
  func configuration(_ workspace: Workspace) throws(Failure) -> Source? {
    guard let name = workspace.configurationName, changed.contains(name), let file = listing[name] else { return nil }
    return Source(path: name, bytes: try repository.read([file.id])[0])
  }

  /// The content of those files that differ from the work tree; the others are read there, where filters such as that of Git LFS
  /// have put what people see.
  func contents(of files: [DiscoveredFile]) throws(Failure) -> [String: [UInt8]] {
    let different = files.compactMap { file in changed.contains(file.path) ? listing[file.path] : nil }
    return Dictionary(
      zip(different.map(\.path), try repository.read(different.map(\.id))), uniquingKeysWith: { first, _ in first })
  }
}
