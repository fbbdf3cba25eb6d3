#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a path leads to, symbolic links followed.
struct FileStatus {
  enum Kind { case file, folder, other }
  var kind: Kind
  /// In bytes; 0 for what has no size, such as a pipe.
  var size: Int
  /// Who may do what with it, as `chmod` takes it.
  var mode: UInt32
  /// The same for every path that leads to the same file or folder.
  var identity: Identity

  struct Identity: Hashable {
    var device: UInt64
    var number: UInt64
  }

  /// Looks at a path.
  init(path: String) throws(SystemError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .latest }
    self.init(status)
  }

  init(_ descriptor: FileDescriptor) throws(SystemError) {
    var status = stat()
    guard fstat(descriptor.number, &status) == 0 else { throw .latest }
    self.init(status)
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    default: kind = .other
    }
    size = kind == .file ? Int(status.st_size) : 0
    mode = UInt32(status.st_mode) & 0o7777
    identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
  }
}

/// The content of a file, or nil where it has more than `limit` bytes, which is found out before it is read.
///
/// Pipes such as those of `<(...)` are read too; only their end tells how long they are.
func readFile(_ path: String, limit: Int) throws(SystemError) -> [UInt8]? {
  let number = open(path, O_RDONLY | O_CLOEXEC)
  guard number >= 0 else { throw .latest }
  let descriptor = FileDescriptor(number: number)
  defer { descriptor.close() }
  let status = try FileStatus(descriptor)
  guard status.kind != .folder else { throw .isFolder }
  guard status.size <= limit else { return nil }
  return try descriptor.read(limit: limit, expecting: status.size)
}
