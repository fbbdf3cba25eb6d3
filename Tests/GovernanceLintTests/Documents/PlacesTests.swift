import Testing

@testable import GovernanceLint

/// On every valid input, the text at a scalar's range is that scalar: parsed on its own it has the same value.
@Test func rangesOfScalarsDecodeToTheirValues() {
  for text in yamlInputs + suiteInputs() {
    let (document, findings) = Document.parse(Source(path: "a.yaml", text: text))
    guard !findings.contains(where: { $0.severity == .error }) else { continue }
    #expect(unsoundness(of: document) == nil, "\(text)")
    for index in document.records.indices where document.records[index].kind == .scalar {
      let node = Node(document: document, index: Int32(index))
      let written = document.source.text(node.range)
      switch node.style {
      case .plain, .singleQuoted, .doubleQuoted:
        // Text that ends with a colon can only be a key.
        guard !written.hasSuffix(":") else { continue }
        let alone = Document.parse(Source(path: "a.yaml", text: written.isEmpty ? "--- ''" : "--- \(written)")).document
        #expect(alone.roots.first?.text == node.text, "\(written) in\n\(text)")
      case .literal, .folded:
        // Trailing blank lines lie outside, and an indentation indicator counts from the parent.
        guard !written.prefix(while: { $0 != "\n" }).contains(where: \.isNumber) else { continue }
        let alone = Document.parse(Source(path: "a.yaml", text: "--- \(written)")).document
        func stripped(_ text: String?) -> String? { text.map { String($0.reversed().drop { $0 == "\n" }) } }
        #expect(stripped(alone.roots.first?.text) == stripped(node.text), "\(written) in\n\(text)")
      case .block, .flow: Issue.record("a scalar is neither")
      }
    }
  }
}

@Test(arguments: [
  ("a:\n  b/c: [x, {d~e: 1}]\n", "1", "/a/b~1c/1/d~0e", "a[\"b/c\"][1][\"d~e\"]"),
  ("bias:\n  audits:\n  - date: D\n", "D", "/bias/audits/0/date", "bias.audits[0].date"),
  ("D", "D", "", ""),
  ("a: 1\n---\n'': [D]", "D", "//0", "[\"\"][0]"),
])
func pathsNameNodes(_ text: String, _ scalar: String, _ pointer: String, _ dotted: String) throws {
  let document = Document.parse(Source(path: "a.yaml", text: text)).document
  let index = try #require(document.records.indices.last { Node(document: document, index: Int32($0)).text == scalar })
  let node = Node(document: document, index: Int32(index))
  #expect(node.path.pointer == pointer)
  #expect(node.path.dotted == dotted)
  #expect(document.roots.last?.node(atPointer: pointer)?.index == node.index)
  #expect(document.node(at: node.record.start)?.index == node.index)
}

@Test(arguments: ["/a", "a", "/0", "/b/-1", "/b/01", "/b/2", "/b/x", "/b~2"])
func pointersToNothingAreNil(_ pointer: String) {
  let document = Document.parse(Source(path: "a.yaml", text: "b: [1, 2]")).document
  #expect(document.roots.first?.node(atPointer: pointer) == nil)
}

@Test func pointersFollowAliases() {
  let document = Document.parse(Source(path: "a.yaml", text: "a: &x {b: [1]}\nc: *x\n")).document
  #expect(document.roots.first?.node(atPointer: "/c/b/0")?.text == "1")
}
