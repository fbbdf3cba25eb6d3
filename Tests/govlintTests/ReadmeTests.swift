import Foundation
import Testing

/// What README shows and counts is what the tool does.
struct ReadmeTests {
  static let readme = (try? String(contentsOf: TidyTests.root.appending(path: "README.md"), encoding: .utf8)) ?? ""

  @Test func showsRealOutput() throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    let result = try sandbox.run("cd '\(TidyTests.root.path)' && govlint check --as-of 2026-06-30 --color never")
    #expect(result.status == 1)
    let shown = try #require(ReadmeTests.readme.components(separatedBy: "```\n").first { $0.hasPrefix("error: ") })
    let pieces = shown.components(separatedBy: "[...]\n").map { $0.trimmingCharacters(in: .newlines) }
    #expect(pieces.count > 1)
    for piece in pieces { #expect(result.stdout.contains(piece), "README shows what is not said any more:\n\(piece)") }
  }

  @Test func countsTheRules() throws {
    let rows = ReadmeTests.readme.matches(of: /\| `([a-z]+)` \| (\d+) \|/)
    let shown = Dictionary(uniqueKeysWithValues: rows.map { (String($0.1), Int($0.2)) })
    var counted: [String: Int] = [:]
    for file in TidyTests.files(in: "rules", ["yaml"]) {
      let parts = file.path.split(separator: "/")
      guard parts.count == 3, parts[2] != "module.yaml", parts[1] != "sources" else { continue }
      counted[String(parts[1]), default: 0] += 1
    }
    #expect(shown == counted)
  }
}
