import GovernanceLint

/// A file to check.
struct DiscoveredFile: Sendable {
  /// Relative to the configuration's folder.
  var path: String
  /// Whether it has to be a manifest: then one that is recognised as nothing is a finding. Otherwise it is skipped.
  var isManifest: Bool
  /// Whether findings about it are wanted. The others are read because rules about the whole portfolio need them.
  var isAskedFor: Bool
  /// Whether the command line names it, and not a folder around it.
  var isNamed = false
  /// Whether its content comes from standard input, whatever the disk holds.
  var isStandardInput = false
}

/// The files that a run is about.
struct FileDiscovery {
  /// Sorted by the bytes of their paths.
  private(set) var files: [DiscoveredFile] = []
  /// Named files that the configuration excludes.
  private(set) var excluded: [String] = []
  /// What is wrong with the configuration's globs.
  private(set) var findings: [Finding] = []
  /// Paths that do not exist or cannot be read.
  private(set) var failures: [Failure] = []

  /// Where each path stands in `files`; by bytes, because names that look alike may be two files.
  private var indexes: [[UInt8]: Int] = [:]
  private let workspace: Workspace
  private let tree: FileTree
  private let manifests: [(glob: Glob, pattern: Configuration.Pattern)]
  private let exclude: [Glob]

  /// Finds the files that the configuration and the paths on the command line stand for, on the disk or in a listing of git's.
  init(
    _ operands: [String], standardInputName: String?, configuration: Configuration, workspace: Workspace, listing: FileListing? = nil
  ) {
    self.workspace = workspace
    tree = listing.map(FileTree.listing) ?? .folder(workspace.folder)
    manifests = FileDiscovery.globs(configuration.manifests, &findings)
    exclude = FileDiscovery.globs(configuration.exclude, &findings).map(\.glob)
    if !manifests.isEmpty { findManifests() }
    if operands.isEmpty {
      for index in files.indices { files[index].isAskedFor = true }
    }
    for operand in operands where operand != "-" { add(operand) }
    if operands.contains("-") { addStandardInput(standardInputName) }
    files.sort { $0.path.precedes($1.path) }
  }

  /// The globs that can be read, each with where it stands.
  private static func globs(
    _ patterns: [Configuration.Pattern], _ findings: inout [Finding]
  ) -> [(glob: Glob, pattern: Configuration.Pattern)] {
    patterns.compactMap { pattern in
      switch Glob.compile(pattern.text) {
      case .success(let glob): return (glob, pattern)
      case .failure(let error):
        let message = "'\(pattern.text)' is no glob: \(error.message)"
        findings.append(Finding(rule: "configuration/bad-glob", severity: .error, message: message, place: pattern.place))
        return nil
      }
    }
  }

  /// The files that the configuration's globs stand for.
  private mutating func findManifests() {
    let globs = manifests.map(\.glob)
    let exclude = exclude
    var found: [String] = []
    var matched = Array(repeating: false, count: globs.count)
    failures += tree.walk("") { folder in
      let isNamed = !FolderWalk.isHidden(folder.lastPathPart) || globs.contains { ($0.literalPrefix + "/").hasPrefix(folder + "/") }
      guard isNamed, globs.contains(where: { $0.couldMatch(below: folder) }) else { return false }
      guard exclude.contains(where: { $0.matches(folder) }) else { return true }
      // What is not looked into may hold what the glob stands for.
      for (index, glob) in globs.enumerated() where glob.couldMatch(below: folder) { matched[index] = true }
      return false
    } visit: { path in
      let isHidden = FolderWalk.isHidden(path.lastPathPart)
      var isManifest = false
      for (index, glob) in globs.enumerated() where glob.matches(path) && (!isHidden || glob.text == path) {
        matched[index] = true
        isManifest = true
      }
      if isManifest, !exclude.contains(where: { $0.matches(path) }) { found.append(path) }
    }
    for path in found { append(DiscoveredFile(path: path, isManifest: true, isAskedFor: false)) }
    for (index, manifest) in manifests.enumerated() where !matched[index] {
      findings.append(
        Finding(
          rule: "configuration/unmatched-glob", severity: .error, message: "'\(manifest.pattern.text)' matches no file",
          place: manifest.pattern.place, fix: "Correct the glob or remove it; it is relative to the folder of the configuration."))
    }
  }

  /// Whether the configuration excludes a file, or a folder that it lies in.
  private func isExcluded(_ path: String) -> Bool {
    let slashes = path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }
    return exclude.contains { glob in glob.matches(path) || slashes.contains { glob.matches(String(path[..<$0])) } }
  }

  /// A file or folder that was named on the command line.
  private mutating func add(_ operand: String) {
    let path = reported(operand)
    do throws(SystemError) {
      if try tree.kind(of: path, opened: operand) == .folder {
        addFolder(operand, path)
      } else {
        addFile(operand, path)
      }
    } catch {
      failures.append(tree.isListing ? Failure("'\(operand)' is not staged", advice: "'git add' puts it into the index") : Failure(unreadable: operand, error))
    }
  }

  /// What comes from standard input; it stands for the file of that name, so that an editor can have unsaved text checked.
  private mutating func addStandardInput(_ name: String?) {
    guard let name else {
      return append(DiscoveredFile(path: "<stdin>", isManifest: true, isAskedFor: true, isNamed: true, isStandardInput: true))
    }
    let path = reported(name)
    guard !isExcluded(path) else { return excluded.append(name) }
    let isManifest = manifests.isEmpty || manifests.contains { $0.glob.matches(path) }
    append(DiscoveredFile(path: path, isManifest: isManifest, isAskedFor: true, isNamed: true, isStandardInput: true))
  }

  /// The path of an operand as reports have it; what was named absolutely and lies elsewhere stays so (`/dev/fd/63`).
  private func reported(_ operand: String) -> String {
    let path = Path.relative(Path.absolute(operand, in: workspace.current), to: workspace.folder)
    return operand.hasPrefix("/") && path.hasPrefix("../") ? operand : path
  }

  private mutating func addFile(_ operand: String, _ path: String) {
    if isExcluded(path) {
      excluded.append(operand)
    } else {
      append(DiscoveredFile(path: path, isManifest: manifests.isEmpty, isAskedFor: true, isNamed: true))
    }
  }

  private mutating func addFolder(_ operand: String, _ path: String) {
    guard manifests.isEmpty else {
      let below = files.indices.filter { path == "." || files[$0].path.hasPrefix(path + "/") }
      for index in below { files[index].isAskedFor = true }
      if below.isEmpty { failures.append(noManifests(in: operand)) }
      return
    }
    var found: [String] = []
    let before = failures.count
    failures += tree.walk(path) { [exclude] folder in
      !FolderWalk.isHidden(folder.lastPathPart) && !exclude.contains { $0.matches(folder) }
    } visit: { [exclude] file in
      guard !FolderWalk.isHidden(file.lastPathPart), [".yaml", ".yml", ".json"].contains(where: file.hasSuffix),
        !exclude.contains(where: { $0.matches(file) })
      else { return }
      found.append(file)
    }
    for path in found { append(DiscoveredFile(path: path, isManifest: false, isAskedFor: true)) }
    if found.isEmpty, failures.count == before { failures.append(Failure("found no file '*.yaml', '*.yml' or '*.json' in '\(operand)'")) }
  }

  /// Adds a file, or says of one that is there already that it is asked for.
  private mutating func append(_ file: DiscoveredFile) {
    if let index = indexes[Array(file.path.utf8)] {
      files[index].isAskedFor = files[index].isAskedFor || file.isAskedFor
      files[index].isStandardInput = files[index].isStandardInput || file.isStandardInput
    } else {
      indexes[Array(file.path.utf8)] = files.count
      files.append(file)
    }
  }

  private func noManifests(in operand: String) -> Failure {
    let own = Path.joined(operand, Workspace.configurationName)
    let hasOwn = (try? FileStatus(path: own)) != nil
    return Failure(
      "found no manifest in '\(operand)': none of the configuration's 'manifests' globs matches a file there",
      advice: hasOwn ? "that folder has its own configuration: add '--config \(own)' or run govlint there" : nil)
  }
}

extension String {
  /// The part after the last slash.
  fileprivate var lastPathPart: Substring {
    self[(utf8.lastIndex(of: UInt8(ascii: "/")).map { utf8.index(after: $0) } ?? startIndex)...]
  }
}
