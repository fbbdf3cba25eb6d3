import GovernanceLint

/// Runs the system's git, so that it reads and changes nothing, asks nobody and leaves the network alone.
enum Git {
  /// What it did, whether it succeeded or not.
  static func run(_ words: [String], in folder: String, feeding input: [UInt8] = []) throws(Failure) -> ChildProcess.Result {
    try finish(start(words, in: folder), feeding: input)
  }

  /// Starts it, for what can go on meanwhile; ``finish(_:feeding:)`` has to follow.
  static func start(_ words: [String], in folder: String) throws(Failure) -> ChildProcess {
    let current = (try? currentFolder()) ?? folder
    // Without '-C' a hook's own variables with relative paths stay right.
    let place = folder == current ? [] : ["-C", folder]
    do throws(SystemError) {
      return try ChildProcess(["git"] + place + settings + words, environment: environment(in: current))
    } catch {
      if error.isNotFound {
        throw Failure("comparing with a base needs git, and no program 'git' was found", advice: "install git, or add its folder to PATH")
      }
      throw Failure("cannot run git: \(error.words)")
    }
  }

  /// Waits for it.
  static func finish(_ process: ChildProcess, feeding input: [UInt8] = []) throws(Failure) -> ChildProcess.Result {
    do throws(SystemError) {
      return try process.finish(feeding: input)
    } catch {
      throw Failure("cannot run git: \(error.words)")
    }
  }

  /// A monitor of the file system and hooks are programs that the repository names, and would be started. `git diff` refreshes the
  /// index on the way, which a hook would hear of; without that it names files that were touched and say the same.
  private static let settings = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.autoRefreshIndex=true"]

  /// What git is told of the environment, and what is set.
  ///
  /// Only what says where things lie is handed on: no pagers, programs for differences or traces. Paths are made absolute, because
  /// hooks are given relative ones.
  private static func environment(in current: String) -> [String] {
    var variables = [
      "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_NO_REPLACE_OBJECTS=1", "LC_ALL=C",
    ]
    func hand(_ name: String, isPath: Bool = false) {
      guard let value = govlint.environment(name) else { return }
      variables.append("\(name)=\(isPath ? Path.absolute(value, in: current) : value)")
    }
    for name in [
      "PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "DEVELOPER_DIR", "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES",
      "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",
      "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT",
    ] {
      hand(name)
    }
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"] {
      hand(name, isPath: true)
    }
    let settings = govlint.environment("GIT_CONFIG_COUNT").flatMap(Int.init) ?? 0
    for index in 0..<max(0, min(settings, 1000)) {
      hand("GIT_CONFIG_KEY_\(index)")
      hand("GIT_CONFIG_VALUE_\(index)")
    }
    return variables
  }
}

extension Failure {
  /// What git says when it cannot do something.
  init(git words: [String], _ result: ChildProcess.Result) {
    let lines = String(decoding: result.errors, as: UTF8.self).split(separator: "\n").map(String.init)
    let said = lines.first { $0.hasPrefix("fatal: ") || $0.hasPrefix("error: ") } ?? lines.first
    let reason = said.map { $0.hasPrefix("fatal: ") || $0.hasPrefix("error: ") ? String($0.dropFirst(7)) : $0 } ?? "it ended with status \(result.status)"
    self.init("git \(words.first ?? "") failed: \(reason)")
  }
}
