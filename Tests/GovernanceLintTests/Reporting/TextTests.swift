import Testing

@testable import GovernanceLint

struct TextTests {
  @Test(arguments: [
    ("a", 1), ("日", 2), ("ｱ", 1), ("Ａ", 2), ("e\u{301}", 1), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪🇫🇷", 4), ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("", 0), ("©", 1), ("☺", 1), ("a\u{200D}b", 2),
  ])
  func widths(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test(arguments: [
    ("plain 'text' é 日 👩‍👩‍👧", "plain 'text' é 日 👩‍👩‍👧"), ("a\u{1B}[31mb", "a\\u{1b}[31mb"), ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
    ("\u{7F}\u{9B}\u{202A}\u{202E}\u{2066}\u{2069}", "\\u{7f}\\u{9b}\\u{202a}\\u{202e}\\u{2066}\\u{2069}"),
    ("a\u{200B}b\u{E0041}\u{FEFF}", "a\\u{200b}b\\u{e0041}\\u{feff}"),
  ])
  func hiddenCharactersAreWrittenOut(text: String, expected: String) {
    #expect(Array(VisibleText.escaped(text).utf8) == Array(expected.utf8))
  }

  @Test(arguments: [
    ("'P6M'", "P6M"), ("'it\\'s'", "it's"), ("'a\\\\b'", "a\\b"), ("\"a\"", nil),
    ("'\\a\\b\\f\\n\\r\\t\\v'", "\u{7}\u{8}\u{C}\n\r\t\u{B}"), ("''", ""), ("'a', 'b'", nil), ("'", nil),
    ("2026-06-30", nil), ("['a']", nil), ("'\\q'", nil), ("'\\'", nil),
  ] as [(String, String?)])
  func literals(literal: String, text: String?) {
    #expect(CELLiteralText.unquoted(literal) == text)
  }

  @Test(arguments: [
    ("1", true), ("-0.5", true), ("1e+06", true), ("1.0E-3", true), ("01", false), ("1.", false), (".5", false), ("5u", false),
    ("", false), ("-", false), ("1e", false), ("NaN", false), ("2026-06-30", false),
  ])
  func numbers(text: String, isNumber: Bool) {
    #expect(CELLiteralText.isNumber(text) == isNumber)
  }

  @Test(arguments: [
    (0, "manifests", "0 manifests"), (1, "manifests", "1 manifest"), (2, "rules", "2 rules"), (1, "policies", "1 policy"),
    (1, "processes", "1 process"), (1, "sheep", "1 sheep"),
  ])
  func counts(count: Int, plural: String, text: String) {
    #expect(TextSummary.counted(count, plural: plural) == text)
  }

  @Test func quietSaysNothingOnlyWhenThereIsNothingToSay() {
    var options = ReportOptions()
    options.isQuiet = true
    #expect(render(SampleReport.clean, options) == "")
    var report = SampleReport.clean
    report.couldNotRun = true
    #expect(render(report, options).contains("the run is not complete"))
    #expect(render(SampleReport.full, options).contains("6 errors, 2 warnings"))
  }

  @Test func subjectsAreKeysOfTheSummaryUnlessTaken() {
    var report = SampleReport.clean
    report.subjects = [("systems", 11), ("rules", 4)]
    let json = OutputSink.text { JSONReporter.reporter.render(report, ReportOptions(), &$0) }
    #expect(json.contains("\"systems\": 11"))
    #expect(json.contains("\"rules\": 1,"))
    #expect(!json.contains("\"rules\": 4"))
  }

  @Test func columnsOfLongLinesAreCounted() {
    let text = String(repeating: "aé日👍", count: 2000) + "\nshort é\n" + String(repeating: "x", count: 3000)
    let source = Source(path: "f", text: text)
    let lines = LineTable(source)
    var (line, column, utf16Column, offset) = (1, 1, 1, 0)
    for scalar in text.unicodeScalars {
      let position = TextPosition(line: line, column: column, utf16Column: utf16Column)
      if lines.position(of: UInt32(offset)) != position { Issue.record("wrong at \(offset)") }
      offset += String(scalar).utf8.count
      (column, utf16Column) = (column + 1, utf16Column + String(scalar).utf16.count)
      if scalar == "\n" { (line, column, utf16Column) = (line + 1, 1, 1) }
    }
    #expect(lines.position(of: UInt32(offset)) == TextPosition(line: 3, column: 3001, utf16Column: 3001))
  }

  private func render(_ report: Report, _ options: ReportOptions) -> String {
    OutputSink.text { TextReporter.reporter.render(report, options, &$0) }
  }
}
