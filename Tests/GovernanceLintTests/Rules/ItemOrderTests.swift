import Testing

@testable import GovernanceLint

/// Entries that stand in the order of their dates, and what puts them there.
struct ItemOrderTests {
  private static let linter = RuleRun(["rule.yaml": RuleTree.rule("at: system.stage\nrequire: system.?stage.orValue('') != 'idea'")], []).linter

  private static func findings(_ text: String, path: String = "a.yaml") -> [Finding] {
    linter.check(Source(path: path, text: text)).findings.filter { $0.rule == RuleDescription.outOfOrder.id }
  }

  /// Rows: the entries after `audits:`, and how they stand after the edit.
  @Test(arguments: [
    // With an item go its comments; blank lines and the end of the file stay.
    (
      "\n    # first\n    - date: 2025-03-01 # c\n      outcome: pass\n      # open\n    - date: 2025-01-01\n\n    # last\n    # of all\n    -   date: 2025-06-01",
      "\n    - date: 2025-01-01\n    # first\n    - date: 2025-03-01 # c\n      outcome: pass\n      # open\n\n    # last\n    # of all\n    -   date: 2025-06-01"
    ),
    // The newest first, where most stand so.
    (
      "\n  - date: 2025-06-01\n  - date: 2025-07-01\n  - date: 2025-03-01\n  - date: 2025-01-01",
      "\n  - date: 2025-07-01\n  - date: 2025-06-01\n  - date: 2025-03-01\n  - date: 2025-01-01"
    ),
    // The same day twice: as they stood.
    (
      "\n  - {date: 2025-06-01, auditor: B}\n  - {date: 2025-01-01}\n  - {date: 2025-06-01, auditor: A}",
      "\n  - {date: 2025-01-01}\n  - {date: 2025-06-01, auditor: B}\n  - {date: 2025-06-01, auditor: A}"
    ),
    // Text over several lines, and lines that end as on Windows.
    (
      "\r\n  - date: 2025-02-01\r\n    report: >-\r\n      a\r\n\r\n      b\r\n  # c\r\n  - date: 2025-01-01\r\n  - date: 2025-03-01",
      "\r\n  # c\r\n  - date: 2025-01-01\r\n  - date: 2025-02-01\r\n    report: >-\r\n      a\r\n\r\n      b\r\n  - date: 2025-03-01"
    ),
    // In brackets.
    (
      " [{date: 2025-02-01}, {date: '2025-01-01', # c\n    outcome: pass},\n    {date: 2025-03-01}] # d",
      " [{date: '2025-01-01', # c\n    outcome: pass}, {date: 2025-02-01},\n    {date: 2025-03-01}] # d"
    ),
    // A date is mended first.
    (
      "\n  - date: 2025/02/01\n  - date: 2025-01-01\n  - date: 2025-03-01",
      "\n  - date: 2025-01-01\n  - date: 2025-02-01\n  - date: 2025-03-01"
    ),
    // The comment of an outer list stays above it.
    (
      "\n# all\n  - date: 2025-02-01\n  - date: 2025-01-01\n  - date: 2025-03-01",
      "\n# all\n  - date: 2025-01-01\n  - date: 2025-02-01\n  - date: 2025-03-01"
    ),
  ])
  func entriesMove(entries: String, expected: String) {
    #expect(EditTests.mended(RuleRun.system("bias:\n  audits:" + entries)) == RuleRun.system("bias:\n  audits:" + expected))
  }

  /// Entries that are told to be out of order, and left.
  @Test(arguments: [
    "\n  - &a {date: 2025-02-01}\n  - {date: 2025-01-01}\n  - {date: 2025-03-01}",
    "\n  -\n    date: 2025-02-01\n  - date: 2025-01-01\n  - date: 2025-03-01",
    " [{date: 2025-02-01}, # c\n    {date: 2025-01-01}, {date: 2025-03-01}]",
    "\n  - date: 2025-02-01\n    report: |+\n      a\n\n  - date: 2025-01-01\n  - date: 2025-03-01",
  ])
  func doubtfulEntriesStay(entries: String) {
    let text = RuleRun.system("bias:\n  audits:" + entries)
    #expect(ItemOrderTests.findings(text).count == 1)
    let source = Source(path: "a.yaml", text: text)
    let edits = ItemOrderTests.findings(text).compactMap(\.edit)
    let edited = Document.parse(Source(path: "a.yaml", bytes: Edit.apply(edits, to: source.bytes).bytes)).document
    // Without an edit, or with one that is seen to change more than the order.
    #expect(edits.isEmpty || !Document.parse(source).document.hasSameTree(as: edited, exceptFor: edits))
  }

  @Test(arguments: [
    "[{date: 2025-01-01}, {date: 2025-02-01}, {date: 2025-02-01}, {date: 2025-03-01}]",
    "[{date: 2025-03-01}, {date: 2025-02-01}, {date: 2025-02-01}, {date: 2025-01-01}]", "[{date: 2025-03-01}, {date: 2025-02-01}]",
    "[{date: 2025-02-01}, {date: 2025-01-01}, {stage: periodic}]", "[{date: 2025-02-01}, {date: 2025-01-01}, {date: 2025-02-30}]", "[]",
  ])
  func orderIsEitherWay(entries: String) { #expect(ItemOrderTests.findings(RuleRun.system("bias: {audits: \(entries)}")).isEmpty) }

  @Test func itTellsWhere() throws {
    let text = RuleRun.system("security: {audits: [{date: 2025-01-01}, {date: 2025-03-01}, {date: 2025-02-01}]}")
    let finding = try #require(ItemOrderTests.findings(text).first)
    #expect(finding.severity == .note)
    #expect(finding.message == "expected the entries with the oldest first but found 2025-02-01 after 2025-03-01")
    #expect(finding.place.pointer == "/security/audits/2/date")
  }

  /// What has moved is found again: the same items, each once.
  @Test func movedItemsAreTheSame() {
    let old = Document.parse(Source(path: "a.yaml", text: "a: [{b: 1}, {b: 2}, {b: 2}]\nc: [1, 2]")).document
    func isSame(_ text: String) -> Bool {
      old.hasSameTree(
        as: Document.parse(Source(path: "a.yaml", text: text)).document,
        exceptFor: [Edit(range: TextRange(4, 26), replacement: "...", movesItems: true)])
    }
    #expect(isSame("a: [{b: 2}, {b: 1}, {b: 2}]\nc: [1, 2]"))
    #expect(!isSame("a: [{b: 2}, {b: 1}, {b: 1}]\nc: [1, 2]"))
    #expect(!isSame("a: [{b: 2}, {b: 1}, {b: 3}]\nc: [1, 2]"))
    #expect(!isSame("a: [{b: 2}, {b: 1}, {b: 2}]\nc: [2, 1]"))
  }
}
