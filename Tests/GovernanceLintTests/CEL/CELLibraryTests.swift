import Foundation
import Testing

@testable import GovernanceLint

@Suite struct CELLibraryTests {
  /// The examples are those of the functions' doc comments: every `code` with a call in it is evaluated; a condition has to hold.
  @Test func examplesOfTheDocumentationHold() throws {
    let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Sources/GovernanceLint/CEL/Library").standardized
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let host = Host(files: ["reports/bias-2026.pdf": "abc"])
    var count = 0
    for file in files {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where line.hasPrefix("  /// ") {
        let today = line.firstMatch(of: /where today is ([0-9-]+)/).map { String($0.1) } ?? "2026-06-30"
        for match in line.matches(of: /`([^`]+)`/) where match.1.contains("(") && !match.1.contains("_") {
          let expression = String(match.1)
          let (checked, problems) = CELChecker.check(expression, in: CELEnvironment())
          #expect(problems.isEmpty, "\(expression)")
          var planner = CELPlanner(code: CELCode(), environment: CELEnvironment())
          let program = planner.plan(checked)
          var context = CELContext(code: planner.code, host: host)
          context.today = CELTimestamp(try #require(CivilDate(today)))
          let value = context.evaluate(program)
          #expect(!value.isFailure, "\(expression): \(value.literal)")
          if case .bool(let holds) = value { #expect(holds, "\(expression)") }
          count += 1
        }
      }
    }
    #expect(count > 40)
  }

  @Test func functionsAreSortedAndFound() {
    let names = CELLibrary.functions.map(\.name)
    for name in names { #expect(CELLibrary.place(of: name).map { CELLibrary.functions[$0].name } == name) }
    #expect(CELLibrary.place(of: "sizes") == nil)
    for builtin in CELBuiltin.allCases { #expect(CELBuiltin(builtin.name) == builtin) }
    // A reference has a bit for each.
    for function in CELLibrary.functions { #expect(function.overloads.count <= CELOverloads.RawValue.bitWidth, "\(function.name)") }
  }

  private func check(_ expression: String, _ expected: String) {
    #expect(CELSampleManifest.evaluate(expression) == expected, "\(expression)")
  }

  @Test func dates() {
    check("date('2026-01-31').plus('P1M')", "2026-02-28")
    check("date('2024-02-29').plus('P1Y')", "2025-02-28")
    check("date('2026-03-31').minus('P1M2D')", "2026-02-26")
    check("'P1Y'.isAtMost('1 month')", "failed: expected a period such as 'P3M' but found '1 month' @ 'P1Y'.isAtMost('1 month')")
    check("date('2026-02-30')", "failed: expected a day such as '2026-01-31' but found '2026-02-30' @ date('2026-02-30')")
    check("date('2026-03-30').isOlderThan('P3M')", "false")
    check("date('2026-03-29').isOlderThan('P3M')", "true")
    check("date('2026-03-29').isDueWithin('P3M', 'P14D')", "false")
    check("date('2026-04-14').isDueWithin('P3M', 'P14D')", "true")
    check("date('2026-04-15').isDueWithin('P3M', 'P14D')", "false")
    check("date('2026-03-01').daysUntil(date('2026-02-27'))", "-2")
  }

  @Test func textChecks() {
    let placeholders = [
      "", "  ", "TODO", "todo: ask legal", "TBD.", "<tbd>", "N/A", "Lorem ipsum dolor sit amet", "xxx", "[to be determined]",
    ]
    for text in placeholders {
      check("isPlaceholder('\(text)')", "true")
    }
    for text in ["Legal reviews each change", "todos are tracked in Jira", "none", "tbdx"] {
      check("isPlaceholder('\(text)')", "false")
    }
    check("mentionsAny('Reviewed by LEGAL, weekly', ['security', 'legal'])", "true")
    check("mentionsAny('illegal content', ['legal'])", "false")
    check("mentionsAny('Prüfung durch Ärzte', ['ärzte'])", "true")
    check("mentionsAny('überlegal', ['legal'])", "false")
    check("'P12M'.isAtMost('P1Y')", "true")
    check("'P53W'.isAtMost('P1Y')", "false")
    check("isClose(100.0, 101.0, 0.01)", "true")
    check("isClose(100.0, 102.0, 0.01)", "false")
  }

  @Test func elementsByKey() {
    check("[1, 2, 3].groupedBy(['a', 'b', 'a']) == {'a': [1, 3], 'b': [2]}", "true")
    check("[1, 2, 3].groupedBy(['a', 'b', 'a'])[?'c'].hasValue()", "false")
    check("[].groupedBy([]) == {}", "true")
    check("size([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].groupedBy(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']))", "10")
    check("[1, 2].groupedBy(['a'])", "failed: there are 2 elements but 1 keys @ [1, 2].groupedBy(['a'])")
  }

  @Test func cycles() {
    check("['a', 'b', 'c'].cyclic([['b'], ['a'], ['a']]) == ['a', 'b']", "true")
    check("['a', 'b', 'c', 'd', 'e'].cyclic([['b'], ['c'], ['d', 'x'], ['b', 'e'], []]) == ['b', 'c', 'd']", "true")
    check("['a'].cyclic([['a', 'a']]) == ['a']", "true")
    check("['a', 'b'].cyclic([['b', 'b'], []]) == []", "true")
    check("size([].cyclic([]))", "0")
    check("['a', 'b'].cyclic([['b']])", "failed: there are 2 names but 1 lists @ ['a', 'b'].cyclic([['b']])")
  }

  @Test func digests() {
    #expect(SHA256.hexadecimal(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(SHA256.hexadecimal(of: Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hexadecimal(of: Array(repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func numbersAsText() {
    check("string(1e300)", "'1e+300'")
    check("string(100000.0)", "'100000'")
    check("'%.2f %.0f %e'.format([2.675, 0.5, 0.0])", "'2.67 0 0.000000e+00'")
    check("'%.3f'.format([1e-10])", "'0.000'")
    check("'%s'.format([1.0e22])", "'10000000000000000000000'")
    check("'%.1f'.format([9.96])", "'10.0'")
  }

  @Test func searchesInLinearTime() {
    let text = String(repeating: "a", count: 40_000)
    let part = String(repeating: "a", count: 20_000) + "b"
    check("'\(text)'.contains('\(part)')", "false")
    check("'\(text)'.lastIndexOf('\(part)')", "-1")
  }
}
