/// Goes through the files below a folder, hidden ones and installed packages left out.
///
/// Symbolic links are followed. One that leads to a folder is left for the end, and no folder is gone through twice: links that lead
/// in a circle end, and a file that has a path without links is found under that.
struct FolderWalk {
  /// Absolute, or relative to the working folder; paths that are found begin below it.
  private let root: String
  /// Whether to look into a folder; what it leaves out is not even listed.
  private let enters: (String) -> Bool
  /// Called with each file.
  private let visit: (String) -> Void
  private var visited: Set<FileStatus.Identity> = []
  private var linkedFolders: [String] = []
  private var failures: [Failure] = []

  private init(root: String, enters: @escaping (String) -> Bool, visit: @escaping (String) -> Void) {
    self.root = root
    self.enters = enters
    self.visit = visit
  }

  /// Calls `visit` with the path of each file below `start` (itself relative to `root`), in no order that means anything.
  /// The result says which folders could not be read.
  static func walk(
    _ start: String, of root: String, entering enters: @escaping (String) -> Bool, visit: @escaping (String) -> Void
  ) -> [Failure] {
    var walk = FolderWalk(root: root, enters: enters, visit: visit)
    var folders = [start]
    while true {
      while let folder = folders.popLast() { folders += walk.subfolders(of: folder) }
      guard !walk.linkedFolders.isEmpty else { return walk.failures }
      folders = walk.linkedFolders.reversed()
      walk.linkedFolders = []
    }
  }

  /// Whether a folder's or file's name keeps it out of a walk unless somebody names it.
  static func isHidden(_ name: some StringProtocol) -> Bool { name.hasPrefix(".") || name == "node_modules" }

  private mutating func subfolders(of folder: String) -> [String] {
    let opened = Path.joined(root, folder)
    do throws(SystemError) {
      guard visited.insert(try FileStatus(path: opened).identity).inserted else { return [] }
      var subfolders: [String] = []
      for entry in try entries(ofFolder: opened) {
        let path = Path.joined(folder, entry.name)
        switch entry.kind {
        case .file: visit(path)
        case .folder: if enters(path) { subfolders.append(path) }
        case .symbolicLink:
          // A link that leads nowhere is visited too: where it should be a manifest, opening it says what is wrong.
          if (try? FileStatus(path: Path.joined(root, path)))?.kind != .folder {
            visit(path)
          } else if enters(path) {
            linkedFolders.append(path)
          }
        case .other: break
        }
      }
      return subfolders.reversed()
    } catch {
      failures.append(Failure("cannot read the folder '\(folder.isEmpty ? "." : folder)': \(error.words)"))
      return []
    }
  }
}
