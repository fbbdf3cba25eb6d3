import Testing

@testable import GovernanceLint

/// Waivers in the configuration.
struct WaiverTests {
  private static let rules = [
    "free.yaml": RuleTree.rule("require: \"!has(system.stage)\"", id: "acme/free"),
    "held.yaml": RuleTree.rule("waivable: approved\nwhen: has(system.channels)\nrequire: \"!('sms' in system.channels)\"", id: "acme/held"),
    "fixed.yaml": RuleTree.rule("waivable: never\nwhen: has(system.channels)\nrequire: \"!('email' in system.channels)\"", id: "acme/fixed"),
    "off.yaml": RuleTree.rule("when: 'false'", id: "acme/off"),
    "two.yaml": RuleTree.rule("appliesTo: Portfolio\nrequire: size(portfolio.systems) != 2", id: "acme/two"),
  ]

  private static func waiver(
    _ rule: String = "\"acme/free\"", system: String = "\"a\"", reason: String = "\"rebuilt in May\"", by: String = "\"CTO\"",
    expires: String = "\"2026-07-31\"", more: String = ""
  ) -> String {
    "{\"rule\": \(rule), \"system\": \(system), \"reason\": \(reason), \"approvedBy\": \(by), \"expires\": \(expires)\(more)}"
  }

  /// Rows: waivers with `«»` around the place of each finding about them, these findings, and what is found in the manifests.
  @Test(arguments: [
    ([], [], ["a acme/free", "b acme/free"]),
    ([waiver()], [], ["b acme/free"]),
    ([waiver(more: ", \"ticket\": \"RISK-7\"")], [], ["b acme/free"]),
    ([waiver(expires: "\"2026-06-30\"")], [], ["b acme/free"]),
    ([waiver(expires: "\"2036-06-30\"")], [], ["b acme/free"]),
    ([waiver(), waiver(system: "\"b\"")], [], []),
    ([waiver(expires: "«\"2026-06-29\"»")],
      ["error waiver/expired the waiver of 'acme/free' for 'a' expired on 2026-06-29; it silences nothing any more"],
      ["a acme/free", "b acme/free"]),
    ([waiver(system: "«\"aa\"»")], ["warning waiver/unknown-system there is no system 'aa'; did you mean 'a'?"],
      ["a acme/free", "b acme/free"]),
    ([waiver("«\"acme/fre\"»")], ["warning waiver/unknown-rule there is no rule 'acme/fre'; did you mean 'acme/free'?"],
      ["a acme/free", "b acme/free"]),
    ([waiver("«\"acme/off\"»")],
      ["warning waiver/unused 'a' needs no waiver of 'acme/off': nothing is found that it would silence"],
      ["a acme/free", "b acme/free"]),
    ([waiver("«\"structure/unknown-key\"»")],
      ["warning waiver/forbidden 'structure/unknown-key' is what the engine itself reports; it has to be mended and cannot be waived"],
      ["a acme/free", "b acme/free"]),
    ([waiver(reason: "«\" TBD \"»")], ["warning waiver/without-reason expected a reason but found ' TBD '"],
      ["a acme/free", "b acme/free"]),
    ([waiver(by: "«\"n/a\"»")], ["warning waiver/without-reason expected who approved the waiver but found 'n/a'"],
      ["a acme/free", "b acme/free"]),
    // The portfolio as a whole has findings that belong to no system.
    ([waiver("«\"acme/two\"»", system: "\"portfolio\"")],
      ["warning waiver/unused 'portfolio' needs no waiver of 'acme/two': nothing is found that it would silence"],
      ["a acme/free", "b acme/free"]),
  ])
  func waivers(waivers: [String], expected: [String], found: [String]) {
    check(waivers, ["a", "b", "c"].map { ($0, $0 == "c" ? "channels: [web]" : "stage: idea") }, expected, found)
  }

  /// Rules that not everybody may waive.
  @Test(arguments: [
    ([], [], ["a acme/fixed", "a acme/held", "acme/two"]),
    // Ninety days from the as-of date, and one more.
    ([waiver("\"acme/held\"", expires: "\"2026-09-28\"")], [], ["a acme/fixed", "acme/two"]),
    ([waiver("\"acme/held\"", expires: "«\"2026-09-29\"»")],
      ["warning waiver/forbidden 'acme/held' can be waived for 90 days at most, today until 2026-09-28, but this waiver lasts until 2026-09-29"],
      ["a acme/fixed", "a acme/held", "acme/two"]),
    ([waiver("«\"acme/fixed\"»")], ["warning waiver/forbidden 'acme/fixed' cannot be waived"],
      ["a acme/fixed", "a acme/held", "acme/two"]),
    ([waiver("\"acme/two\"", system: "\"portfolio\"")], [], ["a acme/fixed", "a acme/held"]),
  ])
  func restricted(waivers: [String], expected: [String], found: [String]) {
    check(waivers, [("a", "channels: [sms, email]"), ("b", "channels: [web]")], expected, found)
  }

  private func check(_ waivers: [String], _ systems: [(String, String)], _ expected: [String], _ found: [String]) {
    let marked = MarkedManifest("{\"manifests\": [\"*.yaml\"], \"waivers\": [\(waivers.joined(separator: ", "))]}", path: ".lint-config.json")
    let run = RuleRun(
      WaiverTests.rules, systems.map { ("\($0.0).yaml", RuleRun.system($0.1, id: $0.0)) },
      configuration: String(decoding: marked.source.bytes, as: UTF8.self))
    let about = run.report.findings.filter { $0.rule.hasPrefix("waiver/") }
    #expect(about.map { "\($0.severity.name) \($0.rule) \($0.message)" } == expected)
    #expect(about.map(\.place.range) == marked.ranges)
    let others = run.report.findings.filter { !$0.rule.hasPrefix("waiver/") }
    #expect(others.map { [$0.subject, $0.rule].compactMap(\.self).joined(separator: " ") }.sorted() == found)
    #expect(run.report.silenced.allSatisfy { $0.silencing?.approvedBy == "CTO" })
  }

  @Test func waivedIsAnOutcome() {
    let configuration = "{\"waivers\": [\(WaiverTests.waiver()), \(WaiverTests.waiver("\"acme/two\"", system: "\"portfolio\""))]}"
    let run = RuleRun(
      WaiverTests.rules, ["a", "b"].map { ("\($0).yaml", RuleRun.system("stage: idea", id: $0)) }, configuration: configuration)
    #expect(run.outcomes.filter { $0.hasPrefix("acme/free") } == ["acme/free a: waived", "acme/free b: fail"])
    #expect(run.outcomes.contains("acme/two: waived"))
    #expect(run.report.findings.map(\.subject) == ["b"])
    #expect(run.report.silenced.map(\.rule) == ["acme/two", "acme/free"])
  }

  /// Rows: a waiver that does not fit the format, with `«»` around the place.
  @Test(arguments: [
    ("{«\"rule\"»: \"acme/free\", \"system\": \"a\", \"reason\": \"r\", \"approvedBy\": \"CTO\"}", "structure/missing-key"),
    ("{«\"rule\"»: \"acme/free\", \"system\": \"a\", \"reason\": \"r\", \"expires\": \"2026-07-31\"}", "structure/missing-key"),
    (waiver(expires: "«\"31.7.2026\"»"), "structure/bad-format"),
    (waiver(expires: "«\"2026-02-30\"»"), "structure/bad-format"),
    (waiver(reason: "«\"\"»"), "structure/"),
    (waiver(more: ", «\"until\"»: \"2026-07-31\""), "structure/unknown-key"),
  ])
  func mistake(waiver: String, rule: String) {
    let marked = MarkedManifest("{\"waivers\": [\(waiver)]}", path: ".lint-config.json")
    let (_, findings) = Configuration.decode(marked.source, format: RuleTree.bare.formats.configuration)
    #expect(findings.count == 1)
    #expect(findings.first?.rule.hasPrefix(rule) == true, "\(RuleTree.rendered(findings))")
    #expect(findings.first?.severity == .error)
    #expect(findings.first?.place.range.start == marked.ranges.first?.start)
  }

  @Test func theMostUrgentComesFirst() {
    let configuration = """
      {"waivers": [
        \(WaiverTests.waiver(expires: "\"2026-08-31\"")),
        \(WaiverTests.waiver(system: "\"b\"")),
        \(WaiverTests.waiver("\"acme/held\"", expires: "\"2026-01-31\""))
      ]}
      """
    let manifest = RuleRun.system("stage: idea # govlint: ignore acme/free -- for now", id: "c")
    let run = RuleRun(WaiverTests.rules, [("c.yaml", manifest)], configuration: configuration)
    let days = run.report.exemptions.map { $0.daysLeft(asOf: run.report.asOf) }
    #expect(days == [-150, 31, 62, nil])
    #expect(run.report.exemptions.map(\.effect) == [.expired, .unused, .unused, .silences])
  }

  /// Rows: the base's waivers and manifest, today's, and what is said about the same change.
  @Test(arguments: [
    // The system was there and met the rule; the waiver came with what breaks it.
    ("", "", waiver(), "stage: idea", ["error waiver/same-change the waiver of 'acme/free' for 'a' comes in the same change as what it silences"]),
    // The finding was there before, or the waiver was.
    ("", "stage: pilot", waiver(), "stage: idea", []),
    (waiver(), "", waiver(expires: "\"2026-08-31\""), "stage: idea", []),
    ("", "", "", "stage: idea # govlint: ignore acme/free -- a thought",
      ["error suppression/same-change the suppression of 'acme/free' for 'a' comes in the same change as what it silences"]),
    ("", "stage: pilot", "", "stage: pilot # govlint: ignore acme/free -- a thought", []),
    ("", "stage: pilot # govlint: ignore acme/free -- a thought", "", "# govlint: ignore acme/free -- another\nstage: idea", []),
  ])
  func sameChange(oldWaivers: String, old: String, waivers: String, now: String, expected: [String]) {
    let rules = ["free.yaml": RuleTree.rule("at: system.stage\nrequire: \"!has(system.stage)\"", id: "acme/free")]
    func run(_ waivers: String, _ manifest: String) -> RuleRun {
      RuleRun(
        rules, [("a.yaml", RuleRun.system(manifest))],
        configuration: "{\"waivers\": [\(waivers)], \"suppressions\": {\"sameChange\": \"error\"}}")
    }
    let (before, after) = (run(oldWaivers, old), run(waivers, now))
    let base = Base(
      name: "main", files: [before.linter.check(Source(path: "a.yaml", text: RuleRun.system(old)))],
      configuration: before.linter.configuration)
    let report = after.linter.finish([after.linter.check(Source(path: "a.yaml", text: RuleRun.system(now)))], base: base, version: "0")
    let found = report.findings.filter { $0.rule.hasSuffix("/same-change") }
    #expect(found.map { "\($0.severity.name) \($0.rule) \($0.message)" } == expected)
    #expect(found.allSatisfy { $0.related.count == 1 })
    #expect(report.silenced.count == 1)
  }

  /// Only what concerns the files that were asked for is told.
  @Test func waiversOfOtherFilesAreNotTold() {
    let waivers = [
      WaiverTests.waiver(system: "\"b\"", expires: "\"2026-01-31\""), WaiverTests.waiver("\"acme/off\"", system: "\"a\""),
      WaiverTests.waiver(system: "\"gone\""),
    ]
    let run = RuleRun(
      WaiverTests.rules, ["a", "b"].map { ("\($0).yaml", RuleRun.system("stage: idea", id: $0)) },
      configuration: "{\"manifests\": [\"*.yaml\"], \"waivers\": [\(waivers.joined(separator: ", "))]}")
    var checked = ["a", "b"].map { run.linter.check(Source(path: "\($0).yaml", text: RuleRun.system("stage: idea", id: $0))) }
    checked[1].isAskedFor = false
    let report = run.linter.finish(checked, version: "0")
    #expect(report.findings.map(\.rule).filter { $0 != "acme/two" } == ["waiver/unused", "acme/free"])
    #expect(!report.findings.contains { $0.rule == "waiver/expired" || $0.rule == "waiver/unknown-system" })
    #expect(report.exemptions.map(\.subject) == ["a"])
  }
}
