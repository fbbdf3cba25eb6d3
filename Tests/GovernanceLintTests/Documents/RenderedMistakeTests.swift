import Testing

@testable import GovernanceLint

struct RenderedRow: Sendable, CustomTestStringConvertible {
  var text: String
  /// The findings as the command shows them, without how to mend them, frames and empty lines.
  var shown: String
  var testDescription: String { text }
}

/// What people get wrong, as they see it: the message, the place, the line and the carets under it.
@Test(arguments: [
  RenderedRow(
    text: "owner:\n\tteam: x\n",
    shown: """
      error: expected spaces but found a tab in the indentation   syntax/tab-indentation
      a.yaml:2:1
      2│     team: x
         ^^^^
      """),
  RenderedRow(
    text: "kind: AISystem\nname:Search\n",
    shown: """
      error: expected a space after ':' in 'name:Search'   syntax/yaml
      a.yaml:2:5
      2│ name:Search
             ^
      """),
  RenderedRow(
    text: "name: \"Search\nid: s\n",
    shown: """
      error: expected the quote that opens here to be closed   syntax/unclosed-quote
      a.yaml:1:7
      1│ name: "Search
               ^
      """),
  RenderedRow(
    text: "a:\n    b: 1\n  c: 2\n  d: 3\n  e:\n    f: 4\ng: 5\n  h: 6\n",
    shown: """
      error: expected indentation of 0 spaces (column 1) or 4 spaces (column 5) but found 2 spaces (column 3)   syntax/yaml
      a.yaml:3:1
      3│   c: 2
         ^^
      error: expected no ': ' in text that goes on from the line before; indent the key as its mapping is, \
      or put the text in quotes   syntax/yaml
      a.yaml:8:4
      8│   h: 6
            ^
      """),
  RenderedRow(
    text: "id: 1\nb: 2\nid: 3\n",
    shown: """
      error: expected each key once but found 'id' again   structure/duplicate-key
      a.yaml:3:1
      3│ id: 3
         ^^
      a.yaml:1:1
      1│ id: 1
         -- first written here
      """),
  RenderedRow(
    text: "y:\n  <<: {a: 1}\n",
    shown: """
      note: expected the merged keys themselves: '<<' merges mappings in YAML 1.1, in YAML 1.2 it is a key like any other   \
      structure/yaml-1.1
      a.yaml:2:3
      2│   <<: {a: 1}
           ^^
      """),
  RenderedRow(
    text: "mode: 0644\nopen: yes\n",
    shown: """
      note: '0644' is a decimal number in YAML 1.2 but octal in YAML 1.1; write '0o644', or quotes around text   \
      structure/yaml-1.1
      a.yaml:1:7
      1│ mode: 0644
               ^^^^
      note: 'yes' is text in YAML 1.2 but true in YAML 1.1; write 'true', or quotes around text   structure/yaml-1.1
      a.yaml:2:7
      2│ open: yes
               ^^^
      """),
  RenderedRow(
    text: "- a\nb: 1\nc: [\nd: 2\n",
    shown: """
      error: expected another item '- ' or the end of the document but found 'b:'   syntax/yaml
      a.yaml:2:1
      2│ b: 1
         ^^
      error: expected the '[' that opens here to be closed   syntax/unclosed-bracket
      a.yaml:3:4
      3│ c: [
            ^
      """),
  RenderedRow(
    text: "😀: \u{7F}\nb: \"\u{7F}\u{80}\"\nc: x\u{85}y # \u{2028}\nd: \u{FFFE}\n",
    shown: """
      error: expected a printable character but found U+007F; write it as '\\x7F' in double quotes   syntax/yaml
      a.yaml:1:4
      1│ 😀: \\u{7f}
             ^^^^^^
      error: expected a printable character but found U+FFFE; write it as '\\uFFFE' in double quotes   syntax/yaml
      a.yaml:4:4
      4│ d: \u{FFFE}
            ^
      """),
])
func mistakesReadWell(_ row: RenderedRow) {
  let (_, findings) = Document.parse(Source(path: "a.yaml", text: row.text))
  var report = Report(version: "0", asOf: CivilDate(daysSinceEpoch: 0))
  report.findings = findings
  let text = OutputSink.text { sink in
    var options = ReportOptions()
    options.showsSummary = false
    Reporter.all[0].render(report, options, &sink)
  }
  let lines = text.split(separator: "\n").compactMap { line -> Substring? in
    if line.hasPrefix(" = fix: ") || line == " │" { return nil }
    for frame in [" ┌─ ", " ├─ "] where line.hasPrefix(frame) { return line.dropFirst(frame.count) }
    return line.hasPrefix(" │") ? "  " + line.dropFirst(2) : line
  }
  #expect(lines.joined(separator: "\n") == row.shown)
}

@Test func aFileHasAtMostTwentyErrors() {
  let text = (0..<30).map { "k\($0): 'x' y\n" }.joined()
  #expect(Document.parse(Source(path: "a.yaml", text: text)).findings.map(\.place.range.start).count == 20)
}
