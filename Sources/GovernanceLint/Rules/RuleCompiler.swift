/// Compiles the rules of a library for one configuration: checks every expression, sets parameters, plans. All mistakes in one go.
struct RuleCompiler {
  private let library: RuleLibrary
  private var schemaTypes = CELSchemaTypes()
  private(set) var kinds: [CompiledKind] = []
  /// The library's kinds, as types of expressions.
  private(set) var types: [(kind: Kind, type: CELType)] = []
  private var facts: [CELEnvironment.Fact] = []
  private(set) var code = CELCode()
  private var portfolioFields: ReadFields?
  /// The variables that tables are, by module.
  private var tables: [String: [CELEnvironment.Variable]] = [:]
  private(set) var findings: [Finding] = []
  /// Whether what nothing reads is a mistake: not in a mutant, which lacks what read it.
  var reportsUnused = true

  /// Derives the types of the library's kinds and compiles their facts.
  init(_ library: RuleLibrary) {
    self.library = library
    for kind in library.kinds {
      types.append((kind, schemaTypes.type(of: kind.schema, named: kind.name)))
    }
    code = CELCode(types: schemaTypes.table)
    for (kind, type) in types {
      let shape = code.shapes.shape(of: type)
      kinds.append(
        CompiledKind(
          plural: kind.plural, identity: kind.identity, columns: kind.columns, match: kind.match, schema: .known(kind.schema),
          shape: shape, recognise: nil))
      compileFacts(of: kind, type: type)
      guard let recognise = kind.recognise else { continue }
      var environment = CELEnvironment()
      environment.variables = [CELEnvironment.Variable(name: "self", type: .dyn)]
      guard let checked = check(recognise, in: environment, expecting: .bool, assuming: nil) else { continue }
      kinds[kinds.count - 1].recognise = plan([checked], in: environment)[0]
    }
  }

  /// The variables that all rules share.
  var variables: RuleVariables { RuleVariables(plurals: library.kinds.map(\.plural)) }

  // MARK: Rules

  /// A rule ready to be evaluated; nil, with findings, where it has mistakes.
  mutating func compile(_ rule: Rule, setting: Configuration.RuleSetting?, severity: Severity) -> CompiledRule? {
    let known = findings.count
    guard let scope = scope(of: rule) else { return nil }
    let kind = scope.kind
    var draft = RuleDraft(rule: rule, environment: environment(kind: kind))
    draft.environment.allowsNamedTimeZones = !library.modules.contains { $0.isBuiltIn && $0.head.name == rule.description.module }
    declareConstants(&draft, setting: setting)
    let each = checkEach(&draft)
    if let when = rule.when {
      draft.when = check(when, in: draft.environment, expecting: .bool, assuming: draft.guards)
      if let when = draft.when { draft.guards = draft.guards.union(.implied(by: when, isTrue: true, in: draft.environment)) }
    }
    checkLets(&draft)
    draft.require = check(rule.require, in: draft.environment, expecting: .bool, assuming: draft.guards)
    let message = checkMessage(&draft)
    let at = rule.at.flatMap { checkPlace($0, draft) }
    if reportsUnused { reportUnused(draft) }
    checkCitations(of: rule)
    checkReplacement(of: rule)
    guard let require = draft.require, findings.count == known else { return nil }

    let expressions = each.map(\.list) + [draft.when].compactMap { $0 } + [require] + draft.values
    let programs = plan(expressions, in: draft.environment)
    var rest = programs[...]
    let lists = each.map { (slot: $0.slot, list: rest.removeFirst()) }
    let when = draft.when == nil ? nil : rest.removeFirst()
    let requirement = rest.removeFirst()
    let parts = message.segments.map { segment -> CompiledRule.MessagePart in
      switch segment {
      case .text(let text): .text(text)
      case .expression: .value(rest.removeFirst())
      }
    }
    let read = Set(programs.flatMap { code.variables(readBy: $0) }.map(Int.init))
    let readsPortfolio = kind == nil || read.contains(where: variables.isPortfolio)
    if readsPortfolio { keepFields(of: expressions, draft) }
    var fields = ReadFields(schemaTypes.table, facts: facts)
    for expression in each.map(\.list) + [draft.when].compactMap({ $0 }) + [require] + draft.definitions { fields.add(expression) }
    return CompiledRule(
      description: rule.description, status: rule.status, waivable: rule.waivable,
      acceptsNotApplicable: rule.acceptsNotApplicable, effective: rule.effective, severity: severity,
      kind: kind, each: lists, when: when, require: requirement,
      wording: .known(CompiledRule.Wording(message: parts, at: at)),
      lets: draft.lets, elementLets: draft.elementLets(each: each.map(\.slot)),
      variableCount: draft.environment.variables.count,
      readsOld: kind != nil && read.contains(RuleVariables.old), readsChanges: read.contains(where: variables.isOfBase),
      readsPortfolio: readsPortfolio, sections: code.shapes.indexes(of: fields.fields, objects: kindObjects))
  }

  /// The structs that manifests as a whole are.
  private var kindObjects: Set<Int> {
    Set(types.compactMap { if case .object(let index) = $0.type { index } else { nil } })
  }

  /// Marks what a rule on the portfolio reads.
  private mutating func keepFields(of expressions: [CheckedExpression], _ draft: RuleDraft) {
    var fields = portfolioFields ?? ReadFields(schemaTypes.table, facts: facts)
    portfolioFields = nil
    for expression in expressions + draft.definitions { fields.add(expression) }
    if let at = draft.rule.at { fields.add(CELChecker.check(at.text, in: draft.environment, assuming: .impossible).0) }
    code.shapes.keep(fields.fields)
    portfolioFields = fields
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

  func environment(kind: Int?) -> CELEnvironment {
    var environment = CELEnvironment()
    environment.types = schemaTypes.table
    environment.facts = facts
    environment.variables = variables.declarations(kind: kind, kinds: types)
    return environment
  }

  /// The tables of a rule's module as variables; made once for all of its rules.
  private mutating func tables(of rule: Rule) -> [CELEnvironment.Variable] {
    let module = rule.description.module
    if let known = tables[module] { return known }
    var variables: [CELEnvironment.Variable] = []
    func declare(_ name: String, _ node: Node) {
      var variable = CELEnvironment.Variable(name: "tables.\(name)", type: RuleConstants.type(of: node))
      let value = RuleConstants.value(of: node, as: variable.type)
      variable.constant = CELEnvironment.Constant(value: value, table: "\(module) \(name)")
      variables.append(variable)
    }
    for pair in rule.tables.map({ Array($0.pairs) }) ?? [] {
      declare(pair.key.text, pair.value)
      // A row that is named is there: by its whole name it is a constant of its own, which needs no guard.
      for row in pair.value.pairs { declare("\(pair.key.text).\(row.key.text)", row.value) }
    }
    tables[module] = variables
    return variables
  }

  /// Declares `params.<name>` and `tables.<name>` with their values.
  private mutating func declareConstants(_ draft: inout RuleDraft, setting: Configuration.RuleSetting?) {
    for parameter in draft.rule.parameters {
      let (type, value) = self.value(of: parameter, in: draft.rule, setting: setting)
      draft.declareConstant("params.\(parameter.name)", type: type, value: value)
    }
    draft.environment.types = schemaTypes.table
    draft.environment.variables += tables(of: draft.rule)
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
    let (schema, problems) = Schema.load(parameter.schema)
    let maximum = parameter.schema["maximum"]
    // JSON Schema's maximum is about numbers; for periods we read it as the longest one.
    let isPeriodBound = maximum.map { Period($0.text) != nil } ?? false
    findings += problems.filter { !isPeriodBound || $0.place.range != maximum?.range }
    let type = schemaTypes.type(of: schema, named: "params.\(parameter.name)")
    findings += schema.check(parameter.defaultValue)
    guard let given = setting?.parameters?.pair(named: parameter.name)?.value else {
      return (type, RuleConstants.value(of: parameter.defaultValue, as: type))
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
      let slot = declare(entry.name, type: checked.type, definition: checked, in: &draft)
      if let slot, !problems.isEmpty { draft.environment.variables[slot].isBroken = true }
    }
    draft.lets = first..<draft.environment.variables.count
  }

  private mutating func checkMessage(_ draft: inout RuleDraft) -> CELTemplate {
    let text = draft.rule.message
    let (template, problems) = CELTemplate.check(text.text, in: draft.environment, assuming: draft.guards)
    findings += problems.map { RuleFindings.expression($0, in: text) }
    draft.values = template.segments.compactMap { if case .expression(let checked, _) = $0 { checked } else { nil } }
    return template
  }

  private mutating func checkPlace(_ text: RuleText, _ draft: RuleDraft) -> CELPath? {
    let (path, problems) = CELPath.check(text.text, in: draft.environment)
    findings += problems.map { RuleFindings.expression($0, in: text) }
    return path
  }

  private mutating func declare(
    _ name: RuleText, type: CELType, definition: CheckedExpression? = nil, in draft: inout RuleDraft
  ) -> Int? {
    guard !draft.environment.variables.contains(where: { $0.name == name.text }) else {
      findings.append(RuleFindings.usedName(name.text, in: name))
      return nil
    }
    draft.environment.variables.append(CELEnvironment.Variable(name: name.text, type: type, definition: definition))
    return draft.environment.variables.count - 1
  }

  // MARK: Facts

  private mutating func compileFacts(of kind: Kind, type: CELType) {
    guard case .object(let receiver) = type else { return }
    for fact in kind.facts {
      var environment = CELEnvironment()
      environment.types = schemaTypes.table
      environment.facts = facts
      environment.variables = [CELEnvironment.Variable(name: kind.variable, type: type)]
      var constants: [CELEnvironment.Constant] = []
      for pair in kind.tables.map({ Array($0.pairs) }) ?? [] {
        let type = RuleConstants.type(of: pair.value)
        environment.variables.append(CELEnvironment.Variable(name: "tables.\(pair.key.text)", type: type))
        let value = RuleConstants.value(of: pair.value, as: type)
        constants.append(CELEnvironment.Constant(value: value, table: "\(kind.name) tables.\(pair.key.text)"))
      }
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

  mutating func plan(_ expressions: [CheckedExpression], in environment: CELEnvironment) -> [CELProgram] {
    // The arena is handed over and taken back, so that it is never copied.
    var planner = CELPlanner(code: code, environment: environment)
    code = CELCode()
    let programs = expressions.map { planner.plan($0) }
    code = planner.code
    return programs
  }

  // MARK: What else can be wrong

  private mutating func reportUnused(_ draft: RuleDraft) {
    guard let require = draft.require else { return }
    var read: Set<Int> = []
    for expression in [draft.when].compactMap({ $0 }) + [require] + draft.values + draft.definitions {
      for case .variable(let index) in expression.references.compactMap({ $0 }) { read.insert(index) }
    }
    for (index, entry) in zip(draft.lets, draft.rule.lets) where !read.contains(index) {
      findings.append(RuleFindings.unused("the variable", entry.name.text, at: entry.name.node.place))
    }
    // Parameters of the module serve several rules; only the rule's own have to be read here.
    for pair in draft.rule.root["params"].map({ Array($0.pairs) }) ?? [] {
      let name = "params.\(pair.key.text)"
      guard let index = draft.environment.variables.firstIndex(where: { $0.name == name }), !read.contains(index) else { continue }
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
    let known = library.rules.map(\.description.id)
    guard !known.contains(replacement.text) || replacement.text == rule.description.id else { return }
    findings.append(RuleFindings.unknownReplacement(replacement.text, of: rule, among: known, at: replacement.place))
  }

  private mutating func checkCitations(of rule: Rule) {
    for item in rule.root["sources"].map({ Array($0.items) }) ?? [] {
      let citation = item.text
      guard let colon = citation.utf8.firstIndex(of: UInt8(ascii: ":")),
        let document = library.documents.first(where: { $0.name == String(citation[..<colon]) })
      else { continue }
      let id = String(citation[citation.utf8.index(after: colon)...])
      guard !document.obligations.contains(where: { $0.id == id }) else { continue }
      let nearest = Suggestion.nearest(to: id, among: document.obligations.map(\.id))
      findings.append(RuleFindings.unknownObligation(citation, nearest: nearest, at: item.place))
    }
  }
}
