import Testing

@testable import GovernanceLint

struct HostileRow: Sendable, CustomTestStringConvertible {
  var name: String
  var path = "a.yaml"
  var limits = DocumentLimits()
  var text: @Sendable () -> String
  /// The rule of the first finding, or nil where there is none to be.
  var rule: String?
  var testDescription: String { name }

  init(
    _ name: String, path: String = "a.yaml", rule: String?, limits: DocumentLimits = DocumentLimits(),
    text: @escaping @Sendable () -> String
  ) {
    (self.name, self.path, self.limits, self.text, self.rule) = (name, path, limits, text, rule)
  }
}

private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

private func limits(_ change: (inout DocumentLimits) -> Void) -> DocumentLimits {
  var limits = DocumentLimits()
  change(&limits)
  return limits
}

@Test(arguments: [
  HostileRow("brackets", rule: "syntax/too-deep") { repeated("[", 100_000) },
  HostileRow("braces", rule: "syntax/too-deep") { repeated("{a: ", 100_000) },
  HostileRow("closed brackets", rule: "syntax/too-deep") { repeated("[", 100_000) + repeated("]", 100_000) },
  HostileRow("dashes", rule: "syntax/too-deep") { repeated("- ", 100_000) },
  HostileRow("questions", rule: "syntax/too-deep") { repeated("? ", 100_000) },
  HostileRow("nested mappings", rule: "syntax/too-deep") { (0..<2_000).map { repeated(" ", $0) + "a:\n" }.joined() },
  HostileRow("JSON brackets", path: "a.json", rule: "syntax/too-deep") { repeated("[", 100_000) },
  HostileRow("JSON objects", path: "a.json", rule: "syntax/too-deep") { repeated("[{\"\":", 50_000) },
  HostileRow("closing brackets", path: "a.json", rule: "syntax/json") { repeated("]", 100_000) },
  HostileRow("commas", path: "a.json", rule: "syntax/json") { repeated(",", 100_000) },
  HostileRow("the deepest that fits", rule: nil) { repeated("[", 256) + repeated("]", 256) },
  HostileRow("aliases of aliases", rule: "syntax/alias-expansion") {
    "- &a0 [x, x]\n" + (1..<40).map { "- &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
  },
  HostileRow("a chain of aliases", rule: "syntax/alias-expansion") {
    "- &a0 [x]\n" + (1..<20_000).map { "- &a\($0) [*a\($0 - 1)]\n" }.joined()
  },
  HostileRow("one alias too many", rule: "syntax/alias-expansion", limits: limits { $0.aliasedNodes = 5 }) {
    "- &a [x]\n- [*a, *a, *a]\n"
  },
  HostileRow("many anchors", rule: nil) { (0..<20_000).map { "- &a\($0) [b: c]\n- *a\($0)\n" }.joined() },
  HostileRow("unknown aliases on one line", rule: "syntax/alias") {
    (0..<5_000).map { "- &a\($0) x\n" }.joined() + "- [" + repeated("*zzzzzzzz, ", 20_000) + "]\n"
  },
  HostileRow("a long line", rule: nil) { "a: " + repeated("x ", 500_000) },
  HostileRow("a long key", rule: "syntax/yaml") { repeated("x", 500_000) + ": 1" },
  HostileRow("many keys", rule: nil) { (0..<50_000).map { "k\($0): 1\n" }.joined() },
  HostileRow("many equal keys", rule: "structure/duplicate-key") { repeated("k: 1\n", 50_000) },
  HostileRow("pairs in a flow sequence", rule: nil) { "[" + repeated("a: b, ", 50_000) + "]" },
  HostileRow("pairs of pairs", rule: nil) { repeated("[", 250) + "a" + repeated("]: b", 200) + repeated("]", 50) },
  HostileRow("blank lines", rule: nil) { "a: b" + repeated("\n", 500_000) },
  HostileRow("blank lines in a block scalar", rule: nil) { "a: |\n x" + repeated("\n", 500_000) + " y" },
  HostileRow("comments", rule: nil) { repeated("# c\n", 100_000) + "a: b" },
  HostileRow("open quotes", rule: "syntax/unclosed-quote") { repeated("a: \"\n", 50_000) },
  HostileRow("open comment", path: "a.json", rule: "syntax/json") { repeated("/*", 50_000) },
  HostileRow("documents", rule: nil) { repeated("---\na: b\n", 20_000) },
  HostileRow("too large", rule: "syntax/too-large", limits: limits { $0.size = 10 }) { "a: 123456789" },
])
func hostileInputEndsWithATree(_ row: HostileRow) {
  let (document, findings) = Document.parse(Source(path: row.path, text: row.text()), limits: row.limits)
  #expect(findings.first?.rule == row.rule)
  #expect(findings.count <= row.limits.findings)
  #expect(unsoundness(of: document) == nil)
}

/// Written as JSON, a collection as a key is text with escaped quotes; keys of keys of keys would double them each time.
@Test func keysInsideKeysStaySmall() {
  for text in [repeated("{", 250) + "a" + repeated("}", 250), repeated("{? ", 100) + "a: 1, a: 2" + repeated(" : b}", 100)] {
    let document = Document.parse(Source(path: "a.yaml", text: text)).document
    let written = OutputSink.text { JSONWriter.write(document, into: &$0) }
    #expect(written.utf8.count < 100 * text.utf8.count)
  }
}

@Test func nestingStopsAtItsLimitExactly() {
  for (path, open, close) in [("a.yaml", "[", "]"), ("a.json", "[", "]"), ("a.yaml", "- ", "")] {
    for depth in [1, 7] {
      var limits = DocumentLimits()
      limits.depth = 7
      let within = Source(path: path, text: repeated(open, depth) + repeated(close, depth))
      #expect(Document.parse(within, limits: limits).findings.isEmpty)
    }
    var limits = DocumentLimits()
    limits.depth = 7
    let beyond = Source(path: path, text: repeated(open, 8) + repeated(close, 8))
    #expect(Document.parse(beyond, limits: limits).findings.map(\.rule) == ["syntax/too-deep"])
  }
}
