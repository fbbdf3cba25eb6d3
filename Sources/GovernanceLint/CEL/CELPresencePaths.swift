// Which places expressions read.

extension CELPresence {
  /// The place that an expression reads; of an optional, the place that its value comes from. Nil where it has none.
  func path(_ id: CELExpression.ID) -> CELPath? {
    var steps: [CELPath.Step] = []
    steps.reserveCapacity(4)
    return root(of: id, &steps).map { CELPath(root: $0, steps: steps) }
  }

  /// The place as its root and, appended, the steps from there.
  private func root(of id: CELExpression.ID, _ steps: inout [CELPath.Step]) -> CELPath.Root? {
    switch kind(id) {
    case .name(let name):
      if case .variable(let index) = checked.references[id] { return root(ofVariable: index, &steps) }
      guard case .local = checked.references[id], let path = local(name)?.path else { return nil }
      steps += path.steps
      return path.root
    case .select(let operand, let name, let isOptional):
      if case .variable(let index) = checked.references[id] { return root(ofVariable: index, &steps) }
      let step = CELPath.Step.field(field(id)?.name ?? checked.expression.text(of: name))
      return root(below: operand, step, id, isOptional: isOptional, &steps)
    case .index(let operand, let index, let isOptional):
      if let step = step(index) { return root(below: operand, step, id, isOptional: isOptional, &steps) }
      return textRoot(id, &steps)
    case .call(let callee, let target?, let arguments)
    where callee.builtin == .value && arguments.count == 0 && isOptional(type(target)):
      return root(of: target, &steps)
    case .call, .list, .map: return textRoot(id, &steps)
    case .literal, .has, .message, .comprehension, .bind: return nil
    }
  }

  /// The place of a variable: what its definition reads, or the variable itself.
  private func root(ofVariable index: Int, _ steps: inout [CELPath.Step]) -> CELPath.Root? {
    if let call {
      guard index == 0 else { return .text("table \(index) of fact \(call.fact)") }
      steps += call.receiver.steps
      return call.receiver.root
    }
    let variable = environment.variables[index]
    if let definition = variable.definition, let path = CELPresence(definition, environment).path(definition.expression.root),
      !path.isText
    {
      steps += path.steps
      return path.root
    }
    if isOptional(variable.type) { steps.append(.value) }
    return .variable(index)
  }

  private func root(
    below operand: CELExpression.ID, _ step: CELPath.Step, _ id: CELExpression.ID, isOptional isOptionalRead: Bool,
    _ steps: inout [CELPath.Step]
  ) -> CELPath.Root? {
    guard let root = root(of: operand, &steps) else { return textRoot(id, &steps) }
    steps.append(step)
    // An optional that is itself the value of a field holds a value of its own.
    if isOptional(type(id)) && !isOptionalRead && !isOptional(type(operand)) { steps.append(.value) }
    return root
  }

  /// An expression as a place of its own, unless it depends on a macro's variable, of which there may be several with one name.
  private func textRoot(_ id: CELExpression.ID, _ steps: inout [CELPath.Step]) -> CELPath.Root? {
    steps = []
    return isFreeOfLocals(id) ? .text(wholeText(id)) : nil
  }

  private func isFreeOfLocals(_ id: CELExpression.ID) -> Bool {
    guard checked.expression.hasVariables else { return true }
    if case .local = checked.references[id] { return false }
    return !checked.expression.contains(below: id) { !isFreeOfLocals($0) }
  }

  /// The macro's variable of that name.
  func local(_ name: CELName) -> Local? {
    for index in locals.indices.reversed() where checked.expression.isSame(locals[index].name, name) { return locals[index] }
    return nil
  }

  private func wholeText(_ id: CELExpression.ID) -> String { checked.text.part(checked.expression.nodes[id].range) }

  /// The step that an index or key means; nil for one that is not the same each time it is read.
  func step(_ index: CELExpression.ID) -> CELPath.Step? {
    switch checked.expression.literal(index) {
    case .int(let value) where value >= 0 && value < Int64(Int32.max): return .index(Int(value))
    case .string(let key): return .field(key)
    case .null, .bool, .int, .uint, .double, .bytes: return .key(wholeText(index))
    case nil: return path(index).map { .key(CELPresence.text(of: $0)) }
    }
  }

  /// The list of which an expression cannot have more elements.
  func sizedPath(_ id: CELExpression.ID) -> CELPath? {
    switch kind(id) {
    case .comprehension(let index):
      let comprehension = checked.expression.comprehensions[index]
      switch comprehension.macro {
      case .filter, .map, .transformList: return sizedPath(comprehension.range)
      case .all, .exists, .existsOne, .transformMap, .transformMapEntry, .optMap, .optFlatMap: return nil
      }
    case .call(let callee, let target?, let arguments) where callee.builtin == .orValue && arguments.count == 1:
      if case .list(let elements) = kind(operand(0, of: arguments)), elements.count == 0 { return path(target) }
      return nil
    case .name, .select, .index, .call, .literal, .has, .list, .map, .message, .bind: return path(id)
    }
  }

  /// Whether a list may have fewer elements than the one that it is made of.
  func hasFilter(_ id: CELExpression.ID) -> Bool {
    switch kind(id) {
    case .comprehension(let index):
      checked.expression.comprehensions[index].macro == .filter || checked.expression.comprehensions[index].filter != nil
        || hasFilter(checked.expression.comprehensions[index].range)
    case .call(let callee, _, _): callee.builtin == .orValue
    case .literal, .name, .select, .has, .index, .list, .map, .message, .bind: false
    }
  }

  /// The `n` of `list[size(list) - n]`.
  func distanceFromEnd(_ index: CELExpression.ID, of list: CELPath) -> Int? {
    guard case .call(let callee, nil, let operands) = kind(index), callee.builtin == .subtract,
      let count = checked.expression.int(ofLiteral: operand(1, of: operands)), count > 0,
      count < Int64(Int32.max), let counted = sizeOperand(operand(0, of: operands)), path(counted) == list
    else { return nil }
    return Int(count)
  }

  /// The `x` of `size(x)` or `x.size()`.
  func sizeOperand(_ id: CELExpression.ID) -> CELExpression.ID? {
    guard case .call(let callee, let target, let arguments) = kind(id), callee.builtin == .size else { return nil }
    if let target { return arguments.count == 0 ? target : nil }
    return arguments.count == 1 ? operand(0, of: arguments) : nil
  }

  /// What is known of every element of a range, as steps below it.
  mutating func elementFacts(_ range: CELExpression.ID, _ guards: CELGuards) -> [[CELPath.Step]] {
    guard spend() else { return [] }
    var facts: [[CELPath.Step]] = []
    if !guards.facts.isEmpty, let path = path(range) {
      for known in guards.facts where known.root == path.root && known.steps.count > path.steps.count + 1 {
        guard known.steps.starts(with: path.steps), known.steps[path.steps.count] == .element else { continue }
        facts.append(Array(known.steps[(path.steps.count + 1)...]))
      }
    }
    switch kind(range) {
    case .comprehension(let index):
      let comprehension = checked.expression.comprehensions[index]
      guard comprehension.macro == .filter && comprehension.second == nil else { break }
      if case .map = type(comprehension.range) { break }
      facts += inLoop(comprehension, guards) { presence, inner, element in
        inner.union(presence.implied(comprehension.body, true)).facts.filter { $0.root == element.root }.map { Array($0.steps) }
      }
    case .call(let callee, let target?, _): if callee.builtin == .orValue { facts += elementFacts(target, guards) }
    case .name, .select:
      if case .variable(let index) = checked.references[range], let definition = definition(index) {
        facts += nested(definition) { $0.elementFacts(definition.expression.root, guards) }
      } else if case .local = checked.references[range], case .name(let name) = kind(range),
        let definition = local(name)?.definition
      {
        facts += elementFacts(definition, guards)
      }
    case .literal, .has, .index, .call, .list, .map, .message, .bind: break
    }
    return facts
  }

  /// Whether a path below an element of a defined list (`late[0].due`) is known from the list's definition.
  mutating func isElementFact(_ path: CELPath) -> Bool {
    guard case .variable(let index) = path.root, path.steps.count > 1, let definition = environment.variables[index].definition
    else {
      return false
    }
    switch path.steps[0] {
    case .index, .key, .element:
      let facts = nested(definition) { $0.elementFacts(definition.expression.root, .none) }
      return facts.contains(Array(path.steps.dropFirst()))
    case .field, .value: return false
    }
  }

  /// Works on another expression of the same environment, out of the same budget.
  mutating func nested<Result>(
    _ other: CheckedExpression, call: FactCall? = nil, _ body: (inout CELPresence) -> Result
  ) -> Result {
    var presence = CELPresence(other, environment, call: call)
    (presence.budget, presence.localCount) = (budget, localCount)
    let result = body(&presence)
    (budget, localCount) = (presence.budget, presence.localCount)
    return result
  }

  mutating func spend() -> Bool {
    budget -= 1
    return budget > 0
  }

  // MARK: Nodes

  func isOptional(_ type: CELType) -> Bool { if case .optional = type { true } else { false } }

  func isField(_ id: CELExpression.ID) -> Bool { field(id) != nil }

  func field(_ id: CELExpression.ID) -> CELField? {
    if case .field(let object, let field) = checked.references[id] {
      environment.types.objects[object].fields[field]
    } else {
      nil
    }
  }

  func isReadAsEmpty(_ id: CELExpression.ID) -> Bool { field(id)?.readsEmptyWhenAbsent ?? false }

  /// Whether a call names its function as a whole, as `math.abs(x)` does: what stands before the dot is no value.
  func isGlobalCall(_ id: CELExpression.ID) -> Bool {
    guard case .function(let place, _) = checked.references[id], case .call(let callee, _, _) = kind(id) else { return false }
    // A name of the library or of the environment is longer where it is qualified.
    return environment.function(at: Int(place)).name != checked.expression.text(of: callee)
  }

  /// Whether a map literal has a key that is read from it.
  func literalHas(_ map: CELExpression.ID, _ step: CELPath.Step) -> Bool {
    guard case .map(let entries) = kind(map) else { return false }
    let operands = checked.expression[entries]
    return stride(from: operands.startIndex, to: operands.endIndex, by: 2).contains {
      !operands[$0 + 1].isOptional && self.step(operands[$0].id) == step
    }
  }

  /// A path as text, the same for equal paths only.
  static func text(of path: CELPath) -> String {
    let root =
      switch path.root {
      case .variable(let index): "v\(index)"
      case .local(let index): "l\(index)"
      case .text(let text): "(\(text))"
      }
    return path.steps.reduce(root) { text, step in
      switch step {
      case .field(let name): "\(text).\(name)"
      case .index(let index): "\(text)[\(index)]"
      case .key(let key): "\(text)[\(key)]"
      case .element: "\(text)[*]"
      case .value: "\(text)!"
      }
    }
  }
}

extension CELPath {
  fileprivate var isText: Bool { if case .text = root { true } else { false } }
}
