import Foundation
import Testing

/// The library's folders are ordered, and code points left only.
struct LayerTests {
  static let folders = ["Text", "Findings", "Patterns", "Documents", "Schema", "CEL", "Rules", "Reporting"]

  @Test func foldersUseOnlyFoldersToTheirLeft() {
    var home: [String: Int] = [:]
    var declaredTwice: Set<String> = []
    for file in TidyTests.library {
      let layer = LayerTests.layer(of: file)
      for name in LayerTests.declaredTypes(in: file) where home.updateValue(layer, forKey: name) != nil { declaredTwice.insert(name) }
    }
    for file in TidyTests.library {
      let layer = LayerTests.layer(of: file)
      for word in LayerTests.words(in: file) where !declaredTwice.contains(word) {
        guard let declared = home[word], declared > layer else { continue }
        Issue.record("\(file.path) uses '\(word)' of \(LayerTests.folders[declared])")
      }
    }
  }

  @Test func everyFileLiesInAFolder() {
    for file in TidyTests.library { #expect(LayerTests.layer(of: file) >= 0, "\(file.path)") }
  }

  private static func layer(of file: TidyTests.File) -> Int {
    folders.firstIndex(of: String(file.path.split(separator: "/")[2])) ?? -1
  }

  /// Types that are declared at the left margin; nested ones are reached through them.
  private static func declaredTypes(in file: TidyTests.File) -> [String] {
    file.lines.compactMap { line in
      let pattern = /^(?:@\w+ )*(?:(?:public|package|internal|final|indirect) )*(?:struct|enum|class|protocol|typealias|actor) (\w+)/
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
