import Foundation
import Testing

@testable import GovernanceLint

/// The table of functions in `rules/README.md` names the governance library, whole.
struct GovernanceLibraryReadmeTests {
  @Test func everyFunctionIsExplained() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../rules/README.md").standardizedFileURL
    let text = try String(contentsOf: file, encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains("(") }.compactMap { $0.split(separator: "|").first }
    let explained = Set(rows.flatMap { $0.matches(of: /([A-Za-z0-9]+)\(/).map { String($0.1) } })
    for name in explained { #expect(CELLibrary.place(of: name) != nil, "README explains '\(name)', and there is none") }
    let families = [CELLibrary.dates, CELLibrary.periods, CELLibrary.textChecks, CELLibrary.evidence, CELLibrary.graphs]
    for function in families.joined() { #expect(explained.contains(function.name), "README does not explain '\(function.name)'") }
  }
}
