import GovernanceLint

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An entry of a folder.
struct FolderEntry {
  enum Kind { case file, folder, symbolicLink, other }
  /// One that is not UTF-8 has replacement characters, and opens nothing.
  var name: String
  var kind: Kind
}

/// The entries of a folder without `.` and `..`, sorted by the bytes of their names.
func entries(ofFolder path: String) throws(SystemError) -> [FolderEntry] {
  guard let folder = opendir(path) else { throw .latest }
  defer { closedir(folder) }
  var entries: [FolderEntry] = []
  while true {
    errno = 0
    guard let entry = readdir(folder) else {
      if errno != 0 { throw .latest }
      break
    }
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
    }
    guard name != ".", name != ".." else { continue }
    var kind = kind(of: entry.pointee.d_type)
    if kind == nil { kind = try? FileStatus(path: path + "/" + name).entryKind }
    entries.append(FolderEntry(name: name, kind: kind ?? .other))
  }
  return entries.sorted { $0.name.precedes($1.name) }
}

/// Makes a folder and those around it, as far as they are not there.
func makeFolders(_ path: String) throws(SystemError) {
  guard !path.isEmpty, (try? FileStatus(path: path)) == nil else { return }
  try makeFolders(Path.parent(of: path))
  guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .latest }
}

/// Nil where the file system does not say.
private func kind(of type: UInt8) -> FolderEntry.Kind? {
  switch Int(type) {
  case Int(DT_REG): .file
  case Int(DT_DIR): .folder
  case Int(DT_LNK): .symbolicLink
  case Int(DT_UNKNOWN): nil
  default: .other
  }
}

extension FileStatus {
  fileprivate var entryKind: FolderEntry.Kind {
    switch kind {
    case .file: .file
    case .folder: .folder
    case .other: .other
    }
  }
}
