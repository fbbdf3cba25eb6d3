// Which places expressions read.

extension CELPresence {
  /// The place that an expression reads; of an optional, the place that its value comes from. Nil where it has none.
  func path(_ id: CELExpression.ID) -> CELPath? {
    switch kind(id) {
    case .name(let name):
      if case .local = checked.references[id] { return locals.last { $0.name == name }?.path }
      if case .variable(let index) = checked.references[id] { return path(ofVariable: index) }
      return nil
    case .select(let operand, let field, let isOptional):
      if case .variable(let index) = checked.references[id] { return path(ofVariable: index) }
      return path(below: operand, .field(field), id, isOptional: isOptional)
    case .index(let operand, let index, let isOptional):
      if let step = step(index), let path = path(below: operand, step, id, isOptional: isOptional) { return path }
      return textPath(id)
    case .call("value", let target?, let arguments) where arguments.isEmpty && isOptional(type(target)): return path(target)
    case .call, .list, .map: return textPath(id)
    case .literal, .has, .message, .comprehension, .bind: return nil
    }
  }

  /// The place of a variable: what its definition reads, or the variable itself.
  private func path(ofVariable index: Int) -> CELPath? {
    if let call { return index == 0 ? call.receiver : CELPath(root: .text("table \(index) of fact \(call.fact)")) }
    let variable = environment.variables[index]
    if let definition = definition(index), let path = CELPresence(definition, environment).path(definition.expression.root),
      !path.isText
    {
      return path
    }
    let path = CELPath(root: .variable(index))
    return isOptional(variable.type) ? path.appending(.value) : path
  }

  private func path(
    below operand: CELExpression.ID, _ step: CELPath.Step, _ id: CELExpression.ID, isOptional isOptionalRead: Bool
  ) -> CELPath? {
    guard let path = path(operand)?.appending(step) else { return textPath(id) }
    // An optional that is itself the value of a field holds a value of its own.
    return isOptional(type(id)) && !isOptionalRead && !isOptional(type(operand)) ? path.appending(.value) : path
  }

  /// An expression as a place of its own, unless it depends on a macro's variable, of which there may be several with one name.
  private func textPath(_ id: CELExpression.ID) -> CELPath? {
    isFreeOfLocals(id) ? CELPath(root: .text(wholeText(id))) : nil
  }

  private func isFreeOfLocals(_ id: CELExpression.ID) -> Bool {
    guard hasLocals else { return true }
    if case .local = checked.references[id] { return false }
    for child in kind(id).children where !isFreeOfLocals(child) { return false }
    return true
  }

  private func wholeText(_ id: CELExpression.ID) -> String { checked.text.part(checked.expression.nodes[id].range) }

  /// The step that an index or key means; nil for one that is not the same each time it is read.
  func step(_ index: CELExpression.ID) -> CELPath.Step? {
    switch kind(index) {
    case .literal(.int(let value)) where value >= 0 && value < Int64(Int32.max): return .index(Int(value))
    case .literal(.string(let key)): return .field(key)
    case .literal: return .key(wholeText(index))
    case .name, .select, .has, .index, .call, .list, .map, .message, .comprehension, .bind:
      return path(index).map { .key(CELPresence.text(of: $0)) }
    }
  }

  /// The list of which an expression cannot have more elements.
  func sizedPath(_ id: CELExpression.ID) -> CELPath? {
    switch kind(id) {
    case .comprehension(let comprehension):
      switch comprehension.macro {
      case .filter, .map, .transformList: return sizedPath(comprehension.range)
      case .all, .exists, .existsOne, .transformMap, .transformMapEntry, .optMap, .optFlatMap: return nil
      }
    case .call("orValue", let target?, let arguments) where arguments.count == 1:
      if case .list(let elements) = kind(arguments[0]), elements.isEmpty { return path(target) }
      return nil
    case .name, .select, .index, .call, .literal, .has, .list, .map, .message, .bind: return path(id)
    }
  }

  /// Whether a list may have fewer elements than the one that it is made of.
  func hasFilter(_ id: CELExpression.ID) -> Bool {
    switch kind(id) {
    case .comprehension(let comprehension):
      comprehension.macro == .filter || comprehension.filter != nil || hasFilter(comprehension.range)
    case .call("orValue", _, _): true
    case .call, .literal, .name, .select, .has, .index, .list, .map, .message, .bind: false
    }
  }

  /// The `n` of `list[size(list) - n]`.
  func distanceFromEnd(_ index: CELExpression.ID, of list: CELPath) -> Int? {
    guard case .call("_-_", nil, let operands) = kind(index), case .literal(.int(let count)) = kind(operands[1]), count > 0,
      count < Int64(Int32.max), let counted = sizeOperand(operands[0]), path(counted) == list
    else { return nil }
    return Int(count)
  }

  /// The `x` of `size(x)` or `x.size()`.
  func sizeOperand(_ id: CELExpression.ID) -> CELExpression.ID? {
    switch kind(id) {
    case .call("size", let target?, let arguments) where arguments.isEmpty: target
    case .call("size", nil, let arguments) where arguments.count == 1: arguments[0]
    case .call, .literal, .name, .select, .has, .index, .list, .map, .message, .comprehension, .bind: nil
    }
  }

  /// What is known of every element of a range, as steps below it.
  mutating func elementFacts(_ range: CELExpression.ID, _ guards: CELGuards) -> [[CELPath.Step]] {
    guard spend() else { return [] }
    var facts: [[CELPath.Step]] = []
    if let path = path(range) {
      for known in guards.present {
        if let steps = known.steps(below: path), steps.count > 1, steps[0] == .element { facts.append(Array(steps.dropFirst())) }
      }
    }
    switch kind(range) {
    case .comprehension(let comprehension) where comprehension.macro == .filter && comprehension.variables.count == 1:
      if case .map = type(comprehension.range) { break }
      facts += inLoop(comprehension, guards) { presence, inner, element in
        inner.union(presence.implied(comprehension.body, true)).present.filter { $0.root == element.root }.map(\.steps)
      }
    case .call("orValue", let target?, _): facts += elementFacts(target, guards)
    case .name, .select:
      if case .variable(let index) = checked.references[range], let definition = definition(index) {
        facts += nested(definition) { $0.elementFacts(definition.expression.root, guards) }
      } else if case .local = checked.references[range], case .name(let name) = kind(range),
        let definition = locals.last(where: { $0.name == name })?.definition
      {
        facts += elementFacts(definition, guards)
      }
    case .literal, .has, .index, .call, .list, .map, .message, .comprehension, .bind: break
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
    if case .function(let name, _) = checked.references[id], case .call(let short, _, _) = kind(id) { return name != short }
    return false
  }

  /// Whether a map literal has a key that is read from it.
  func literalHas(_ map: CELExpression.ID, _ step: CELPath.Step) -> Bool {
    guard case .map(let entries) = kind(map) else { return false }
    return entries.contains { !$0.isOptional && self.step($0.key) == step }
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
