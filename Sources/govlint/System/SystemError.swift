#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Why a system call failed.
struct SystemError: Error {
  /// The value of `errno`.
  var code: Int32

  /// The reason that the latest system call of this thread left behind.
  static var latest: SystemError { SystemError(code: errno) }

  static let isFolder = SystemError(code: EISDIR)
  static let notFound = SystemError(code: ENOENT)
  static let tooLarge = SystemError(code: EFBIG)

  /// Whether the reader of a pipe went away, which is no failure of ours: `govlint check | head`.
  var isClosedPipe: Bool { code == EPIPE }
  var isNotFound: Bool { code == ENOENT || code == ENOTDIR }

  /// The reason as part of a sentence.
  var words: String {
    switch code {
    case ENOENT: "there is no such file or folder"
    case ENOTDIR: "a part of the path is not a folder"
    case EISDIR: "it is a folder"
    case EACCES, EPERM: "permission denied"
    case ELOOP: "its symbolic links lead in a circle"
    case ENAMETOOLONG: "the path is too long"
    case EFBIG: "it is too large"
    case ENOSPC: "no space is left on the device"
    case EROFS: "the file system is read-only"
    case EBADF: "it is closed"
    default: String(cString: strerror(code)).lowercased()
    }
  }
}
