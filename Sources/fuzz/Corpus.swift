import Foundation
import GovernanceLint

/// Files to change.
enum Corpus {
  /// The inputs in a file or below a folder.
  static func inputs(at path: String) -> [[UInt8]] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
    guard isFolder.boolValue else { return inputs(inFile: path) }
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted().flatMap { inputs(inFile: "\(path)/\($0)") }
  }

  /// The files of a folder of rules, by their paths in it.
  static func rules(at folder: String) -> [(path: String, source: Source)] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted().map { name in
      (name, Source(path: "rules/\(name)", bytes: Array(FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data())))
    }
  }

  private static func inputs(inFile path: String) -> [[UInt8]] {
    guard let bytes = FileManager.default.contents(atPath: path).map({ Array($0) }) else { return [] }
    let root = Document.parse(Source(path: path, bytes: bytes)).document.roots.first
    let cases = root?["cases"]?.items.compactMap { $0["yaml"].map { Array($0.text.utf8) } } ?? []
    return cases.isEmpty ? [bytes] : cases
  }
}
