#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An open file, pipe or terminal.
struct FileDescriptor {
  var number: Int32

  static let standardInput = FileDescriptor(number: 0)
  static let standardOutput = FileDescriptor(number: 1)
  static let standardError = FileDescriptor(number: 2)

  /// Everything up to the end, or nil where that is more than `limit` bytes; `size` is what to expect.
  func read(limit: Int, expecting size: Int = 0) throws(SystemError) -> [UInt8]? {
    var bytes: [UInt8] = []
    // One byte more than expected, so that a short read tells the end of a regular file without a second call. No more than that:
    // large portfolios keep the bytes of thousands of files.
    var capacity = size > 0 ? size + 1 : 4096
    while true {
      let piece = try readPiece(of: capacity)
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      if bytes.count > limit { return nil }
      if piece.isEmpty || (size > 0 && bytes.count == size) { return bytes }
      capacity = max(65_536, bytes.count)
    }
  }

  /// What is there to be read, up to so many bytes; empty at the end.
  func readPiece(of capacity: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let piece = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      var result: Int
      repeat { result = systemRead(number, buffer.baseAddress, capacity) } while result < 0 && errno == EINTR
      if result < 0 { failure = .latest }
      count = max(0, result)
    }
    if let failure { throw failure }
    return piece
  }

  /// Writes all bytes, however many calls that takes.
  func write(_ bytes: [UInt8]) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let result = bytes.withUnsafeBytes { systemWrite(number, $0.baseAddress! + written, bytes.count - written) }
      if result >= 0 {
        written += result
      } else if errno == EAGAIN {
        // Somebody made the terminal or pipe non-blocking: wait until it takes more.
        var wanted = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wanted, 1, -1)
      } else if errno != EINTR {
        throw .latest
      }
    }
  }

  /// Writes all bytes; false where nobody reads them any more.
  func writeIfRead(_ bytes: [UInt8]) throws(SystemError) -> Bool {
    do throws(SystemError) {
      try write(bytes)
      return true
    } catch {
      if error.isClosedPipe { return false }
      throw error
    }
  }

  /// Sets who may do what with the file, as far as the system lets one.
  func setMode(_ mode: UInt32) { _ = fchmod(number, mode_t(mode)) }

  func close() { _ = systemClose(number) }

  /// Whether a person looks at it.
  var isTerminal: Bool { isatty(number) == 1 }
}

// Inside the type, its own methods hide the system's functions of the same names.
private let systemRead = read
private let systemWrite = write
private let systemClose = close
