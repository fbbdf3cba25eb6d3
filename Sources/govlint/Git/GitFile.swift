import GovernanceLint

/// A file of a commit or of the index.
struct GitFile: Sendable {
  /// Relative to the repository's folder.
  var path: String
  /// The name of its content, or of the commit of a submodule.
  var id: String
  var kind: Kind
  /// The path that it has without the links to folders on its way; nil where that is ``path``.
  var target: String?
  /// Whether a symbolic link leads to it, so that its content may change while nothing does at its path.
  var isLinked = false

  enum Kind: Sendable { case file, symbolicLink, submodule }
}

extension Repository {
  /// The files of a commit in the folder, sorted by path. `below` narrows that to some folders and files.
  func files(at commit: String, below paths: [String] = []) throws(Failure) -> [GitFile] {
    try followingLinks(paths) { paths throws(Failure) in
      // mode SP type SP id TAB path NUL
      let listed = try output(["ls-tree", "-r", "-z", commit, "--"] + paths)
      return GitFile.list(listed) { words in words.count == 3 ? (words[0], words[2]) : nil }
    }
  }

  /// The files of the index in the folder. A file that is being merged is left out: there is no one content of it.
  func stagedFiles(below paths: [String] = []) throws(Failure) -> [GitFile] {
    try followingLinks(paths) { paths throws(Failure) in
      // mode SP id SP stage TAB path NUL
      let listed = try output(["ls-files", "--stage", "-z", "--"] + Repository.literal(paths), needsWorkTree: true)
      return GitFile.list(listed) { words in words.count == 3 && words[2] == "0" ? (words[0], words[1]) : nil }
    }
  }

  /// The tracked files in the folder whose content differs between a commit and the work tree, or between the index and the work
  /// tree where `commit` is nil.
  func changedPaths(since commit: String?, below paths: [String] = []) throws(Failure) -> Set<String> {
    let words = ["diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all"]
    let output = try output(
      words + [commit].compactMap { $0 } + ["--"] + Repository.literal(paths), needsWorkTree: true)
    return Set(output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
  }

  /// The content of each blob, in order.
  func read(_ ids: [String]) throws(Failure) -> [[UInt8]] {
    guard !ids.isEmpty else { return [] }
    let result = try Git.run(["cat-file", "--batch"], in: folder, feeding: Array(ids.map { $0 + "\n" }.joined().utf8))
    // id SP type SP size LF content LF
    var contents: [[UInt8]] = []
    var rest = result.output[...]
    for id in ids {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { break }
      let words = rest[..<end].split(separator: UInt8(ascii: " "))
      let start = end + 1
      guard words.count == 3, let size = Int(String(decoding: words[2], as: UTF8.self)), start + size < rest.endIndex else {
        throw missing(id)
      }
      contents.append(Array(rest[start..<start + size]))
      rest = rest[(start + size + 1)...]
    }
    guard contents.count == ids.count else {
      var failure = Failure(git: ["cat-file"], result)
      // A clone with a filter fetches content when it is needed, and we keep git from that.
      if failure.message.contains("promisor") || String(decoding: result.errors, as: UTF8.self).contains("lazy fetching disabled") {
        failure = missing(ids[contents.count])
      }
      throw failure
    }
    return contents
  }

  private func missing(_ id: String) -> Failure {
    Failure(
      "git has no content '\(id)' here: this clone does not hold all files of its history",
      advice: "clone without '--filter', or run 'git fetch --refetch --no-filter'")
  }

  /// The content that a pointer of Git LFS stands for, where it was fetched before.
  func readLargeFile(_ digest: String) throws(Failure) -> [UInt8]? {
    let answer = try output(["rev-parse", "--git-common-dir"])
    let folder = Path.absolute(String(decoding: answer.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self), in: self.folder)
    let path = "\(folder)/lfs/objects/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)"
    return (try? readFile(path, limit: Source.maximumSize)).flatMap(\.self)
  }

  /// Paths as git takes them without looking for wildcards in them.
  private static func literal(_ paths: [String]) -> [String] { paths.map { ":(literal)\($0)" } }
}

extension GitFile {
  /// Reads entries that end in a zero byte: words, a tab and the path. `read` finds mode and id among the words.
  fileprivate static func list(_ output: [UInt8], _ read: ([Substring]) -> (mode: Substring, id: Substring)?) -> [GitFile] {
    output.split(separator: 0).compactMap { entry in
      guard let tab = entry.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      let words = String(decoding: entry[..<tab], as: UTF8.self).split(separator: " ")
      guard let (mode, id) = read(words) else { return nil }
      let kind: Kind = mode == "120000" ? .symbolicLink : mode == "160000" ? .submodule : .file
      return GitFile(path: String(decoding: entry[(tab + 1)...], as: UTF8.self), id: String(id), kind: kind)
    }
  }
}
