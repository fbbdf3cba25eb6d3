/// Where files are looked for: in the work tree, or in what git lists of the index or of a commit.
enum FileTree: Sendable {
  /// An absolute folder of the disk.
  case folder(String)
  case listing(FileListing)

  /// Whether it is what git lists.
  var isListing: Bool { if case .listing = self { true } else { false } }

  /// Calls `visit` with each file below a folder, as ``FolderWalk`` does; the result says which folders could not be read.
  func walk(_ start: String, entering enters: @escaping (String) -> Bool, visit: @escaping (String) -> Void) -> [Failure] {
    switch self {
    case .folder(let root): return FolderWalk.walk(start, of: root, entering: enters, visit: visit)
    case .listing(let listing):
      listing.walk(start, entering: enters, visit: visit)
      return []
    }
  }

  /// What a path is; `opened` is where it lies, `path` how it is listed.
  func kind(of path: String, opened: String) throws(SystemError) -> FileStatus.Kind {
    switch self {
    case .folder: return try FileStatus(path: opened).kind
    case .listing(let listing):
      if listing[path] != nil { return .file }
      guard listing.hasFolder(path) else { throw .notFound }
      return .folder
    }
  }
}

/// The files of a commit or of the index, in a folder of the repository.
struct FileListing: Sendable {
  private let files: [GitFile]
  /// By the bytes of their paths, because names that look alike may be two files.
  private let positions: [[UInt8]: Int]
  private let folders: Set<String>

  /// A listing of files sorted by path.
  init(_ files: [GitFile]) {
    self.files = files
    positions = Dictionary(files.enumerated().map { (Array($1.path.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    var folders: Set<String> = [""]
    for file in files {
      var folder = FileListing.folder(of: file.path)
      while folders.insert(folder).inserted { folder = FileListing.folder(of: folder) }
    }
    self.folders = folders
  }

  /// The file of a path.
  subscript(path: String) -> GitFile? { positions[Array(path.utf8)].map { files[$0] } }

  /// The files that lie in a folder itself.
  func files(in folder: String) -> [GitFile] { files.filter { FileListing.folder(of: $0.path) == folder } }

  /// The submodules that lie in it: what they hold is another repository's.
  var submodules: [String] { files.filter { $0.kind == .submodule }.map(\.path) }

  func hasFolder(_ path: String) -> Bool { path == "." || folders.contains(path) }

  /// As ``FolderWalk``: what has a path without links is visited under that, and only what has none under that of a link.
  fileprivate func walk(_ start: String, entering enters: (String) -> Bool, visit: (String) -> Void) {
    var entered = ["": true]
    entered[start] = true
    func isEntered(_ folder: String) -> Bool {
      if let known = entered[folder] { return known }
      let result = isEntered(FileListing.folder(of: folder)) && enters(folder)
      entered[folder] = result
      return result
    }
    let below = start.isEmpty || start == "." ? "" : start + "/"
    var visited: Set<String> = []
    for isLinked in [false, true] {
      for file in files where file.kind == .file && (file.target != nil) == isLinked && file.path.hasPrefix(below) {
        guard isEntered(FileListing.folder(of: file.path)), visited.insert(file.target ?? file.path).inserted else { continue }
        visit(file.path)
      }
    }
  }

  private static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }
}
