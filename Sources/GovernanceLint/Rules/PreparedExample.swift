/// An example whose manifests are parsed and checked for their structure: ready to be judged by a rule and by its mutants.
struct PreparedExample {
  private let example: RuleExample
  private let sources: [ExampleSource]
  private let files: [CheckedFile]
  /// What the base has; its manifests that are written down in the example are among ``sources``.
  private let base: Base?
  private let linter: Linter

  /// Reads the manifests of an example. `ruleset` has the kinds and the code of all rules, but no rule.
  init(_ example: RuleExample, of rule: CompiledRule, by ruleset: Ruleset) {
    self.example = example
    let linter = Linter(ruleset: ruleset, configuration: Configuration(), asOf: example.today, host: Host(files: example.files))
    self.linter = linter
    let kinds = ruleset.library().kinds
    guard let standard = rule.kind.map({ kinds[$0] }) ?? kinds.first else {
      (sources, files, base) = ([], [], nil)
      return
    }
    func read(_ texts: [RuleText], isAtBase: Bool) -> [ExampleSource] {
      texts.enumerated().map { index, text in
        ExampleSource(
          text.text, kind: ExampleSource.kind(of: text.text, among: kinds) ?? standard,
          identity: index == 0 ? "example" : "example-\(index + 1)", path: "ai/example-\(index + 1).yaml", isAtBase: isAtBase)
      }
    }
    let now = read([example.manifest].compactMap { $0 } + example.portfolio, isAtBase: false)
    let before = read(example.old?.texts ?? [], isAtBase: true)
    self.sources = now + before
    let files = now.map { linter.check($0.source) }
    self.files = files
    base = example.old.map { old in
      // Of a subject that has changed, the neighbours have not.
      let others = if case .subject = old { files.dropFirst() } else { files[..<0] }
      return Base(name: "base", files: before.map { linter.check($0.source) } + others)
    }
  }

  /// What is wrong with the example; nothing where the rule ends as it is marked.
  func problems(judgedBy rule: CompiledRule) -> [Finding] {
    func finding(_ message: String, fix: String? = nil) -> Finding {
      Finding(rule: "rule/example", severity: .error, message: "an example of '\(rule.id)' \(message)", place: example.place,
        fix: fix)
    }
    let (files, findings, portfolioOutcomes, _) = linter.judge(files, base: base, by: rule)
    let all = files.flatMap(\.findings) + findings + (base?.files ?? []).filter(\.source.isAtBase).flatMap(\.findings)
    if let broken = all.first(where: { $0.rule != rule.id && $0.severity > .note }) {
      let line = LineTable(broken.place.source).line(of: broken.place.range.start)
      let added = sources.first { $0.source.isSameFile(as: broken.place.source) }?.addedLines ?? 0
      return [finding("is not valid in its line \(max(1, line - added)): \(broken.message)", fix: broken.fix)]
    }
    let outcome = rule.kind == nil ? portfolioOutcomes.first : files.first?.subjects.first?.outcomes.first ?? nil
    guard let outcome, outcome == example.expected else {
      let because = all.first { $0.rule == rule.id }.map { ": \($0.message)" } ?? ""
      return [finding("was expected to end as \(example.expected.name) but ends as \(outcome?.name ?? "nothing")\(because)")]
    }
    guard outcome == .fail else { return [] }
    return sources.compactMap { source in
      PreparedExample.misplaced(all.filter { $0.rule == rule.id && $0.place.source.isSameFile(as: source.source) }, in: source)
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

extension Linter {
  /// The outcome of one rule on files that were checked without any.
  fileprivate func judge(
    _ checked: [CheckedFile], base: Base?, by rule: CompiledRule
  ) -> (files: [CheckedFile], findings: [Finding], portfolioOutcomes: [Outcome], portfolioEvidence: ReadValues) {
    let single = Ruleset(
      kinds: ruleset.kinds, variables: ruleset.variables, code: ruleset.code, rules: [rule], library: ruleset.library)
    let linter = Linter(ruleset: single, configuration: configuration, asOf: asOf, limits: limits, host: host)
    var files = checked
    var judge = RuleJudge(linter)
    for file in files.indices {
      for subject in files[file].subjects.indices {
        files[file].subjects[subject].outcomes = [nil]
        var found: [Finding] = []
        judge.judge(&files[file].subjects[subject], findings: &found)
        files[file].findings += found
      }
    }
    return linter.judgeAll(files, base: base)
  }
}
