import Testing

@testable import GovernanceLint

/// A tree on one line: kind, range and text of each node. `yaml@[0,5]{...}`.
func shown(_ node: Node) -> String {
  let range = "\(node.range.start)-\(node.range.end)"
  switch node.kind {
  case .scalar: return "'\(node.text)'@\(range)"
  case .alias: return "*@\(range)"
  case .sequence: return "[\(node.items.map(shown).joined(separator: " "))]@\(range)"
  case .mapping: return "{\(node.pairs.map { "\(shown($0.key)): \(shown($0.value))" }.joined(separator: " "))}@\(range)"
  }
}

/// Findings as `id@start-end message`.
private func shown(_ findings: [Finding]) -> [String] {
  findings.map { "\($0.rule)@\($0.place.range.start)-\($0.place.range.end) \($0.message)" }
}

struct TreeRow: Sendable, CustomTestStringConvertible {
  var path = "a.yaml"
  var text: String
  var tree: String
  var testDescription: String { text }
}

@Test(arguments: [
  TreeRow(text: "a: b", tree: "{'a'@0-1: 'b'@3-4}@0-4"),
  TreeRow(text: "a:\n  - x\n  - 'y'\n", tree: "{'a'@0-1: ['x'@7-8 'y'@13-16]@5-16}@0-16"),
  TreeRow(text: "a:\nb:   # none\n", tree: "{'a'@0-1: ''@2-2 'b'@3-4: ''@5-5}@0-5"),
  TreeRow(text: "- &x 1\n- *x\n- !!str\n", tree: "['1'@5-6 *@9-11 ''@19-19]@0-19"),
  TreeRow(text: "t: |\n  one\n  two\n\n\nu: 1\n", tree: "{'t'@0-1: 'one\ntwo\n'@3-16 'u'@19-20: '1'@22-23}@0-23"),
  TreeRow(
    text: "a: [1, {b: c}, d: e]",
    tree: "{'a'@0-1: ['1'@4-5 {'b'@8-9: 'c'@11-12}@7-13 {'d'@15-16: 'e'@18-19}@15-19]@3-20}@0-20"),
  TreeRow(text: "[a, b]: c\n", tree: "{['a'@1-2 'b'@4-5]@0-6: 'c'@8-9}@0-9"),
  TreeRow(text: "a: one\n  two\nb: \"x\\ty\"", tree: "{'a'@0-1: 'one two'@3-12 'b'@13-14: 'x\ty'@16-22}@0-22"),
  TreeRow(text: "a: 1\r\nb: 2\rc: 3", tree: "{'a'@0-1: '1'@3-4 'b'@6-7: '2'@9-10 'c'@11-12: '3'@14-15}@0-15"),
  TreeRow(text: "\u{FEFF}a: 1", tree: "{'a'@3-4: '1'@6-7}@3-7"),
  TreeRow(path: "a.json", text: #" {"a": [1, "x\n", null]} "#, tree: "{'a'@2-5: ['1'@8-9 'x\n'@11-16 'null'@18-22]@7-23}@1-24"),
  TreeRow(path: "a.json", text: #"{"s": "\ud83d\ude00"}"#, tree: "{'s'@1-4: '😀'@6-20}@0-21"),
])
func treesHaveExactPlaces(_ row: TreeRow) {
  let (document, findings) = Document.parse(Source(path: row.path, text: row.text))
  #expect(document.roots.map(shown).joined(separator: " | ") == row.tree)
  #expect(shown(findings) == [])
}

struct FindingRow: Sendable, CustomTestStringConvertible {
  var path = "a.yaml"
  var text: String
  var findings: [String]
  var tree: String?
  var testDescription: String { text }
}

@Test(arguments: [
  FindingRow(
    text: "a:\n\tb: 1\n", findings: ["syntax/tab-indentation@3-4 expected spaces but found a tab in the indentation"]),
  FindingRow(
    text: "a:\n  b: 1\n\tc: 2\n\td: 3\n  e: 4\n",
    findings: ["syntax/tab-indentation@10-11 expected spaces but found a tab in the indentation"],
    tree: "{'a'@0-1: {'b'@5-6: '1'@8-9 'c'@11-12: '2'@14-15 'd'@17-18: '3'@20-21 'e'@24-25: '4'@27-28}@5-28}@0-28"),
  FindingRow(
    text: "a:\n\t- b: 1\n\t  c: 2\n\t- 3\nd: 4\n",
    findings: ["syntax/tab-indentation@3-4 expected spaces but found a tab in the indentation"],
    tree: "{'a'@0-1: [{'b'@6-7: '1'@9-10 'c'@14-15: '2'@17-18}@6-18 '3'@22-23]@4-23 'd'@24-25: '4'@27-28}@0-28"),
  FindingRow(
    text: "a: |\n   b\n  c\nd: 1\n",
    findings: ["syntax/yaml@10-12 expected the text of the block to be indented by 3 spaces, as it begins, but found 2"],
    tree: "{'a'@0-1: 'b\n'@3-9 'd'@14-15: '1'@17-18}@0-18"),
  FindingRow(
    path: "a.json", text: "{\"a\": 1, \"\\u0061\": 2, \"abcdefgh\": {\"\": 1, \"\": 2}, \"abcdefgh\": 3}",
    findings: [
      "structure/duplicate-key@42-44 expected each key once but found '' again",
      "structure/duplicate-key@9-17 expected each key once but found 'a' again",
      "structure/duplicate-key@50-60 expected each key once but found 'abcdefgh' again",
    ]),
  FindingRow(
    text: "name:value\nother: 1\n", findings: ["syntax/yaml@4-5 expected a space after ':' in 'name:value'"]),
  FindingRow(
    text: "a: 1\nname:value\nother: 1\n", findings: ["syntax/yaml@9-10 expected a space after ':' in 'name:value'"],
    tree: "{'a'@0-1: '1'@3-4 'name:value'@5-15: ''@15-15 'other'@16-21: '1'@23-24}@0-24"),
  FindingRow(
    text: "a: 1\nb: \"open\nc: 2\n", findings: ["syntax/unclosed-quote@8-9 expected the quote that opens here to be closed"],
    tree: "{'a'@0-1: '1'@3-4 'b'@5-6: 'open'@8-13 'c'@14-15: '2'@17-18}@0-18"),
  FindingRow(
    text: "a: [1, 2\nb: 3\n", findings: ["syntax/unclosed-bracket@3-4 expected the '[' that opens here to be closed"],
    tree: "{'a'@0-1: ['1'@4-5 '2'@7-8]@3-8 'b'@9-10: '3'@12-13}@0-13"),
  FindingRow(
    text: "a:\n  b: 1\n c: 2\nd: 3\n",
    findings: [
      "syntax/yaml@10-11 expected indentation of 0 spaces (column 1) or 2 spaces (column 3) but found 1 space (column 2)"
    ],
    tree: "{'a'@0-1: {'b'@5-6: '1'@8-9}@5-9 'c'@11-12: '2'@14-15 'd'@16-17: '3'@19-20}@0-20"),
  FindingRow(
    text: "a: 1\nb: 2\na: 3\n", findings: ["structure/duplicate-key@10-11 expected each key once but found 'a' again"]),
  FindingRow(
    text: "x:\n  <<: 1\n",
    findings: [
      "structure/yaml-1.1@5-7 expected the merged keys themselves: "
        + "'<<' merges mappings in YAML 1.1, in YAML 1.2 it is a key like any other"
    ]),
  FindingRow(
    text: "x: yes\ny: 0777\non: 'no'\n",
    findings: [
      "structure/yaml-1.1@3-6 'yes' is text in YAML 1.2 but true in YAML 1.1; write 'true', or quotes around text",
      "structure/yaml-1.1@10-14 '0777' is a decimal number in YAML 1.2 but octal in YAML 1.1; "
        + "write '0o777', or quotes around text",
    ]),
  FindingRow(
    text: "a: *nme\nname: &name 1\n",
    findings: ["syntax/alias@3-7 expected '&nme' earlier in this document but found none"]),
  FindingRow(
    text: "n: &name 1\na: *nme\n",
    findings: ["syntax/alias@14-18 expected '&nme' earlier in this document but found none; did you mean 'name'?"]),
  FindingRow(
    text: "<<<<<<< HEAD\na: 1\n||||||| base\na: 2\n=======\na: 3\n>>>>>>> other\nb: 4\n",
    findings: ["syntax/merge-conflict@0-12 expected one version of these lines but found a merge that was left unfinished"]),
  FindingRow(
    path: "a.json", text: "{\r\n<<<<<<< a\r\n\"b\": 1\r\n=======\r\n\"b\": 2\r\n>>>>>>> c\r\n}\r\n",
    findings: ["syntax/merge-conflict@3-12 expected one version of these lines but found a merge that was left unfinished"]),
  FindingRow(
    text: "a: 1\n>>>>>>> other\nb: 2\n<<<<<<< HEAD\n",
    findings: [
      "syntax/merge-conflict@5-18 expected one version of these lines but found a merge that was left unfinished",
      "syntax/merge-conflict@24-36 expected one version of these lines but found a merge that was left unfinished",
    ]),
  FindingRow(text: "a: |\n  <<<<<<< HEAD\n  =======\n", findings: []),
  FindingRow(text: "<<<<<<< HEAD: 1\n=======: 2\n", findings: []),
  FindingRow(
    text: "a: &a [*a]\n", findings: ["syntax/alias@7-9 expected the node 'a' to be complete, but this alias stands inside it"]),
  FindingRow(
    text: "a: {\n  b: c\n}\n",
    findings: ["structure/flow-indentation@12-13 expected '}' to be indented deeper than the key (at column 2 or more)"]),
  FindingRow(
    text: "a: 'it's'\n",
    findings: [
      "syntax/yaml@7-9 expected the end of the line after the closing quote but found 's'';"
        + " inside single quotes, a quote is written ''"
    ]),
  FindingRow(
    text: "a: b: c\nd: [1 2\n e]\nf: @x\n",
    findings: [
      "syntax/yaml@4-5 expected no second ': ' on the line; put the value in quotes, or the key on a line of its own",
      "syntax/yaml@23-24 expected a value but found '@'; text that begins with it goes in quotes",
    ]),
  FindingRow(
    path: "a.json", text: #"{"a": 1, "a": 2,}"#,
    findings: [
      "syntax/json@16-17 expected another key after ',' but found '}': JSON has no trailing comma",
      "structure/duplicate-key@9-12 expected each key once but found 'a' again",
    ]),
  FindingRow(
    path: "a.json", text: "{'a': tru, // no\n \"b\" 1}",
    findings: [
      "syntax/json@1-2 expected double quotes but found single ones",
      "syntax/json@6-9 expected a value (text goes in double quotes) but found 'tru'",
      "syntax/json@11-16 expected no comment: JSON has none",
      "syntax/json@22-23 expected ':' after the key but found '1'",
    ],
    tree: "{'a'@1-4: 'tru'@6-9 'b'@18-21: '1'@22-23}@0-24"),
  FindingRow(
    path: "a.json", text: "[1, [2, 3",
    findings: ["syntax/unclosed-bracket@4-5 expected the '[' to be closed before the end of the file"]),
])
func mistakesAreFoundAtTheirPlace(_ row: FindingRow) {
  let (document, findings) = Document.parse(Source(path: row.path, text: row.text))
  #expect(shown(findings) == row.findings)
  if let tree = row.tree { #expect(document.roots.map(shown).joined(separator: " | ") == tree) }
}

@Test(arguments: [
  ([UInt8]([0x61, 0x3A, 0x20, 0xFF]), "syntax/encoding@3-4 expected UTF-8 text but found the byte 0xFF"),
  ([0x61, 0x00, 0x62], "syntax/encoding@1-2 expected text but found a NUL byte: this is a binary file"),
  (
    [0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8],
    "syntax/encoding@4-5 expected UTF-16 text, as its byte order mark says, but found what is none"
  ),
  ([0xED, 0xA0, 0x80], "syntax/encoding@0-1 expected UTF-8 text but found the byte 0xED"),
])
func whatIsNoTextIsOneFinding(_ bytes: [UInt8], _ finding: String) {
  let (document, findings) = Document.parse(Source(path: "a.yaml", bytes: bytes))
  #expect(shown(findings) == [finding])
  #expect(document.roots.isEmpty)
}

@Test(arguments: [
  [0xFF, 0xFE, 0x61, 0, 0x3A, 0, 0x20, 0, 0x3D, 0xD8, 0x00, 0xDE],
  [0xFE, 0xFF, 0, 0x61, 0, 0x3A, 0, 0x20, 0xD8, 0x3D, 0xDE, 0x00],
  [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0, 0x3A, 0, 0, 0, 0x20, 0, 0, 0, 0x00, 0xF6, 0x01, 0],
  [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61, 0, 0, 0, 0x3A, 0, 0, 0, 0x20, 0, 0x01, 0xF6, 0x00],
  [0xEF, 0xBB, 0xBF, 0x61, 0x3A, 0x20, 0xF0, 0x9F, 0x98, 0x80],
] as [[UInt8]])
func otherEncodingsAreDecoded(_ bytes: [UInt8]) {
  let (document, findings) = Document.parse(Source(path: "a.yaml", bytes: bytes))
  #expect(shown(findings) == [])
  #expect(document.roots.first?["a"]?.text == "😀")
}

/// A finding's id says where it comes from, and each is in the table once.
@Test func everyFindingIsInTheTable() {
  let ids = DocumentRules.all.map(\.id)
  #expect(ids == ids.sorted() && Set(ids).count == ids.count)
  for finding in DocumentRules.all {
    #expect(finding.id.hasPrefix("syntax/") || finding.id.hasPrefix("structure/"))
    #expect(!finding.title.isEmpty && !finding.why.isEmpty && !finding.fix.isEmpty)
  }
}
