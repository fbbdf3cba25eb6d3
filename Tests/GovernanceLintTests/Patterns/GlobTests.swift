import GovernanceLint
import Testing

@Test(arguments: [
  ("ai/**/*.yaml", ["ai/x.yaml", "ai/a/b/x.yaml", "ai/.hidden/x.yaml"], ["x.yaml", "bi/x.yaml", "ai/x.yml", "ai/x.yaml/y"]),
  ("**/*.yaml", ["x.yaml", "a/b/x.yaml"], ["x.json"]),
  ("*.yaml", ["x.yaml", ".x.yaml", ".yaml"], ["a/x.yaml", "x.yaml2", "xyaml"]),
  ("ai/**", ["ai/x", "ai/a/b"], ["ai", "aix/b"]),
  ("ai/", ["ai/x", "ai/a/b"], ["ai", "b/ai/x"]),
  ("**", ["x", "a/b"], [""]),
  ("a/**/b/**/c", ["a/b/c", "a/x/b/y/z/c"], ["a/c", "a/bc"]),
  ("a/**/**/c", ["a/c", "a/b/c"], ["ac"]),
  ("a**b", ["ab", "axb"], ["a/b"]),
  ("./ai//x.yaml", ["ai/x.yaml"], ["./ai/x.yaml"]),
  ("?.yaml", ["x.yaml", "é.yaml"], ["xx.yaml", ".yaml", "/.yaml"]),
  ("[a-c]x", ["ax", "cx"], ["dx", "x"]),
  ("[!a-c]x", ["dx", "éx"], ["ax", "/x"]),
  ("[^a]x", ["bx"], ["ax"]),
  ("[]!]x", ["]x", "!x"], ["ax"]),
  ("a[.-0]b", ["a.b", "a0b"], ["a/b"]),
  ("[/]b", [], ["/b", "b"]),
  ("*.{yaml,yml,json}", ["a.yaml", "a.yml", "a.json"], ["a.{yaml", "a.toml"]),
  ("{ai,ml/{x,y}}/*.yaml", ["ai/a.yaml", "ml/x/a.yaml", "ml/y/a.yaml"], ["ml/a.yaml"]),
  ("a{,b}c", ["ac", "abc"], ["a,bc"]),
  ("a,b}", ["a,b}"], ["a"]),
  ("\\*\\{a}", ["*{a}"], ["x{a}", "{a}"]),
  ("a+(b)|c.$", ["a+(b)|c.$"], ["aab", "c"]),
] as [(String, [String], [String])])
func globMatches(glob: String, matching: [String], other: [String]) throws {
  let compiled = try Glob.compile(glob).get()
  for path in matching { #expect(compiled.matches(path), "'\(path)' should match") }
  for path in other { #expect(!compiled.matches(path), "'\(path)' should not match") }
  for path in matching { checkFolders(above: path, compiled) }
}

/// No folder above a match may be pruned, and each lies in the literal prefix or above it.
private func checkFolders(above path: String, _ glob: Glob) {
  let parts = path.split(separator: "/")
  for count in 0..<max(parts.count, 1) {
    let folder = parts.prefix(count).joined(separator: "/")
    #expect(glob.couldMatch(below: folder), "'\(folder)' is above '\(path)'")
  }
  #expect(glob.literalPrefix.isEmpty || path.hasPrefix(glob.literalPrefix + "/"))
}

@Test(arguments: [
  ("ai/**/*.yaml", "ai", ["ai/a/b"], ["b", "aix"]),
  ("ai/*/x.yaml", "ai", ["ai", "ai/b"], ["ai/b/c", "b"]),
  ("ai/systems/x.yaml", "ai/systems", ["ai", "ai/systems"], ["ai/other", "ai/systems/a"]),
  ("x.yaml", "", [""], ["a"]),
  ("ai/", "ai", ["ai", "ai/b"], ["b"]),
  ("{ai/x,b}/*.yaml", "", ["ai", "ai/x", "b"], []),
  ("a\\*b/c*/d", "a*b", ["a*b", "a*b/cx"], ["axb"]),
] as [(String, String, [String], [String])])
func globPrunes(glob: String, prefix: String, open: [String], pruned: [String]) throws {
  let compiled = try Glob.compile(glob).get()
  #expect(compiled.literalPrefix == prefix)
  for folder in open { #expect(compiled.couldMatch(below: folder), "'\(folder)' may hold a match") }
  for folder in pruned { #expect(!compiled.couldMatch(below: folder), "'\(folder)' holds no match") }
}

/// Each row: a glob with its mistake between `‹` and `›`, and what is said about it.
@Test(arguments: [
  ("‹›", "expected a glob such as 'ai/**/*.yaml' but found nothing"),
  ("‹/›ai/*.yaml", "expected a relative path but found '/' at the start"),
  ("ai/‹{a,b›", "expected '}' to end the alternatives but the glob ends"),
  ("é‹[a-z›", "expected ']' to end the class but the glob ends"),
  ("‹[z-a›]", "class '[z-a' has a range that ends before it begins"),
  ("a‹\\›", "expected a character after '\\' but the glob ends"),
  ("{‹**›/a,b}", "'**' cannot stand between braces: write one glob for each alternative"),
  ("{{{{{{{{{{{{{{{{‹{›", "'{' nests deeper than the limit of 16"),
])
func globTellsMistake(marked: String, message: String) {
  let parts = marked.split(omittingEmptySubsequences: false) { $0 == "‹" || $0 == "›" }
  let start = parts[0].utf8.count
  switch Glob.compile(parts.joined()) {
  case .success: Issue.record("compiles")
  case .failure(let error):
    #expect(error.message == message)
    #expect(error.range == start..<(start + parts[1].utf8.count))
  }
}

@Test func hostileGlobStaysLinear() throws {
  let glob = try Glob.compile(String(repeating: "*a", count: 50) + "*b").get()
  #expect(!glob.matches(String(repeating: "a", count: 5_000)))
}
