import GovernanceLint

/// What a run goes by: the configuration, and the kinds and rules that ship or that it names.
struct Setup {
  var workspace: Workspace
  var configuration: Configuration
  /// Where they are read instead of the disk.
  private let commit: CommitVersion?
  /// The folders of the user's kinds and modules.
  private var own: [OwnFolder] = []
  /// What they hold, with what they are compiled with. Nil where there are none.
  private var ownLibrary: RuleLibrary?

  /// A folder with a kind or a module of the user's, and where the configuration names it.
  private struct OwnFolder: Sendable {
    var isKind = false
    var files: [Source]
    var place: Place?
  }

  /// Finds and reads them. Mistakes in them are a failure that shows each with its place.
  ///
  /// `moduleFolders` (relative to the working folder) take the place of those that the configuration names.
  /// `configuration` takes the place of the file's content, `commit` that of all files.
  init(
    _ arguments: Arguments, moduleFolders: [String]? = nil, configuration source: Source? = nil, commit: CommitVersion? = nil
  ) throws(Failure) {
    workspace = try Workspace(configuration: arguments.configuration)
    self.commit = commit
    var findings: [Finding] = []
    configuration = Configuration()
    var source = source
    if let commit {
      source = try commit.configuration()
    } else if source == nil {
      source = try workspace.readConfiguration()
    }
    if let source {
      (configuration, findings) = Configuration.decode(source, format: builtIn.configuration)
    }
    let ownModules = moduleFolders ?? (configuration.modules ?? []).filter(\.isFolder).map(\.text)
    if !configuration.kinds.isEmpty || !ownModules.isEmpty { findings += try loadOwn(moduleFolders: moduleFolders) }
    try Setup.accept(findings, "the configuration or a rule module has mistakes")
  }

  /// Adds the user's kinds and modules to those that ship; what is wrong with them.
  private mutating func loadOwn(moduleFolders: [String]?) throws(Failure) -> [Finding] {
    var library = frame()
    var findings: [Finding] = []
    for folder in configuration.kinds {
      guard let files = try read(folder, of: "kind", into: &findings) else { continue }
      own.append(OwnFolder(isKind: true, files: files, place: folder.place))
      findings += library.addKind(files, place: folder.place)
    }
    let areKindsWhole = !findings.contains { $0.severity == .error }
    var modules: [OwnFolder] = []
    // What is told of a folder that is not there stands where what is told of a module would.
    var missing: [[Finding]] = []
    if let moduleFolders {
      for folder in moduleFolders {
        modules.append(OwnFolder(files: try workspace.readFolder(Path.absolute(folder, in: workspace.current))))
        missing.append([])
      }
    } else {
      for folder in (configuration.modules ?? []).filter(\.isFolder) {
        missing.append([])
        guard let files = try read(folder, of: "rule module", into: &missing[missing.count - 1]) else { continue }
        modules.append(OwnFolder(files: files, place: folder.place))
      }
    }
    var mistakes = library.addModules(modules.map { ($0.files, $0.place) }, workers: Threads())[...]
    for missing in missing { findings += missing.isEmpty ? mistakes.removeFirst() : missing }
    own += modules
    // All mistakes in one go; without a kind that has some, rules on it would have more than they have.
    if areKindsWhole, findings.contains(where: { $0.severity == .error }) { findings += library.mistakesOfOwnModules() }
    ownLibrary = library
    return findings
  }

  /// The files of a folder that the configuration names; nil, with a finding at the name, where there is no such folder.
  private func read(_ folder: Configuration.Pattern, of what: String, into findings: inout [Finding]) throws(Failure) -> [Source]? {
    let path = Path.absolute(folder.text, in: workspace.folder)
    if let commit {
      if let files = try commit.readFolder(path) { return files }
    } else if (try? FileStatus(path: path))?.kind == .folder {
      return try workspace.readFolder(path)
    }
    findings.append(
      Finding(
        rule: "configuration/missing-folder", severity: .error, message: "there is no folder '\(folder.text)' with a \(what)",
        place: folder.place, fix: "Folders are seen from where the configuration lies."))
    return nil
  }

  /// Everything that is known, decoded from its files. Those that ship are decoded for nothing else, for that takes longer than
  /// to check a manifest.
  func loadLibrary() -> RuleLibrary { whole() }

  /// Makes that; what is wrong with the user's own was told when it was decoded first.
  private var whole: @Sendable () -> RuleLibrary {
    { [own] in
      var library = builtInLibrary()
      for folder in own {
        _ = folder.isKind ? library.addKind(folder.files, place: folder.place) : library.addModule(folder.files, place: folder.place)
      }
      return library
    }
  }

  /// What the user's own is compiled with. Kinds of the user's are variables of every rule: then all has to be compiled anew.
  private func frame() -> RuleLibrary {
    guard configuration.kinds.isEmpty else { return builtInLibrary() }
    return RuleLibrary(builtIn: builtInFiles(), compiled: builtIn) { configuration.setsParameters(ofModule: $0) }
  }

  /// What a configuration has to look like.
  var configurationFormat: Schema { builtIn.configuration }

  /// The names of the modules that the configuration selects; nil for all.
  var configuredModules: [String]? {
    guard let named = configuration.modules else { return nil }
    let own = (ownLibrary?.modules ?? []).filter { !$0.isBuiltIn }.map(\.head.name)
    return named.filter { !$0.isFolder }.map(\.text) + own
  }

  /// The rules that the configuration selects, ready to judge by.
  func compileRules() throws(Failure) -> Ruleset {
    let (ruleset, findings) =
      configuration.needsCompiler
      ? Ruleset.compile(
        ownLibrary ?? frame(), configuration: configuration, builtIn: configuration.kinds.isEmpty ? builtIn.ruleset : nil,
        workers: Threads(), whole: whole)
      : builtIn.ruleset.selected(by: configuration)
    try Setup.accept(findings, "the configuration or a rule module has mistakes")
    return ruleset
  }

  /// Nothing is judged by rules with errors in them. What is less than an error is told when the run goes on.
  private static func accept(_ findings: [Finding], _ message: String) throws(Failure) {
    guard findings.contains(where: { $0.severity == .error }) else { return }
    throw Failure(message, findings: findings)
  }
}

/// What ships, as it is without a configuration. It is never freed, which would take time at the end of each run.
private let builtIn = PackedRules(reading: embeddedRuleset) { builtInLibrary() }

/// What the files of `rules/` said when the tool was built.
private func builtInLibrary() -> RuleLibrary {
  // Nothing is wrong with them: the tool would not have been built.
  RuleLibrary.load(builtIn: builtInFiles()).0
}

private func builtInFiles() -> [(path: String, source: Source)] {
  embeddedRules.map { path, text in
    let path = path.description
    let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return (path: path, source: Source(path: "rules/" + path, bytes: Array(bytes)))
  }
}

extension Workspace {
  /// The YAML and JSON files of a folder with a kind or a rule module, sorted by name.
  fileprivate func readFolder(_ folder: String) throws(Failure) -> [Source] {
    do throws(SystemError) {
      let names = try entries(ofFolder: folder).map(\.name).filter { name in
        !FolderWalk.isHidden(name) && [".yaml", ".json"].contains(where: name.hasSuffix)
      }
      let shown = Path.relative(folder, to: self.folder)
      var sources: [Source] = []
      for name in names {
        guard let bytes = try readFile(Path.joined(folder, name), limit: Workspace.largestConfiguration) else { throw .tooLarge }
        sources.append(Source(path: Path.joined(shown, name), bytes: bytes))
      }
      return sources
    } catch {
      throw Failure("cannot read the folder '\(shown(folder))' of a kind or a rule module: \(error.words)")
    }
  }
}
