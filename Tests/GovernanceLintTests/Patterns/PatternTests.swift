import GovernanceLint
import Testing

/// Each row: a pattern, and a text with its first match between `‹` and `›`; none where there are no marks.
@Test(arguments: [
  ("a+", "x‹aa›b"),
  ("^(?:[a-z]+-)*[a-z]+$", "‹customer-chat-bot›"),
  ("^[a-z]+$", "Chat"),
  ("a|ab", "‹a›b"),
  ("a*?b??", "‹›ab"),
  ("(?U)a+", "‹a›aa"),
  ("(?U)a+?", "‹aaa›"),
  ("x{2,3}", "‹xxx›x"),
  ("x{,3}", "‹x{,3}›"),
  ("(|a)*", "‹›aa"),
  ("(|a)+", "‹›aa"),
  ("(?:a|b)*?c", "x‹abc›"),
  ("(?i)straße", "‹STRAßE›"),
  ("(?i)k", "‹\u{212A}›"),
  ("(?i)[^k]", "K\u{212A}‹l›"),
  ("(?i)ΣΟΣ", "‹σος›"),
  ("(?i:A)b", "‹ab›aB"),
  (".", "\n‹é›"),
  ("(?s).", "‹\n›é"),
  ("\\bage\\b", "aged ‹age›"),
  ("\\Bb", "b a‹b›"),
  ("(?m)^b$", "a\n‹b›\nc"),
  ("^b$", "a\nb"),
  ("\\Aa\\z", "‹a›"),
  ("\\p{Greek}+", "ab ‹αβγ› d"),
  ("\\pN+", "a‹1٢Ⅷ›"),
  ("\\P{L}", "é‹1›"),
  ("\\p{^Lu}", "É‹é›"),
  ("[\\p{Lu}\\d]+", "é‹É1›"),
  ("[[:alpha:]_]+", "1‹a_b›"),
  ("[[:^alpha:]]+", "a‹12›"),
  ("[]a]+", "x‹]a]›"),
  ("[^]a]+", "]a‹x›"),
  ("[a-c-e]+", "d‹a-e›"),
  ("\\Qa.b\\E+", "‹a.bb›"),
  ("\\x41\\x{1F600}\\101", "‹A😀A›"),
  ("(?P<year>\\d{4})-(?<month>\\d\\d)", "on ‹2026-05›-01"),
  ("^\\C$", "‹a›"),
  ("^\\C$", "é"),
  ("", "‹›abc"),
])
func patternFindsMatch(pattern: String, marked: String) throws {
  try check(pattern, marked, dialect: .re2)
}

/// What ECMA-262 reads in another way.
@Test(arguments: [
  ("\\p{Letter}+", "1‹aé›"),
  ("\\p{Script=Greek}\\p{sc=Grek}", "a‹αβ›"),
  ("\\p{General_Category=Uppercase_Letter}", "a‹A›"),
  ("\\p{Cased_Letter}+", "1‹aA›"),
  ("\\P{Unassigned}", "\u{378}‹a›"),
  ("\\p{digit}", "a‹٢›"),
  ("\\s", "a‹\u{A0}›"),
  (".", "\r\u{2028}‹a›"),
  ("[^]", "‹\n›"),
  ("[]", "a"),
  ("\\u00e9\\u{1F600}\\ud83d\\ude00", "‹é😀😀›"),
  ("\\cA[\\b]", "‹\u{1}\u{8}›"),
])
func schemaPatternFindsMatch(pattern: String, marked: String) throws {
  try check(pattern, marked, dialect: .jsonSchema)
}

private func check(_ pattern: String, _ marked: String, dialect: Pattern.Dialect) throws {
  let parts = marked.split(omittingEmptySubsequences: false) { $0 == "‹" || $0 == "›" }
  let text = parts.joined()
  let compiled = try Pattern.compile(pattern, dialect: dialect).get()
  let expected = parts.count == 3 ? parts[0].utf8.count..<(parts[0].utf8.count + parts[1].utf8.count) : nil
  #expect(compiled.firstMatch(in: text.utf8) == expected)
  #expect(compiled.matches(text.utf8) == (expected != nil))
}

/// Each row: a pattern with its mistake between `‹` and `›`, and what is said about it.
@Test(arguments: [
  ("a‹(b›", "expected ')' to end the group but the pattern ends"),
  ("ab‹)›", "unexpected ')' without a '('"),
  ("x‹[a-z›", "expected ']' to end the class but the pattern ends"),
  ("[‹z-a›]", "range 'z-a' ends before it begins"),
  ("‹*›a", "'*' has nothing before it to repeat"),
  ("a‹**›", "'**' repeats a repetition: put the first one in a group"),
  ("a‹{1001}›", "'{1001}' repeats more often than the limit of 1000"),
  ("a‹{99999999999999999999}›", "'{99999999999999999999}' repeats more often than the limit of 1000"),
  ("a‹{2,1}›", "'{2,1}' ends below its start"),
  ("((a{100})‹{100}›){100}", "'{100}' and the repetitions inside make 10000, more than the limit of 1000"),
  ("‹(?=›a)", "'(?=' (lookaround) is not part of RE2: write the condition as a second pattern"),
  ("‹(?<›!a)", "'(?<' (lookaround) is not part of RE2: write the condition as a second pattern"),
  ("‹(?x›)", "expected flags ('i', 'm', 's', 'U'), ':', or a name ('?P<name>') after '(?' but found '(?x'"),
  ("‹(?P<a-›b>c)", "expected a group name of letters, digits and '_', then '>', but found '(?P<a-'"),
  ("(a)‹\\1›", "unknown escape '\\1'; backreferences are not part of RE2"),
  ("‹\\h›", "unknown escape '\\h'"),
  ("a‹\\›", "expected a character after '\\' but the pattern ends"),
  ("é‹\\p{Grek}›", "unknown property '\\p{Grek}'; known are general categories (\\pL, \\p{Lu}) and scripts (\\p{Greek})"),
  ("‹\\p{›L", "expected '}' to end '\\p{' but the pattern ends"),
  ("[‹[:foo:]›]", "unknown class '[:foo:]'; the names are those of POSIX, such as [:alpha:]"),
  ("‹\\x{110000›}", "unknown escape '\\x{110000'"),
  ("‹\\pL{1000}›", "the pattern is too large: it needs more than 600000 steps; repeat less, or smaller classes"),
])
func patternTellsMistake(marked: String, message: String) {
  let parts = marked.split(omittingEmptySubsequences: false) { $0 == "‹" || $0 == "›" }
  let start = parts[0].utf8.count
  switch Pattern.compile(parts.joined()) {
  case .success: Issue.record("compiles")
  case .failure(let error):
    #expect(error.message == message)
    #expect(error.range == start..<(start + parts[1].utf8.count))
  }
}

/// Time linear in the text: each of these takes other engines years.
@Test(arguments: [("(a+)+$", false), ("(a|aa)+$", false), ("(x+x+)+y", false), ("(a*)*(a*)*b", true), ("(\\pL+)+1", false)])
func hostilePatternStaysLinear(pattern: String, matches: Bool) throws {
  let text = [UInt8](repeating: 0x61, count: 1 << 15) + [0x62, 0x21]
  #expect(try Pattern.compile(pattern).get().matches(text) == matches)
}

/// Sizes that would exhaust the stack or memory are told, not tried.
@Test(arguments: [
  (String(repeating: "(", count: 100_000), "groups nest deeper than the limit of 1000"),
  (String(repeating: "(a", count: 999) + String(repeating: ")*b", count: 999), "groups nest deeper than the limit of 1000"),
  ("a" + String(repeating: "\\Q\\E*", count: 100_000), "groups nest deeper than the limit of 1000"),
  (
    String(repeating: "a|", count: 400_000),
    "the pattern is too large: it needs more than 600000 steps; repeat less, or smaller classes"
  ),
  (
    String(repeating: "[a-z]{0,1000}", count: 900),
    "the pattern is too large: it needs more than 600000 steps; repeat less, or smaller classes"
  ),
])
func oversizedPatternIsRefused(pattern: String, message: String) {
  switch Pattern.compile(pattern) {
  case .success: Issue.record("compiles")
  case .failure(let error): #expect(error.message == message)
  }
}

@Test func deepestPatternCompiles() throws {
  let depth = Pattern.Limits.nesting
  let pattern = try Pattern.compile(String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)).get()
  #expect(pattern.matches("a".utf8))
  let loops = try Pattern.compile(String(repeating: "(a", count: 300) + String(repeating: ")*b", count: 300)).get()
  #expect(loops.matches("ab".utf8) == loops.matches("b".utf8))
}

/// Bytes that are no UTF-8 match nothing but `\C`.
@Test func invalidBytesMatchNothing() throws {
  let text: [UInt8] = [0xFF, 0xC3, 0x61]
  #expect(try Pattern.compile(".").get().firstMatch(in: text) == 2..<3)
  #expect(try Pattern.compile("\\C").get().firstMatch(in: text) == 0..<1)
  #expect(try Pattern.compile("[^b]+").get().firstMatch(in: text[2...]) == 0..<1)
}
