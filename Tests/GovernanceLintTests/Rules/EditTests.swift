import Testing

@testable import GovernanceLint

/// What a finding's edit makes of a manifest.
struct EditTests {
  private static let rules = [
    "rule.yaml": RuleTree.rule("at: system.stage\nrequire: system.?stage.orValue('') != 'idea'"),
    "held.yaml": RuleTree.rule("waivable: approved\nat: system.stage\nrequire: system.?stage.orValue('') != 'pilot'", id: "acme/held"),
  ]

  /// The manifest after its edits, until there are none.
  static func mended(_ text: String, path: String = "a.yaml") -> String {
    var bytes = Array(text.utf8)
    let linter = RuleRun(rules, [("a.yaml", RuleRun.system("stage: pilot"))]).linter
    for _ in 0..<10 {
      let source = Source(path: path, bytes: bytes)
      let edits = linter.finish([linter.check(source)], version: "0").findings.compactMap(\.edit)
      guard !edits.isEmpty else { break }
      let (edited, applied) = Edit.apply(edits, to: bytes)
      let (before, after) = (Document.parse(source).document, Document.parse(Source(path: path, bytes: edited)).document)
      #expect(before.hasSameTree(as: after, exceptFor: applied), "\(text)")
      bytes = edited
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Rows: what follows the head of the manifest, and what becomes of it.
  @Test(arguments: [
    // Words of a vocabulary.
    ("stage: Pilot  # now", "stage: pilot  # now"), ("stage: \"piilot\"", "stage: \"pilot\""), ("stage: 'pliot'", "stage: 'pilot'"),
    ("stage: \"p\\u0069lott\"", "stage: \"pilot\""), ("channels: [wbe, Web , 'in_store',\"In Store\"]", "channels: [wbe, web , 'in-store',\"in-store\"]"),
    ("risk: {reversibility: ireversible}", "risk: {reversibility: ireversible}"), ("stage: alive", "stage: alive"),
    // Keys.
    ("stge: pilot", "stage: pilot"), ("? stge\n: pilot", "? stage\n: pilot"), ("'Stage' : pilot", "'stage' : pilot"),
    ("stge: pilot\nstage: pilot", "stge: pilot\nstage: pilot"), ("stge: pilot\nstaeg: pilot", "stge: pilot\nstaeg: pilot"),
    ("bais:\n  auditEvry: P3M", "bias:\n  auditEvery: P3M"),
    // Dates.
    ("bias: {audits: [{date: 2026/06/30}]}", "bias: {audits: [{date: 2026-06-30}]}"),
    ("bias: {audits: [{date: \"2026.6.3\"}]}", "bias: {audits: [{date: \"2026-06-03\"}]}"),
    ("bias: {audits: [{date: 20260630}]}", "bias: {audits: [{date: 2026-06-30}]}"),
    ("bias: {audits: [{date: '20260630'}]}", "bias: {audits: [{date: '2026-06-30'}]}"),
    ("bias: {audits: [{date: 1/2/2026}]}", "bias: {audits: [{date: 1/2/2026}]}"),
    ("bias: {audits: [{date: 31.12.2026}]}", "bias: {audits: [{date: 31.12.2026}]}"),
    ("bias: {audits: [{date: 2026-02-30}]}", "bias: {audits: [{date: 2026-02-30}]}"),
    ("bias: {audits: [{date: 20261332}]}", "bias: {audits: [{date: 20261332}]}"),
    ("bias: {audits: [{date: 2026-06-30T10:00:00Z}]}", "bias: {audits: [{date: 2026-06-30T10:00:00Z}]}"),
    // Periods.
    ("bias: {auditEvery: 3M}", "bias: {auditEvery: P3M}"), ("bias: {auditEvery: p3m}", "bias: {auditEvery: P3M}"),
    ("bias: {auditEvery: '3 Months'}", "bias: {auditEvery: 'P3M'}"), ("bias: {auditEvery: P3m}", "bias: {auditEvery: P3M}"),
    ("bias: {auditEvery: 2w}", "bias: {auditEvery: P2W}"), ("bias: {auditEvery: 30m}", "bias: {auditEvery: 30m}"),
    ("bias: {auditEvery: PT3M}", "bias: {auditEvery: PT3M}"), ("bias: {auditEvery: quarterly}", "bias: {auditEvery: quarterly}"),
    // What is left alone: tags, anchors, what aliases repeat, several lines, files with syntax errors.
    ("stage: !!str Pilot", "stage: !!str Pilot"), ("stage: &s Pilot", "stage: &s Pilot"), ("stage: |-\n  Pilot", "stage: |-\n  Pilot"),
    ("channels: &c [Web]\nx-more: *c", "channels: &c [Web]\nx-more: *c"), ("stage: Pilot\nid: b", "stage: Pilot\nid: b"),
    // Comments.
    ("stage: scaled # govlint: ignore acme/rule -- a thought", "stage: scaled"),
    ("stage: scaled\n  # govlint: ignore acme/rule -- a thought\nchannels: [web] # ours", "stage: scaled\nchannels: [web] # ours"),
    ("# govlint: ignore acme/rule -- a\r\n# why\r\nstage: scaled", "# why\r\nstage: scaled"),
    ("stage: idea # govlint: ignore acme/rule until 2026-06-29 -- a thought", "stage: idea"),
    ("stage: idea # govlint: ignore acme/rule -- a thought", "stage: idea # govlint: ignore acme/rule -- a thought"),
    ("stage: pilot # govlint: ignore acme/held -- a thought", "stage: pilot # govlint: ignore acme/held -- a thought"),
    ("description: | # govlint: ignore acme/rule -- a\n  # govlint: ignore acme/rule -- b", "description: |\n  # govlint: ignore acme/rule -- b"),
    ("description: |+\n  a\n# govlint: ignore acme/rule -- b\n\nstage: scaled", "description: |+\n  a\n# govlint: ignore acme/rule -- b\n\nstage: scaled"),
    ("description: |\n  a\n\n# govlint: ignore acme/rule -- b\n\nstage: scaled", "description: |\n  a\n\n\nstage: scaled"),
    ("stage: Scaled # govlint: ignore acme/rule -- a", "stage: scaled"),
  ])
  func mends(manifest: String, expected: String) {
    #expect(EditTests.mended(RuleRun.system(manifest)) == RuleRun.system(expected))
  }

  @Test func encodingsStayAsTheyAre() {
    let text = "\u{FEFF}# govlint: ignore acme/rule -- a\n" + RuleRun.system("stage: Pilot")
    #expect(EditTests.mended(text) == "\u{FEFF}" + RuleRun.system("stage: pilot"))
    let linter = RuleRun(EditTests.rules, []).linter
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in RuleRun.system("stage: Pilot").utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let findings = linter.check(Source(path: "a.yaml", bytes: wide)).findings
    #expect(findings.map(\.rule) == ["structure/not-in-enum"])
    #expect(findings.allSatisfy { $0.edit == nil })
  }

  @Test func textInJSONHasQuotes() {
    let head = "{\"apiVersion\": \"govlint/v1\", \"kind\": \"AISystem\", \"id\": \"a\", \"name\": \"A\", "
    #expect(
      EditTests.mended(head + "\"bias\": {\"audits\": [{\"date\": 20260630}]}}", path: "a.json")
        == head + "\"bias\": {\"audits\": [{\"date\": \"2026-06-30\"}]}}")
  }

  /// Rows: a word, what there is, and what it is beyond doubt.
  @Test(arguments: [
    ("hgh", ["high"], nil), ("hihg", ["low", "high"], "high"), ("High", ["high", "highest"], "high"), ("tier-3", ["tier-1"], nil),
    ("tier-3", ["tier-1", "tier-2"], nil), ("Tier 1", ["tier-1", "tier-2"], "tier-1"), ("unlimited", ["limited"], nil),
    ("typical", ["atypical"], nil), ("irreversible", ["reversible"], nil), ("humna_in_teh_loop", ["human-in-the-loop"], "human-in-the-loop"),
    ("acceptible", ["acceptable", "unacceptable"], nil), ("", [""], ""), ("ab", ["ac"], nil), ("abcd", [], nil),
    ("cafe\u{301}", ["caf\u{E9}"], nil), ("A", ["a", "A "], "a"),
  ] as [(String, [String], String?)])
  func certainty(word: String, candidates: [String], expected: String?) {
    #expect(Suggestion.certain(for: word, among: candidates) == expected)
  }

  @Test func overlappingEditsWait() {
    func edit(_ start: Int, _ end: Int, _ text: String) -> Edit { Edit(range: TextRange(start, end), replacement: text) }
    let (bytes, applied) = Edit.apply(
      [edit(4, 6, "X"), edit(1, 3, "yy"), edit(2, 5, "no"), edit(1, 3, "yy"), edit(6, 6, "!"), edit(7, 9, "past")], to: Array("abcdefgh".utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == "ayydX!gh")
    #expect(applied == [edit(1, 3, "yy"), edit(4, 6, "X"), edit(6, 6, "!")])
  }

  @Test func textIsEscapedForItsQuotes() {
    func replaced(_ scalar: String, by text: String) -> String? {
      let source = Source(path: "a.yaml", text: scalar)
      return Document.parse(source).document.roots[0].edit(to: text).map {
        String(decoding: Edit.apply([$0], to: source.bytes).bytes, as: UTF8.self)
      }
    }
    #expect(replaced("'a'", by: "it's") == "'it''s'")
    #expect(replaced("\"a\"", by: "a \"b\" \\") == "\"a \\\"b\\\" \\\\\"")
    for text in ["yes", "1.5", "a: b", "-", "#", "", "true", "é"] { #expect(replaced("a", by: text) == "\"\(text)\"") }
    #expect(replaced("a", by: "two\nlines") == nil)
    #expect(replaced("a\n  b", by: "c") == nil)
  }
}
