import Testing

@testable import GovernanceLint

/// What is wrong with a rule module, each at its place in the file.
struct ModuleMistakesTests {
  /// Rows: keys of a rule with `«»` around the place, and the finding.
  @Test(arguments: [
    // Structure.
    ("«requires»: has(system.stage)", "structure/unknown-key: unknown key 'requires', did you mean 'require'?"),
    ("severity: «eror»", "structure/not-in-enum: "),
    ("title: \"«never closed", "syntax/"),
    // Expressions, at their place in each style of scalar.
    ("require: has(system.«oversigth»)", "rule/expression: 'AISystem' has no field 'oversigth'; did you mean 'oversight'?"),
    ("require: 'has(system.«oversigth») && ''a'' == ''a'''",
      "rule/expression: 'AISystem' has no field 'oversigth'; did you mean 'oversight'?"),
    ("require: \"'\\\"a\\\"' == 'a' || has(system.«oversigth»)\"",
      "rule/expression: 'AISystem' has no field 'oversigth'; did you mean 'oversight'?"),
    ("require: >-\n  has(system.stage)\n    && has(system.«oversigth»)\n",
      "rule/expression: 'AISystem' has no field 'oversigth'; did you mean 'oversight'?"),
    ("require: |\n  has(system.stage)\n  && has(system.«oversigth»)\n",
      "rule/expression: 'AISystem' has no field 'oversigth'; did you mean 'oversight'?"),
    // An escape that stands for another character: the whole scalar stands for the part.
    ("require: «\"has(system.stage)\\t&& has(system.oversigth)\"»",
      "rule/expression: 'AISystem' has no field 'oversigth'; did you mean 'oversight'?"),
    ("require: «system.name == 3»", "rule/expression: "),
    ("require: has(system.stage) && system.stage == «'pilto'»", "rule/expression: "),
    ("require: «system.stage» == 'pilot'", "rule/expression: "),
    ("require: has(system.stage) && («»", "rule/expression: "),
    ("require: «system.name»", "rule/expression: "),
    ("at: «system.stage == 'pilot'»", "rule/expression: "),
    ("at: system.«oversigth»", "rule/expression: "),
    ("message: the stage is {system.«stagee»}", "rule/expression: "),
    ("message: the stage is «{»system.stage", "rule/expression: "),
    ("each: {v: «system.name»}", "rule/expression: 'v' goes through a string; expected a list"),
    ("when: has(system.owner)\nlet: {x: system.owner.«tea»}\nmessage: \"{x}\"", "rule/expression: "),
    // Names.
    ("let: {«unused»: has(system.stage)}", "rule/unused: the variable 'unused' is never read"),
    ("let: {«system»: has(system.stage)}", "rule/name: the name 'system' is taken"),
    ("each: {«today»: system.vendors}", "rule/name: the name 'today' is taken"),
    ("params: {«most»: {type: integer, default: 3, description: The most}}", "rule/unused: the parameter 'most' is never read"),
    ("appliesTo: «AISytem»", "rule/unknown-kind: there is no kind 'AISytem'; did you mean 'AISystem'?"),
    ("appliesTo: «Zebra»", "rule/unknown-kind: there is no kind 'Zebra'; known: 'AISystem', 'GovernanceCharter', 'Portfolio'"),
    ("sources: [«ecom-21:S999»]", "rule/unknown-source: the document has no obligation 'ecom-21:S999'"),
    ("id: «acme/other»", "rule/id: the id is 'acme/other', but the file's place says 'acme/rule'"),
    ("status: «deprecated»", "rule/replaced: a deprecated rule names the rule that takes its place"),
    ("status: deprecated\nreplacedBy: «acme/none»", "rule/replaced: there is no rule 'acme/none' to take the place of 'acme/rule'"),
    ("status: deprecated\nreplacedBy: «acme/rule»", "rule/replaced: the rule takes its own place"),
    ("require: system.name.matches(«'(a'»)", "rule/expression: this is no pattern: "),
    ("require: today.isOlderThan(«'6M'»)", "rule/expression: expected a period such as 'P3M' but found '6M'; did you mean 'P6M'?"),
    ("params: {most: {type: integer, default: «three», description: M}}\nrequire: params.most > 1", "structure/wrong-type: "),
  ])
  func mistake(keys: String, expected: String) {
    var text = RuleTree.rule(keys)
    if !text.contains("»") { text = text.replacing("«never closed\n", with: "«never closed»\n") }
    let marked = MarkedManifest(text, path: "acme/rule.yaml")
    let findings = RuleTree.findings(["rule.yaml": marked.source.text(TextRange(0, marked.source.bytes.count))])
    guard let finding = findings.first else { return #expect(Bool(false), "no finding: \(keys)") }
    #expect(findings.count == 1 || finding.rule.hasPrefix("syntax/"), "\(RuleTree.rendered(findings))")
    let words = "\(finding.rule): \(finding.message)"
    #expect(words.hasPrefix(expected), "\(words)")
    #expect(finding.place.source.path == "acme/rule.yaml")
    if !finding.rule.hasPrefix("syntax/") {
      #expect(finding.place.range == marked.ranges.first, "\(RuleTree.rendered([finding]))")
    }
  }

  @Test func unknownFieldIsShownInItsLine() {
    let rule = RuleTree.rule("require: >-\n  has(system.stage)\n    && has(system.oversigth)\n")
    #expect(RuleTree.rendered(RuleTree.findings(["rule.yaml": rule])) == """
      error: 'AISystem' has no field 'oversigth'; did you mean 'oversight'?   rule/expression
       ┌─ acme/rule.yaml:3:19
       │
      3│     && has(system.oversigth)
       │                   ^^^^^^^^^
       = fix: Write `oversight`.


      """)
  }

  @Test func wrongLiteralIsShownInItsLine() {
    let rule = RuleTree.rule("require: \"has(system.stage) && system.stage in [\\\"pilot\\\", 'scalled']\"")
    #expect(RuleTree.rendered(RuleTree.findings(["rule.yaml": rule])) == """
      error: 'scalled' is no value of 'system.stage', so this is never true; did you mean 'scaled'?   rule/expression
       ┌─ acme/rule.yaml:1:60
       │
      1│ require: "has(system.stage) && system.stage in [\\"pilot\\", 'scalled']"
       │                                                            ^^^^^^^^^
       = fix: Write `'scaled'`.


      """)
  }

  @Test func everyMistakeIsToldInOneGo() {
    let findings = RuleTree.findings([
      "one.yaml": RuleTree.rule("require: has(system.oversigth)", id: "acme/one"),
      "two.yaml": RuleTree.rule("require: has(system.stagee)\nat: system.riks", id: "acme/two"),
    ])
    #expect(findings.map { "\($0.place.source.path) \($0.place.source.text($0.place.range))" } == [
      "acme/one.yaml oversigth", "acme/two.yaml stagee", "acme/two.yaml riks",
    ])
  }

  @Test(arguments: [
    ("module: acme\ntitle: A\n", "structure/missing-key"),
    ("module: acme\ntitle: A\ncel: 2\n", "structure/not-in-enum"),
    ("module: Acme\ntitle: A\ncel: 1\n", "structure/bad-pattern"),
    ("module: acme\ntitle: A\ncel: 1\ntabels: {a: 1}\n", "structure/unknown-key"),
    ("module: acme\ntitle: A\ncel: 1\nkinds: [AISytem]\n", "rule/unknown-kind"),
    ("module: [acme\n", "syntax/"),
    ("", "rule/missing-file"),
  ])
  func mistakeInTheHead(head: String, rule: String) {
    let findings = RuleTree.findings(["rule.yaml": RuleTree.rule("")], head: head)
    #expect(findings.first?.rule.hasPrefix(rule) == true, "\(RuleTree.rendered(findings))")
    #expect(findings.first?.place.source.path == "acme/module.yaml")
  }

  @Test func folderWithoutAHeadOrRulesIsNamed() {
    var library = RuleTree.bare
    let place = Place(source: Source(path: ".lint-config.json", text: "{}"), range: TextRange(0, 1))
    let nothing = library.addModule([], place: place)
    #expect(nothing.map(\.message) == ["the folder of a rule module has no 'module.yaml'"])
    #expect(nothing.first?.place.source.path == ".lint-config.json")
    let empty = library.addModule([Source(path: "acme/module.yaml", text: RuleTree.head)], place: place)
    #expect(empty.map(\.message) == ["the module 'acme' has no rules"])
  }

  @Test func secondModuleOfANameIsRefused() {
    var (library, _) = RuleTree.library(["rule.yaml": RuleTree.rule("")])
    let again = library.addModule([Source(path: "other/module.yaml", text: RuleTree.head)], place: nil)
    #expect(again.map(\.message) == ["there are two modules named 'acme'"])
    #expect(again.first?.related.first?.place.source.path == "acme/module.yaml")
    #expect(library.modules.count == 1)
  }

  @Test func kindNeedsItsFiles() {
    var library = RuleTree.bare
    #expect(library.addKind([], place: nil).map(\.message) == ["the folder of a kind has no 'kind.yaml'"])
    let kind = Source(path: "kinds/kind.yaml", text: "kind: AISystem\nvariable: s\nplural: ss\nidentity: id\n")
    #expect(library.addKind([kind], place: nil).map(\.message) == ["the folder of a kind has no 'schema.json'"])
    let schema = Source(path: "kinds/schema.json", text: "{}")
    #expect(library.addKind([kind, schema], place: nil).map(\.message) == ["there are two kinds named 'AISystem'"])
  }
}
