import Foundation
import Testing

/// What `rules/README.md` shows works as it says.
///
/// A block of code with a path after its language is a file; the lines of a `console` block that begin with `$ ` are commands, and
/// what follows each is what it prints.
struct RulesReadmeTests {
  static let text = (try? String(contentsOf: TidyTests.root.appending(path: "rules/README.md"), encoding: .utf8)) ?? ""

  private struct Block {
    var language: Substring
    var path: Substring?
    var body: Substring
  }

  private static let blocks = text.matches(of: /(?ms)^```([a-z]+)(?: (\S+))?\n(.*?)^```/).map { match in
    Block(language: match.1, path: match.2, body: match.3)
  }

  @Test func everyExampleWorks() throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    var modules: Set<Substring> = []
    for block in RulesReadmeTests.blocks {
      guard let path = block.path else { continue }
      try sandbox.write(String(block.body), to: String(path))
      if path.hasSuffix("/module.yaml") { modules.insert(path.dropLast("/module.yaml".count)) }
    }
    #expect(!modules.isEmpty)
    for module in modules {
      let result = try sandbox.run("govlint rules test './\(module)'")
      #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
    }
    for block in RulesReadmeTests.blocks where block.language == "console" {
      for part in ("\n" + block.body).components(separatedBy: "\n$ ").dropFirst() {
        let command = part.prefix { $0 != "\n" }
        let result = try sandbox.run("\(command) 2>&1")
        #expect(result.stdout == part.dropFirst(command.count + 1) + (part.hasSuffix("\n") ? "" : "\n"), "output of \(command)")
      }
    }
  }

  /// No block is left that nothing runs.
  @Test func everyBlockIsAFileOrCommands() {
    for block in RulesReadmeTests.blocks {
      #expect(block.path != nil || block.language == "console", "\(block.body)")
    }
    #expect(RulesReadmeTests.blocks.count > 5)
  }

  @Test func everyModuleIsListed() {
    let listed = RulesReadmeTests.text.matches(of: /(?m)^\| `([a-z]+)` \|/).map { String($0.1) }
    let folders = TidyTests.files(in: "rules", ["yaml"]).filter { $0.path.hasSuffix("/module.yaml") }.map { file in
      String(file.path.split(separator: "/")[1])
    }
    #expect(Set(listed) == Set(folders))
    #expect(listed.count == folders.count)
  }
}
