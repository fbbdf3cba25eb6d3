import Testing

@testable import GovernanceLint

/// Comments of manifests that silence a rule on a line.
struct SuppressionTests {
  private static let rules = [
    "held.yaml": RuleTree.rule("waivable: approved\nat: system.stage\nrequire: system.?stage.orValue('') != 'pilot'", id: "acme/held"),
    "fixed.yaml": RuleTree.rule("waivable: never\nat: system.stage\nrequire: system.?stage.orValue('') != 'pilot'", id: "acme/fixed"),
    "rule.yaml": RuleTree.rule("at: system.stage\nrequire: system.?stage.orValue('') != 'idea'"),
    "vendor.yaml": RuleTree.rule(
      "each: {vendor: system.vendors}\nat: vendor.name\nrequire: vendor.name != 'Bad'\nmessage: \"{vendor.name}\"", id: "acme/vendor"),
    "change.yaml": RuleTree.rule("require: old.name == system.name", id: "acme/change"),
    "broken.yaml": RuleTree.rule("require: 1 / (size(system.name) - 8) > 0\nwhen: system.?stage.orValue('') == 'retired'", id: "acme/broken"),
  ]

  /// Rows: what follows the head of the manifest, and what is found: the rule's name or the finding about the comment.
  @Test(arguments: [
    ("stage: idea", ["5:8 acme/rule nothing good"], 0),
    ("stage: idea # govlint: ignore acme/rule -- a thought", [], 1),
    ("stage: idea    #govlint:ignore acme/rule   --   a thought", [], 1),
    ("## govlint: ignore acme/rule until 2026-06-30 -- a thought\nstage: idea", [], 1),
    ("# govlint: ignore acme/rule -- a thought\n# and why\n\n# govlint: ignore acme/held -- b\nstage: idea",
      ["8:19 suppression/forbidden no comment can silence 'acme/held': it takes a waiver that somebody approved"], 1),
    // Only that line, and only that rule.
    ("# govlint: ignore acme/rule -- a thought\nchannels: [web]\nstage: idea",
      ["5:1 suppression/unused 'acme/rule' finds nothing here that the comment would silence", "7:8 acme/rule nothing good"], 0),
    ("stage: idea\n# govlint: ignore acme/rule -- a thought",
      ["5:8 acme/rule nothing good", "6:1 suppression/unused 'acme/rule' finds nothing here that the comment would silence"], 0),
    ("stage: idea # govlint: ignore acme/vendor -- a thought",
      ["5:8 acme/rule nothing good", "5:13 suppression/unused 'acme/vendor' finds nothing here that the comment would silence"], 0),
    ("# govlint: ignore acme/vendor -- a thought\nvendors:\n  - name: Bad\n  - {name: Bad} # govlint: ignore acme/vendor -- known",
      ["5:1 suppression/unused 'acme/vendor' finds nothing here that the comment would silence", "7:11 acme/vendor Bad"], 1),
    // Its day.
    ("stage: idea # govlint: ignore acme/rule until 2026-06-29 -- a thought",
      ["5:8 acme/rule nothing good",
        "5:13 suppression/expired the suppression of 'acme/rule' expired on 2026-06-29; it silences nothing any more"], 0),
    // What the rule allows.
    ("stage: pilot # govlint: ignore acme/fixed -- a thought",
      ["5:8 acme/fixed nothing good", "5:8 acme/held nothing good", "5:32 suppression/forbidden nothing can silence 'acme/fixed'"], 0),
    ("stge: idea # govlint: ignore structure/unknown-key -- a thought",
      ["5:1 structure/unknown-key ",
        "5:30 suppression/forbidden 'structure/unknown-key' is what the engine itself reports; it has to be mended and cannot be waived"], 0),
    ("stage: idea # govlint: ignore acme/ruel -- a thought",
      ["5:8 acme/rule nothing good", "5:31 suppression/unknown-rule there is no rule 'acme/ruel'; did you mean 'acme/rule'?"], 0),
    // A rule that was not judged may yet need it.
    ("stage: live # govlint: ignore acme/rule -- a thought", ["5:8 structure/not-in-enum"], 0),
    ("stage: retired # govlint: ignore acme/broken -- a thought", ["1:10 rule/evaluation"], 0),
    ("stage: scaled # govlint: ignore acme/change -- a thought", [], 0),
    // No comment of ours, or none at all.
    ("stage: idea # govlint reads this", ["5:8 acme/rule nothing good"], 0),
    ("description: |\n  # govlint: ignore acme/rule -- text\nstage: scaled", [], 0),
    ("description: | # govlint: ignore acme/rule -- a\n  text\nstage: scaled",
      ["5:16 suppression/unused 'acme/rule' finds nothing here that the comment would silence"], 0),
  ])
  func comment(manifest: String, expected: [String], silenced: Int) {
    let run = RuleRun(SuppressionTests.rules, [("a.yaml", RuleRun.system(manifest))])
    let found = run.lines.map { String($0.drop { $0 != ":" }.dropFirst()) }
      .map { line in ["error ", "warning "].reduce(line) { $0.replacing(" \($1)", with: " ") } }
    #expect(found.count == expected.count && zip(found, expected).allSatisfy { $0.hasPrefix($1) }, "\(found)")
    #expect(run.report.silenced.count == silenced)
    #expect(run.report.silenced.allSatisfy { $0.silencing?.kind == .suppression && $0.subject == "a" })
  }

  /// Rows: a comment that cannot be understood, and what is said.
  @Test(arguments: [
    ("govlint: ignore acme/rule", "expected '--' and the reason at the end but found none"),
    ("govlint: ignore acme/rule --", "expected a reason after '--' but found none"),
    ("govlint: ignore acme/rule -- TODO", "expected a reason after '--' but found 'TODO'"),
    ("govlint: ignore acme/rule because I say so", "expected 'until' and a day, or '--' and the reason, after the rule but found 'because'"),
    ("govlint: ignore acme/rule, acme/held -- both", "expected the id of one rule, such as 'oversight/tier-declared', but found 'acme/rule,'"),
    ("govlint: ignore acme/rule acme/held -- both", "expected 'until' and a day, or '--' and the reason, after the rule but found 'acme/held'"),
    ("govlint: ignore all -- everything", "expected the id of one rule, such as 'oversight/tier-declared', but found 'all'"),
    ("govlint: ignore -- everything", "expected the id of a rule after 'ignore'"),
    ("govlint: ignore acme/rule until -- later", "expected a day such as '2027-01-31' after 'until' but found none"),
    ("govlint: ignore acme/rule until 2026-02-30 -- x", "expected a day such as '2027-01-31' after 'until' but found '2026-02-30'"),
    ("govlint: ignore acme/rule until 2027-01-31 or so -- x", "expected '--' and the reason after the day but found 'or'"),
    ("govlint: disable acme/rule -- x", "expected 'ignore' after 'govlint:' but found 'disable'"),
    ("govlint:", "expected 'ignore', a rule, '--' and the reason after 'govlint:' but found nothing"),
    ("govlint-disable acme/rule", "expected '# govlint: ignore RULE until DAY -- REASON' but found '# govlint-disable acme/rule'"),
    ("govlint ignore acme/rule -- x", "expected '# govlint: ignore RULE until DAY -- REASON' but found '# govlint ignore acme/rule -- x'"),
    ("GovLint: ignore acme/rule -- x", "expected '# govlint: ignore RULE until DAY -- REASON' but found '# GovLint: ignore acme/rule -- x'"),
  ])
  func malformed(comment: String, message: String) {
    let run = RuleRun(SuppressionTests.rules, [("a.yaml", RuleRun.system("stage: idea # \(comment)"))])
    #expect(run.lines == ["a.yaml:5:8 error acme/rule nothing good", "a.yaml:5:13 warning suppression/malformed \(message)"])
  }

  @Test func theConfigurationMayRequireADay() {
    func run(_ comment: String) -> RuleRun {
      RuleRun(
        SuppressionTests.rules, [("a.yaml", RuleRun.system("stage: idea # govlint: ignore acme/rule \(comment)"))],
        configuration: "{\"suppressions\": {\"requireUntil\": true}}")
    }
    #expect(run("-- a thought").lines == [
      "a.yaml:5:8 error acme/rule nothing good",
      "a.yaml:5:13 warning suppression/malformed expected 'until' and a day before '--', which the configuration requires",
    ])
    #expect(run("until 2026-07-01 -- a thought").lines.isEmpty)
  }

  @Test func whatIsSilencedDoesNotCount() {
    let run = RuleRun(SuppressionTests.rules, [("a.yaml", RuleRun.system("stage: idea # govlint: ignore acme/rule -- a thought"))])
    #expect(run.report.exitStatus == 0)
    #expect(run.report.exemptions.map(\.rule) == ["acme/rule"])
    #expect(run.report.exemptions.map(\.count) == [1])
    #expect(run.report.exemptions.map(\.effect) == [.silences])
    #expect(run.outcomes.contains("acme/rule a: waived"))
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func linesEndAsTheyMay(lineEnd: String) {
    let text = RuleRun.system("# govlint: ignore acme/rule -- a thought\nstage: idea").replacing("\n", with: lineEnd)
    #expect(RuleRun(SuppressionTests.rules, [("a.yaml", text)]).lines.isEmpty)
  }

  @Test func eachManifestOfAFileHasItsOwn() {
    let file = RuleRun.system("stage: idea # govlint: ignore acme/rule -- a thought") + "---\n" + RuleRun.system("stage: idea", id: "b")
    let run = RuleRun(SuppressionTests.rules, [("a.yaml", file)])
    #expect(run.lines == ["a.yaml:11:8 error acme/rule nothing good"])
    #expect(run.report.exemptions.map(\.subject) == ["a"])
    #expect(run.outcomes.filter { $0.hasPrefix("acme/rule ") } == ["acme/rule a: waived", "acme/rule b: fail"])
  }

  /// A hundred thousand comments one below the other share the line after them, and each is found to be the same.
  @Test func manyCommentsTakeNoLonger() {
    let comments = String(repeating: "# govlint: ignore acme/rule -- x\n", count: 20_000)
    let run = RuleRun(SuppressionTests.rules, [("a.yaml", RuleRun.system(comments + "stage: idea"))])
    #expect(run.lines.isEmpty)
    #expect(run.report.exemptions.count == 20_000)
  }
}
