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
    var selection = RuleSelection(configuration)
    selection.checkNames(modules: library.modules.map(\.head.name), rules: library.rules.map(\.description.id))
    var compiler = RuleCompiler(library)
    var rules: [CompiledRule] = []
    for module in library.modules where !module.isBuiltIn || selection.includes(module: module.head.name) {
      compiler.checkHead(of: module)
      for rule in module.rules {
        guard let severity = selection.severity(of: rule) else { continue }
        let setting = configuration.setting(of: rule.description.id)
        if let compiled = compiler.compile(rule, setting: setting, severity: severity) { rules.append(compiled) }
      }
    }
    selection.findings += compiler.findings.withoutRepetitions
    selection.checkThatRulesAreLeft(rules)
    let ruleset = Ruleset(
      kinds: compiler.kinds, variables: compiler.variables, code: compiler.code, rules: rules.sorted { $0.id.precedes($1.id) },
      library: { library })
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

extension RuleLibrary {
  /// What is wrong with the modules that do not ship, their rules compiled but not applied to anything.
  public func mistakesOfOwnModules() -> [Finding] {
    var compiler = RuleCompiler(self)
    for module in modules where !module.isBuiltIn {
      compiler.checkHead(of: module)
      for rule in module.rules { _ = compiler.compile(rule, setting: nil, severity: rule.description.severity) }
    }
    return compiler.findings.withoutRepetitions
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
