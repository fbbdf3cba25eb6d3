import GovernanceLint

extension CommitVersion {
  /// Whether rules would have got another answer here than `host` gives now.
  func differs(from host: Host, on asked: AskedFiles) throws(Failure) -> Bool {
    let here = self.host
    if asked.named.contains(where: { here.exists($0) != host.exists($0) }) { return true }
    let files = asked.read.compactMap { path in evidence(path).map { (path, $0.id) } }
    return zip(files, try readAll(files.map(\.1))).contains { file, bytes in host.read(file.0) != bytes }
  }
}

extension IndexVersion {
  /// What rules may ask about other files: a report that is not staged will not be in the commit.
  func host(_ workspace: Workspace) -> Host {
    let listing = StagedListing(Repository(containing: workspace.repositoryRoot ?? workspace.folder))
    @Sendable func file(_ path: String) -> GitFile? {
      guard !path.hasPrefix("/") else { return nil }
      let full = Path.absolute(path, in: workspace.folder)
      return listing.files[Path.relative(full, to: workspace.repositoryRoot ?? workspace.folder)].flatMap { $0.kind == .file ? $0 : nil }
    }
    return Host(
      read: { path in file(path).flatMap { try? listing.repository.read([$0.id]).first } }, exists: { file($0) != nil },
      timeZone: workspace.host.timeZone)
  }
}

/// All files of the index, listed when somebody asks.
private final class StagedListing: Sendable {
  let repository: Repository
  private let listed = Remembered<FileListing>()

  init(_ repository: Repository) { self.repository = repository }

  /// None where git cannot say; then nothing that is asked for is there, which rules report.
  var files: FileListing {
    listed.value { FileListing((try? repository.stagedFiles()) ?? []) }
  }
}
