// How calls are planned: as instructions of their own, or as calls of the library.

extension CELPlanner {
  mutating func call(
    _ written: String, _ target: CELExpression.ID?, _ arguments: [CELExpression.ID], for id: CELExpression.ID
  ) -> Int32 {
    switch checked.references[id] {
    case .fact(let index) where environment.facts.indices.contains(index):
      guard let receiver = target ?? arguments.first else { return failure("no such overload", for: id) }
      let fact = environment.facts[index]
      guard let program = code.facts[CELCode.FactKey(receiver: fact.receiver, name: fact.name)], program >= 0 else {
        return failure("'\(fact.name)' is defined by itself, or nests too deep", for: id)
      }
      let operand = emit(receiver)
      let reader = code.instructions[Int(operand)]
      let isOfSubject = reader.kind == .variable && reader.a == 0
      return add(
        CELInstruction(kind: .fact, count: isOfSubject ? 1 : 0, a: operand, b: program, c: slotsInUse), for: id)
    case .function(let name, let overloads):
      guard let function = environment.function(named: name) else { return failure("undeclared reference to '\(name)'", for: id) }
      guard let overload = overloads.first(where: { function.overloads.indices.contains($0) }).map({ function.overloads[$0] })
      else { return uncheckedCall(name, target, arguments, for: id) }
      // Where the function is no member, what stands before the dot is part of its name.
      let operands = (overload.isMember ? target.map { [$0] } ?? [] : []) + arguments
      return operation(name, operands, for: id) ?? application(name, overload.apply, operands, for: id)
    default: return uncheckedCall(written, target, arguments, for: id)
    }
  }

  /// A call that was not checked, or checked and refused: the values will tell.
  private mutating func uncheckedCall(
    _ name: String, _ target: CELExpression.ID?, _ arguments: [CELExpression.ID], for id: CELExpression.ID
  ) -> Int32 {
    let operands = (target.map { [$0] } ?? []) + arguments
    let overloads = environment.function(named: name)?.overloads ?? []
    guard let overload = overloads.first(where: { $0.parameters.count == operands.count && $0.isMember == (target != nil) })
    else { return failure("undeclared reference to '\(name)'", for: id) }
    return operation(name, operands, for: id) ?? application(name, overload.apply, operands, for: id)
  }

  private static let operators: [String: CELInstruction.Kind] = [
    "_&&_": .and, "_||_": .or, "!_": .not, "_?_:_": .conditional, "_<_": .less, "_<=_": .lessOrEqual, "_>_": .greater,
    "_>=_": .greaterOrEqual, "size": .size, "hasValue": .hasValue, "or": .orOptional, "orValue": .orValue,
    "isPlaceholder": .isPlaceholder,
  ]

  /// Operators and functions that have an instruction of their own.
  private mutating func operation(_ name: String, _ arguments: [CELExpression.ID], for id: CELExpression.ID) -> Int32? {
    switch (name, arguments.count) {
    case ("dyn", 1): return emit(arguments[0])
    case ("_==_", 2), ("_!=_", 2):
      return equality(emit(arguments[0]), emit(arguments[1]), isNegated: name == "_!=_", for: id)
    case ("@in", 2): return membership(emit(arguments[0]), emit(arguments[1]), for: id)
    case ("matches", 2):
      guard case .literal(.string(let pattern)) = checked.expression.nodes[arguments[1]].kind else { return nil }
      return add(.matches, emit(arguments[0]), self.name(pattern), for: id)
    case ("mentionsAny", 2): return mention(emit(arguments[0]), emit(arguments[1]), for: id)
    default:
      guard let kind = CELPlanner.operators[name] else { return nil }
      let operands = arguments.map { emit($0) }
      return add(
        kind, operands.first ?? 0, operands.dropFirst().first ?? 0, operands.dropFirst(2).first ?? 0, for: id)
    }
  }

  private mutating func application(
    _ name: String, _ apply: CELImplementation, _ arguments: [CELExpression.ID], for id: CELExpression.ID
  ) -> Int32 {
    let operands = arguments.map { emit($0) }
    let known = code.callees.firstIndex { $0.arity == operands.count && $0.name == name }
    if known == nil { code.callees.append(CELCallee(name: name, arity: operands.count, apply: apply)) }
    let callee = Int32(known ?? code.callees.count - 1)
    switch operands.count {
    case 1: return add(.call1, operands[0], 0, callee, for: id)
    case 2: return add(.call2, operands[0], operands[1], callee, for: id)
    default:
      guard let count = UInt16(exactly: operands.count) else { return failure("too many arguments", for: id) }
      return add(CELInstruction(kind: .call, count: count, b: self.operands(operands), c: callee), for: id)
    }
  }
}
