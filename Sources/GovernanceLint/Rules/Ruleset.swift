/// The rules that a run applies: selected, compiled, indexed by kind.
public struct Ruleset: Sendable {
  var kinds: [CompiledKind]
  var variables: RuleVariables
  var code: CELCode
  /// Sorted by id.
  var rules: [CompiledRule]
  /// Everything that was loaded, rules that are switched off included: the places of what rules say.
  let library: @Sendable () -> RuleLibrary

  /// What people read about the selected rules, with their configured severity, sorted by id.
  public var descriptions: [RuleDescription] {
    rules.map { rule in
      var description = rule.description
      description.severity = rule.severity
      return description
    }
  }

  /// How many variables a machine needs for them.
  var variableCount: Int { rules.indices.reduce(variables.count) { max($0, rules[$1].variableCount) } }

  /// Whether what a rule says may change from one day to the next, or with one of some functions.
  func depends(_ rule: CompiledRule, onDayOr functions: Set<String>) -> Bool {
    let programs = rule.each.map(\.list) + [rule.when, rule.require].compactMap { $0 }
    return rule.effective != nil || programs.contains { code.reads($0, variable: RuleVariables.today, functions: functions) }
  }

  /// Compiles the rules that a configuration selects. A finding of severity error means that nothing must be judged by them.
  public static func compile(_ library: RuleLibrary, configuration: Configuration) -> (Ruleset, [Finding]) {
    compile(library, configuration: configuration, builtIn: nil, whole: { library })
  }

  /// The same for a library of which the rules that ship may be left out; those are taken from `builtIn`, unless the configuration
  /// sets their parameters. `whole` makes the library with all of them; `workers` check the rules.
  public static func compile(
    _ library: RuleLibrary, configuration: Configuration, builtIn: Ruleset?, workers: some Workers = OneWorker(),
    whole: @escaping @Sendable () -> RuleLibrary
  ) -> (Ruleset, [Finding]) {
    var selection = RuleSelection(configuration)
    selection.checkNames(modules: library.moduleNames, rules: library.ruleIDs)
    let compiled = (builtIn?.rules ?? []).filter { selection.includes(module: $0.description.module) }
    let ready = Dictionary(grouping: compiled) { $0.description.module }
    var rules: [CompiledRule] = []
    func add(_ rule: CompiledRule, _ severity: Severity) {
      rules.append(rule)
      rules[rules.count - 1].severity = severity
    }
    var questions: [RuleQuestion] = []
    for name in library.moduleNames {
      guard let module = library.modules.first(where: { $0.head.name == name }) else {
        for rule in ready[name] ?? [] { if let severity = selection.severity(of: rule) { add(rule, severity) } }
        continue
      }
      guard !module.isBuiltIn || selection.includes(module: name) else { continue }
      questions.append(.module(module))
      for rule in module.rules {
        guard let severity = selection.severity(of: rule) else { continue }
        let setting = configuration.setting(of: rule.description.id)
        if setting?.parameters == nil, let known = ready[name]?.first(where: { $0.id == rule.description.id }) {
          add(known, severity)
        } else {
          questions.append(.rule(rule, setting, severity))
        }
      }
    }
    var compiler = RuleCompiler(library, onto: ready.isEmpty ? nil : builtIn)
    var mistakes = compiler.findings
    // To make one more checker takes as long as to check a few rules.
    let areFew = questions.count < 32
    let answers = areFew ? questions.map { $0.ask(&compiler.checker) } : workers.map(questions) {
      var checker = RuleChecker(library)
      return { $0.ask(&checker) }
    }
    for (question, answer) in zip(questions, answers) {
      mistakes += answer.findings
      guard case .rule(_, _, let severity) = question, let draft = answer.draft else { continue }
      if let compiled = compiler.plan(draft, severity: severity) { rules.append(compiled) }
    }
    selection.findings += mistakes.withoutRepetitions
    selection.checkThatRulesAreLeft(rules)
    let ruleset = Ruleset(
      kinds: compiler.kinds, variables: compiler.variables, code: compiler.code, rules: rules.sorted { $0.id.precedes($1.id) },
      library: whole)
    return (ruleset, selection.findings)
  }

  /// The same rules as far as a configuration selects them, with the severities that it gives.
  ///
  /// It must set no parameters and name no kinds or modules of the user's (``Configuration/needsCompiler``).
  public func selected(by configuration: Configuration) -> (Ruleset, [Finding]) {
    // Without settings, nothing is copied.
    if configuration.modules == nil, configuration.rules.isEmpty, !rules.isEmpty { return (self, []) }
    var selection = RuleSelection(configuration)
    var modules: [String] = []
    for rule in rules where modules.last != rule.description.module { modules.append(rule.description.module) }
    selection.checkNames(modules: modules, rules: rules.map(\.id))
    var ruleset = self
    ruleset.rules = rules.filter { selection.includes(module: $0.description.module) }.compactMap { rule in
      var rule = rule
      guard let severity = selection.severity(of: rule) else { return nil }
      rule.severity = severity
      return rule
    }
    selection.checkThatRulesAreLeft(ruleset.rules)
    return (ruleset, selection.findings)
  }
}

/// What a checker is asked while rules are compiled, each by itself.
private enum RuleQuestion: Sendable {
  case module(RuleModule)
  case rule(Rule, Configuration.RuleSetting?, Severity)

  /// What is wrong, and a rule without mistakes.
  func ask(_ checker: inout RuleChecker) -> (draft: RuleDraft?, findings: [Finding]) {
    // What a checker has found when it was made was told by the first.
    _ = checker.takeFindings()
    switch self {
    case .module(let module):
      checker.checkHead(of: module)
      return (nil, checker.takeFindings())
    case .rule(let rule, let setting, _):
      let draft = checker.check(rule, setting: setting)
      return (draft, checker.takeFindings())
    }
  }
}

extension RuleLibrary {
  /// What is wrong with the modules that do not ship, their rules compiled but not applied to anything.
  public func mistakesOfOwnModules() -> [Finding] {
    var checker = RuleChecker(self)
    for module in modules where !module.isBuiltIn {
      checker.checkHead(of: module)
      for rule in module.rules { _ = checker.check(rule, setting: nil) }
    }
    return checker.findings.withoutRepetitions
  }
}

extension [Finding] {
  /// Each finding once: a parameter of a module is looked at for each of its rules.
  var withoutRepetitions: [Finding] {
    var seen: Set<[String]> = []
    return filter {
      seen.insert([$0.rule, $0.message, $0.place.source.path, String($0.place.range.start), String($0.place.range.end)]).inserted
    }
  }
}
