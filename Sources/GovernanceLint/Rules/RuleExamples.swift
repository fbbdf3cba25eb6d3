/// Runs the examples of rules: their tests.
public enum RuleExamples {
  /// Runs every example of the modules with these names (nil: of all); how many there were, and which did not behave as marked.
  ///
  /// Where all examples of a rule do, its mutants that none of them notices are findings of severity warning.
  public static func run(_ library: RuleLibrary, modules: [String]? = nil) -> (rules: Int, examples: Int, findings: [Finding]) {
    var compiler = RuleCompiler(library)
    var result = (rules: 0, examples: 0, findings: [Finding]())
    var trials: [RuleTrial] = []
    for module in library.modules where modules?.contains(module.head.name) ?? true {
      compiler.checker.checkHead(of: module)
      for rule in module.rules {
        result.rules += 1
        result.examples += rule.examples.count
        if let trial = RuleTrial(rule, compiler: &compiler) { trials.append(trial) }
      }
    }
    result.findings = compiler.findings.withoutRepetitions
    compiler.checker.reportsUnused = false
    for index in trials.indices { trials[index].compileMutants(&compiler) }
    let ruleset = Ruleset(
      kinds: compiler.kinds, variables: compiler.variables, code: compiler.code, rules: [], library: { library })
    for trial in trials {
      let examples = trial.versions.map { PreparedExample($0.example, of: $0.compiled, by: ruleset) }
      let problems = zip(examples, trial.versions).flatMap { $0.problems(judgedBy: $1.compiled) }
      result.findings += problems.isEmpty ? trial.unnoticed(examples: examples) : problems
    }
    return result
  }
}

/// A rule, as each of its examples sets its parameters, and its mutants.
private struct RuleTrial {
  let rule: Rule
  var versions: [(example: RuleExample, compiled: CompiledRule)] = []
  /// Each mutant, compiled for each of the versions.
  private var mutants: [(mutant: RuleMutant, compiled: [CompiledRule])] = []

  /// Nil, with findings in the compiler, where the rule has mistakes.
  init?(_ rule: Rule, compiler: inout RuleCompiler) {
    self.rule = rule
    guard let standard = compiler.compile(rule, setting: nil, severity: rule.description.severity) else { return nil }
    for example in rule.examples {
      if let compiled = compile(rule, for: example, standard, &compiler) { versions.append((example, compiled)) }
    }
  }

  /// A version of the rule with the parameters of an example; `standard` is the one with those that it has otherwise.
  private func compile(
    _ rule: Rule, for example: RuleExample, _ standard: CompiledRule, _ compiler: inout RuleCompiler
  ) -> CompiledRule? {
    guard let parameters = example.parameters else { return standard }
    var setting = Configuration.RuleSetting(id: rule.description.id, place: example.place)
    setting.parameters = parameters
    return compiler.compile(rule, setting: setting, severity: standard.severity)
  }

  /// What does not type-check counts as noticed, and is left out.
  mutating func compileMutants(_ compiler: inout RuleCompiler) {
    for mutant in rule.mutants {
      guard let standard = compiler.compile(mutant.rule, setting: nil, severity: rule.description.severity) else { continue }
      let compiled = versions.compactMap { compile(mutant.rule, for: $0.example, standard, &compiler) }
      if compiled.count == versions.count { mutants.append((mutant, compiled)) }
    }
  }

  /// The mutants that behave in every example as the rule does.
  func unnoticed(examples: [PreparedExample]) -> [Finding] {
    mutants.filter { _, compiled in
      !zip(examples, compiled).contains { example, judged in !example.problems(judgedBy: judged).isEmpty }
    }.map { mutant, _ in RuleFindings.unnoticed(mutant) }
  }
}
