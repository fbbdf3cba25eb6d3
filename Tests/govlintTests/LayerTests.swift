import Foundation
import Testing

/// The library's folders are ordered, and code points left only.
struct LayerTests {
  static let folders = ["Text", "Findings", "Patterns", "Documents", "Schema", "CEL", "Rules", "Reporting"]

  @Test func foldersUseOnlyFoldersToTheirLeft() {
    // The leftmost folder that declares each name, nested types included: `Kind` alone may be that of a type nearby.
    var declared: [String: Int] = [:]
    for file in TidyTests.library {
      let layer = LayerTests.layer(of: file)
      for name in LayerTests.declaredTypes(in: file) { declared[name] = min(layer, declared[name] ?? layer) }
    }
    #expect(declared["Source"] == 0 && declared["Linter"] == 6)
    for file in TidyTests.library {
      let layer = LayerTests.layer(of: file)
      for word in LayerTests.words(in: file) {
        guard let folder = declared[word], folder > layer else { continue }
        Issue.record("\(file.path) uses '\(word)' of \(LayerTests.folders[folder])")
      }
    }
  }

  @Test func everyFileLiesInAFolder() {
    for file in TidyTests.library { #expect(LayerTests.layer(of: file) >= 0, "\(file.path)") }
  }

  private static func layer(of file: TidyTests.File) -> Int {
    folders.firstIndex(of: String(file.path.split(separator: "/")[2])) ?? -1
  }

  /// The types that a file declares.
  private static func declaredTypes(in file: TidyTests.File) -> [String] {
    file.lines.compactMap { line in
      let pattern = /^ *(?:@\w+ )*(?:(?:private|fileprivate|public|package|internal|final|indirect) )*(?:struct|enum|class|protocol|typealias|actor) (\w+)/
      return line.firstMatch(of: pattern).map { String($0.1) }
    }
  }

  /// The identifiers of a file, comments and string literals left out. What follows a dot is a member, not one of those types.
  private static func words(in file: TidyTests.File) -> Set<String> {
    var words: Set<String> = []
    for line in file.lines {
      let code = line.replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\"").prefix { _ in true }
      let visible = code.firstRange(of: "//").map { code[..<$0.lowerBound] } ?? code[...]
      for match in visible.matches(of: /(?:^|[^.\w])([A-Z]\w*)/) { words.insert(String(match.1)) }
    }
    return words
  }
}
