/// Applies rules to subjects: one machine with the values that all rules share, for one thread.
struct RuleJudge {
  private let linter: Linter
  let ruleset: Ruleset
  var context: CELContext
  /// The rules on manifests that are judged, by their indexes; nil for all.
  private let selected: Set<Int>?
  /// By kind, the rules that need one manifest alone.
  private lazy var rules = judged(comparing: false)
  /// By kind, the rules that also look at other manifests, or at what the manifest was.
  private lazy var comparingRules = judged(comparing: true)
  /// The manifests of the run, once all are there.
  let portfolio: [Subject]
  /// The manifests that only the base has; nil where there is none.
  private let removed: [Subject]?
  private let exclusions: Exclusions
  /// By kind, what the manifests of ``portfolio`` exclude, in their order; empty where that is not to be believed.
  private var excluded: [[UInt64]] = []
  /// Documents that nobody asked about: what rules would find in them is not looked for.
  private let passedOver: Set<ObjectIdentifier>
  /// Where findings about the portfolio as a whole point.
  let portfolioPlace: Place?
  /// The day as of which rules are judged.
  private(set) var asOf: CivilDate
  private var broken: BrokenReads
  /// What the rules on the portfolio read, where the run keeps evidence.
  private(set) var portfolioEvidence = ReadValues()
  private var recorder = ReadRecorder()
  /// The manifest that is judged; nil for the portfolio as a whole. It is kept here because to hand it on takes a copy each time.
  private(set) var subject: Subject?
  /// Whether the variables that all elements share were computed from something broken.
  private var areLetsBlocked = false
  /// The schemas of kinds that were met.
  private var schemas: [Schema?]
  /// What the rules have spent: on one manifest alone, or on all that needs the portfolio.
  var spent = 0
  /// Whether it was told that they spend too much.
  var hasToldCost = false
  /// The portfolio's subjects by path, and those that were removed by the path that they had.
  private(set) lazy var subjectsByPath = Dictionary(grouping: portfolio + (removed ?? [])) { $0.root.document.source.path }

  /// A judge of single manifests, or with a portfolio of what needs them all. `removed` is what only the base has.
  /// `only` narrows the rules on manifests to these indexes.
  init(
    _ linter: Linter, portfolio: [Subject] = [], passingOver: Set<ObjectIdentifier> = [], removed: [Subject]? = nil,
    place: Place? = nil, only: Set<Int>? = nil
  ) {
    self.linter = linter
    passedOver = passingOver
    self.portfolio = portfolio
    self.removed = removed
    ruleset = linter.ruleset
    schemas = Array(repeating: nil, count: linter.ruleset.kinds.count)
    exclusions = Exclusions(linter.ruleset)
    portfolioPlace = place
    asOf = linter.asOf
    broken = BrokenReads(portfolio + (removed ?? []), keepsBlockers: linter.keepsEvidence)
    selected = only
    context = CELContext(code: ruleset.code, variables: ruleset.variableCount, host: linter.host)
    context.today = CELTimestamp(linter.asOf)
    if linter.keepsEvidence { context.keepRememberedReads() }
    context.variables[RuleVariables.today] = CELValue(linter.asOf)
    for (index, kind) in ruleset.kinds.enumerated() {
      func list(_ subjects: [Subject]) -> CELValue {
        .list(subjects.filter { $0.kind == index }.map { .node(CELNode($0.root, shape: kind.shape)) })
      }
      context.variables[ruleset.variables.all(index)] = list(portfolio)
      excluded.append(portfolio.lazy.filter { $0.kind == index }.map(\.excluded))
      guard let removed else { continue }
      context.variables[ruleset.variables.added(index)] = list(portfolio.filter(\.isAdded))
      context.variables[ruleset.variables.removed(index)] = list(removed)
    }
  }

  /// By kind, its rules that look at other manifests or at what the manifest was, or those that do not.
  private func judged(comparing: Bool) -> [[JudgedRule]] {
    var judged: [[JudgedRule]] = Array(repeating: [], count: ruleset.kinds.count)
    for index in ruleset.rules.indices where selected?.contains(index) ?? true {
      guard let kind = ruleset.rules[index].kind,
        (ruleset.rules[index].readsPortfolio || ruleset.rules[index].readsOld) == comparing
      else { continue }
      judged[kind].append(JudgedRule(ruleset.rules[index], index: index, exclusion: exclusions.bits[index]))
    }
    return judged
  }

  /// The index of the kind that a document is of, or nil.
  mutating func kind(of root: Node) -> Int? {
    ruleset.kinds.firstIndex { compiled in
      guard let recognise = compiled.recognise else { return compiled.matches(root) }
      context.variables[0] = .node(CELNode(root, shape: 0))
      return context.test(recognise) == .yes
    }
  }

  /// The schema of the kind at that index.
  mutating func schema(ofKind kind: Int) -> Schema {
    if let known = schemas[kind] { return known }
    let schema = ruleset.kinds[kind].schema.load()
    schemas[kind] = schema
    return schema
  }

  /// Judges a manifest by the rules that need nothing else.
  mutating func judge(_ subject: inout Subject, findings: inout [Finding]) {
    (spent, hasToldCost) = (0, false)
    judge(&subject, by: rules[subject.kind], excludes: true, findings: &findings)
  }

  /// Finds out which rules on the portfolio do not apply to a manifest that nobody asked about.
  mutating func exclude(_ subject: inout Subject) {
    guard subject.broken.isEmpty, exclusions.concernOthers(ofKind: subject.kind) else { return }
    let root = CELNode(subject.root, shape: ruleset.kinds[subject.kind].shape)
    context.variables[RuleVariables.subject] = .node(root)
    NodeView.with(subject.root.document) { nodes in
      context.beginSubject(root, nodes: nodes)
      subject.excluded = exclusions.excluded(ofKind: subject.kind, isAskedFor: false, in: &context)
      context.endSubject()
    }
  }

  /// Judges a manifest by the rules that also look at others, or at what it was.
  mutating func judgeInPortfolio(_ subject: inout Subject, findings: inout [Finding]) {
    judge(&subject, by: comparingRules[subject.kind], findings: &findings)
  }

  /// Judges the portfolio as a whole by one of its rules; how that ended.
  mutating func judgePortfolio(byRule index: Int, findings: inout [Finding]) -> Outcome {
    subject = nil
    let rule = JudgedRule(ruleset.rules[index], index: index, exclusion: exclusions.bits[index])
    (context.isRecording, context.reads) = (linter.keepsEvidence, [])
    let outcome = apply(rule, findings: &findings)
    keepReads(ofPortfolioRule: index)
    context.isRecording = false
    portfolioEvidence.addBlockers(broken.blockers.values, of: index)
    // Of large portfolios they are large.
    for slot in rule.rule.lets { context.variables[slot] = nil }
    return outcome
  }

  /// Takes what was read since the last time into the evidence, until there is enough of it.
  private mutating func keepReads(ofPortfolioRule index: Int) {
    guard context.isRecording else { return }
    context.isRecording = portfolioEvidence.addPortfolio(context.reads, of: index)
    context.reads.removeAll(keepingCapacity: true)
  }

  /// Makes ready for ``outcome(of:on:asOf:findings:)``, and for nothing else.
  mutating func beginForecast() {
    context.watchHorizon(variable: RuleVariables.today)
    excluded = []
  }

  /// How a rule ends as of a day on a manifest, or on the portfolio as a whole (nil), and the first later day, in days since
  /// 1970-01-01, on which it may end otherwise.
  mutating func outcome(
    of rule: JudgedRule, on subject: Subject?, asOf day: CivilDate, findings: inout [Finding]
  ) -> (outcome: Outcome, horizon: Int) {
    asOf = day
    (spent, hasToldCost) = (0, false)
    context.begin(day: day)
    self.subject = subject
    guard let subject else { return (apply(rule, findings: &findings), context.horizon) }
    let root = CELNode(subject.root, shape: ruleset.kinds[subject.kind].shape)
    context.variables[RuleVariables.subject] = .node(root)
    context.variables[RuleVariables.path] = .string(subject.root.document.source.path)
    context.variables[RuleVariables.old] = nil
    broken.begin(subject)
    var outcome = Outcome.notApplicable
    NodeView.with(subject.root.document) { nodes in
      context.beginSubject(root, nodes: nodes)
      outcome = apply(rule, findings: &findings)
      context.endSubject()
    }
    return (outcome, context.horizon)
  }

  private mutating func judge(
    _ subject: inout Subject, by rules: [JudgedRule], excludes: Bool = false, findings: inout [Finding]
  ) {
    if rules.isEmpty { return }
    let root = CELNode(subject.root, shape: ruleset.kinds[subject.kind].shape)
    context.variables[RuleVariables.subject] = .node(root)
    context.variables[RuleVariables.path] = .string(subject.root.document.source.path)
    context.variables[RuleVariables.old] = subject.old.map { .node(CELNode($0.root, shape: ruleset.kinds[$0.kind].shape)) }
    broken.begin(subject)
    // The outcomes and what was read are out of the subject meanwhile, or each would be written into a copy.
    var outcomes: [Outcome?] = []
    var evidence = ReadValues()
    swap(&outcomes, &subject.outcomes)
    swap(&evidence, &subject.evidence)
    context.isRecording = linter.keepsEvidence
    if linter.keepsEvidence { recorder.begin(subject.root, evidence) }
    NodeView.with(subject.root.document) { nodes in
      context.beginSubject(root, nodes: nodes)
      self.subject = subject
      for rule in rules {
        if linter.keepsEvidence {
          context.reads.removeAll(keepingCapacity: true)
        } else if rule.exclusion & subject.excluded != 0, !broken.mayMeet(rule) {
          outcomes[rule.index] = .notApplicable
          continue
        }
        outcomes[rule.index] = apply(rule, findings: &findings)
        if linter.keepsEvidence {
          recorder.add(context.reads, of: rule.index, to: &evidence)
          evidence.addBlockers(broken.blockers.values, of: rule.index)
        }
      }
      self.subject = nil
      context.isRecording = false
      if excludes, subject.broken.isEmpty {
        subject.excluded = exclusions.excluded(ofKind: subject.kind, isAskedFor: true, in: &context)
      }
      context.endSubject()
    }
    if linter.keepsEvidence { recorder.finish(&evidence) }
    swap(&outcomes, &subject.outcomes)
    swap(&evidence, &subject.evidence)
  }

  // MARK: One rule

  private mutating func apply(_ judged: JudgedRule, findings: inout [Finding]) -> Outcome {
    if judged.rule.readsChanges, removed == nil { return .notApplicable }
    if judged.rule.readsOld {
      // Without a base there is nothing to compare with, and where nothing changed there is nothing to judge.
      switch subject?.previous {
      case nil, .none?, .unchanged?: return .notApplicable
      case .unclear?: return .blocked
      case .manifest?: break
      }
    }
    if let until = judged.rule.effective?.until, until < asOf { return .notApplicable }
    guard spent <= runLimit else { return tooDear(judged.rule, findings: &findings) }
    defer { spent &+= context.earlierCost &+ context.cost }
    for slot in judged.rule.lets { context.variables[slot] = nil }
    areLetsBlocked = false
    broken.begin()
    context.forgetCost()
    if judged.rule.each.isEmpty { return applyOnce(judged, findings: &findings) }
    return applyEach(judged, judged.rule.each[...], findings: &findings)
  }

  private var costLimit: Int { linter.ruleCost + 10_000 * portfolio.count }
  var runLimit: Int { linter.runCost + 1_000_000 * portfolio.count }

  /// The rules before this one have spent all that there is: nothing is known about what it and those after it ask.
  private mutating func tooDear(_ rule: CompiledRule, findings: inout [Finding]) -> Outcome {
    if hasToldCost { return .error }
    hasToldCost = true
    context.failure = CELFailure(
      message: "the rules before it cost more than \(runLimit) together (spent \(spent))", instruction: rule.require.entry)
    return failed(rule, findings: &findings)
  }

  /// Goes through the lists of `each`, the first one outermost.
  private mutating func applyEach(
    _ judged: JudgedRule, _ lists: ArraySlice<(slot: Int, list: CELProgram)>, findings: inout [Finding]
  ) -> Outcome {
    guard let (slot, list) = lists.first else { return applyOnce(judged, findings: &findings) }
    var outcome = Outcome.notApplicable
    forgetElement(of: judged)
    let value: CELValue
    if broken.mayMeet(judged) {
      let recorded = context.recording { $0.evaluate(list) }
      if broken.block(recorded.reads, of: judged, on: subject, hasFailed: false) { return .blocked }
      value = recorded.result
    } else {
      value = context.evaluate(list)
    }
    if case .failure(let failure) = value, !isAbsent(list) {
      context.failure = failure
      return failed(judged.rule, findings: &findings)
    }
    let isPlace = !passedOver.isEmpty && judged.rule.placeVariable == slot
    // Something that is not there has no elements.
    let elements = context.elements(of: value) ?? []
    let excluded = self.excluded(by: judged, lists, count: elements.count)
    for (position, element) in elements.enumerated() {
      // What is recorded is that it was asked.
      if let excluded, excluded[position] & judged.exclusion != 0, !context.isRecording { continue }
      // A finding would point into the element.
      if isPlace, case .node(let node) = element, passedOver.contains(ObjectIdentifier(node.node.document)) { continue }
      guard context.earlierCost + context.cost <= costLimit else {
        context.failure = CELFailure(
          message: "the rule costs more than \(costLimit) on all elements together: it goes through too many "
            + "(spent \(context.earlierCost + context.cost))",
          instruction: judged.rule.require.entry)
        return failed(judged.rule, findings: &findings)
      }
      context.variables[slot] = element
      if subject == nil { keepReads(ofPortfolioRule: judged.index) }
      outcome = .worst(outcome, applyEach(judged, lists.dropFirst(), findings: &findings))
    }
    return outcome
  }

  /// What the elements of a list exclude, where those are the manifests of a kind and all that the rule may read is whole.
  private func excluded(by judged: JudgedRule, _ lists: ArraySlice<(slot: Int, list: CELProgram)>, count: Int) -> [UInt64]? {
    guard judged.exclusion != 0, subject == nil, lists.startIndex == 0, let kind = judged.rule.exclusion?.kind, kind < excluded.count,
      excluded[kind].count == count, !broken.mayMeet(judged)
    else { return nil }
    return excluded[kind]
  }

  private mutating func applyOnce(_ judged: JudgedRule, findings: inout [Finding]) -> Outcome {
    if !judged.rule.elementLets.isEmpty { forgetElement(of: judged) }
    if broken.mayMeet(judged) { return applyToBroken(judged, findings: &findings) }
    if let when = judged.when {
      switch context.test(when) {
      case .no: return .notApplicable
      case .failed: return failed(judged, findings: &findings)
      case .yes: break
      }
    }
    switch context.test(judged.require) {
    case .yes: return .pass
    case .failed: return failed(judged, findings: &findings)
    case .no: return violated(judged.rule, findings: &findings)
    }
  }

  /// A rule that could not be evaluated on what is whole, as far as its fields tell: where something is broken, it may still be that.
  private mutating func failed(_ judged: JudgedRule, findings: inout [Finding]) -> Outcome {
    broken.isAny(for: judged) ? applyToBroken(judged, findings: &findings) : failed(judged.rule, findings: &findings)
  }

  /// As ``applyOnce(_:to:findings:)``, but looks at what the rule reads before it believes the answer.
  private mutating func applyToBroken(_ judged: JudgedRule, isRepeated: Bool = false, findings: inout [Finding]) -> Outcome {
    let rule = judged.rule
    if areLetsBlocked { return .blocked }
    // What elements share is read anew for each, so that it is seen; over a whole portfolio that would take too long.
    if subject != nil { for slot in rule.lets { context.variables[slot] = nil } }
    let ((applies, truth), reads) = context.recording { context in
      let applies = rule.when.map { context.test($0) } ?? .yes
      return (applies, applies == .yes ? context.test(rule.require) : applies)
    }
    if broken.block(reads, of: judged, on: subject, hasFailed: truth == .failed) {
      areLetsBlocked = subject == nil && rule.lets.contains { !rule.elementLets.contains($0) && context.variables[$0] != nil }
      return .blocked
    }
    if applies == .no { return .notApplicable }
    switch truth {
    case .yes: return .pass
    case .failed:
      guard subject == nil, !isRepeated else { return failed(rule, findings: &findings) }
      // What elements share may have been asked for by a message, where nobody looks at what is read.
      for slot in rule.lets { context.variables[slot] = nil }
      return applyToBroken(judged, isRepeated: true, findings: &findings)
    case .no: return violated(rule, findings: &findings)
    }
  }

  /// Whether a list has no value because nothing is written where it is read.
  private mutating func isAbsent(_ list: CELProgram) -> Bool {
    context.recording { $0.evaluate(list) }.reads.contains { $0.outcome != .present }
  }

  private mutating func forgetElement(of judged: JudgedRule) {
    for slot in judged.rule.elementLets { context.variables[slot] = nil }
  }
}
