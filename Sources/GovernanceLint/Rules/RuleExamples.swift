/// Runs the examples of rules: their tests.
public enum RuleExamples {
  /// Runs every example of the modules with these names (nil: of all); how many there were, and which did not behave as marked.
  public static func run(_ library: RuleLibrary, modules: [String]? = nil) -> (rules: Int, examples: Int, findings: [Finding]) {
    var compiler = RuleCompiler(library)
    var result = (rules: 0, examples: 0, findings: [Finding]())
    var compiled: [(rule: Rule, compiled: CompiledRule)] = []
    for module in library.modules where modules?.contains(module.head.name) ?? true {
      for rule in module.rules {
        result.rules += 1
        result.examples += rule.examples.count
        guard let judged = compiler.compile(rule, setting: nil, severity: rule.description.severity) else { continue }
        compiled.append((rule, judged))
      }
    }
    result.findings = compiler.findings.withoutRepetitions
    for (rule, standard) in compiled {
      for example in rule.examples {
        var judged = standard
        var code = compiler.code
        if let parameters = example.parameters {
          var setting = Configuration.RuleSetting(id: judged.id, place: example.place)
          setting.parameters = parameters
          var own = RuleCompiler(library)
          guard let other = own.compile(rule, setting: setting, severity: standard.severity) else {
            result.findings += own.findings
            continue
          }
          (judged, code) = (other, own.code)
        }
        let ruleset = Ruleset(
          kinds: compiler.kinds, variables: compiler.variables, code: code, rules: [judged], library: { library })
        result.findings += check(example, of: judged, by: ruleset, kinds: library.kinds)
      }
    }
    return result
  }

  /// What is wrong with one example; nothing where it behaves as marked.
  private static func check(
    _ example: RuleExample, of rule: CompiledRule, by ruleset: Ruleset, kinds: [Kind]
  ) -> [Finding] {
    let linter = Linter(ruleset: ruleset, configuration: Configuration(), asOf: example.today, host: Host(files: example.files))
    guard let standard = rule.kind.map({ kinds[$0] }) ?? kinds.first else { return [] }
    let texts = [example.manifest].compactMap { $0 } + example.portfolio
    let sources = texts.enumerated().map { index, text in
      ExampleSource(
        text.text, kind: ExampleSource.kind(of: text.text, among: kinds) ?? standard,
        identity: index == 0 ? "example" : "example-\(index + 1)", path: "example-\(index + 1).yaml")
    }
    func finding(_ message: String, fix: String? = nil) -> Finding {
      Finding(rule: "rule/example", severity: .error, message: "an example of '\(rule.id)' \(message)", place: example.place, fix: fix)
    }
    let (files, findings, portfolioOutcomes) = linter.judgeAll(sources.map { linter.check($0.source) })
    let all = files.flatMap(\.findings) + findings
    if let broken = all.first(where: { $0.rule != rule.id && $0.severity > .note }) {
      let line = LineTable(broken.place.source).line(of: broken.place.range.start)
      let added = sources.first { $0.source.path == broken.place.source.path }?.addedLines ?? 0
      return [finding("is not valid in its line \(max(1, line - added)): \(broken.message)", fix: broken.fix)]
    }
    let outcome = rule.kind == nil ? portfolioOutcomes.first : files.first?.subjects.first?.outcomes.first ?? nil
    guard let outcome, outcome == example.expected else {
      let because = all.first { $0.rule == rule.id }.map { ": \($0.message)" } ?? ""
      return [finding("was expected to end as \(example.expected.name) but ends as \(outcome?.name ?? "nothing")\(because)")]
    }
    guard outcome == .fail else { return [] }
    return sources.compactMap { source in
      misplaced(all.filter { $0.rule == rule.id && $0.place.source.path == source.source.path }, in: source)
    }.map { finding($0, fix: "End the line of the finding, and no other, with `\(ExampleSource.mark)`.") }
  }

  /// What differs between the lines of findings and the marked ones; a finding on an added line needs no mark.
  private static func misplaced(_ findings: [Finding], in example: ExampleSource) -> String? {
    let table = LineTable(example.source)
    let lines = Set(findings.map { table.line(of: $0.place.range.start) - example.addedLines }.filter { $0 > 0 })
    let marked = Set(example.markedLines.map { $0 - example.addedLines })
    guard lines != marked else { return nil }
    func words(_ lines: Set<Int>) -> String {
      lines.isEmpty ? "none of its lines" : "line " + lines.sorted().map(String.init).joined(separator: ", ")
    }
    return "fails at \(words(lines)), but the mark is on \(words(marked))"
  }
}
