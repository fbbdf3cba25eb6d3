#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that appears whole or not at all: it is written under another name beside its place, and renamed at the end.
///
/// Devices and pipes (`/dev/stdout`, `/dev/fd/3`) cannot be renamed into place, and what is added to a file must leave the rest
/// alone: they are written as they are.
struct OutputFile {
  private let path: String
  private let temporaryPath: String?
  private let descriptor: FileDescriptor

  /// Opens the file, or what stands for it until ``finish()``.
  init(path: String, isAppended: Bool = false) throws(SystemError) {
    let status = try? FileStatus(path: path)
    if status?.kind == .folder { throw .isFolder }
    // A symbolic link stays one: what it leads to is replaced.
    self.path = (status == nil ? nil : resolvedPath(path)) ?? path
    if isAppended {
      temporaryPath = nil
      descriptor = try OutputFile.open(path, O_WRONLY | O_APPEND | O_CREAT)
    } else if path.hasPrefix("/dev/") || path.hasPrefix("/proc/") || status?.kind == .other {
      temporaryPath = nil
      descriptor = try OutputFile.open(path, O_WRONLY | O_APPEND)
    } else {
      let temporary = "\(self.path).\(getpid()).partial"
      temporaryPath = temporary
      descriptor = try OutputFile.open(temporary, O_WRONLY | O_CREAT | O_EXCL)
      if let mode = status?.mode { descriptor.setMode(mode) }
    }
  }

  func write(_ bytes: [UInt8]) throws(SystemError) { try descriptor.write(bytes) }

  /// Puts the file into its place.
  func finish() throws(SystemError) {
    descriptor.close()
    guard let temporaryPath, rename(temporaryPath, path) != 0 else { return }
    let failure = SystemError.latest
    unlink(temporaryPath)
    throw failure
  }

  /// Leaves what was there before.
  func discard() {
    descriptor.close()
    if let temporaryPath { unlink(temporaryPath) }
  }

  private static func open(_ path: String, _ flags: Int32) throws(SystemError) -> FileDescriptor {
    let number = systemOpen(path, flags)
    guard number >= 0 else { throw .latest }
    return FileDescriptor(number: number)
  }
}

/// The absolute path of what a path leads to, without symbolic links; nil where that is nothing.
func resolvedPath(_ path: String) -> String? {
  guard let buffer = realpath(path, nil) else { return nil }
  defer { free(buffer) }
  return String(cString: buffer)
}

// Inside the type, its own function hides the system's.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags | O_CLOEXEC, 0o666) }
