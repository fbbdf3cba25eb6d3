/// What an audit was made from, besides the manifests: whoever has the same gets the same record.
public struct AuditOrigin: Sendable {
  /// The repository; nil outside one.
  public var repository: AuditedRepository?
  /// The configuration's file; nil where there is none.
  public var configuration: AuditedFile?
  /// The folders that rules and kinds were read from, those that ship first.
  public var modules: [AuditedFolder] = []
  /// The kinds, likewise.
  public var kinds: [AuditedFolder] = []
  /// What was asked for on the command line, as far as it can change the record: a flag's name and its value.
  public var options: [(name: String, value: String)] = []
  /// Paths that were named; empty for all manifests of the configuration.
  public var paths: [String] = []

  /// An audit of manifests alone.
  public init() {}
}

/// The state of the repository that an audit was made in.
public struct AuditedRepository: Sendable {
  /// The full name of the commit, in hexadecimal.
  public var commit: String
  /// Whether no file that git follows differed from that commit and none was new.
  public var isClean: Bool
  /// The configuration's folder, relative to the root of the repository: `""` or `ai/`.
  public var folder: String

  /// The state of a repository.
  public init(commit: String, isClean: Bool, folder: String) {
    self.commit = commit
    self.isClean = isClean
    self.folder = folder
  }
}

/// A file and the SHA-256 of its content.
public struct AuditedFile: Sendable {
  /// Relative to the configuration's folder; of what ships, to `rules/`.
  public var path: String
  /// In lower-case hexadecimal.
  public var sha256: String

  /// A file of that content.
  public init(path: String, bytes: [UInt8]) { self.init(path: path, sha256: SHA256.hexadecimal(of: bytes)) }

  init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }
}

/// A folder that decides what is judged: a rule module or a kind.
public struct AuditedFolder: Sendable {
  /// The module or kind.
  public var name: String
  /// What it is about, for people.
  public var title: String
  /// Whether it ships with the tool.
  public var isBuiltIn: Bool
  /// Its files, sorted by path.
  public var files: [AuditedFile]

  /// A folder with these files.
  public init(name: String, title: String, isBuiltIn: Bool, files: [AuditedFile]) {
    self.name = name
    self.title = title
    self.isBuiltIn = isBuiltIn
    self.files = files.sorted { $0.path.precedes($1.path) }
  }

  /// One digest for all files: that of the list which `sha256sum` prints of them.
  public var sha256: String {
    SHA256.hexadecimal(of: Array(files.map { "\($0.sha256)  \($0.path)\n" }.joined().utf8))
  }
}

extension RuleLibrary {
  /// The modules that rules come from, and the kinds, each with the digests of its files.
  func folders(of modules: Set<String>) -> (modules: [AuditedFolder], kinds: [AuditedFolder]) {
    let wanted = self.modules.filter { modules.contains($0.head.name) }
    return (
      wanted.map { module in
        AuditedFolder(
          name: module.head.name, title: module.head.title, isBuiltIn: module.isBuiltIn,
          files: ([module.head.root] + module.rules.map(\.root)).map { RuleLibrary.file($0.document.source) })
      },
      kinds.map { kind in
        let files = [kind.root.document.source, kind.schemaSource].map(RuleLibrary.file)
        return AuditedFolder(name: kind.name, title: kind.name, isBuiltIn: files[0].path.hasPrefix("rules/"), files: files)
      }
    )
  }

  private static func file(_ source: Source) -> AuditedFile { AuditedFile(path: source.path, bytes: source.bytes) }
}
