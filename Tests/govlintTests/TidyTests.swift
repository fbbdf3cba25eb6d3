import Foundation
import Testing

/// The invariants of the code base: what a reader may rely on without looking.
struct TidyTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file of the repository, by its path there.
  struct File {
    var path: String
    var text: String
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  /// The files below a folder with one of these extensions.
  static func files(in folder: String, _ extensions: [String]) -> [File] {
    let start = root.appending(path: folder)
    let paths = (FileManager.default.enumerator(atPath: start.path)?.allObjects ?? []).compactMap { $0 as? String }
    return paths.filter { path in extensions.contains { path.hasSuffix("." + $0) } }.sorted().compactMap { path in
      let text = try? String(contentsOf: start.appending(path: path), encoding: .utf8)
      return text.map { File(path: "\(folder)/\(path)", text: $0) }
    }
  }

  static let sources = files(in: "Sources", ["swift"])
  static let tests = files(in: "Tests", ["swift"])
  static let library = sources.filter { $0.path.hasPrefix("Sources/GovernanceLint/") }

  @Test func thereAreSources() {
    #expect(TidyTests.library.count > 20)
    #expect(TidyTests.tests.count > 3)
  }

  @Test func theLibraryImportsNothing() {
    for file in TidyTests.library {
      #expect(imports(of: file).isEmpty, "\(file.path)")
    }
  }

  @Test func onlyOneFolderKnowsTheSystem() {
    let system: Set = ["Glibc", "Darwin", "Synchronization"]
    for file in TidyTests.sources where file.path.hasPrefix("Sources/govlint/") {
      let isSystem = file.path.hasPrefix("Sources/govlint/System/")
      for module in imports(of: file) {
        #expect(module == "GovernanceLint" || (isSystem && system.contains(module)), "\(file.path) imports \(module)")
      }
    }
  }

  @Test func nothingThatShipsImportsFoundation() {
    let tools = ["EmbedRulesPlugin", "benchmark", "fuzz"].map { "Sources/\($0)/" }
    for file in TidyTests.sources where !tools.contains(where: file.path.hasPrefix) {
      #expect(!imports(of: file).contains { $0.hasPrefix("Foundation") }, "\(file.path)")
    }
  }

  @Test func filesAreShort() {
    for file in TidyTests.sources + TidyTests.tests {
      #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test func namesSayWhatIsInside() {
    let drawers: Set = ["utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "extensions", "base"]
    for file in TidyTests.sources + TidyTests.tests {
      for part in file.path.split(separator: "/") {
        let name = part.hasSuffix(".swift") ? part.dropLast(6) : part
        #expect(!drawers.contains(name.lowercased()) && !name.contains("+"), "\(file.path)")
      }
    }
  }

  @Test func nothingTrapsOrIsUnfinished() {
    let words = ["fatalError(", "try!", "as!", "// TODO", "// FIXME", "// XXX"]
    for file in TidyTests.sources {
      for (index, line) in file.lines.enumerated() {
        for word in words {
          #expect(!line.contains(word), "\(file.path):\(index + 1) has \(word)")
        }
      }
    }
  }

  @Test func theLibraryDoesNotThrow() {
    for file in TidyTests.library {
      for (index, line) in file.lines.enumerated() {
        #expect(line.firstMatch(of: /\bthrows\b/) == nil || line.contains("rethrows") || isComment(line), "\(file.path):\(index + 1)")
      }
    }
  }

  @Test func thePackageHasNoDependencies() throws {
    let text = try String(contentsOf: TidyTests.root.appending(path: "Package.swift"), encoding: .utf8)
    #expect(!text.contains(".package("))
  }

  private func imports(of file: File) -> [String] {
    file.lines.compactMap { $0.firstMatch(of: /^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:public |internal |package )?import (?:\w+ )?(\w+)/).map { String($0.1) } }
  }

  private func isComment(_ line: Substring) -> Bool { line.drop { $0 == " " }.hasPrefix("//") }
}
