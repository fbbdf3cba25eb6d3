/// Compiles the rules of a library for one configuration: checks every expression, sets parameters, plans. All mistakes in one go.
struct RuleCompiler {
  var checker: RuleChecker
  private(set) var kinds: [CompiledKind] = []
  private(set) var code = CELCode()
  private var portfolioFields: ReadFields?
  /// Derives the types of the library's kinds and compiles their facts. Code is added to that of `other`, which has been compiled
  /// for the same kinds.
  init(_ library: RuleLibrary, onto other: Ruleset? = nil) {
    checker = RuleChecker(library)
    code = CELCode(types: checker.schemaTypes.table)
    if let other {
      code.continue(other.code)
      kinds = other.kinds
      return
    }
    for ((kind, type), recognise) in zip(checker.types, checker.recognitions) {
      let program = recognise.map { plan([$0], in: RuleChecker.ofAnyDocument)[0] }
      kinds.append(
        CompiledKind(
          plural: kind.plural, identity: kind.identity, columns: kind.columns, match: kind.match, schema: kind.form,
          shape: code.shapes.shape(of: type), recognise: program))
    }
  }

  /// The variables that all rules share.
  var variables: RuleVariables { checker.variables }
  /// The library's kinds, as types of expressions.
  var types: [(kind: Kind, type: CELType)] { checker.types }
  /// What is wrong, so far.
  var findings: [Finding] { checker.findings }

  func environment(kind: Int?) -> CELEnvironment { checker.environment(kind: kind) }

  /// A rule ready to be evaluated; nil, with findings, where it has mistakes.
  mutating func compile(_ rule: Rule, setting: Configuration.RuleSetting?, severity: Severity) -> CompiledRule? {
    checker.check(rule, setting: setting).flatMap { plan($0, severity: severity) }
  }

  /// Plans a rule that has been checked.
  mutating func plan(_ draft: RuleDraft, severity: Severity) -> CompiledRule? {
    guard let require = draft.require else { return nil }
    let (rule, kind) = (draft.rule, draft.kind)
    let expressions = draft.each.map(\.list) + [draft.when].compactMap { $0 } + [require] + draft.values
    let programs = plan(expressions, in: draft.environment)
    var rest = programs[...]
    let lists = draft.each.map { (slot: $0.slot, list: rest.removeFirst()) }
    let when = draft.when == nil ? nil : rest.removeFirst()
    let requirement = rest.removeFirst()
    let parts = draft.message.segments.map { segment -> CompiledRule.MessagePart in
      switch segment {
      case .text(let text): .text(text)
      case .expression: .value(rest.removeFirst())
      }
    }
    let read = programs.flatMap { code.variables(readBy: $0) }.map(Int.init)
    let readsPortfolio = kind == nil || read.contains(where: variables.isPortfolio)
    if readsPortfolio { keepFields(of: expressions, draft) }
    var exclusion: Exclusion?
    if readsPortfolio, let when { exclusion = self.exclusion(by: when, draft, each: lists) }
    return CompiledRule(
      description: rule.description, status: rule.status, waivable: rule.waivable,
      acceptsNotApplicable: rule.acceptsNotApplicable, effective: rule.effective, severity: severity,
      kind: kind, each: lists, when: when, exclusion: exclusion, require: requirement,
      wording: .known(CompiledRule.Wording(message: parts, at: draft.at)), placeVariable: draft.at?.variable,
      lets: draft.lets, elementLets: draft.elementLets(each: draft.each.map(\.slot)),
      variableCount: draft.environment.variables.count,
      readsOld: kind != nil && read.contains(RuleVariables.old), readsChanges: read.contains(where: variables.isOfBase),
      readsPortfolio: readsPortfolio, sections: code.shapes.indexes(of: draft.fields))
  }

  /// What one manifest decides of `when`: of a rule on the portfolio, each that it goes through.
  private mutating func exclusion(by when: CELProgram, _ draft: RuleDraft, each: [(slot: Int, list: CELProgram)]) -> Exclusion? {
    var (kind, slot) = (draft.kind, RuleVariables.subject)
    if kind == nil, let first = each.first {
      let list = code.instructions[Int(first.list.entry)]
      kind = kinds.indices.first { list.kind == .variable && Int(list.a) == variables.all($0) }
      slot = first.slot
    }
    guard let kind else { return nil }
    let sides = code.conjuncts(of: when, readingOnly: [Int32(slot), Int32(RuleVariables.today)]).map { code.text(of: $0) }
    if sides.isEmpty { return nil }
    var environment = environment(kind: kind)
    environment.variables[RuleVariables.subject] = CELEnvironment.Variable(
      name: draft.environment.variables[slot].name, type: checker.types[kind].type)
    let conditions = sides.map { CELChecker.check($0, in: environment, assuming: .impossible).0 }
    return Exclusion(kind: kind, conditions: plan(conditions, in: environment))
  }

  /// Marks what a rule on the portfolio reads.
  private mutating func keepFields(of expressions: [CheckedExpression], _ draft: RuleDraft) {
    var fields = portfolioFields ?? ReadFields(draft.environment.types, facts: draft.environment.facts)
    portfolioFields = nil
    for expression in expressions + draft.definitions { fields.add(expression) }
    if let at = draft.rule.at { fields.add(CELChecker.check(at.text, in: draft.environment, assuming: .impossible).0) }
    code.shapes.keep(fields.fields.all)
    portfolioFields = fields
  }

  mutating func plan(_ expressions: [CheckedExpression], in environment: CELEnvironment) -> [CELProgram] {
    // The arena is handed over and taken back, so that it is never copied.
    var taken = CELCode.none
    swap(&taken, &code)
    var planner = CELPlanner(code: consume taken, environment: environment)
    let programs = expressions.map { planner.plan($0) }
    code = planner.takeCode()
    return programs
  }
}
