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
    let repository = Repository(containing: workspace.repositoryRoot ?? workspace.folder)
    let listing = Remembered<FileListing>()
    // Where git cannot say, nothing that is asked for is there, which rules report.
    return workspace.host(asking: repository) { listing.value { FileListing((try? repository.stagedFiles()) ?? []) } }
  }
}

extension Workspace {
  /// What rules may ask about other files, answered by git; `listing` has all files of the repository, and is asked when a rule is.
  func host(asking repository: Repository, _ listing: @escaping @Sendable () -> FileListing) -> Host {
    Host(
      read: { path in evidence(path, in: listing()).flatMap { try? repository.read([$0.id]).first } },
      exists: { evidence($0, in: listing()) != nil }, timeZone: host.timeZone)
  }

  /// The file that a rule asks about, among all files of the repository.
  func evidence(_ path: String, in listing: FileListing) -> GitFile? {
    guard !path.hasPrefix("/") else { return nil }
    let full = Path.absolute(path, in: folder)
    return listing[Path.relative(full, to: repositoryRoot ?? folder)].flatMap { $0.kind == .file ? $0 : nil }
  }
}
