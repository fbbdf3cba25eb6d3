import Foundation
import Testing

@testable import GovernanceLint

/// What begins to fail: on which days, and that no day is missed.
struct ForecastTests {
  private static let manifest = """
    retired: 2026-08-31
    oversight: {lastReviewed: 2026-03-31}
    bias: {audits: [{date: 2026-01-31, by: internal, approach: x}, {date: 2026-05-30, by: internal, approach: y}]}
    """

  /// Rows: keys of a rule, and the day on which it begins to fail; nil for none within the year from 2026-06-30.
  @Test(arguments: [
    ("require: \"!system.oversight.lastReviewed.isOlderThan('P6M')\"", "2026-10-01"),
    ("require: \"!system.oversight.lastReviewed.isDueWithin('P6M', 'P14D')\"", "2026-09-16"),
    ("require: \"!system.oversight.lastReviewed.isDueWithin('P6M', 'P1M')\"", "2026-08-30"),
    ("require: system.retired > today", "2026-08-31"),
    ("require: system.retired >= today", "2026-09-01"),
    ("require: today < system.retired", "2026-08-31"),
    ("require: today <= system.retired", "2026-09-01"),
    ("require: \"!(today > system.retired)\"", "2026-09-01"),
    ("require: \"!(system.retired < today.plus('P1M'))\"", "2026-08-01"),
    ("require: \"!(system.retired <= today.plus('P1M'))\"", "2026-07-31"),
    ("require: system.oversight.lastReviewed >= today.minus('P6M')", "2026-10-01"),
    ("require: today.daysUntil(system.retired) > 10", "2026-08-21"),
    ("let: {soon: \"today.plus('P10D')\"}\nrequire: system.retired > soon", "2026-08-21"),
    ("let: {late: \"today.plus('P1D')\"}\nrequire: system.?deployed.orValue(today) <= late", nil),
    ("require: today < today.plus('P1D')", nil),
    ("require: today != date('2026-09-09')", "2026-09-09"),
    ("when: today >= date('2026-09-09')\nrequire: 'false'", "2026-09-09"),
    ("require: \"system.bias.audits.exists(audit, !audit.date.isOlderThan('P3M'))\"", "2026-08-31"),
    ("require: \"system.bias.audits.all(audit, audit.date >= today.minus('P6M'))\"", "2026-08-01"),
    ("each: {audit: system.bias.audits}\nrequire: \"!audit.date.isOlderThan('P6M')\"", "2026-08-01"),
    ("require: \"size(system.bias.audits) > 0 && system.bias.audits.map(audit, audit.date.plus('P6M')).min() >= today\"", "2026-08-01"),
    // Somebody has failed already, or never does.
    ("require: \"!system.oversight.lastReviewed.isOlderThan('P1M')\"", nil),
    ("require: has(system.stage)", nil),
    ("require: \"system.oversight.lastReviewed.isOlderThan('P1M')\"", nil),
    // When a law applies, its findings are more than notes.
    ("effective: {from: 2026-08-02}\nrequire: has(system.stage)", "2026-08-02"),
    ("effective: {until: 2026-08-02}\nrequire: system.retired >= today", nil),
    ("severity: note\nrequire: system.retired >= today", nil),
    ("appliesTo: Portfolio\nrequire: portfolio.systems.all(system, !has(system.retired) || system.retired >= today)", "2026-09-01"),
  ])
  func day(keys: String, expected: String?) {
    let guarded = keys.contains("when:") || keys.contains("Portfolio") || keys.contains("each:")
      ? keys : keys + "\nwhen: has(system.retired) && has(system.oversight.lastReviewed)"
    check(["rule.yaml": RuleTree.rule(guarded)], ForecastTests.manifest, [expected.map { "\($0) acme/rule" }].compactMap { $0 })
  }

  /// Rows: the configuration's waiver or the manifest's comment, and what begins to fail when.
  @Test(arguments: [
    ("2026-07-31", "", ["2026-08-01 acme/rule until 2026-07-31"]),
    ("2026-07-31", "# govlint: ignore acme/rule until 2026-09-30 -- a thought", ["2026-10-01 acme/rule until 2026-09-30"]),
    ("", "# govlint: ignore acme/rule until 2026-09-30 -- a thought", ["2026-10-01 acme/rule until 2026-09-30"]),
    ("", "# govlint: ignore acme/rule -- a thought", []),
    ("2026-06-29", "", []),
  ])
  func exemptions(expires: String, comment: String, expected: [String]) {
    let waiver = "{\"rule\": \"acme/rule\", \"system\": \"a\", \"reason\": \"r\", \"approvedBy\": \"CTO\", \"expires\": \"\(expires)\"}"
    check(
      ["rule.yaml": RuleTree.rule("at: system.stage\nrequire: \"!has(system.stage)\"")], "stage: idea \(comment)", expected,
      configuration: expires.isEmpty ? "{}" : "{\"waivers\": [\(waiver)]}")
  }

  /// A failure that comes while a waiver holds begins the day after it.
  @Test func waiverOutlastsTheDueDay() {
    let waiver = "{\"rule\": \"acme/rule\", \"system\": \"a\", \"reason\": \"r\", \"approvedBy\": \"CTO\", \"expires\": \"2026-12-31\"}"
    let rule = RuleTree.rule("when: has(system.retired)\nrequire: system.retired >= today")
    check(["rule.yaml": rule], ForecastTests.manifest, ["2027-01-01 acme/rule until 2026-12-31"], configuration: "{\"waivers\": [\(waiver)]}")
  }

  private func check(_ rules: [String: String], _ manifest: String, _ expected: [String], configuration: String = "{}") {
    let source = Source(path: "a.yaml", text: RuleRun.system(manifest))
    let linter = RuleRun(rules, [("a.yaml", RuleRun.system(manifest))], configuration: configuration).linter
    let until = CivilDate(daysSinceEpoch: linter.asOf.daysSinceEpoch + 365)
    let forecast = linter.forecast([linter.check(source)], until: until, version: "0")
    let found = forecast.entries.map { entry in
      ["\(entry.date) \(entry.finding.rule)", entry.exemption?.expires.map { "until \($0)" }].compactMap { $0 }.joined(separator: " ")
    }
    #expect(found == expected)
    #expect(Set(forecast.entries.map { "\($0.date) \($0.finding.rule)" }) == dayByDay([source], linter, until))
  }

  /// The rules that ship, over manifests of the example portfolio.
  @Test(arguments: [["support-chatbot.yaml"], ["charter.yaml"]])
  func noDayIsMissed(files: [String]) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../examples/gadgetgo").standardizedFileURL
    let sources = try files.map { Source(path: $0, bytes: Array(try Data(contentsOf: folder.appending(path: $0)))) }
    let day = try #require(CivilDate("2026-06-30"))
    let linter = Linter(ruleset: ForecastTests.builtIn, configuration: Configuration(), asOf: day, host: Host(files: [:]))
    let until = CivilDate(daysSinceEpoch: day.daysSinceEpoch + 366)
    let forecast = linter.forecast(sources.map { linter.check($0) }, until: until, version: "0")
    #expect(forecast.entries.count >= 3)
    #expect(Set(forecast.entries.map { "\($0.date) \($0.finding.rule)" }) == dayByDay(sources, linter, until))
  }

  private static let builtIn = Ruleset.compile(RuleTree.builtIn.0, configuration: Configuration()).0

  /// The same by checking everything anew as of each day.
  private func dayByDay(_ sources: [Source], _ linter: Linter, _ until: CivilDate) -> Set<String> {
    var seen: Set<String> = []
    var found: Set<String> = []
    for day in linter.asOf.daysSinceEpoch...until.daysSinceEpoch {
      let day = CivilDate(daysSinceEpoch: day)
      let fresh = Linter(ruleset: linter.ruleset, configuration: linter.configuration, asOf: day, host: linter.host)
      let active = fresh.settle(sources.map { fresh.check($0) }).silencer.active
      for finding in active where finding.severity >= .warning && !EngineRules.isEngine(finding.rule) && !finding.rule.hasPrefix("waiver/") && !finding.rule.hasPrefix("suppression/") {
        guard seen.insert("\(finding.rule) \(finding.subject ?? "")").inserted, day > linter.asOf else { continue }
        found.insert("\(day) \(finding.rule)")
      }
    }
    return found
  }

  // MARK: Calendar

  /// Rows: a content line, and as it is folded.
  @Test(arguments: [
    ("SUMMARY:short", "SUMMARY:short\r\n"),
    (String(repeating: "a", count: 75), String(repeating: "a", count: 75) + "\r\n"),
    (String(repeating: "a", count: 76), String(repeating: "a", count: 75) + "\r\n a\r\n"),
    (String(repeating: "a", count: 74) + "é", String(repeating: "a", count: 74) + "\r\n é\r\n"),
    (String(repeating: "a", count: 150), "\(String(repeating: "a", count: 75))\r\n \(String(repeating: "a", count: 74))\r\n a\r\n"),
  ])
  func folding(line: String, folded: String) { #expect(ForecastCalendar.folded(line) == folded) }

  @Test(arguments: [("a,b;c\\d", "a\\,b\\;c\\\\d"), ("two\nlines", "two\\\\nlines"), ("\u{202E}x", "\\\\u{202e}x")])
  func calendarText(text: String, escaped: String) { #expect(ForecastCalendar.text(text) == escaped) }
}
