import GovernanceLint
import Synchronization

/// Remembers which files rules ask about, so that a comparison knows whether the answers would have been others at its base.
final class AskedFiles: Sendable {
  private let paths = Mutex<(named: Set<String>, read: Set<String>)>(([], []))

  /// The files whose existence or content was asked for.
  var named: Set<String> { paths.withLock { $0.named } }
  /// Those whose content was.
  var read: Set<String> { paths.withLock { $0.read } }

  /// A host that gives the same answers.
  func listening(to host: Host) -> Host {
    Host(
      read: { path in
        self.paths.withLock { _ = ($0.named.insert(path), $0.read.insert(path)) }
        return host.read(path)
      },
      exists: { path in
        self.paths.withLock { _ = $0.named.insert(path) }
        return host.exists(path)
      },
      timeZone: host.timeZone)
  }
}
