import Foundation
import Testing

@testable import GovernanceLint

/// Objects of every size around that of the table of keys: equal keys are found, keys that only look alike are not.
@Test(arguments: [1, 2, 7, 8, 9, 255, 256, 257, 600])
func equalKeysAreFoundInObjectsOfEverySize(_ count: Int) {
  // Of one length, alike at both ends.
  let keys = (0..<count).map { "commonprefix\(String($0 + 1_000_000))commonsuffix" }
  func findings(_ keys: [String]) -> [String] {
    let text = "{\(keys.map { "\"\($0)\": 0" }.joined(separator: ", "))}"
    return Document.parse(Source(path: "a.json", text: text)).findings.map(\.rule)
  }
  #expect(findings(keys) == [])
  #expect(findings(keys + [keys[0]]) == ["structure/duplicate-key"])
  #expect(findings([keys[count - 1]] + keys) == ["structure/duplicate-key"])
}

/// Short keys at either end of the text have the fingerprint that they have in the middle.
@Test func shortKeysAreComparedAnywhere() {
  for key in ["", "a", "é", "abcdefg", "abcdefgh"] {
    let findings = Document.parse(Source(path: "a.json", text: "{\"\(key)\":0,\"filler\":{},\"\(key)\":0}")).findings
    #expect(findings.map(\.rule) == ["structure/duplicate-key"], "\(key)")
    let yaml = Document.parse(Source(path: "a.yaml", text: "\(key.isEmpty ? "''" : key): 0\nfiller: {}\n? '\(key)'")).findings
    #expect(yaml.map(\.rule) == ["structure/duplicate-key"], "\(key)")
  }
}

/// Bytes that are no UTF-8 are found wherever they stand, although strings are only looked at as they are read.
@Test(arguments: [
  "{\"a\": \"#\"}", "{\"#\": 1}", "[\"\\n#\"]", "[#]", "{\"a\": 1} #", "// #\n1",
  "[\"long enough for whole words #, and more of it\"]",
  "[\"é#\"]", "[1, \"#", "#",
])
func whatIsNoTextIsFoundInJSON(_ text: String) {
  for bad: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0x00], [0xF4, 0x90, 0x80, 0x80]] {
    let bytes = text.utf8.flatMap { $0 == UInt8(ascii: "#") ? bad : [$0] }
    let (document, findings) = Document.parse(Source(path: "a.json", bytes: bytes))
    #expect(findings.map(\.rule) == ["syntax/encoding"], "\(text) with \(bad)")
    #expect(document.roots.isEmpty)
  }
}

/// Files of more nodes than are made room for at once read as Foundation reads them.
@Test func longFilesReadAsOthersReadThem() throws {
  let items = (0..<9_000).map { "{\"n\": \($0), \"t\": \"\($0 % 7 == 0 ? "\\u00e9\\n" : "é")\", \"e\": [[], {}]}" }
  let text = "[\(items.joined(separator: ",\n  "))]"
  let (document, findings) = Document.parse(Source(path: "a.json", text: text))
  #expect(findings.isEmpty)
  let written = OutputSink.text { JSONWriter.write(document, into: &$0) }
  let ours = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? NSArray
  #expect(ours == (try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSArray))
}

/// A name stands for the last node before the alias that has it, however many anchors and lookups there are.
@Test func aliasesStandForTheLastAnchorOfTheirName() {
  let lines = (0..<200).map { "- &n\($0 % 50) v\($0)\n- *n\($0 % 50)\n- *n\(max(0, $0 - 3) % 50)" }
  let (document, findings) = Document.parse(Source(path: "a.yaml", text: lines.joined(separator: "\n")))
  #expect(findings.isEmpty)
  let items = Array(document.roots[0].items)
  for number in 0..<200 {
    #expect(items[3 * number + 1].resolved.text == "v\(number)")
    #expect(items[3 * number + 2].resolved.text == "v\(max(0, number - 3))")
  }
}
