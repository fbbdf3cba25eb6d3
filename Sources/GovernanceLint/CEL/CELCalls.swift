// Which overloads of a function a call may mean, and what it gives (cel-spec `doc/langdef.md`, "Functions").

extension CELChecker {
  mutating func checkCall(
    _ callee: CELFunctionName, _ target: CELExpression.ID?, _ arguments: CELExpression.Operands, _ id: CELExpression.ID
  ) -> CELType {
    if let builtin = callee.builtin, builtin.isOperator { return checkOperator(builtin, callee, arguments, id) }
    if let target, let function = qualifiedFunction(callee.name, in: target) {
      checkOperands(arguments)
      return apply(function, arguments, isMember: false, id)
    }
    let function = target == nil ? globalFunction(callee) : environment.place(of: callee, in: expression)
    if function == nil, !isResolvingOnly, !environment.facts.contains(where: { isFact(callee.name, $0) }) {
      // What was meant is not known, so neither is what its arguments may be: they could be a macro's.
      if let target { check(target) }
      return target.map { isBroken[$0] } ?? false ? broken(id) : reportUnknownFunction(callee, target, id)
    }
    let operands = arguments.with(target: target)
    checkOperands(operands)
    if let target, arguments.count == 0, let fact = fact(callee.name, on: target) {
      references[id] = .fact(fact)
      return environment.facts[fact].body.type
    }
    if let function { return apply(function, operands, isMember: target != nil, id) }
    return target.map { isBroken[$0] } ?? false ? broken(id) : reportUnknownFunction(callee, target, id)
  }

  private mutating func checkOperands(_ operands: CELExpression.Operands) {
    for index in 0..<Int(operands.count) { check(expression.operand(index, of: operands)) }
  }

  /// Operators on what they are mostly used on, without a look through their overloads.
  private mutating func checkOperator(
    _ builtin: CELBuiltin, _ callee: CELFunctionName, _ operands: CELExpression.Operands, _ id: CELExpression.ID
  ) -> CELType {
    checkOperands(operands)
    guard let function = environment.place(of: callee, in: expression) else { return reportUnknownFunction(callee, nil, id) }
    let first = expression.operand(0, of: operands)
    let second = expression.operand(Int(operands.count) - 1, of: operands)
    let isPlain =
      switch builtin {
      case .and, .or, .not: types[first] == .bool && types[second] == .bool && !isBroken[first] && !isBroken[second]
      case .equal, .notEqual: types[first].isScalar && types[first] == types[second] && !isBroken[first]
      default: false
      }
    if isPlain, !isResolvingOnly {
      references[id] = .function(Int32(function), overloads: .one(0))
      return .bool
    }
    return apply(function, operands, isMember: false, id)
  }

  private func globalFunction(_ callee: CELFunctionName) -> Int? {
    guard !environment.container.isEmpty || callee.name.isRooted else { return environment.place(of: callee, in: expression) }
    return globalFunction(expression.text(of: callee))
  }

  private func globalFunction(_ name: String) -> Int? {
    for candidate in environment.candidates(for: name) {
      if let function = environment.place(ofFunction: candidate) { return function }
    }
    return nil
  }

  /// The function of which the target of a call is only the first part of the name: `math.abs`.
  private func qualifiedFunction(_ name: CELName, in target: CELExpression.ID) -> Int? {
    guard let head = expression.head(of: target), local(head) == nil else { return nil }
    if environment.container.isEmpty, environment.functions.isEmpty, !head.isRooted {
      guard CELLibrary.spaces.contains(head.hash), let hash = expression.qualifiedHash(of: target, and: name) else { return nil }
      return CELLibrary.place(hash: hash) { known in
        expression.qualifiedName(of: target).map { "\($0).\(expression.text(of: name))" == known } ?? false
      }
    }
    return expression.qualifiedName(of: target).flatMap { globalFunction("\($0).\(expression.text(of: name))") }
  }

  private func isFact(_ name: CELName, _ fact: CELEnvironment.Fact) -> Bool { expression.isName(name, fact.name, hash: fact.hash) }

  private func fact(_ name: CELName, on target: CELExpression.ID) -> Int? {
    guard case .object(let object) = unification.resolved(types[target]) else { return nil }
    for index in environment.facts.indices where environment.facts[index].hash == name.hash {
      if environment.facts[index].receiver == object, isFact(name, environment.facts[index]) { return index }
    }
    return nil
  }

  private mutating func apply(
    _ place: Int, _ operands: CELExpression.Operands, isMember: Bool, _ id: CELExpression.ID
  ) -> CELType {
    let function = environment.function(at: place)
    var matching: CELOverloads = []
    if isResolvingOnly {
      for index in function.overloads.indices
      where function.overloads[index].isMember == isMember && function.overloads[index].parameters.count == operands.count {
        matching.insert(.one(index))
      }
      if !matching.isEmpty { references[id] = .function(Int32(place), overloads: matching) }
      return .dyn
    }
    let builtin = place < CELLibrary.builtins.count ? CELLibrary.builtins[place] : nil
    refineOperands(of: builtin, operands, id)
    if comparesTexts(builtin, operands) {
      references[id] = .function(Int32(place), overloads: .one(0))
      return .bool
    }
    let found = expression[operands].map { unification.resolved(types[$0.id]) }
    var result: CELType?
    for index in function.overloads.indices where function.overloads[index].isMember == isMember {
      guard mayTake(found, function.overloads[index].parameters) else { continue }
      let (wanted, declared) = unification.instantiate(function.overloads[index])
      guard unification.fits(found, wanted) else { continue }
      matching.insert(.one(index))
      let type = unification.resolved(declared)
      if let first = result, first != type { result = .dyn } else { result = type }
    }
    references[id] = .function(Int32(place), overloads: matching)
    if isStrict, comparesNull(builtin, found) { return reportMismatch(function, builtin, operands, isMember: isMember, id) }
    guard let result else {
      if comparesNumbers(builtin, found) {
        references[id] = .function(Int32(place), overloads: .one(0))
        return .bool
      }
      let isBrokenBefore = expression[operands].contains { isBroken[$0.id] }
      return isBrokenBefore ? broken(id) : reportMismatch(function, builtin, operands, isMember: isMember, id)
    }
    let mayBeUnknown = isStrict && found.contains { if case .dyn = $0 { true } else { false } }
    if mayBeUnknown, let unknown = unknownOperand(function, matching, operands) {
      report(.unknownType(excerpt(unknown)), at: unknown)
    }
    if result.isUnknown, expression[operands].contains(where: { isBroken[$0.id] }) { return broken(id) }
    return result
  }

  /// Whether one text is looked for in others, which no signature but the first is for.
  private func comparesTexts(_ builtin: CELBuiltin?, _ operands: CELExpression.Operands) -> Bool {
    guard let builtin, operands.count == 2, types[expression.operand(0, of: operands)].isText else { return false }
    switch (builtin, types[expression.operand(1, of: operands)]) {
    case (.equal, let other), (.notEqual, let other), (.isIn, .list(let other)): return other.isText
    default: return false
    }
  }

  /// Most signatures of an operator are for other types than those at hand, which need no further look.
  private func mayTake(_ found: [CELType], _ parameters: [CELType]) -> Bool {
    guard parameters.count == found.count else { return false }
    for index in found.indices where found[index].isOtherKind(than: parameters[index]) { return false }
    return true
  }

  /// Equality and membership go by value across the types of numbers, as order does.
  private func comparesNumbers(_ builtin: CELBuiltin?, _ found: [CELType]) -> Bool {
    guard found.count == 2 else { return false }
    switch (builtin, found[1]) {
    case (.equal, let right), (.notEqual, let right), (.isIn, .list(let right)), (.isIn, .map(let right, _)):
      return found[0].isNumber && unification.resolved(right).isNumber
    default: return false
    }
  }

  /// Nothing that a manifest says is null: a blank is absent.
  private func comparesNull(_ builtin: CELBuiltin?, _ found: [CELType]) -> Bool {
    (builtin == .equal || builtin == .notEqual) && found.count(where: { $0 == .null }) == 1 && !found.contains(where: \.isUnknown)
  }

  /// An operand of which nothing is known, where the function needs to know.
  private func unknownOperand(
    _ function: CELFunction, _ matching: CELOverloads, _ operands: CELExpression.Operands
  ) -> CELExpression.ID? {
    for position in 0..<Int(operands.count) {
      let operand = expression.operand(position, of: operands)
      guard !isBroken[operand], unification.resolved(types[operand]) == .dyn else { continue }
      let takesAny = function.overloads.indices.contains {
        matching.contains(.one($0)) && function.overloads[$0].parameters[position].isUnknown
      }
      if !takesAny { return operand }
    }
    return nil
  }

  // MARK: Refusals

  private mutating func reportUnknownFunction(
    _ callee: CELFunctionName, _ target: CELExpression.ID?, _ id: CELExpression.ID
  ) -> CELType {
    let name = expression.text(of: callee)
    let nameRange = CELProblem.nameRange(ofCall: id, in: expression, text: text)
    if let form = CELMacroForm.all.first(where: { $0.names.contains(name) }) {
      let usages = CELMacroForm.all.filter { $0.names.contains(name) }.map(\.usage)
      return report(.macroUsage(form.names[0], usages), at: nameRange, id)
    }
    if let fact = environment.facts.first(where: { $0.name == name }), let target {
      let receiver = environment.types.objects[fact.receiver].name
      return report(.factOnOther(name, receiver: receiver, found: describe(types[target])), at: nameRange, id)
    }
    let isMember = target != nil
    let functions = (environment.functions + CELLibrary.functions).filter { $0.overloads.contains { $0.isMember == isMember } }
    let names = functions.map(\.name) + (isMember ? environment.facts.map(\.name) + CELMacroForm.all.flatMap(\.names) : ["has"])
    let nearest = Suggestion.nearest(to: name, among: names)
    return report(.unknownFunction(name, nearest: nearest), at: nameRange, id, replacement: nearest)
  }

  private mutating func reportMismatch(
    _ function: CELFunction, _ builtin: CELBuiltin?, _ list: CELExpression.Operands, isMember: Bool, _ id: CELExpression.ID
  ) -> CELType {
    let operands = expression[list].map(\.id)
    let found = operands.map { unification.resolved(types[$0]) }
    let written = found.map { $0.description(environment.types) }
    let hint = hint(for: operands, found, function)
    if builtin == .equal || builtin == .notEqual {
      return report(.incomparable(builtin == .equal ? "==" : "!=", written[0], written[1], hint: hint), at: id)
    }
    let styled = function.overloads.filter { $0.isMember == isMember }
    guard !styled.isEmpty else { return report(.callStyle(function.name, isMember: isMember), at: id) }
    let candidates = candidates(styled, found)
    let signatures = candidates.map { "(\($0.parameters.map { $0.description(environment.types) }.joined(separator: ", ")))" }
    let message = CELMessage.noOverload(
      operatorText(function.name), takes: signatures, found: "(\(written.joined(separator: ", ")))", hint: hint)
    // With one signature, the argument that does not fit is the place.
    var wrong: [CELExpression.ID] = []
    if let only = candidates.first, candidates.count == 1, only.parameters.count == operands.count {
      let parameters = unification.instantiate(only.parameters)
      for (operand, parameter) in zip(operands, parameters) where !unification.fits(types[operand], parameter) {
        wrong.append(operand)
      }
    }
    let place = wrong.count == 1 ? range(wrong[0]) : range(id)
    return report(message, at: place, id)
  }

  /// The signatures to show: of those with as many parameters, the ones that fit in most places.
  private mutating func candidates(_ overloads: [CELOverload], _ found: [CELType]) -> [CELOverload] {
    let sameCount = overloads.filter { $0.parameters.count == found.count }
    var best: (count: Int, overloads: [CELOverload]) = (-1, [])
    for overload in sameCount.isEmpty ? overloads : sameCount {
      let parameters = unification.instantiate(overload.parameters)
      let count = zip(found, parameters).count { unification.fits($0, $1) }
      if count > best.count { best = (count, []) }
      if count == best.count { best.overloads.append(overload) }
    }
    return Array(best.overloads.prefix(CELChecker.shownSignatures))
  }

  /// How many signatures of a function a message lists.
  static let shownSignatures = 4

  /// What would help: a value for an optional, a date made of text, a number of the other type.
  private func hint(for operands: [CELExpression.ID], _ found: [CELType], _ function: CELFunction) -> String? {
    if let optional = zip(operands, found).first(where: { if case .optional = $0.1 { true } else { false } })?.0 {
      return "give '\(excerpt(optional))' a value with '.orValue(...)'"
    }
    if found.contains(.timestamp), let text = zip(operands, found).first(where: { $0.1 == .string })?.0,
      let value = expression.text(ofLiteral: text), CivilDate(value) != nil
    {
      return "write date(\(excerpt(text)))"
    }
    if found.contains(.double), let number = zip(operands, found).first(where: { $0.1 == .int })?.0 {
      if case .literal = expression.nodes[number].kind { return "write \(excerpt(number)).0" }
      return "write double(\(excerpt(number)))"
    }
    if found.contains(.null) { return "a value that nobody wrote is absent, not null; ask with 'has(...)'" }
    return nil
  }

  /// A function as its author writes it: `_+_` is `+`.
  private func operatorText(_ name: String) -> String {
    switch name {
    case "@in": "in"
    case "_?_:_": "?:"
    default: name.utf8.contains(UInt8(ascii: "_")) && !name.contains(where: \.isLetter) ? name.replacingUnderscores : name
    }
  }
}

extension CELMacroForm {
  /// How it is called, as `all(x, test)`.
  var usage: String {
    let variables = variables == 1 ? (macro == .optMap || macro == .optFlatMap ? ["value"] : ["item"]) : ["key", "item"]
    let optionalFilter = arguments.count > 1 ? ["[filter]"] : []
    let body =
      switch macro {
      case .all, .exists, .existsOne, .filter: "test"
      case .map, .transformList, .transformMap, .transformMapEntry, .optMap, .optFlatMap: "result"
      }
    return "\(names[0])(\((variables + optionalFilter + [body]).joined(separator: ", ")))"
  }
}

extension String {
  fileprivate var replacingUnderscores: String { String(filter { $0 != "_" }) }
}
