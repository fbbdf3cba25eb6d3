// Which overloads of a function a call may mean, and what it gives (cel-spec `doc/langdef.md`, "Functions").

extension CELChecker {
  mutating func checkCall(
    _ name: String, _ target: CELExpression.ID?, _ arguments: [CELExpression.ID], _ id: CELExpression.ID
  ) -> CELType {
    if target == nil, let type = checkOperator(name, arguments, id) { return type }
    if let target, let space = expression.head(of: target) == nil ? nil : expression.qualifiedName(of: target), !isLocal(space),
      let (name, function) = globalFunction("\(space).\(name)")
    {
      return apply(function, name, operands: arguments, isMember: false, id)
    }
    let operands = (target.map { [$0] } ?? []) + arguments
    let function = target == nil ? globalFunction(name) : environment.function(named: name).map { (name, $0) }
    if function == nil, !isResolvingOnly, !environment.facts.contains(where: { $0.name == name }) {
      // What was meant is not known, so neither is what its arguments may be: they could be a macro's.
      if let target { check(target) }
      return target.map { isBroken[$0] } ?? false ? broken(id) : reportUnknownFunction(name, target, id)
    }
    for operand in operands { check(operand) }
    if let target, arguments.isEmpty, let fact = fact(name, on: target) {
      references[id] = .fact(fact)
      return environment.facts[fact].body.type
    }
    if let (name, function) = function { return apply(function, name, checked: operands, isMember: target != nil, id) }
    return target.map { isBroken[$0] } ?? false ? broken(id) : reportUnknownFunction(name, target, id)
  }

  /// Operators on what they are mostly used on, without a look through their overloads. Nil, with the operands unchecked, for
  /// other functions.
  private mutating func checkOperator(_ name: String, _ operands: [CELExpression.ID], _ id: CELExpression.ID) -> CELType? {
    guard let first = name.utf8.first, first == UInt8(ascii: "_") || first == UInt8(ascii: "!") || first == UInt8(ascii: "@")
    else {
      return nil
    }
    for operand in operands { check(operand) }
    let isPlain =
      switch name {
      case "_&&_", "_||_", "!_": operands.allSatisfy { types[$0] == .bool && !isBroken[$0] }
      case "_==_", "_!=_": types[operands[0]] == types[operands[1]] && types[operands[0]].isScalar && !isBroken[operands[0]]
      default: false
      }
    if isPlain, !isResolvingOnly {
      references[id] = .function(name: name, overloads: [0])
      return .bool
    }
    guard let function = environment.function(named: name) else { return reportUnknownFunction(name, nil, id) }
    return apply(function, name, checked: operands, isMember: false, id)
  }

  private func globalFunction(_ name: String) -> (String, CELFunction)? {
    for candidate in environment.candidates(for: name) {
      if let function = environment.function(named: candidate) { return (candidate, function) }
    }
    return nil
  }

  private mutating func fact(_ name: String, on target: CELExpression.ID) -> Int? {
    guard case .object(let object) = unification.resolved(types[target]) else { return nil }
    for index in environment.facts.indices where environment.facts[index].receiver == object {
      if environment.facts[index].name == name { return index }
    }
    return nil
  }

  private mutating func apply(
    _ function: CELFunction, _ name: String, operands: [CELExpression.ID], isMember: Bool, _ id: CELExpression.ID
  ) -> CELType {
    for operand in operands { check(operand) }
    return apply(function, name, checked: operands, isMember: isMember, id)
  }

  private mutating func apply(
    _ function: CELFunction, _ name: String, checked operands: [CELExpression.ID], isMember: Bool, _ id: CELExpression.ID
  ) -> CELType {
    if isResolvingOnly {
      let sameForm = function.overloads.indices.filter {
        function.overloads[$0].isMember == isMember && function.overloads[$0].parameters.count == operands.count
      }
      if !sameForm.isEmpty { references[id] = .function(name: name, overloads: sameForm) }
      return .dyn
    }
    refineOperands(of: name, operands, id)
    let found = operands.map { unification.resolved(types[$0]) }
    var matching: [Int] = []
    var result: CELType?
    for index in function.overloads.indices where function.overloads[index].isMember == isMember {
      let parameters = function.overloads[index].parameters
      guard parameters.count == found.count else { continue }
      // Most signatures of an operator are for other types than those at hand, which need no further look.
      guard !zip(found, parameters).contains(where: { $0.isOtherKind(than: $1) }) else { continue }
      let (wanted, declared) = unification.instantiate(function.overloads[index])
      guard unification.fits(found, wanted) else { continue }
      matching.append(index)
      let type = unification.resolved(declared)
      if let first = result, first != type { result = .dyn } else { result = type }
    }
    references[id] = .function(name: name, overloads: matching)
    if isStrict, comparesNull(name, found) { return reportMismatch(function, name, operands, isMember: isMember, id) }
    guard let result else {
      if comparesNumbers(name, found) {
        references[id] = .function(name: name, overloads: [0])
        return .bool
      }
      return operands.contains { isBroken[$0] } ? broken(id) : reportMismatch(function, name, operands, isMember: isMember, id)
    }
    if isStrict, let unknown = unknownOperand(function, matching, operands) {
      report(.unknownType(excerpt(unknown)), at: unknown)
    }
    if result.isUnknown, operands.contains(where: { isBroken[$0] }) { return broken(id) }
    return result
  }

  /// Equality and membership go by value across the types of numbers, as order does.
  private func comparesNumbers(_ name: String, _ found: [CELType]) -> Bool {
    guard found.count == 2 else { return false }
    switch (name, found[1]) {
    case ("_==_", let right), ("_!=_", let right), ("@in", .list(let right)), ("@in", .map(let right, _)):
      return found[0].isNumber && unification.resolved(right).isNumber
    default: return false
    }
  }

  /// Nothing that a manifest says is null: a blank is absent.
  private func comparesNull(_ name: String, _ found: [CELType]) -> Bool {
    (name == "_==_" || name == "_!=_") && found.count(where: { $0 == .null }) == 1 && !found.contains(where: \.isUnknown)
  }

  /// An operand of which nothing is known, where the function needs to know.
  private func unknownOperand(_ function: CELFunction, _ matching: [Int], _ operands: [CELExpression.ID]) -> CELExpression.ID? {
    for (position, operand) in operands.enumerated() where !isBroken[operand] && unification.resolved(types[operand]) == .dyn {
      if !matching.contains(where: { function.overloads[$0].parameters[position].isUnknown }) { return operand }
    }
    return nil
  }

  // MARK: Refusals

  private mutating func reportUnknownFunction(_ name: String, _ target: CELExpression.ID?, _ id: CELExpression.ID) -> CELType {
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
    _ function: CELFunction, _ name: String, _ operands: [CELExpression.ID], isMember: Bool, _ id: CELExpression.ID
  ) -> CELType {
    let found = operands.map { unification.resolved(types[$0]) }
    let written = found.map { $0.description(environment.types) }
    let hint = hint(for: operands, found, function)
    if name == "_==_" || name == "_!=_" {
      return report(.incomparable(name == "_==_" ? "==" : "!=", written[0], written[1], hint: hint), at: id)
    }
    let styled = function.overloads.filter { $0.isMember == isMember }
    guard !styled.isEmpty else { return report(.callStyle(function.name, isMember: isMember), at: id) }
    let candidates = candidates(styled, found)
    let signatures = candidates.map { "(\($0.parameters.map { $0.description(environment.types) }.joined(separator: ", ")))" }
    let message = CELMessage.noOverload(
      operatorText(name), takes: signatures, found: "(\(written.joined(separator: ", ")))", hint: hint)
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
      case .literal(.string(let value)) = expression.nodes[text].kind, CivilDate(value) != nil
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
