/// Finds what could fail at run time though the types are right: a field, key, index or value that need not be there.
///
/// A read needs a guard that was evaluated before it: to its left in `&&` and `||`, the condition of `?:`, the filter of a macro,
/// or what is assumed from outside (`when`). ``CELGuards/implied(by:isTrue:in:)`` says what guards.
struct CELPresence {
  let checked: CheckedExpression
  let environment: CELEnvironment
  /// Whose body the expression is, where it is that of a fact: then its variables are the receiver and the kind's tables.
  let call: FactCall?
  var locals: [Local] = []
  var localCount = 0
  /// How many nodes may yet be looked at: definitions of definitions could be many. When it is used up, less is known.
  var budget: Int
  private var problems: [CELProblem] = []
  /// What was told already is taken to be there.
  private var told = CELGuards.none
  /// By node, while there is something to tell.
  private var isBroken: [Bool] = []
  /// Whether macros have variables here.
  let hasLocals: Bool

  /// The budget of an expression without nodes, and what each node adds to it.
  /// Functions of lists that fail on an empty one.
  private static let needsElement: Set<String> = ["max", "min"]

  static let steps = (least: 2000, perNode: 40)

  /// A fact that is asked of something.
  struct FactCall {
    var receiver: CELPath
    var fact: Int
  }

  struct Local {
    var name: String
    var path: CELPath
    /// Of `cel.bind`: the value.
    var definition: CELExpression.ID?
  }

  static func problems(
    of checked: CheckedExpression, in environment: CELEnvironment, assuming guards: CELGuards, except isBroken: [Bool]
  ) -> [CELProblem] {
    var presence = CELPresence(checked, environment)
    presence.isBroken = isBroken
    presence.visit(checked.expression.root, guards)
    return presence.problems
  }

  init(_ checked: CheckedExpression, _ environment: CELEnvironment, call: FactCall? = nil) {
    self.checked = checked
    self.environment = environment
    self.call = call
    hasLocals = checked.references.contains { if case .local? = $0 { true } else { false } }
    budget = CELPresence.steps.least + CELPresence.steps.perNode * checked.expression.nodes.count
  }

  // MARK: Reads

  private mutating func visit(_ id: CELExpression.ID, _ guards: CELGuards) {
    switch kind(id) {
    case .literal, .name: break
    case .select(let operand, let field, let isOptional):
      if case .variable = checked.references[id] { return }
      if case .field = checked.references[id], !isOptional { return visitFields(id, guards, areAsked: false) }
      visit(operand, guards)
      if !isOptional, case .map = type(operand) { requireKey(id, of: operand, .field(field), guards) }
    case .has(let operand, _): visitFields(operand, guards, areAsked: isField(id) || isBroken[id])
    case .index(let operand, let index, let isOptional):
      visit(operand, guards)
      visit(index, guards)
      if !isOptional { requireIndex(id, operand, index, guards) }
    case .call(let name, let target, let arguments): visitCall(name, target, arguments, id, guards)
    case .list(let elements): for element in elements { visit(element.value, guards) }
    case .map(let entries), .message(_, fields: let entries):
      for entry in entries {
        visit(entry.key, guards)
        visit(entry.value, guards)
      }
    case .comprehension(let comprehension): visitComprehension(comprehension, guards)
    case .bind(let name, let value, let body):
      visit(value, guards)
      let path = path(value) ?? newLocal()
      inScope([Local(name: name, path: path, definition: value)]) { $0.visit(body, guards) }
    }
  }

  /// A chain of fields of structs. Where it is asked for (`has`), nothing of it need be there; nor where it ends in a list that
  /// reads as empty.
  private mutating func visitFields(_ id: CELExpression.ID, _ guards: CELGuards, areAsked: Bool) {
    var chain: [CELExpression.ID] = []
    var base = id
    while case .select(let operand, _, isOptional: false) = kind(base), isField(base) {
      chain.append(base)
      base = operand
    }
    visit(base, guards)
    if areAsked || chain.isEmpty { return }
    if case .optional = type(base) { return }
    if isReadAsEmpty(chain[0]) { return }
    var whole: CELPath?
    for node in chain.reversed() {
      guard let field = field(node), !field.isRequired, !field.readsEmptyWhenAbsent else { continue }
      // Where the whole is there, so is all that leads to it.
      if whole == nil { whole = self.path(chain[0]) }
      if let whole, guards.contains(whole) { return }
      let path = path(node)
      if let path, guards.contains(path) || told.contains(path) || isElementFact(path) { continue }
      tellAbsent(chain[0], from: node)
      if let whole { told.insert(whole) }
      return
    }
  }

  private mutating func visitCall(
    _ name: String, _ target: CELExpression.ID?, _ arguments: [CELExpression.ID], _ id: CELExpression.ID, _ guards: CELGuards
  ) {
    switch (name, arguments.count) {
    case ("_&&_", 2):
      visit(arguments[0], guards)
      visit(arguments[1], guards.union(implied(arguments[0], true)))
    case ("_||_", 2):
      visit(arguments[0], guards)
      visit(arguments[1], guards.union(implied(arguments[0], false)))
    case ("_?_:_", 3):
      visit(arguments[0], guards)
      visit(arguments[1], guards.union(implied(arguments[0], true)))
      visit(arguments[2], guards.union(implied(arguments[0], false)))
    default:
      // The first half of a qualified function's name is no value.
      if let target, !(isGlobalCall(id)) { visit(target, guards) }
      for argument in arguments { visit(argument, guards) }
      guard let target, arguments.isEmpty else { return }
      if name == "value", case .optional = type(target) { requireValue(id, target, guards) }
      if case .list = type(target), CELPresence.needsElement.contains(name) { requireElement(id, of: target, guards) }
    }
  }

  private mutating func visitComprehension(_ comprehension: CELExpression.Comprehension, _ guards: CELGuards) {
    visit(comprehension.range, guards)
    inLoop(comprehension, guards) { presence, inner, _ in
      var inner = inner
      if let filter = comprehension.filter {
        presence.visit(filter, inner)
        inner = inner.union(presence.implied(filter, true))
      }
      presence.visit(comprehension.body, inner)
    }
  }

  // MARK: What a read needs

  private mutating func requireKey(_ id: CELExpression.ID, of map: CELExpression.ID, _ step: CELPath.Step, _ guards: CELGuards) {
    guard !isBroken[id], !literalHas(map, step) else { return }
    let path = path(map)?.appending(step)
    if let path, guards.contains(path) || told.contains(path) || isElementFact(path) { return }
    if let path { told.insert(path) }
    let (whole, mapText) = (excerpt(id), excerpt(map))
    if case .select(_, let field, _) = kind(id) {
      problems.append(
        CELProblem(
          .absentKey(whole, guarded: "has(\(whole))", optional: "\(mapText).?\(field)"), at: checked.expression.nodes[id].range))
    } else if case .index(_, let index, _) = kind(id) {
      let key = excerpt(index)
      problems.append(
        CELProblem(
          .absentKey(whole, guarded: "\(key) in \(mapText)", optional: "\(mapText)[?\(key)]"),
          at: checked.expression.nodes[id].range))
    }
  }

  private mutating func requireIndex(
    _ id: CELExpression.ID, _ operand: CELExpression.ID, _ index: CELExpression.ID, _ guards: CELGuards
  ) {
    guard !isBroken[id] else { return }
    switch type(operand) {
    case .map:
      if let step = step(index) {
        requireKey(id, of: operand, step, guards)
      } else {
        requireKey(id, of: operand, .key(""), .none)
      }
    case .list:
      let path = path(operand)
      let known = path.map { max(guards.size(of: $0), told.size(of: $0)) } ?? 0
      var needed: Int?
      if case .literal(.int(let value)) = kind(index) { needed = value >= 0 && value < Int64(Int32.max) ? Int(value) + 1 : .max }
      if let path, let fromEnd = distanceFromEnd(index, of: path) { needed = fromEnd }
      if case .list(let elements) = kind(operand), let needed, elements.count(where: { !$0.isOptional }) >= needed { return }
      if let needed, known >= needed { return }
      if let path, let step = step(index), guards.contains(path.appending(step)) { return }
      let text = excerpt(operand)
      let least = needed.flatMap { $0 == .max ? nil : $0 - 1 }.map(String.init) ?? excerpt(index)
      problems.append(
        CELProblem(
          .absentIndex(excerpt(id), guarded: "size(\(text)) > \(least)", optional: "\(text)[?\(excerpt(index))]"),
          at: checked.expression.nodes[id].range))
      if let path, let needed { told.insert(size: needed, of: path) }
    case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .dyn, .optional, .type, .object,
      .parameter,
      .opaque:
      break
    }
  }

  private mutating func requireValue(_ id: CELExpression.ID, _ optional: CELExpression.ID, _ guards: CELGuards) {
    guard !isBroken[id] else { return }
    if case .call("of", _, _) = kind(optional) { return }
    if let path = path(optional), guards.contains(path) || told.contains(path) || isElementFact(path) { return }
    problems.append(CELProblem(.absentValue(excerpt(id), of: excerpt(optional)), at: checked.expression.nodes[id].range))
  }

  private mutating func requireElement(_ id: CELExpression.ID, of list: CELExpression.ID, _ guards: CELGuards) {
    guard !isBroken[id], !isOptional(type(id)) else { return }
    if case .list(let elements) = kind(list), elements.contains(where: { !$0.isOptional }) { return }
    let path = sizedPath(list).flatMap { hasFilter(list) ? self.path(list) : $0 }
    if let path, max(guards.size(of: path), told.size(of: path)) > 0 { return }
    if let path { told.insert(size: 1, of: path) }
    let text = excerpt(list)
    problems.append(CELProblem(.noElement(excerpt(id), guarded: "size(\(text)) > 0"), at: checked.expression.nodes[id].range))
  }

  private mutating func tellAbsent(_ id: CELExpression.ID, from missing: CELExpression.ID) {
    guard !isBroken[id] else { return }
    let whole = checked.expression.nodes[id].range
    let field = CELProblem.fieldRange(of: missing, in: checked.expression, text: checked.text)
    let text = Array(checked.text.utf8)
    let before = String(decoding: text[whole.indices.lowerBound..<Int(field.start)], as: UTF8.self)
    let after = String(decoding: text[Int(field.start)..<whole.indices.upperBound], as: UTF8.self)
    let message = CELMessage.absentField(excerpt(id), guarded: "has(\(excerpt(id)))", optional: "\(before)?\(after)")
    problems.append(CELProblem(message, at: whole))
  }

  // MARK: Scopes

  mutating func newLocal() -> CELPath {
    localCount += 1
    return CELPath(root: .local(localCount))
  }

  /// Guards about what outlives `body`: not about variables that are gone after it.
  mutating func outliving(_ body: (inout CELPresence) -> CELGuards) -> CELGuards {
    let count = localCount
    return body(&self).mapPaths { path in
      if case .local(let index) = path.root, index > count { nil } else { path }
    }
  }

  mutating func inScope<Result>(_ more: [Local], _ body: (inout CELPresence) -> Result) -> Result {
    locals += more
    let result = body(&self)
    locals.removeLast(more.count)
    return result
  }

  /// Goes into a macro: its variables, and what is known of them beside `guards`. `body` gets the path of the element too.
  @discardableResult
  mutating func inLoop<Result>(
    _ comprehension: CELExpression.Comprehension, _ guards: CELGuards, _ body: (inout CELPresence, CELGuards, CELPath) -> Result
  ) -> Result {
    let range = comprehension.range
    let rangePath = path(range)
    var guards = guards
    switch (type(range), comprehension.variables.count) {
    case (.optional, _):
      let path = rangePath ?? newLocal()
      guards.insert(path)
      return inScope([Local(name: comprehension.variables[0], path: path)]) { body(&$0, guards, path) }
    case (.map, let count):
      let key = newLocal()
      let value = newLocal()
      if let rangePath { guards.insert(rangePath.appending(.key(CELPresence.text(of: key)))) }
      for steps in elementFacts(range, guards) { guards.insert(CELPath(root: value.root, steps: steps)) }
      let names = comprehension.variables
      let variables = [Local(name: names[0], path: key)] + (count == 2 ? [Local(name: names[1], path: value)] : [])
      return inScope(variables) { body(&$0, guards, value) }
    case (let type, let count):
      // What an optional element stands for is the value in it.
      let holdsOptional = if case .list(.optional) = type { true } else { false }
      let element = holdsOptional ? newLocal().appending(.value) : newLocal()
      if let path = sizedPath(range) { guards.insert(size: 1, of: path) }
      for steps in elementFacts(range, guards) { guards.insert(CELPath(root: element.root, steps: steps)) }
      var variables = [Local(name: comprehension.variables[count - 1], path: element)]
      if count == 2 {
        let index = newLocal()
        variables.append(Local(name: comprehension.variables[0], path: index))
        if let rangePath { guards.insert(rangePath.appending(.key(CELPresence.text(of: index)))) }
      }
      return inScope(variables) { body(&$0, guards, element) }
    }
  }

  /// The definition of a `let`.
  func definition(_ variable: Int) -> CheckedExpression? {
    call == nil ? environment.variables[variable].definition : nil
  }

  func kind(_ id: CELExpression.ID) -> CELExpression.Kind { checked.expression.nodes[id].kind }
  func type(_ id: CELExpression.ID) -> CELType { checked.types[id] }
  func excerpt(_ id: CELExpression.ID) -> String { CELProblem.excerpt(checked.expression.nodes[id].range, of: checked.text) }
}
