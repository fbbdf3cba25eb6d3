// Symbolic links of a listing: the work tree follows them, and so does what it is compared with.

extension Repository {
  /// What `list` gives for some paths, with each symbolic link replaced by the files that it leads to in the folder.
  func followingLinks(
    _ paths: [String], _ list: ([String]) throws(Failure) -> [GitFile]
  ) throws(Failure) -> [GitFile] {
    let listed = try list(paths)
    guard listed.contains(where: { $0.kind == .symbolicLink }) else { return listed }
    // They may lead to where nobody looked.
    let all = paths.isEmpty ? listed : try list([])
    let links = all.filter { $0.kind == .symbolicLink }
    let destinations = zip(links, try read(links.map(\.id))).map { link, content in
      (link, GitFile.destination(of: link.path, leadingTo: String(decoding: content, as: UTF8.self)))
    }
    var files = all.filter { $0.kind != .symbolicLink }
    var unresolved = destinations.compactMap { link, destination in destination.map { (link, $0) } }
    // Each round resolves those that lead to what the one before has resolved; links in a circle stay.
    while !unresolved.isEmpty {
      let known = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
      var left: [(GitFile, String)] = []
      var resolved: [GitFile] = []
      for (link, destination) in unresolved {
        if let file = known[destination] {
          resolved.append(GitFile(path: link.path, id: file.id, kind: file.kind, isLinked: true))
          continue
        }
        let inside = files.filter { $0.path.hasPrefix(destination + "/") }
        if inside.isEmpty { left.append((link, destination)) }
        resolved += inside.map { file in
          let path = link.path + file.path.dropFirst(destination.count)
          return GitFile(path: path, id: file.id, kind: file.kind, target: file.target ?? file.path, isLinked: true)
        }
      }
      if resolved.isEmpty || files.count + resolved.count > GitFile.largestListing { break }
      files += resolved
      unresolved = left
    }
    let wanted = Set(listed.map(\.path))
    return files.filter { file in
      wanted.contains(file.path) || paths.isEmpty || paths.contains { file.path == $0 || file.path.hasPrefix($0 + "/") }
    }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

extension GitFile {
  /// Links to folders of links can multiply files without end.
  fileprivate static let largestListing = 1_000_000

  /// The path in the listing that a link leads to; nil where that is outside.
  fileprivate static func destination(of path: String, leadingTo target: String) -> String? {
    var parts = path.split(separator: "/").dropLast()
    guard !target.hasPrefix("/") else { return nil }
    for part in target.split(separator: "/") {
      switch part {
      case ".": break
      case "..": if parts.popLast() == nil { return nil }
      default: parts.append(part)
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }
}
