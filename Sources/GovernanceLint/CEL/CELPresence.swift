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
  /// By node, likewise: whether it or something below it is a read that may need a guard. What is known is only asked for those.
  private var asks: [Bool] = []

  /// The budget of an expression without nodes, and what each node adds to it.
  static let steps = (least: 2000, perNode: 40)

  /// A fact that is asked of something.
  struct FactCall {
    var receiver: CELPath
    var fact: Int
  }

  struct Local {
    var name: CELName
    var path: CELPath
    /// Of `cel.bind`: the value.
    var definition: CELExpression.ID?
  }

  static func problems(
    of checked: CheckedExpression, in environment: CELEnvironment, assuming guards: CELGuards, except isBroken: [Bool]
  ) -> [CELProblem] {
    var presence = CELPresence(checked, environment)
    presence.isBroken = isBroken
    presence.findReads()
    presence.visit(checked.expression.root, guards)
    return presence.problems
  }

  init(_ checked: CheckedExpression, _ environment: CELEnvironment, call: FactCall? = nil) {
    self.checked = checked
    self.environment = environment
    self.call = call
    budget = CELPresence.steps.least + CELPresence.steps.perNode * checked.expression.nodes.count
  }

  // MARK: Reads

  private mutating func findReads() {
    asks.reserveCapacity(checked.expression.nodes.count)
    for id in checked.expression.nodes.indices {
      var isRead = false
      var node = checked.expression.nodes[id].kind
      switch node {
      case .select(let operand, _, isOptional: false):
        if let field = field(id) { isRead = !field.isAlwaysThere } else if case .map = type(operand) { isRead = true }
      case .has(let operand, _):
        // What a chain of fields ends in is asked for as a whole.
        if isField(id) || isBroken[id] { node = .index(base(ofChain: operand), base(ofChain: operand), isOptional: true) }
      case .index(_, _, isOptional: false): isRead = true
      case .call(let callee, _?, let arguments): isRead = arguments.count == 0 && CELPresence.mayLackValue(callee)
      case .literal, .name, .select, .index, .call, .list, .map, .message, .comprehension, .bind: break
      }
      checked.expression.forEachChild(of: node) { if asks[$0] { isRead = true } }
      asks.append(isRead)
    }
  }

  private static func mayLackValue(_ callee: CELFunctionName) -> Bool {
    switch callee.builtin {
    case .value, .max, .min: true
    default: false
    }
  }

  /// What a chain of fields of structs begins with.
  private func base(ofChain id: CELExpression.ID) -> CELExpression.ID {
    var base = id
    while case .select(let operand, _, isOptional: false) = kind(base), isField(base) { base = operand }
    return base
  }

  private mutating func visit(_ id: CELExpression.ID, _ guards: CELGuards) {
    guard asks[id] else { return }
    switch kind(id) {
    case .literal, .name: break
    case .select(let operand, let field, let isOptional):
      if case .variable = checked.references[id] { return }
      if case .field = checked.references[id], !isOptional { return visitFields(id, guards, areAsked: false) }
      visit(operand, guards)
      if !isOptional, case .map = type(operand) {
        requireKey(id, of: operand, .field(checked.expression.text(of: field)), guards)
      }
    case .has(let operand, _): visitFields(operand, guards, areAsked: isField(id) || isBroken[id])
    case .index(let operand, let index, let isOptional):
      visit(operand, guards)
      visit(index, guards)
      if !isOptional { requireIndex(id, operand, index, guards) }
    case .call(let callee, let target, let arguments): visitCall(callee, target, arguments, id, guards)
    case .list(let operands), .map(let operands), .message(_, fields: let operands): visit(operands, guards)
    case .comprehension(let index): visitComprehension(checked.expression.comprehensions[index], guards)
    case .bind(let name, let value, let body):
      visit(value, guards)
      let path = path(value) ?? newLocal()
      inScope([Local(name: name, path: path, definition: value)]) { $0.visit(body, guards) }
    }
  }

  private mutating func visit(_ operands: CELExpression.Operands, _ guards: CELGuards) {
    for index in 0..<Int(operands.count) { visit(operand(index, of: operands), guards) }
  }

  /// Visits what is evaluated only after a condition had that outcome.
  private mutating func visit(
    _ id: CELExpression.ID, after condition: CELExpression.ID, _ isTrue: Bool, _ guards: CELGuards
  ) {
    if asks[id] { visit(id, guards.union(implied(condition, isTrue))) }
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
    _ callee: CELFunctionName, _ target: CELExpression.ID?, _ arguments: CELExpression.Operands, _ id: CELExpression.ID,
    _ guards: CELGuards
  ) {
    switch callee.builtin {
    case .and, .or:
      let left = operand(0, of: arguments)
      visit(left, guards)
      visit(operand(1, of: arguments), after: left, callee.builtin == .and, guards)
    case .conditional:
      let condition = operand(0, of: arguments)
      visit(condition, guards)
      visit(operand(1, of: arguments), after: condition, true, guards)
      visit(operand(2, of: arguments), after: condition, false, guards)
    default:
      // The first half of a qualified function's name is no value.
      if let target, !isGlobalCall(id) { visit(target, guards) }
      visit(arguments, guards)
      guard let target, arguments.count == 0 else { return }
      if callee.builtin == .value, case .optional = type(target) { requireValue(id, target, guards) }
      // These fail on an empty list.
      if callee.builtin == .max || callee.builtin == .min, case .list = type(target) { requireElement(id, of: target, guards) }
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
    if case .select(_, let name, _) = kind(id) {
      let field = checked.expression.text(of: name)
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
      if let value = checked.expression.int(ofLiteral: index) { needed = value >= 0 && value < Int64(Int32.max) ? Int(value) + 1 : .max }
      if let path, let fromEnd = distanceFromEnd(index, of: path) { needed = fromEnd }
      if case .list(let elements) = kind(operand), let needed,
        checked.expression[elements].count(where: { !$0.isOptional }) >= needed
      {
        return
      }
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
    if case .call(let callee, _, _) = kind(optional), callee.builtin == .of { return }
    if let path = path(optional), guards.contains(path) || told.contains(path) || isElementFact(path) { return }
    problems.append(CELProblem(.absentValue(excerpt(id), of: excerpt(optional)), at: checked.expression.nodes[id].range))
  }

  private mutating func requireElement(_ id: CELExpression.ID, of list: CELExpression.ID, _ guards: CELGuards) {
    guard !isBroken[id], !isOptional(type(id)) else { return }
    if case .list(let elements) = kind(list), checked.expression[elements].contains(where: { !$0.isOptional }) { return }
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
    switch (type(range), comprehension.second) {
    case (.optional, _):
      let path = rangePath ?? newLocal()
      guards.insert(path)
      return inScope([Local(name: comprehension.variable, path: path)]) { body(&$0, guards, path) }
    case (.map, let second):
      let key = newLocal()
      let value = newLocal()
      if let rangePath { guards.insert(rangePath.appending(.key(CELPresence.text(of: key)))) }
      for steps in elementFacts(range, guards) { guards.insert(CELPath(root: value.root, steps: steps)) }
      let variables = [Local(name: comprehension.variable, path: key)] + (second.map { [Local(name: $0, path: value)] } ?? [])
      return inScope(variables) { body(&$0, guards, value) }
    case (let type, let second):
      // What an optional element stands for is the value in it.
      let holdsOptional = if case .list(.optional) = type { true } else { false }
      let element = holdsOptional ? newLocal().appending(.value) : newLocal()
      if let path = sizedPath(range) { guards.insert(size: 1, of: path) }
      for steps in elementFacts(range, guards) { guards.insert(CELPath(root: element.root, steps: steps)) }
      var variables = [Local(name: second ?? comprehension.variable, path: element)]
      if second != nil {
        let index = newLocal()
        variables.append(Local(name: comprehension.variable, path: index))
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
  func operand(_ index: Int, of operands: CELExpression.Operands) -> CELExpression.ID {
    checked.expression.operand(index, of: operands)
  }
  func excerpt(_ id: CELExpression.ID) -> String { CELProblem.excerpt(checked.expression.nodes[id].range, of: checked.text) }
}
