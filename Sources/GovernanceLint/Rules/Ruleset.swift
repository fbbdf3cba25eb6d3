/// The rules that a run applies: selected, compiled, indexed by kind.
public struct Ruleset: Sendable {
  /// Everything that was loaded, rules that are switched off included.
  public let library: RuleLibrary
  let kinds: [CompiledKind]
  let variables: RuleVariables
  let code: CELCode
  /// Sorted by id.
  let rules: [CompiledRule]

  /// What people read about the selected rules, with their configured severity, sorted by id.
  public var descriptions: [RuleDescription] {
    rules.map { rule in
      var description = rule.rule.description
      description.severity = rule.severity
      return description
    }
  }

  /// Compiles the rules that a configuration selects. A finding of severity error means that nothing must be judged by them.
  public static func compile(_ library: RuleLibrary, configuration: Configuration) -> (Ruleset, [Finding]) {
    var findings = unknownNames(in: configuration, library: library)
    var compiler = RuleCompiler(library)
    var rules: [CompiledRule] = []
    for module in selected(library, configuration) {
      for rule in module.rules {
        let setting = configuration.rules.last { $0.id == rule.description.id }
        findings += setting.map { approval($0, of: rule) } ?? []
        guard let severity = severity(of: rule, setting: setting) else { continue }
        if let compiled = compiler.compile(rule, setting: setting, severity: severity) { rules.append(compiled) }
      }
    }
    findings += compiler.findings.withoutRepetitions
    let place = configuration.modules?.first?.place ?? configuration.source.map(LoadFindings.start)
    if rules.isEmpty, findings.isEmpty, let place {
      findings.append(
        Finding(
          rule: "configuration/no-rules", severity: .error, message: "no rule is left to check anything by", place: place,
          fix: "Select a module, or switch a rule on."))
    }
    let ruleset = Ruleset(
      library: library, kinds: compiler.kinds, variables: compiler.variables, code: compiler.code,
      rules: rules.sorted { $0.id.precedes($1.id) })
    return (ruleset, findings)
  }

  /// The modules that a configuration names; all built-in ones where it names none, and the user's own always.
  private static func selected(_ library: RuleLibrary, _ configuration: Configuration) -> [RuleModule] {
    guard let names = configuration.modules else { return library.modules }
    return library.modules.filter { module in !module.isBuiltIn || names.contains { $0.text == module.head.name } }
  }

  private static func severity(of rule: Rule, setting: Configuration.RuleSetting?) -> Severity? {
    switch setting?.level {
    case .off: nil
    case .severity(let severity): severity
    case nil: rule.status == .preview ? .note : rule.description.severity
    }
  }

  /// What a setting lacks that switches a rule off or down which not everybody may.
  private static func approval(_ setting: Configuration.RuleSetting, of rule: Rule) -> [Finding] {
    let isWeaker =
      switch setting.level {
      case .off: true
      case .severity(let severity): severity < rule.description.severity
      case nil: false
      }
    guard isWeaker else { return [] }
    switch rule.waivable {
    case .always: return []
    case .approved: return setting.reason == nil || setting.approvedBy == nil ? [RuleFindings.needsApproval(setting)] : []
    case .never: return [RuleFindings.notWaivable(setting)]
    }
  }

  private static func unknownNames(in configuration: Configuration, library: RuleLibrary) -> [Finding] {
    let modules = library.modules.map(\.head.name)
    let rules = library.rules.map(\.description.id)
    return (configuration.modules ?? []).filter { !$0.isFolder && !modules.contains($0.text) }.map {
      LoadFindings.unknown("module", $0.text, among: modules, place: $0.place)
    }
      + configuration.rules.filter { !rules.contains($0.id) }.map {
        LoadFindings.unknownRule($0.id, among: rules, place: $0.place)
      }
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
