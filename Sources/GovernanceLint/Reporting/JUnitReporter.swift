/// JUnit XML, as the schema of Ant's tasks has it: one suite for each file, one test for each rule that was judged on a manifest.
///
/// A test is called by its rule in a class called by its system, so that CI shows for how long each rule has failed on each
/// system. A rule that does not apply is no test. What is below the fail level passes and is told in `system-out`.
enum JUnitReporter {
  /// `junit`.
  static let reporter = Reporter(
    name: "junit", summary: "JUnit XML for test displays: a suite for each file, a test for each rule and system", render: render)

  private static func render(_ report: Report, options: ReportOptions, into sink: inout OutputSink) {
    sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
    for (id, suite) in JUnitSuite.all(of: report).enumerated() { write(suite, id: id, report, into: &sink) }
    sink.write("</testsuites>\n")
  }

  private static func write(_ suite: JUnitSuite, id: Int, _ report: Report, into sink: inout OutputSink) {
    func count(_ isCounted: (JUnitSuite.Result) -> Bool) -> String { String(suite.tests.count { isCounted($0.result) }) }
    // The same run gives the same bytes: the day is the one that was asked for, and no machine or time is named.
    let attributes = [
      ("name", suite.name), ("package", "govlint"), ("id", String(id)), ("timestamp", "\(report.asOf)T00:00:00"),
      ("hostname", "localhost"), ("tests", String(suite.tests.count)),
      ("failures", count { if case .failure = $0 { true } else { false } }),
      ("errors", count { if case .error = $0 { true } else { false } }),
      ("skipped", count { if case .skipped = $0 { true } else { false } }), ("time", "0"),
    ]
    sink.write("  <testsuite\(written(attributes))>\n    <properties>\n")
    sink.write("      <property\(written([("name", "asOf"), ("value", report.asOf.description)]))/>\n    </properties>\n")
    for test in suite.tests { write(test, into: &sink) }
    sink.write("    <system-out>\(escaped(suite.output))</system-out>\n    <system-err></system-err>\n  </testsuite>\n")
  }

  private static func write(_ test: JUnitSuite.Test, into sink: inout OutputSink) {
    let start = "    <testcase\(written([("name", test.rule), ("classname", test.system), ("time", "0")]))"
    switch test.result {
    case .pass: sink.write("\(start)/>\n")
    case .skipped(let message): sink.write("\(start)><skipped\(written([("message", message)]))></skipped></testcase>\n")
    case .error(let message):
      sink.write("\(start)><error\(written([("message", message), ("type", "error")]))></error></testcase>\n")
    case .failure(let type, let message, let text):
      sink.write("\(start)><failure\(written([("message", message), ("type", type)]))>\(escaped(text))</failure></testcase>\n")
    }
  }

  private static func written(_ attributes: [(String, String)]) -> String {
    attributes.map { " \($0)=\"\(escaped(VisibleText.escaped($1)))\"" }.joined()
  }

  /// Characters that mean something in XML, and those that it may not hold at all (XML 1.0, production 2).
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\n": result += "\n"
      case "\u{FFFE}", "\u{FFFF}": result += "\\u{\(String(scalar.value, radix: 16))}"
      case _ where VisibleText.isHidden(scalar): result += VisibleText.escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
