/// What somebody asks of the rule language outside of a rule: an expression, and what it may read.
public struct Question: Sendable {
  /// The expression.
  public var expression: Source
  /// Names for parts of it, in order; each may use those before it.
  public var lets: [(name: String, expression: Source)] = []
  /// The manifest that it reads, by its kind's variable; nil for none.
  public var manifest: Source?
  /// The day that `today` is.
  public var asOf: CivilDate
  /// What is outside.
  public var host: Host

  /// A question about an expression alone.
  public init(_ expression: Source, asOf: CivilDate, host: Host) {
    self.expression = expression
    self.asOf = asOf
    self.host = host
  }
}

/// What an expression yields by itself: what `govlint eval` shows.
public struct Evaluation: Sendable {
  /// The value as the language writes it; long collections are cut.
  public let value: String
  /// Its type.
  public let type: String
  /// The values that decided, each with its place: of a condition the smallest part that made it what it is.
  public let because: [Reason]

  /// Evaluates an expression with the kinds and facts of a library.
  ///
  /// Nil where that is not possible; the findings then say why. Otherwise they are what is wrong with the manifest. It is checked as
  /// cel-spec asks, not as strictly as a rule: what is absent is told when it is read.
  public static func evaluate(_ question: Question, with library: RuleLibrary) -> (Evaluation?, [Finding]) {
    var evaluator = Evaluator(question, library)
    let evaluation = evaluator.evaluate()
    return (evaluation, evaluator.findings)
  }
}

private struct Evaluator {
  private let question: Question
  private let library: RuleLibrary
  private var compiler: RuleCompiler
  private var subjects: [Subject] = []
  var findings: [Finding]

  init(_ question: Question, _ library: RuleLibrary) {
    self.question = question
    self.library = library
    compiler = RuleCompiler(library)
    findings = compiler.findings
  }

  mutating func evaluate() -> Evaluation? {
    guard findings.isEmpty, readManifest(), var environment = environment() else { return nil }
    guard let checked = check(question.expression, in: environment) else { return nil }
    let program = compiler.plan([checked], in: environment)[0]
    environment.types = compiler.environment(kind: nil).types
    var context = context(variables: environment.variables.count)
    let value = context.evaluate(program)
    if case .failure(let failure) = value {
      findings.append(
        Finding(
          rule: "rule/evaluation", severity: .error, message: failure.message, place: place(of: failure.instruction)))
      return nil
    }
    let reasons = CELTrace.reasons(for: program, in: &context).map { reason in
      Reason(expression: reason.expression, value: reason.value, place: reason.node?.anchor())
    }
    var type = words(checked.type, environment)
    if checked.type == .dyn, case .type(let name) = CELLibrary.typeOf(value, &context) { type += ", here \(name)" }
    return Evaluation(value: context.literal(of: value), type: type, because: reasons)
  }

  /// Recognises the manifest and checks its structure; false where there is none to read.
  private mutating func readManifest() -> Bool {
    guard let manifest = question.manifest else { return true }
    let ruleset = Ruleset(
      kinds: compiler.kinds, variables: compiler.variables, code: compiler.code, rules: [], library: { [library] in library })
    let linter = Linter(ruleset: ruleset, configuration: Configuration(), asOf: question.asOf, host: question.host)
    let file = linter.check(manifest)
    findings += file.findings
    subjects = file.subjects
    return !subjects.isEmpty
  }

  /// The variables: those of a rule, without the base, which nobody named, and the names that were given.
  private mutating func environment() -> CELEnvironment? {
    var environment = compiler.environment(kind: subjects.first?.kind)
    let variables = compiler.variables
    for index in environment.variables.indices where index == RuleVariables.old || variables.isOfBase(index) {
      environment.variables[index] = CELEnvironment.Variable(name: "", type: environment.variables[index].type)
    }
    var isWhole = true
    for (name, source) in question.lets {
      let checked = check(source, in: environment)
      isWhole = isWhole && checked != nil
      guard !environment.variables.contains(where: { $0.name == name }) else {
        findings.append(
          Finding(
            rule: "rule/name", severity: .error, message: "the name '\(name)' is taken", place: LoadFindings.start(source),
            fix: "Choose another name."))
        return nil
      }
      environment.variables.append(CELEnvironment.Variable(name: name, type: checked?.type ?? .dyn, definition: checked))
    }
    return isWhole ? environment : nil
  }

  private mutating func check(_ source: Source, in environment: CELEnvironment) -> CheckedExpression? {
    let text = String(decoding: source.bytes, as: UTF8.self)
    var (checked, problems) = CELChecker.check(text, in: environment)
    if problems.isEmpty {
      let nothing = Array(repeating: false, count: checked.types.count)
      problems = CELConstantArguments.problems(of: checked, in: environment, except: nothing)
    }
    findings += problems.map { problem in
      var finding = Finding(
        rule: "rule/expression", severity: .error, message: problem.message, place: Place(source: source, range: problem.range),
        fix: problem.replacement.map { "Write `\($0)`." })
      // Who names a manifest's variable wants to read one.
      if question.manifest == nil, library.kinds.contains(where: { $0.variable == source.text(problem.range) }) {
        finding.fix = "Name a manifest with `--file`."
      }
      return finding
    }
    return problems.isEmpty ? checked : nil
  }

  private func context(variables count: Int) -> CELContext {
    var context = CELContext(code: compiler.code, variables: count, host: question.host)
    context.today = CELTimestamp(question.asOf)
    context.variables[RuleVariables.today] = CELValue(question.asOf)
    func value(_ subject: Subject) -> CELValue {
      .node(CELNode(subject.root, shape: compiler.kinds[subject.kind].shape))
    }
    for kind in compiler.kinds.indices {
      context.variables[compiler.variables.all(kind)] = .list(subjects.filter { $0.kind == kind }.map(value))
    }
    if let subject = subjects.first {
      context.variables[RuleVariables.subject] = value(subject)
      context.variables[RuleVariables.path] = .string(subject.root.document.source.path)
    }
    return context
  }

  /// Where the part stands that failed; of facts, which stand in a kind, the whole expression.
  private func place(of instruction: Int32) -> Place {
    guard let (text, range) = compiler.code.place(of: instruction) else { return LoadFindings.start(question.expression) }
    let source = (question.lets.map(\.expression) + [question.expression]).last { $0.bytes.elementsEqual(text.utf8) }
    guard let source else { return Place(source: question.expression, range: TextRange(0, question.expression.bytes.count)) }
    return Place(source: source, range: range)
  }

  /// The type in words: of a text out of a list with the list.
  private func words(_ type: CELType, _ environment: CELEnvironment) -> String {
    guard case .choice(let index) = type else { return type.description(environment.types) }
    return "string, one of " + environment.types.choices[index].map { CELValue.quoted($0, with: "'") }.joined(separator: ", ")
  }
}
