/// Checks the rules of a library for one configuration: types, guards, names, parameters. All mistakes in one go.
struct RuleChecker {
  let library: RuleLibrary
  /// The structs and enumerations of the kinds, and of parameters that have been met.
  private(set) var schemaTypes = CELSchemaTypes()
  /// The library's kinds, as types of expressions.
  private(set) var types: [(kind: Kind, type: CELType)] = []
  /// `recognise` of each kind that has one.
  private(set) var recognitions: [CheckedExpression?] = []
  private var facts: [CELEnvironment.Fact] = []
  /// What all rules of a module on a kind may name; made once for them.
  private var environments: [EnvironmentKey: CELEnvironment] = [:]
  /// The variables that tables are, by module.
  private var tables: [String: [CELEnvironment.Variable]] = [:]
  /// Types and values of parameters that nobody sets: those of a module serve several rules.
  private var defaults: [ParameterKey: (CELType, CELValue)] = [:]
  private let builtInModules: Set<String>
  /// What rules may cite of each document.
  private let obligations: [String: Set<String>]
  private(set) var findings: [Finding] = []
  /// Whether what nothing reads is a mistake: not in a mutant, which lacks what read it.
  var reportsUnused = true

  private struct EnvironmentKey: Hashable {
    /// Nil for the portfolio.
    var kind: Int?
    var module: String
  }

  /// Where a parameter is declared.
  private struct ParameterKey: Hashable {
    var document: ObjectIdentifier
    var node: Int32
  }

  /// Derives the types of the library's kinds and checks their facts.
  init(_ library: RuleLibrary) {
    self.library = library
    variables = RuleVariables(plurals: library.kinds.map(\.plural))
    obligations = Dictionary(library.documents.map { ($0.name, Set($0.obligations.map(\.id))) }) { first, _ in first }
    builtInModules = Set(library.modules.lazy.filter(\.isBuiltIn).map(\.head.name))
    if let known = library.kindTypes?.load() {
      schemaTypes = CELSchemaTypes(known.table)
      for (kind, type) in zip(library.kinds, known.types) { types.append((kind, type)) }
    } else {
      for kind in library.kinds { types.append((kind, schemaTypes.type(of: kind.schema, named: kind.name))) }
    }
    for (kind, type) in types {
      checkFacts(of: kind, type: type)
      recognitions.append(kind.recognise.flatMap { check($0, in: RuleChecker.ofAnyDocument, expecting: .bool, assuming: nil) })
    }
  }

  /// The structs that manifests as a whole are.
  var kindObjects: [Int] { types.compactMap { if case .object(let index) = $0.type { index } else { nil } } }

  /// The types of kinds, for ``RuleLibrary/kindTypes``.
  var kindTypes: KindTypes { KindTypes(table: schemaTypes.table, types: types.map(\.type)) }

  /// What `recognise` may name.
  static let ofAnyDocument: CELEnvironment = {
    var environment = CELEnvironment()
    environment.variables = [CELEnvironment.Variable(name: "self", type: .dyn)]
    return environment
  }()

  /// The variables that all rules share.
  let variables: RuleVariables

  /// The findings since the last time, which are forgotten.
  mutating func takeFindings() -> [Finding] {
    defer { findings = [] }
    return findings
  }

  // MARK: Rules

  /// A rule without mistakes, ready to be planned; nil, with findings, where it has some.
  mutating func check(_ rule: Rule, setting: Configuration.RuleSetting?) -> RuleDraft? {
    let known = findings.count
    guard let scope = scope(of: rule) else { return nil }
    var draft = RuleDraft(rule: rule, kind: scope.kind, environment: environment(of: rule, kind: scope.kind))
    declareConstants(&draft, setting: setting)
    draft.each = checkEach(&draft)
    if let when = rule.when {
      draft.when = check(when, in: draft.environment, expecting: .bool, assuming: draft.guards)
      if let when = draft.when { draft.guards = draft.guards.union(.implied(by: when, isTrue: true, in: draft.environment)) }
    }
    checkLets(&draft)
    draft.require = check(rule.require, in: draft.environment, expecting: .bool, assuming: draft.guards)
    draft.message = checkMessage(draft)
    draft.at = rule.at.flatMap { checkPlace($0, draft) }
    if reportsUnused { reportUnused(draft) }
    checkCitations(of: rule)
    checkReplacement(of: rule)
    guard findings.count == known else { return nil }
    draft.noteFields(of: kindObjects)
    return draft
  }

  /// What a rule is applied to.
  private enum Scope {
    case portfolio
    case kind(Int)

    var kind: Int? {
      if case .kind(let index) = self { index } else { nil }
    }
  }

  /// What a rule applies to; nil, with a finding, where there is no such kind.
  private mutating func scope(of rule: Rule) -> Scope? {
    if rule.appliesTo == "Portfolio" { return .portfolio }
    if let index = library.kinds.firstIndex(where: { $0.name == rule.appliesTo }) { return .kind(index) }
    findings.append(
      RuleFindings.unknownKind(
        rule.appliesTo, known: library.kinds.map(\.name), place: rule.root["appliesTo"]?.place ?? rule.root.place))
    return nil
  }

  /// What expressions on a kind, or on the portfolio (nil), may name.
  func environment(kind: Int?) -> CELEnvironment {
    var environment = CELEnvironment()
    environment.types = schemaTypes.table
    environment.facts = facts
    environment.variables = variables.declarations(kind: kind, kinds: types)
    return environment
  }

  /// What a rule may name besides what it declares.
  private mutating func environment(of rule: Rule, kind: Int?) -> CELEnvironment {
    let key = EnvironmentKey(kind: kind, module: rule.description.module)
    if let known = environments[key] { return known }
    var environment = environment(kind: kind)
    environment.variables += tables(of: rule)
    environment.allowsNamedTimeZones = !builtInModules.contains(key.module)
    environments[key] = environment
    return environment
  }

  /// The tables of a rule's module as variables.
  private mutating func tables(of rule: Rule) -> [CELEnvironment.Variable] {
    let module = rule.description.module
    if let known = tables[module] { return known }
    var variables: [CELEnvironment.Variable] = []
    func declare(_ name: String, _ constant: (type: CELType, value: CELValue)) {
      let value = CELEnvironment.Constant(value: constant.value, table: "\(module) \(name)")
      variables.append(CELEnvironment.Variable(name: "tables.\(name)", type: constant.type, constant: value))
    }
    for pair in rule.tables.map({ Array($0.pairs) }) ?? [] {
      let (name, table) = (pair.key.text, RuleConstants.table(pair.value))
      declare(name, table.whole)
      // A row that is named is there: by its whole name it is a constant of its own, which needs no guard.
      for row in table.rows { declare("\(name).\(row.name)", row.constant) }
    }
    tables[module] = variables
    return variables
  }

  /// Declares `params.<name>` with their values.
  private mutating func declareConstants(_ draft: inout RuleDraft, setting: Configuration.RuleSetting?) {
    for parameter in draft.rule.parameters {
      let (type, value) = self.value(of: parameter, in: draft.rule, setting: setting)
      draft.declareConstant("params.\(parameter.name)", type: type, value: value)
    }
    draft.environment.types = schemaTypes.table
    if let given = setting?.parameters {
      let names = draft.rule.parameters.map(\.name)
      for pair in given.pairs where !names.contains(pair.key.text) {
        findings.append(
          RuleFindings.unknownParameter(pair.key.text, rule: draft.rule.description.id, known: names, at: pair.key.place))
      }
    }
  }

  /// A parameter's type and value, the configuration's where it gives one that fits.
  private mutating func value(
    of parameter: RuleParameter, in rule: Rule, setting: Configuration.RuleSetting?
  ) -> (CELType, CELValue) {
    let given = setting?.parameters?.pair(named: parameter.name)?.value
    let key = ParameterKey(document: ObjectIdentifier(parameter.schema.document), node: parameter.schema.index)
    if given == nil, let known = defaults[key] { return known }
    let mistakes = findings.count
    let (schema, problems) = Schema.load(parameter.schema)
    let maximum = parameter.schema["maximum"]
    // JSON Schema's maximum is about numbers; for periods we read it as the longest one.
    let isPeriodBound = maximum.map { Period($0.text) != nil } ?? false
    findings += problems.filter { !isPeriodBound || $0.place.range != maximum?.range }
    let type = schemaTypes.type(of: schema, named: "params.\(parameter.name)")
    findings += schema.check(parameter.defaultValue)
    guard let given else {
      let value = RuleConstants.value(of: parameter.defaultValue, as: type)
      if findings.count == mistakes { defaults[key] = (type, value) }
      return (type, value)
    }
    findings += schema.check(given)
    if let maximum, let longest = Period(maximum.text), let period = Period(given.text),
      period.nominalDays > longest.nominalDays
    {
      findings.append(RuleFindings.tooLong(given.text, maximum: maximum.text, at: given.place))
    }
    return (type, RuleConstants.value(of: given, as: type))
  }

  private mutating func checkEach(_ draft: inout RuleDraft) -> [(slot: Int, list: CheckedExpression)] {
    var lists: [(slot: Int, list: CheckedExpression)] = []
    for entry in draft.rule.each {
      // No guard is asked for: over something absent the rule runs not at all.
      guard let list = check(entry.expression, in: draft.environment, expecting: nil, assuming: nil) else { continue }
      guard case .list(let element) = list.type else {
        findings.append(
          RuleFindings.notAList(list.type.description(schemaTypes.table), of: entry.name.text, in: entry.expression))
        continue
      }
      guard let slot = declare(entry.name, type: element, in: &draft) else { continue }
      lists.append((slot, list))
      draft.guards = draft.guards.union(.each(of: list, as: slot, in: draft.environment))
    }
    return lists
  }

  private mutating func checkLets(_ draft: inout RuleDraft) {
    let first = draft.environment.variables.count
    for entry in draft.rule.lets {
      let (checked, problems) = CELChecker.check(entry.expression.text, in: draft.environment, assuming: draft.guards)
      findings += problems.map { RuleFindings.expression($0, in: entry.expression) }
      // Declared also where it has mistakes, so that what uses it is not reported for them.
      _ = declare(entry.name, type: checked.type, definition: checked, isBroken: !problems.isEmpty, in: &draft)
    }
    draft.lets = first..<draft.environment.variables.count
  }

  private mutating func checkMessage(_ draft: RuleDraft) -> CELTemplate {
    let text = draft.rule.message
    let (template, problems) = CELTemplate.check(text.text, in: draft.environment, assuming: draft.guards)
    findings += problems.map { RuleFindings.expression($0, in: text) }
    return template
  }

  private mutating func checkPlace(_ text: RuleText, _ draft: RuleDraft) -> CELPath? {
    let (path, problems) = CELPath.check(text.text, in: draft.environment)
    findings += problems.map { RuleFindings.expression($0, in: text) }
    return path
  }

  private mutating func declare(
    _ name: RuleText, type: CELType, definition: CheckedExpression? = nil, isBroken: Bool = false, in draft: inout RuleDraft
  ) -> Int? {
    let text = name.text
    guard !draft.environment.variables.contains(where: { $0.name == text }) else {
      findings.append(RuleFindings.usedName(text, in: name))
      return nil
    }
    let variable = CELEnvironment.Variable(name: text, type: type, definition: definition, isBroken: isBroken)
    draft.environment.variables.append(variable)
    return draft.environment.variables.count - 1
  }

  // MARK: Facts

  private mutating func checkFacts(of kind: Kind, type: CELType) {
    guard case .object(let receiver) = type else { return }
    var environment = CELEnvironment()
    environment.types = schemaTypes.table
    environment.variables = [CELEnvironment.Variable(name: kind.variable, type: type)]
    var constants: [CELEnvironment.Constant] = []
    for pair in kind.tables.map({ Array($0.pairs) }) ?? [] {
      let type = RuleConstants.type(of: pair.value)
      environment.variables.append(CELEnvironment.Variable(name: "tables.\(pair.key.text)", type: type))
      let value = RuleConstants.value(of: pair.value, as: type)
      constants.append(CELEnvironment.Constant(value: value, table: "\(kind.name) tables.\(pair.key.text)"))
    }
    for fact in kind.facts {
      environment.facts = facts
      guard let body = check(fact.expression, in: environment, expecting: nil, assuming: CELGuards.none) else { continue }
      facts.append(CELEnvironment.Fact(name: fact.name.text, receiver: receiver, body: body, constants: constants))
    }
  }

  // MARK: Expressions

  private mutating func check(
    _ text: RuleText, in environment: CELEnvironment, expecting type: CELType?, assuming guards: CELGuards?
  ) -> CheckedExpression? {
    let (checked, problems) = CELChecker.check(text.text, in: environment, expecting: type, assuming: guards)
    findings += problems.map { RuleFindings.expression($0, in: text) }
    return problems.isEmpty ? checked : nil
  }

  // MARK: What else can be wrong

  private mutating func reportUnused(_ draft: RuleDraft) {
    guard let require = draft.require else { return }
    let ownParameters = draft.rule.root["params"]
    guard !draft.rule.lets.isEmpty || ownParameters != nil else { return }
    var isRead = Array(repeating: false, count: draft.environment.variables.count)
    for expression in [draft.when].compactMap({ $0 }) + [require] + draft.values + draft.definitions {
      for case .variable(let index)? in expression.references { isRead[index] = true }
    }
    for (index, entry) in zip(draft.lets, draft.rule.lets) where !isRead[index] {
      findings.append(RuleFindings.unused("the variable", entry.name.text, at: entry.name.node.place))
    }
    // Parameters of the module serve several rules; only the rule's own have to be read here.
    for pair in ownParameters.map({ Array($0.pairs) }) ?? [] {
      let name = "params.\(pair.key.text)"
      guard let index = draft.environment.variables.firstIndex(where: { $0.name == name }), !isRead[index] else { continue }
      findings.append(RuleFindings.unused("the parameter", pair.key.text, at: pair.key.place))
    }
  }

  /// What a module says about itself that names nothing.
  mutating func checkHead(of module: RuleModule) {
    for item in module.head.root["kinds"].map({ Array($0.items) }) ?? []
    where item.text != "Portfolio" && !library.kinds.contains(where: { $0.name == item.text }) {
      findings.append(RuleFindings.unknownKind(item.text, known: library.kinds.map(\.name), place: item.place))
    }
  }

  private mutating func checkReplacement(of rule: Rule) {
    guard let replacement = rule.root["replacedBy"] else {
      if rule.status == .deprecated { findings.append(RuleFindings.replacement(of: rule)) }
      return
    }
    let known = library.ruleIDs
    guard !known.contains(replacement.text) || replacement.text == rule.description.id else { return }
    findings.append(RuleFindings.unknownReplacement(replacement.text, of: rule, among: known, at: replacement.place))
  }

  private mutating func checkCitations(of rule: Rule) {
    for item in rule.root["sources"].map({ Array($0.items) }) ?? [] {
      let citation = item.text
      guard let colon = citation.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let document = String(citation[..<colon])
      let id = String(citation[citation.utf8.index(after: colon)...])
      guard let known = obligations[document], !known.contains(id) else { continue }
      let ids = library.documents.first { $0.name == document }.map { $0.obligations.map(\.id) }
      let nearest = Suggestion.nearest(to: id, among: ids ?? [])
      findings.append(RuleFindings.unknownObligation(citation, nearest: nearest, at: item.place))
    }
  }
}
