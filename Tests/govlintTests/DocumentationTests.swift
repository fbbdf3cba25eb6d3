import Foundation
import Testing

/// What people read: doc comments, rules, the licence.
struct DocumentationTests {
  @Test func everyPublicSymbolIsDocumented() {
    for file in TidyTests.library {
      let lines = file.lines
      for (index, line) in lines.enumerated() where DocumentationTests.needsComment(line) {
        var above = index - 1
        while above >= 0, lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
        let isDocumented = above >= 0 && lines[above].drop { $0 == " " }.hasPrefix("///")
        #expect(isDocumented, "\(file.path):\(index + 1) \(line)")
      }
    }
  }

  /// The first sentence is what a list of symbols shows.
  @Test func abstractsAreShort() {
    for file in TidyTests.library {
      for (number, abstract) in DocumentationTests.abstracts(of: file) {
        #expect(abstract.count <= 150, "\(file.path):\(number) \(abstract)")
      }
    }
  }

  @Test func everyRuleHasExamplesOfBothKinds() {
    for file in DocumentationTests.rules {
      #expect(file.text.contains("\n  passes:") && file.text.contains("\n  fails:"), "\(file.path)")
    }
  }

  @Test func rulesFitThePage() {
    for file in TidyTests.files(in: "rules", ["yaml"]) {
      for (index, line) in file.lines.enumerated() { #expect(line.count <= 130, "\(file.path):\(index + 1)") }
    }
  }

  @Test func theLicenceIsThere() throws {
    let text = try String(contentsOf: TidyTests.root.appending(path: "LICENSE"), encoding: .utf8)
    #expect(text.contains("Apache License"))
  }

  /// The rules that ship, without the heads of their modules.
  private static var rules: [TidyTests.File] {
    TidyTests.files(in: "rules", ["yaml"]).filter { file in
      let parts = file.path.split(separator: "/")
      return parts.count == 3 && !["formats", "kinds", "sources"].contains(parts[1]) && parts[2] != "module.yaml"
    }
  }

  /// Witnesses of the standard library's protocols mean what their protocols say.
  private static func needsComment(_ line: Substring) -> Bool {
    guard line.firstMatch(of: /^\s*public\s/) != nil else { return false }
    return line.firstMatch(of: /static func (?:<|==)|mutating func next\(\)|func hash\(into|func makeIterator\(\)|\brawValue: |\bextension\b/) == nil
  }

  /// The first sentence of each public symbol's doc comment, with the number of its first line.
  private static func abstracts(of file: TidyTests.File) -> [(Int, String)] {
    var abstracts: [(Int, String)] = []
    var comment: [Substring] = []
    for (index, line) in file.lines.enumerated() {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("///") {
        comment.append(text.dropFirst(3).drop { $0 == " " })
      } else if !comment.isEmpty {
        let paragraph = comment.prefix { !$0.isEmpty }.joined(separator: " ")
        let end = paragraph.firstRange(of: ". ")?.lowerBound ?? paragraph.endIndex
        if needsComment(line) { abstracts.append((index - comment.count + 1, String(paragraph[..<end]))) }
        comment = []
      }
    }
    return abstracts
  }
}
