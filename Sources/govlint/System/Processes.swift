#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A program that runs beside this one, with a pipe to it and two from it. No shell is between.
struct ChildProcess {
  private let identifier: pid_t
  private let input: FileDescriptor
  private let output: FileDescriptor
  private let errors: FileDescriptor

  /// What it did.
  struct Result {
    /// The exit status; 128 and the signal's number where a signal ended it.
    var status: Int32
    var output: [UInt8]
    var errors: [UInt8]
  }

  /// Starts a program, looked for in `PATH`, with exactly this environment.
  init(_ words: [String], environment: [String]) throws(SystemError) {
    guard let name = words.first else { throw .notFound }
    // What is given to the child is closed here once it runs.
    var pipes: [Pipe] = []
    for _ in 0..<3 {
      do throws(SystemError) {
        pipes.append(try Pipe())
      } catch {
        for pipe in pipes { pipe.close() }
        throw error
      }
    }
    var actions = SpawnActions()
    defer { actions.destroy() }
    actions.give(pipes[0].reading, as: 0)
    actions.give(pipes[1].writing, as: 1)
    actions.give(pipes[2].writing, as: 2)
    var identifier: pid_t = 0
    let code = withCStrings(words) { words in
      withCStrings(environment) { environment in
        posix_spawnp(&identifier, name, &actions.files, &actions.attributes, words, environment)
      }
    }
    guard code == 0 else {
      for pipe in pipes { pipe.close() }
      throw SystemError(code: code)
    }
    pipes[0].reading.close()
    pipes[1].writing.close()
    pipes[2].writing.close()
    self.identifier = identifier
    input = pipes[0].writing
    output = pipes[1].reading
    errors = pipes[2].reading
  }

  /// Feeds it, reads what it writes until its end, and waits for that. To be called once.
  ///
  /// All three pipes are served at the same time, so that neither side waits for the other for ever.
  func finish(feeding fed: [UInt8] = []) throws(SystemError) -> Result {
    var result = Result(status: 0, output: [], errors: [])
    var sent = 0
    var isFeeding = !fed.isEmpty
    if !isFeeding { input.close() }
    var open = [output.number, errors.number]
    var failure: SystemError?
    while failure == nil, isFeeding || !open.isEmpty {
      var waits = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      if isFeeding { waits.append(pollfd(fd: input.number, events: Int16(POLLOUT), revents: 0)) }
      guard poll(&waits, nfds_t(waits.count), -1) >= 0 else {
        if errno != EINTR { failure = .latest }
        continue
      }
      do throws(SystemError) {
        for wait in waits where wait.revents != 0 {
          if isFeeding, wait.fd == input.number {
            // A write of what a pipe takes at once never waits.
            let end = min(sent + 4096, fed.count)
            let isRead = try input.writeIfRead(Array(fed[sent..<end]))
            sent = end
            guard !isRead || sent == fed.count else { continue }
            isFeeding = false
            input.close()
          } else {
            let piece = try FileDescriptor(number: wait.fd).readPiece(of: 65_536)
            if piece.isEmpty { open.removeAll { $0 == wait.fd } }
            if wait.fd == output.number { result.output += piece } else { result.errors += piece }
          }
        }
      } catch {
        failure = error
      }
    }
    if isFeeding { input.close() }
    output.close()
    errors.close()
    result.status = wait()
    if let failure { throw failure }
    return result
  }

  private func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}

/// Two ends of a pipe that no other child inherits.
private struct Pipe {
  let reading: FileDescriptor
  let writing: FileDescriptor

  init() throws(SystemError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .latest }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = FileDescriptor(number: ends[0])
    writing = FileDescriptor(number: ends[1])
  }

  func close() {
    reading.close()
    writing.close()
  }
}

/// What a child is given at its start.
private struct SpawnActions {
  #if canImport(Darwin)
    var files: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
  #else
    var files = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
  #endif

  init() {
    posix_spawn_file_actions_init(&files)
    posix_spawnattr_init(&attributes)
    // This program ignores closed pipes; a child is to end by them as it is used to.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
  }

  mutating func give(_ descriptor: FileDescriptor, as number: Int32) {
    posix_spawn_file_actions_adddup2(&files, descriptor.number, number)
  }

  mutating func destroy() {
    posix_spawn_file_actions_destroy(&files)
    posix_spawnattr_destroy(&attributes)
  }
}

/// Calls `body` with texts as C passes them: a list of pointers that ends in a null pointer.
private func withCStrings<Result>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
  let pointers = texts.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers + [nil])
}
