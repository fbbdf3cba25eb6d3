import GovernanceLint

/// Text that is built to make a parser slow or large.
struct HostileInput: Sendable {
  var name: String
  var isJSON = false
  /// What stands before and after what is repeated.
  var head = ""
  var tail = ""
  /// The part of that number.
  var part: @Sendable (Int) -> String

  /// The text, of about that size.
  func source(megabytes: Int) -> Source {
    var bytes: [UInt8] = []
    let size = megabytes * 1_000_000
    bytes.reserveCapacity(size + 1000)
    bytes += head.utf8
    var number = 0
    while bytes.count < size {
      bytes += part(number).utf8
      number += 1
    }
    bytes += tail.utf8
    return Source(path: isJSON ? "a.json" : "a.yaml", bytes: bytes)
  }

  static let all = [
    HostileInput(name: "one long line of text", head: "a: ") { _ in "x " },
    HostileInput(name: "one long key") { _ in "x" },
    HostileInput(name: "one long quoted text", head: "a: \"", tail: "\"") { _ in "x\\n " },
    HostileInput(name: "text folded over many lines", head: "a:\n") { _ in "  x\n" },
    HostileInput(name: "a block of many lines", head: "a: |\n") { _ in "  x\n\n" },
    HostileInput(name: "many keys") { "k\($0): 1\n" },
    HostileInput(name: "equal keys") { _ in "k: 1\n" },
    HostileInput(name: "many anchors") { "- &a\($0) x\n" },
    HostileInput(name: "many anchors, each with its alias") { "- &a\($0) x\n- *a\($0)\n" },
    HostileInput(name: "many anchors, then unknown aliases", tail: String(repeating: "- *b1\n", count: 30)) { "- &a\($0) x\n" },
    HostileInput(name: "many aliases", head: "- &a x\n") { _ in "- *a\n" },
    HostileInput(name: "an alias of an alias") { $0 == 0 ? "- &a0 x\n" : "- &a\($0) [*a\($0 - 1)]\n" },
    HostileInput(name: "dashes") { _ in "- " },
    HostileInput(name: "brackets") { _ in "[" },
    HostileInput(name: "pairs of pairs in brackets", head: "[", tail: "]") { _ in "[[[[a]: b]: c]: d]: e, " },
    HostileInput(name: "collections as keys", head: "") { _ in "? [a, {b: c}]\n" },
    HostileInput(name: "one flow sequence", head: "[", tail: "]") { _ in "a, " },
    HostileInput(name: "many errors") { _ in "a: 'b' c\n" },
    HostileInput(name: "keys without a space") { _ in "a:b\n" },
    HostileInput(name: "open quotes") { _ in "a: \"\n" },
    HostileInput(name: "comments") { _ in "# c\n" },
    HostileInput(name: "documents") { _ in "---\na\n" },
    HostileInput(name: "tags") { _ in "- !t x\n" },
    HostileInput(name: "long tags") { _ in "- !!str x\n" },
    HostileInput(name: "blank lines", head: "a:") { _ in "\n" },
    HostileInput(name: "control characters outside quotes and in them") { _ in "- \"\u{7F}\"\n" },
    HostileInput(name: "brackets", isJSON: true) { _ in "[" },
    HostileInput(name: "one array", isJSON: true, head: "[0", tail: "]") { _ in ",1" },
    HostileInput(name: "many keys", isJSON: true, head: "{\"\":0", tail: "}") { ",\"\($0)\":1" },
    HostileInput(name: "equal keys", isJSON: true, head: "{\"\":0", tail: "}") { _ in ",\"a\":1" },
    HostileInput(name: "one long text of escapes", isJSON: true, head: "\"", tail: "\"") { _ in "\\u00e9\\n" },
    HostileInput(name: "one long number", isJSON: true) { _ in "1" },
    HostileInput(name: "many errors", isJSON: true, head: "[", tail: "]") { _ in "a b," },
    HostileInput(name: "comments", isJSON: true) { _ in "/**/" },
    HostileInput(name: "an open comment", isJSON: true) { _ in "/*" },
  ]
}
