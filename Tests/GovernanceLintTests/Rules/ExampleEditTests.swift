import Foundation
import Testing

@testable import GovernanceLint

/// Plants mistakes in the examples, at every third place of each, another third in the next one: what is mended is what was there, byte for byte, and nothing else ever changes.
struct ExampleEditTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../examples/gadgetgo").standardizedFileURL
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".json")) }.sorted()
  private static let kinds = Ruleset.compile(RuleTree.bare, configuration: Configuration()).0.kinds

  @Test func thereAreExamples() { #expect(ExampleEditTests.names.count > 10) }

  @Test(arguments: names) func mistakesAreMended(_ name: String) throws {
    // Some of them have mistakes of their own.
    let bytes = Array(try Data(contentsOf: ExampleEditTests.folder.appending(path: name)))
    let original = Source(path: name, bytes: ExampleEditTests.mend(bytes, path: name).bytes)
    let document = Document.parse(original).document
    var mended = 0
    for index in document.records.indices where index / 2 % 3 == ExampleEditTests.third(of: name) {
      let node = Node(document: document, index: Int32(index))
      guard node.kind == .scalar, node.isString, let place = node.edit(to: node.text)?.range else { continue }
      // One at each place, of all kinds in turn.
      let mistakes = ExampleEditTests.mistakes(node.text).filter { $0 != node.text }
      for mistake in mistakes.isEmpty ? [] : [mistakes[index / 2 % mistakes.count]] {
        let planted = Edit.apply([Edit(range: place, replacement: mistake)], to: original.bytes).bytes
        let result = ExampleEditTests.mend(planted, path: name)
        let isMended = result.bytes == original.bytes
        #expect(isMended || result.bytes == planted, "'\(mistake)' for '\(node.text)' in \(name)")
        #expect(!result.isUnsettled)
        if isMended { mended += 1 }
      }
    }
    // Each has keys and words of vocabularies by the dozen.
    #expect(mended > 6, "\(name): \(mended)")
  }

  /// Which places are taken; all would take minutes in a debug build.
  private static func third(of name: String) -> Int { (names.firstIndex(of: name) ?? 0) % 3 }

  /// What people write for a key or a value.
  private static func mistakes(_ text: String) -> [String] {
    if CivilDate(text) != nil {
      return ["/", ".", ""].map { text.replacing("-", with: $0) }
    }
    if Period(text) != nil { return [text.lowercased(), String(text.dropFirst())] }
    guard text.utf8.count >= 4, text.utf8.count < 30, !text.contains(" ") else { return [] }
    return [text.replacing("-", with: "_"), String(text.dropLast()) + String(text.suffix(1)) + String(text.suffix(1))]
  }

  /// Makes all edits of the structure's findings, until there are none.
  private static func mend(_ bytes: [UInt8], path: String) -> (bytes: [UInt8], isUnsettled: Bool) {
    var bytes = bytes
    for _ in 0..<4 {
      let source = Source(path: path, bytes: bytes)
      let (document, problems) = Document.parse(source)
      guard problems.allSatisfy({ $0.severity < .error }) else { return (bytes, false) }
      let findings = document.roots.flatMap { root in
        kinds.first { $0.matches(root) }?.schema.load().check(root) ?? []
      }
      let edits = findings.compactMap(\.edit)
      guard !edits.isEmpty else { return (bytes, false) }
      let (edited, applied) = Edit.apply(edits, to: bytes)
      let after = Document.parse(Source(path: path, bytes: edited)).document
      guard document.hasSameTree(as: after, exceptFor: applied) else { return (edited, true) }
      bytes = edited
    }
    return (bytes, true)
  }

  @Test(arguments: names.filter { $0.hasSuffix(".yaml") }) func commentsAreTakenOut(_ name: String) throws {
    let original = Array(try Data(contentsOf: ExampleEditTests.folder.appending(path: name)))
    let comment = "# govlint: ignore acme/rule -- a thought"
    let table = LineTable(Source(path: name, bytes: original))
    var planted: [[UInt8]] = []
    for line in 1...table.count where line / 2 % 3 == ExampleEditTests.third(of: name) {
      let range = table.range(ofLine: line)
      let above = Edit(range: TextRange(range.start, range.start), replacement: comment + "\n")
      let beside = Edit(range: TextRange(range.end, range.end), replacement: " " + comment)
      for edit in [range.isEmpty || line % 2 == 0 ? above : beside] { planted.append(Edit.apply([edit], to: original).bytes) }
    }
    var removed = 0
    for bytes in planted {
      let source = Source(path: name, bytes: bytes)
      let (document, problems) = Document.parse(source)
      guard problems.allSatisfy({ $0.severity < .error }) else { continue }
      for suppression in Suppression.read(document).suppressions {
        guard let removal = suppression.removal else { continue }
        let result = Edit.apply([removal], to: bytes).bytes
        #expect(document.hasSameTree(as: Document.parse(Source(path: name, bytes: result)).document, exceptFor: [removal]))
        #expect(result == original)
        removed += 1
      }
    }
    #expect(removed > table.count / 6)
  }
}
