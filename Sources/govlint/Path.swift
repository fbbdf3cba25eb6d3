/// Paths as text with `/`; nothing here looks at the file system.
enum Path {
  /// The path without `.`, `..` and empty parts, seen from a folder (an absolute path) where it is relative.
  static func absolute(_ path: String, in folder: String) -> String {
    // Most paths are plain; those are put together as they are.
    if isPlain(path), !path.hasPrefix("/"), isPlain(folder.dropFirst()) { return folder + "/" + path }
    var parts: [Substring] = []
    for part in (path.hasPrefix("/") ? path : folder + "/" + path).split(separator: "/") {
      switch part {
      case ".": break
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Whether a path has no `.`, `..` or empty parts: no part begins with a dot or slash.
  private static func isPlain(_ path: some StringProtocol) -> Bool {
    var previous = UInt8(ascii: "/")
    for byte in path.utf8 {
      if previous == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
      previous = byte
    }
    return previous != UInt8(ascii: "/")
  }

  /// How to write an absolute path when standing in a folder: `ai/a.yaml`, `../a.yaml`; `.` for the folder itself.
  static func relative(_ path: String, to folder: String) -> String {
    let parts = path.split(separator: "/")
    let base = folder.split(separator: "/")
    var shared = 0
    while shared < min(parts.count, base.count), parts[shared].utf8.elementsEqual(base[shared].utf8) { shared += 1 }
    let steps = Array(repeating: "..", count: base.count - shared) + parts[shared...].map(String.init)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  /// An entry of a folder; the folder `.` or `""` adds nothing, and an absolute path stays as it is.
  static func joined(_ folder: String, _ name: String) -> String {
    name.hasPrefix("/") || folder.isEmpty || folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The folder that holds an absolute path; that of `/` is itself.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// The first folder, from this one upwards to the root of the file system, in which the test holds.
  static func nearest(from folder: String, where holds: (String) -> Bool) -> String? {
    var folder = folder
    while !holds(folder) {
      if folder == "/" { return nil }
      folder = parent(of: folder)
    }
    return folder
  }
}
