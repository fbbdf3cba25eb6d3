/// Why one rule ends on one manifest as it does: each part with its value and the places that were read.
public struct RuleAccount: Sendable {
  /// What people read about the rule, with its severity as configured.
  public var description: RuleDescription
  /// What it is about: a kind's plural word; nil for the portfolio.
  public var plural: String?
  /// The manifest's identity or path, or `portfolio`.
  public var subject: String
  /// How it ends; nil where it is on another kind.
  public var outcome: Outcome?
  /// What is found, silenced or not.
  public var findings: [Finding]
  /// Since when, or until when, a law behind it applies.
  public var effective: Rule.Effective?
  /// Whether it compares with a base, which there is none of here.
  public var needsBase: Bool
  /// For each element of `each` its parts, those that fail first; without `each` one.
  public var elements: [Element]
  /// How many elements there are; only the first ones are in ``elements``.
  public var elementCount: Int

  /// What the rule was judged on.
  public struct Element: Sendable {
    /// What the variables of `each` are, such as `audit = system.bias.audits[1]`.
    public var names: [String]
    /// In the order in which they are evaluated.
    public var parts: [Part]

    /// Whether it is met; true as well where it does not apply.
    public var holds: Bool { !parts.contains { $0.role == .require && $0.holds != true } || parts.contains { $0.role == .when && $0.holds == false } }
  }

  /// A part of a rule: a side of `&&` in `when` or `require`, or a variable of `let`.
  public struct Part: Sendable {
    /// Where it stands in the rule.
    public var role: Role
    /// As the rule says it.
    public var expression: String
    /// Of a condition, whether it holds; nil where that cannot be told, and for a variable.
    public var holds: Bool?
    /// The value as the rule language writes it; of a condition only where it cannot be told: why.
    public var value: String?
    /// What decided.
    public var because: [Reason]
  }

  /// A key of a rule.
  public enum Role: String, Sendable {
    case when
    case require
    case `let`
  }

  /// So many elements are told of, and so many of those for which the rule holds.
  static let (elementLimit, holdingLimit) = (20, 3)
}

extension Linter {
  /// Why a rule ends as it does on the manifest of an identity or path, or with ``Waiver/portfolio`` on all together. Nil where there
  /// is no such manifest or rule. The files must have been checked by this linter, with their documents kept.
  public func account(of id: String, on name: String, in checked: [CheckedFile]) -> RuleAccount? {
    guard let index = ruleset.rules.firstIndex(where: { $0.id.utf8.elementsEqual(id.utf8) }) else { return nil }
    let rule = ruleset.rules[index]
    let (files, silencer, portfolioOutcomes, _) = settle(checked)
    let subjects = files.flatMap(\.subjects)
    let subject = subjects.first { $0.isCalled(name) && $0.kind == rule.kind } ?? subjects.first { $0.isCalled(name) }
    guard subject != nil || name == Waiver.portfolio else { return nil }
    let outcome =
      rule.kind == nil ? portfolioOutcomes[ruleset.rules[..<index].count { $0.kind == nil }] : subject?.outcomes[index]
    let findings = (silencer.active + silencer.silenced).filter { finding in
      finding.rule == rule.id && (rule.kind == nil || finding.subject == subject?.identity)
    }
    var account = RuleAccount(
      description: rule.description, plural: rule.kind.map { ruleset.kinds[$0].plural }, subject: name, outcome: outcome,
      findings: findings.sorted(by: Linter.precedes), effective: rule.effective, needsBase: rule.readsOld || rule.readsChanges, elements: [],
      elementCount: 0)
    account.description.severity = rule.severity
    guard rule.kind == nil || rule.kind == subject?.kind, !account.needsBase else { return account }
    var judge = RuleJudge(self, portfolio: subjects, place: configuration.portfolioPlace)
    let elements = judge.elements(of: rule, on: rule.kind == nil ? nil : subject)
    account.elementCount = elements.count
    let holding = elements.filter(\.holds).prefix(RuleAccount.holdingLimit)
    account.elements = Array((elements.filter { !$0.holds } + holding).prefix(RuleAccount.elementLimit))
    return account
  }

  /// The identities of the manifests, or their paths where they have none: what ``account(of:on:in:)`` can be asked about.
  public func subjectNames(in checked: [CheckedFile]) -> [String] {
    checked.flatMap(\.subjects).map { $0.identity ?? $0.root.document.source.path }
  }
}

extension Subject {
  fileprivate func isCalled(_ name: String) -> Bool { identity == name || root.document.source.path == name }
}

extension RuleJudge {
  /// The parts of a rule on each of its elements.
  fileprivate mutating func elements(of rule: CompiledRule, on subject: Subject?) -> [RuleAccount.Element] {
    context.variables[RuleVariables.subject] = subject.map { .node(CELNode($0.root, shape: ruleset.kinds[$0.kind].shape)) }
    context.variables[RuleVariables.path] = subject.map { .string($0.root.document.source.path) }
    for slot in rule.lets { context.variables[slot] = nil }
    var elements: [RuleAccount.Element] = []
    forEachElement(of: rule, rule.each[...], named: [], &elements)
    return elements
  }

  /// So many elements are gone through.
  private static var visitedElements: Int { 1000 }

  private mutating func forEachElement(
    of rule: CompiledRule, _ lists: ArraySlice<(slot: Int, list: CELProgram)>, named names: [String],
    _ elements: inout [RuleAccount.Element]
  ) {
    for slot in rule.elementLets { context.variables[slot] = nil }
    guard let (slot, list) = lists.first else {
      elements.append(RuleAccount.Element(names: names, parts: parts(of: rule)))
      return
    }
    let name = context.code.name(ofVariable: slot, in: rule.require) ?? "element"
    for (index, value) in (context.elements(of: context.evaluate(list)) ?? []).enumerated() where elements.count < RuleJudge.visitedElements {
      context.variables[slot] = value
      forEachElement(of: rule, lists.dropFirst(), named: names + ["\(name) = \(context.code.text(of: list))[\(index)]"], &elements)
    }
  }

  private mutating func parts(of rule: CompiledRule) -> [RuleAccount.Part] {
    var parts: [RuleAccount.Part] = []
    var programs = [rule.require]
    if let when = rule.when {
      parts += conjuncts(of: when, as: .when)
      // What is not asked is not explained.
      if parts.contains(where: { $0.holds == false }) { programs = [] }
      programs.insert(when, at: 0)
    }
    if programs.contains(where: { $0.entry == rule.require.entry }) { parts += conjuncts(of: rule.require, as: .require) }
    return parts + context.code.lets(usedIn: programs).map { variable in
      let program = context.code.programs[Int(variable.program)]
      let value = context.evaluate(program)
      let because = reasons(for: program)
      if case .failure(let failure) = value {
        return RuleAccount.Part(role: .let, expression: variable.name, value: "has no value: \(failure.message)", because: because)
      }
      return RuleAccount.Part(role: .let, expression: variable.name, value: context.shown(value), because: because)
    }
  }

  /// The sides of `&&`, each by itself.
  private mutating func conjuncts(of program: CELProgram, as role: RuleAccount.Role) -> [RuleAccount.Part] {
    context.code.conjuncts(at: program.entry).map { entry in
      var part = program
      part.entry = entry
      let truth = context.test(part)
      return RuleAccount.Part(
        role: role, expression: context.code.text(of: entry), holds: truth == .failed ? nil : truth == .yes,
        value: truth == .failed ? "cannot be told: \(context.failure.message)" : nil, because: reasons(for: part))
    }
  }

  private mutating func reasons(for program: CELProgram) -> [Reason] {
    CELTrace.reasons(for: program, in: &context).map { Reason(expression: $0.expression, value: $0.value, place: $0.node?.anchor()) }
  }
}

extension CELCode {
  fileprivate func name(ofVariable slot: Int, in program: CELProgram) -> String? {
    variableNames[program.variables.indices].first { Int($0.variable) == slot }.map { names[Int($0.name)] }
  }

  /// The `let` variables that programs use, in the order in which the rule defines them.
  fileprivate func lets(usedIn programs: [CELProgram]) -> [(name: String, program: Int32)] {
    var found: [Int32: (name: String, program: Int32)] = [:]
    var waiting = programs
    while let program = waiting.popLast() {
      let code = instructions(of: program)
      for (offset, instruction) in zip(Int(program.end) - code.count..<Int(program.end), code)
      where instruction.kind == .letVariable && found[instruction.a] == nil {
        found[instruction.a] = (text(of: Int32(offset)), instruction.b)
        waiting.append(self.programs[Int(instruction.b)])
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }
}
