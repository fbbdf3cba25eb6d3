import GovernanceLint

/// Where the tool runs: the working folder, the configuration's folder, and the repository around it.
///
/// Paths in reports are relative to the configuration's folder, so that a finding reads the same wherever it was made.
struct Workspace {
  /// Absolute; the working folder.
  var current: String
  /// Absolute; what configuration and manifests are relative to. The working folder where there is no configuration.
  var folder: String
  /// The configuration's file name in `folder`; nil where there is none.
  var configurationName: String?

  /// The name under which a configuration is looked for.
  static let configurationName = ".lint-config.json"

  /// Finds the configuration: the named one, or the nearest from the working folder upwards.
  init(configuration: String?) throws(Failure) {
    do throws(SystemError) {
      current = try currentFolder()
    } catch {
      throw Failure("cannot tell the working folder: \(error.words)")
    }
    if let configuration {
      let path = Path.absolute(configuration, in: current)
      folder = Path.parent(of: path)
      configurationName = Path.relative(path, to: folder)
    } else {
      let name = Workspace.configurationName
      let found = Path.nearest(from: current) { (try? FileStatus(path: Path.joined($0, name)))?.kind == .file }
      folder = found ?? current
      configurationName = found.map { _ in name }
    }
  }

  /// Reads the configuration; nil where there is none.
  func readConfiguration() throws(Failure) -> Source? {
    guard let configurationName else { return nil }
    let path = Path.joined(folder, configurationName)
    do throws(SystemError) {
      guard let bytes = try readFile(path, limit: Workspace.largestConfiguration) else {
        throw SystemError.tooLarge
      }
      return Source(path: configurationName, bytes: bytes)
    } catch {
      throw Failure(
        "cannot read the configuration '\(shown(path))': \(error.words)",
        advice: error.isNotFound ? "name an existing file after '--config', or leave it out to use the nearest \(Workspace.configurationName)" : nil)
    }
  }

  /// In bytes; a configuration or rule file beyond it was hardly written by a person.
  static let largestConfiguration = 16 << 20

  /// Where a path of a report lies, to open it.
  func opened(_ path: String) -> String {
    // Relative paths spare the system the walk from the root; they are right where the two folders are one.
    folder == current || path.hasPrefix("/") ? path : Path.joined(folder, path)
  }

  /// An absolute path as a person would type it.
  func shown(_ path: String) -> String { Path.relative(path, to: current) }

  /// The configuration's folder seen from the repository's root (`""` or `ai/`), which SARIF wants; `""` outside a repository.
  var repositoryPrefix: String {
    guard let root = repositoryRoot, root != folder else { return "" }
    return Path.relative(folder, to: root) + "/"
  }

  /// The root of the repository around the configuration; nil outside one.
  var repositoryRoot: String? {
    Path.nearest(from: folder) { (try? FileStatus(path: Path.joined($0, ".git"))) != nil }
  }

  /// What rules may ask about other files. They stay inside the repository, or the configuration's folder where there is none:
  /// a manifest that somebody sent in must not find out about the machine that checks it.
  var host: Host {
    let root = repositoryRoot ?? folder
    let folder = folder
    @Sendable func evidence(_ path: String) -> String? {
      let full = Path.absolute(path, in: folder)
      guard !path.hasPrefix("/"), root == "/" || full.hasPrefix(root + "/"), (try? FileStatus(path: full))?.kind == .file else { return nil }
      return full
    }
    return Host(
      read: { path in evidence(path).flatMap { try? readFile($0, limit: Workspace.largestEvidence) } },
      exists: { evidence($0) != nil }, timeZone: Workspace.timeZone)
  }

  /// The data of a time zone on this machine. The library asks only for names that stay inside the folder.
  @Sendable private static func timeZone(_ name: String) -> [UInt8]? {
    try? readFile("/usr/share/zoneinfo/" + name, limit: largestTimeZone)
  }

  /// In bytes; what is larger is no time zone.
  private static let largestTimeZone = 1 << 20

  /// In bytes; the largest file of which a rule can ask the digest.
  static let largestEvidence = 256 << 20
}
