import Testing

@testable import GovernanceLint

/// Frames of ranges marked `⟦…⟧` inside the input.
struct SnippetTests {
  @Test(arguments: [
    ("id: ⟦x⟧\n", "f:1:5", "1│ id: x", " │     ^"),
    // Tabs stop at every fourth column.
    ("\ta\t⟦b⟧", "f:1:4", "1│     a   b", " │         ^"),
    ("a: ⟦\t⟧b", "f:1:4", "1│ a:  b", " │    ^"),
    // Wide, combining and joined characters.
    ("日本⟦語⟧", "f:1:3", "1│ 日本語", " │     ^^"),
    ("e\u{301}é⟦x⟧", "f:1:4", "1│ e\u{301}éx", " │   ^"),
    ("👩‍👩‍👧🇩🇪👍🏽⟦x⟧", "f:1:10", "1│ 👩‍👩‍👧🇩🇪👍🏽x", " │       ^"),
    // What would act on the terminal is written out.
    ("\u{1B}[2J⟦\u{9B}⟧\u{202E}", "f:1:5", "1│ \\u{1b}[2J\\u{9b}\\u{202e}", " │          ^^^^^^"),
    // Ranges over several lines show the first.
    ("a:\n  ⟦b: 1\n  c: 2\n⟧d: 3", "f:2:3", "2│   b: 1", " │   ^^^^ … to line 3"),
    ("⟦a: 1\r\n⟧b: 2", "f:1:1", "1│ a: 1", " │ ^^^^"),
    // Nothing, in the line, at its end, in its break and at the end of the file.
    ("a⟦⟧b", "f:1:2", "1│ ab", " │  ^"),
    ("ab⟦⟧\nc", "f:1:3", "1│ ab", " │   ^"),
    ("ab\r⟦\n⟧c", "f:1:3", "1│ ab", " │   ^"),
    ("ab\n⟦⟧", "f:1:3", "1│ ab", " │   ^"),
    ("ab\n\n⟦⟧", "f:2:1", "2│", " │ ^"),
    // Trailing blanks go, unless they are what is meant.
    ("⟦a⟧   \nb", "f:1:1", "1│ a", " │ ^"),
    ("a⟦  ⟧\nb", "f:1:2", "1│ a  ", " │  ^^"),
    ("\u{FEFF}⟦a⟧", "f:1:1", "1│ a", " │ ^"),
  ])
  func frame(marked: String, position: String, line: String, marks: String) {
    #expect(render(marked) == " ┌─ \(position)\n │\n\(line)\n\(marks)\n")
  }

  @Test func bytesThatAreNotTextAreReplaced() {
    let source = Source(path: "f", bytes: [0x61, 0xFF, 0xE6, 0x97, 0x62])
    #expect(frame(source, TextRange(4, 5)) == " ┌─ f:1:4\n │\n1│ a\u{FFFD}\u{FFFD}b\n │    ^\n")
  }

  @Test func rangePastTheFileIsCut() {
    #expect(frame(Source(path: "f", text: "ab"), TextRange(70, 90)) == " ┌─ f:1:3\n │\n1│ ab\n │   ^\n")
  }

  @Test(arguments: [0, 60, 119, 500, 5000, 9990])
  func longLinesAreCutAroundTheRange(start: Int) {
    let text = String(repeating: "0123456789", count: 1000)
    let lines = frame(Source(path: "f", text: text), TextRange(start, start + 10)).split(separator: "\n")
    #expect(lines[0] == " ┌─ f:1:\(start + 1)")
    let (shown, marks) = (Array(lines[2].dropFirst(3)), Array(lines[3].dropFirst(3)))
    #expect(shown.count <= SourceLine.maximumWidth)
    let marked = zip(shown, marks).filter { $0.1 == "^" }.map(\.0)
    #expect(String(marked) == String(text.dropFirst(start).prefix(10)) || marked.last == "…")
    #expect((shown.first == "…") == (start > 100))
    #expect((shown.last == "…") == (start < 9900))
  }

  @Test func rangeWiderThanTheFrameEndsInAnEllipsis() {
    let text = String(repeating: "x", count: 400)
    let lines = frame(Source(path: "f", text: text), TextRange(0, 400)).split(separator: "\n")
    #expect(lines[2] == "1│ \(String(repeating: "x", count: 119))…")
    #expect(lines[3] == " │ \(String(repeating: "^", count: 120))")
  }

  @Test func carriageReturnsCannotHideALine() {
    #expect(render("a\u{8}⟦b⟧\u{85}").contains("1│ a\\u{8}b\\u{85}"))
  }

  private func render(_ marked: String) -> String {
    let parts = marked.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "⟦" || $0 == "⟧" }.map { String($0) }
    let start = parts[0].utf8.count
    return frame(Source(path: "f", text: parts.joined()), TextRange(start, start + parts[1].utf8.count))
  }

  private func frame(_ source: Source, _ range: TextRange) -> String {
    let finding = Finding(rule: "a/b", severity: .error, message: "", place: Place(source: source, range: range))
    var tables = LineTables()
    let snippet = Snippet(finding, style: TextStyle(usesColor: false), tables: &tables)
    return OutputSink.text { snippet.write(into: &$0) }
  }
}
