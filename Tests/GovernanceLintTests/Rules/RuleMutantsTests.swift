import Testing

@testable import GovernanceLint

/// What examples do not notice.
struct RuleMutantsTests {
  /// Rows: the expressions of a rule with `«»` around each place that nothing notices, its examples, and the messages.
  @Test(arguments: [
    ("require: has(system.stage)", "{passes: ['stage: idea'], fails: ['id: a   # <- here']}", []),
    ("require: has(system.stage) && «size(system.name) > 0»", "{passes: ['stage: idea'], fails: ['id: a   # <- here']}",
      ["'size(system.name) > 0' is left out"]),
    ("require: has(system.stage) && system.stage in ['idea', «'pilot'»]",
      "{passes: ['stage: idea'], fails: ['id: a   # <- here', 'stage: scaled   # <- here']}",
        ["'pilot' is left out of its list"]),
    ("require: has(system.stage) && system.stage in ['idea', 'pilot']",
      "{passes: ['stage: idea', 'stage: pilot'], fails: ['id: a   # <- here', 'stage: scaled   # <- here']}", []),
    ("when: «system.isLive()»\nrequire: has(system.owner)",
      "{passes: [{manifest: \"stage: pilot\\nowner: {team: A}\"}], fails: ['stage: pilot']}",
      ["'system.isLive()' is left out"]),
    ("require: size(system.channels) < «3»",
      "{passes: ['channels: [web]'], fails: ['channels: [web, app, sms, email]   # <- here']}",
      ["'3' becomes '4'"]),
    ("require: size(system.channels) < 3", "{passes: ['channels: [web]'], fails: ['channels: [web, app, sms]   # <- here']}", []),
    ("require: has(system.deployed) && !system.deployed.isOlderThan(«'P3M'»)",
      "{passes: ['deployed: 2026-05-01'], fails: ['id: a   # <- here', 'deployed: 2024-01-01   # <- here']}",
        ["'P3M' becomes 'P3M1D'"]),
    ("require: has(system.deployed) && system.deployed > date(«'2026-01-01'»)",
      "{passes: ['deployed: 2026-05-01'], fails: ['id: a   # <- here', 'deployed: 2024-01-01   # <- here']}",
        ["'2026-01-01' becomes '2026-01-02'"]),
    // Variables that only the message reads show in no outcome.
    ("let: {word: \"'word'\", most: \"«3»\"}\nrequire: size(system.channels) < most\nmessage: \"{word}\"",
      "{passes: ['channels: [web]'], fails: ['channels: [web, app, sms, email]   # <- here']}", ["'3' becomes '4'"]),
    // Each example sets its own parameters; mutants keep them.
    ("params: {most: {type: integer, default: 1, description: M}}\nrequire: size(system.channels) <= params.most",
      "{passes: [{manifest: 'channels: [web, sms]', params: {most: 2}}], fails: ['channels: [web, app]   # <- here']}", []),
    // A part of a folded scalar is shown where it stands.
    ("require: >-\n  has(system.stage)\n  && «size(system.name) > 0»\n",
      "{passes: ['stage: idea'], fails: ['id: a   # <- here']}",
      ["'size(system.name) > 0' is left out"]),
  ])
  func unnoticed(keys: String, examples: String, expected: [String]) {
    let marked = MarkedManifest(RuleTree.rule(keys + "\nexamples: \(examples)"), path: "acme/rule.yaml")
    let text = marked.source.text(TextRange(0, marked.source.bytes.count))
    let (library, problems) = RuleTree.library(["rule.yaml": text])
    #expect(problems.isEmpty, "\(RuleTree.rendered(problems))")
    let findings = RuleExamples.run(library).findings
    // A literal inside a conjunct that nothing needs is not needed either.
    let outer = findings.filter { finding in
      !findings.contains { $0.place.range != finding.place.range && $0.place.range.contains(finding.place.range) }
    }
    #expect(outer.map(\.message) == expected.map { "no example notices when \($0)" }, "\(RuleTree.rendered(findings))")
    #expect(outer.map(\.place.range) == marked.ranges)
    #expect(findings.allSatisfy { $0.severity == .warning && $0.rule == "rule/unnoticed-mutant" })
  }

  @Test(arguments: [
    ("{passes: ['id: a'], fails: ['id: a   # <- here']}",
      "an example of 'acme/rule' was expected to end as pass but ends as fail: nothing good"),
    ("{passes: ['stage: idea'], fails: ['stage: pilot']}",
      "an example of 'acme/rule' was expected to end as fail but ends as pass"),
    ("{passes: ['stage: idea'], fails: ['channels: [web]   # <- here']}",
      "an example of 'acme/rule' fails at none of its lines, but the mark is on line 1"),
    ("{passes: ['stage: idea'], fails: [\"id: a\\nchannels: [web]   # <- here\"]}",
      "an example of 'acme/rule' fails at line 1, but the mark is on line 2"),
    ("{passes: ['stgae: idea'], fails: ['id: a   # <- here']}", "an example of 'acme/rule' is not valid in its line 1: "),
    ("{passes: [\"channels: [web]\\nstage: pilto\"], fails: ['id: a   # <- here']}",
      "an example of 'acme/rule' is not valid in its line 2: "),
    ("{passes: ['stage: idea'], fails: ['id: a   # <- here'], notApplicable: ['stage: idea']}",
      "an example of 'acme/rule' was expected to end as not-applicable but ends as pass"),
  ])
  func exampleThatMisbehaves(examples: String, expected: String) {
    let (library, _) = RuleTree.library(["rule.yaml": RuleTree.rule("at: system.id\nexamples: \(examples)")])
    let findings = RuleExamples.run(library).findings
    #expect(findings.count == 1)
    #expect(findings.first?.message.hasPrefix(expected) == true, "\(findings.map(\.message))")
    #expect(findings.first?.severity == .error)
    #expect(findings.first?.place.source.path == "acme/rule.yaml")
  }
}
