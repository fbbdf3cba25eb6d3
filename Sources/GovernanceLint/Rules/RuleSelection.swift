/// Which rules a configuration selects and how bad their findings are, with what is wrong about that.
struct RuleSelection {
  private let configuration: Configuration
  var findings: [Finding] = []

  init(_ configuration: Configuration) { self.configuration = configuration }

  /// Looks for names that nothing has.
  mutating func checkNames(modules: [String], rules: @autoclosure () -> [String]) {
    for module in configuration.modules ?? [] where !module.isFolder && !modules.contains(module.text) {
      findings.append(LoadFindings.unknown("module", module.text, among: modules, place: module.place))
    }
    guard !configuration.rules.isEmpty else { return }
    let rules = rules()
    let known = Set(rules)
    for rule in configuration.rules where !known.contains(rule.id) {
      findings.append(LoadFindings.unknownRule(rule.id, among: rules, place: rule.place))
    }
  }

  /// Whether a built-in module counts: all do where the configuration names none.
  func includes(module: String) -> Bool { configuration.modules?.contains { $0.text == module } ?? true }

  /// How bad the findings of a rule are; nil where it is switched off.
  mutating func severity(of rule: some SelectableRule) -> Severity? {
    let setting = configuration.setting(of: rule.description.id)
    if let setting { findings += RuleSelection.approval(setting, of: rule) }
    return switch setting?.level {
    case .off: nil
    case .severity(let severity): severity
    case nil: rule.status == .preview ? .note : rule.description.severity
    }
  }

  mutating func checkThatRulesAreLeft(_ rules: [CompiledRule]) {
    guard rules.isEmpty, findings.isEmpty,
      let place = configuration.modules?.first?.place ?? configuration.source.map(LoadFindings.start)
    else { return }
    findings.append(
      Finding(
        rule: "configuration/no-rules", severity: .error, message: "no rule is left to check anything by", place: place,
        fix: "Select a module, or switch a rule on."))
  }

  /// What a setting lacks that switches a rule off or down which not everybody may.
  private static func approval(_ setting: Configuration.RuleSetting, of rule: some SelectableRule) -> [Finding] {
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
}

/// What a configuration goes by when it selects: a rule, compiled or not.
protocol SelectableRule {
  var description: RuleDescription { get }
  var status: Rule.Status { get }
  var waivable: Rule.Waivable { get }
}

extension Rule: SelectableRule {}
extension CompiledRule: SelectableRule {}

extension Configuration {
  /// What it says about a rule; the last word counts.
  func setting(of id: String) -> RuleSetting? { rules.last { $0.id == id } }

  /// Whether it sets parameters of a module's rules, so that these have to be compiled for it.
  public func setsParameters(ofModule module: String) -> Bool {
    rules.contains { $0.parameters != nil && $0.id.hasPrefix(module + "/") }
  }

  /// Whether it changes what rules are, and not only which of them count: then they have to be compiled for it.
  public var needsCompiler: Bool {
    !kinds.isEmpty || modules?.contains(where: \.isFolder) ?? false || rules.contains { $0.parameters != nil }
  }
}
