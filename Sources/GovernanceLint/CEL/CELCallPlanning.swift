// How calls are planned: as instructions of their own, or as calls of the library.

extension CELPlanner {
  mutating func call(
    _ callee: CELFunctionName, _ target: CELExpression.ID?, _ arguments: CELExpression.Operands, for id: CELExpression.ID
  ) -> Int32 {
    switch checked.references[id] {
    case .fact(let index) where environment.facts.indices.contains(index):
      guard let receiver = checked.expression[arguments.with(target: target)].first?.id else {
        return failure("no such overload", for: id)
      }
      let fact = environment.facts[index]
      guard let program = code.facts[CELCode.FactKey(receiver: fact.receiver, name: fact.name)], program >= 0 else {
        return failure("'\(fact.name)' is defined by itself, or nests too deep", for: id)
      }
      let operand = emit(receiver)
      let reader = code.instructions[Int(operand)]
      let isOfSubject = reader.kind == .variable && reader.a == 0
      return add(
        CELInstruction(kind: .fact, count: isOfSubject ? 1 : 0, a: operand, b: program, c: slotsInUse), for: id)
    case .function(let place, let overloads):
      let function = environment.function(at: Int(place))
      guard let first = overloads.first else { return uncheckedCall(callee, target, arguments, for: id) }
      // Where the function is no member, what stands before the dot is part of its name.
      let operands = function.overloads[first].isMember ? arguments.with(target: target) : arguments
      return call(Int(place), function, first, operands, for: id)
    default: return uncheckedCall(callee, target, arguments, for: id)
    }
  }

  /// A call that was not checked, or checked and refused: the values will tell.
  private mutating func uncheckedCall(
    _ callee: CELFunctionName, _ target: CELExpression.ID?, _ arguments: CELExpression.Operands, for id: CELExpression.ID
  ) -> Int32 {
    let operands = arguments.with(target: target)
    guard let place = environment.place(of: callee, in: checked.expression),
      case let function = environment.function(at: place),
      let overload = function.overloads.firstIndex(where: {
        $0.parameters.count == operands.count && $0.isMember == (target != nil)
      })
    else { return failure("undeclared reference to '\(checked.expression.text(of: callee))'", for: id) }
    return call(place, function, overload, operands, for: id)
  }

  private mutating func call(
    _ place: Int, _ function: CELFunction, _ overload: Int, _ operands: CELExpression.Operands, for id: CELExpression.ID
  ) -> Int32 {
    if place < CELLibrary.builtins.count, let builtin = CELLibrary.builtins[place],
      let known = operation(builtin, operands, for: id)
    {
      return known
    }
    return application(function.name, function.overloads[overload].apply, emit(operands), for: id)
  }

  /// Operators and functions that have an instruction of their own.
  private mutating func operation(
    _ builtin: CELBuiltin, _ operands: CELExpression.Operands, for id: CELExpression.ID
  ) -> Int32? {
    func operand(_ index: Int) -> CELExpression.ID { checked.expression.operand(index, of: operands) }
    switch (builtin, operands.count) {
    case (.dyn, 1): return emit(operand(0))
    case (.equal, 2), (.notEqual, 2):
      return equality(emit(operand(0)), emit(operand(1)), isNegated: builtin == .notEqual, for: id)
    case (.isIn, 2): return membership(emit(operand(0)), emit(operand(1)), for: id)
    case (.matches, 2):
      guard let pattern = checked.expression.text(ofLiteral: operand(1)) else { return nil }
      return add(.matches, emit(operand(0)), self.name(pattern), for: id)
    case (.mentionsAny, 2): return mention(emit(operand(0)), emit(operand(1)), for: id)
    default:
      guard let kind = builtin.instruction, (1...3).contains(operands.count) else { return nil }
      let first = emit(operand(0))
      let second = operands.count > 1 ? emit(operand(1)) : 0
      return add(kind, first, second, operands.count > 2 ? emit(operand(2)) : 0, for: id)
    }
  }

  private mutating func application(
    _ name: String, _ apply: CELImplementation, _ operands: [Int32], for id: CELExpression.ID
  ) -> Int32 {
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

extension CELBuiltin {
  /// The instruction that it is, where it is one and no more.
  fileprivate var instruction: CELInstruction.Kind? {
    switch self {
    case .and: .and
    case .or: .or
    case .not: .not
    case .conditional: .conditional
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .size: .size
    case .hasValue: .hasValue
    case .orOptional: .orOptional
    case .orValue: .orValue
    case .isPlaceholder: .isPlaceholder
    default: nil
    }
  }
}
