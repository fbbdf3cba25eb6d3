/// Turns checked expressions into code: names, overloads, constants and the keys of fields are resolved here, once.
///
/// One planner serves the expressions of one rule, so that its `let` variables are planned once; facts are planned once for the code.
struct CELPlanner {
  private(set) var code: CELCode
  private let environment: CELEnvironment
  /// Names of the environment's variables, in `code.names`.
  private let variableNames: [Int32]
  /// Programs of `let` variables, by variable; nil while one is being planned.
  private var lets: [Int: Int32?] = [:]
  private var nesting = 0

  // Of the expression that is being planned.
  private var checked = CheckedExpression(text: "", expression: CELExpression(), types: [], references: [])
  /// Variables of macros, innermost last, with their slots.
  private var scope: [(name: String, slot: Int32)] = []
  private var slots: Int32 = 0
  private var reads: Set<Int32> = []
  /// Whether variable 0 is the receiver of a fact, in slot 0.
  private var isFact = false
  /// Values of a fact's variables from index 1 on.
  private var factConstants: [CELValue] = []

  /// A planner that adds to `code`; `environment` has the types that `code` was made with.
  init(code: CELCode, environment: CELEnvironment) {
    self.code = code
    self.environment = environment
    let first = Int32(code.names.count)
    self.code.names += environment.variables.map(\.name)
    variableNames = environment.variables.indices.map { first + Int32($0) }
  }

  /// Plans an expression.
  mutating func plan(_ checked: CheckedExpression) -> CELProgram {
    code.programs[Int(program(checked, isFact: false))]
  }
}

// Programs.
extension CELPlanner {
  /// Plans an expression and what it calls; the index of its program.
  private mutating func program(_ checked: CheckedExpression, isFact: Bool) -> Int32 {
    var called = planCalled(by: checked, isFact: isFact)
    let outer = (self.checked, scope, slots, reads, self.isFact)
    (self.checked, scope, slots, reads, self.isFact) = (checked, [], isFact ? 1 : 0, [], isFact)
    let entry = emit(checked.expression.root)
    called.formUnion(reads)
    code.programs.append(
      CELProgram(
        text: checked.text, entry: entry, end: Int32(code.instructions.count), slots: slots,
        variables: isFact ? [] : variableNames, reads: called.sorted()))
    (self.checked, scope, slots, reads, self.isFact) = outer
    return Int32(code.programs.count - 1)
  }

  /// Plans the `let` variables and facts that an expression uses, so that each program's instructions stay together; the
  /// variables that they read.
  private mutating func planCalled(by checked: CheckedExpression, isFact: Bool) -> Set<Int32> {
    var read: Set<Int32> = []
    guard nesting < CELContext.maximumCalls else { return read }
    nesting += 1
    defer { nesting -= 1 }
    for reference in checked.references {
      switch reference {
      case .variable(let index) where !isFact && environment.variables.indices.contains(index):
        guard let definition = environment.variables[index].definition else { continue }
        if lets[index] == nil {
          lets[index] = .some(nil)
          lets[index] = program(definition, isFact: false)
        }
        if case .some(.some(let program)) = lets[index] { read.formUnion(code.programs[Int(program)].reads) }
      case .fact(let index) where environment.facts.indices.contains(index):
        let fact = environment.facts[index]
        let key = CELCode.FactKey(receiver: fact.receiver, name: fact.name)
        guard code.facts[key] == nil else { continue }
        // A fact that calls itself finds this and fails.
        code.facts[key] = -1
        let outer = factConstants
        factConstants = fact.constants
        code.facts[key] = program(fact.body, isFact: true)
        factConstants = outer
      default: continue
      }
    }
    return read
  }
}

// Instructions.
extension CELPlanner {
  private func range(_ id: CELExpression.ID) -> TextRange { checked.expression.nodes[id].range }

  /// Appends an instruction for a node.
  private mutating func add(_ instruction: CELInstruction, for id: CELExpression.ID) -> Int32 {
    code.instructions.append(instruction)
    code.ranges.append(range(id))
    return Int32(code.instructions.count - 1)
  }

  private mutating func add(
    _ kind: CELInstruction.Kind, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, for id: CELExpression.ID
  ) -> Int32 {
    add(CELInstruction(kind: kind, a: a, b: b, c: c), for: id)
  }

  private mutating func constant(_ value: CELValue, for id: CELExpression.ID) -> Int32 {
    code.constants.append(value)
    return add(.constant, Int32(code.constants.count - 1), for: id)
  }

  private mutating func name(_ name: String) -> Int32 {
    code.names.append(name)
    return Int32(code.names.count - 1)
  }

  private mutating func failure(_ message: String, for id: CELExpression.ID) -> Int32 { add(.failure, name(message), for: id) }

  private mutating func operands(_ list: [Int32]) -> Int32 {
    code.operands.append(contentsOf: list)
    return Int32(code.operands.count - list.count)
  }

  /// Plans a node; the index of its instruction.
  private mutating func emit(_ id: CELExpression.ID) -> Int32 {
    switch checked.references[id] {
    case .variable(let index): return variable(index, for: id)
    case .constant(let literal): return constant(CELValue(literal), for: id)
    case .type(let type): return constant(.type(type.runtimeName), for: id)
    case .local, .field, .function, .fact, nil: break
    }
    switch checked.expression.nodes[id].kind {
    case .literal(let literal): return constant(CELValue(literal), for: id)
    case .name(let name): return local(name, for: id)
    case .select(let operand, let field, let isOptional):
      return path(id)
        ?? add(isOptional ? .optionalSelect : .select, emit(operand), name(field), for: id)
    case .has(let operand, let field):
      return path(id) ?? add(.hasSelect, emit(operand), name(field), for: id)
    case .index(let operand, let index, let isOptional):
      return add(isOptional ? .optionalIndex : .index, emit(operand), emit(index), for: id)
    case .call(let name, let target, let arguments): return call(name, target, arguments, for: id)
    case .list(let elements): return list(elements, for: id)
    case .map(let entries):
      var list: [Int32] = []
      for entry in entries {
        list.append(emit(entry.key))
        let value = emit(entry.value)
        list.append(entry.isOptional ? ~value : value)
      }
      return counted(.map, list, count: entries.count, for: id)
    case .message(let type, _): return failure("'\(type)' cannot be made: protocol buffers are not part of this language", for: id)
    case .comprehension(let comprehension): return loop(comprehension, for: id)
    case .bind(let name, let value, let body):
      let value = emit(value)
      let slot = declare(name)
      let body = emit(body)
      scope.removeLast()
      return add(.bind, value, body, slot, for: id)
    }
  }

  private mutating func counted(_ kind: CELInstruction.Kind, _ list: [Int32], count: Int, for id: CELExpression.ID) -> Int32 {
    guard let count = UInt16(exactly: count) else { return failure("more than \(UInt16.max) items", for: id) }
    return add(CELInstruction(kind: kind, count: count, b: operands(list)), for: id)
  }

  private mutating func variable(_ index: Int, for id: CELExpression.ID) -> Int32 {
    if isFact {
      if index == 0 { return add(.local, 0, for: id) }
      guard factConstants.indices.contains(index - 1) else { return failure("a fact reads nothing but its receiver and tables", for: id) }
      return constant(factConstants[index - 1], for: id)
    }
    guard environment.variables.indices.contains(index) else { return failure("undeclared variable", for: id) }
    reads.insert(Int32(index))
    guard environment.variables[index].definition != nil else { return add(.variable, Int32(index), for: id) }
    guard case .some(.some(let program)) = lets[index] else {
      return failure("'\(environment.variables[index].name)' is defined by itself", for: id)
    }
    return add(.letVariable, Int32(index), program, slotsInUse, for: id)
  }

  private mutating func local(_ name: String, for id: CELExpression.ID) -> Int32 {
    if let found = scope.last(where: { $0.name.utf8.elementsEqual(name.utf8) }) { return add(.local, found.slot, for: id) }
    return failure("undeclared reference to '\(name)'", for: id)
  }

  private var slotsInUse: Int32 { Int32(scope.count) + (isFact ? 1 : 0) }

  /// Gives a macro's variable a slot, until it is taken off `scope`.
  private mutating func declare(_ name: String) -> Int32 {
    let slot = slotsInUse
    scope.append((name, slot))
    slots = max(slots, slot + 1)
    return slot
  }

  private mutating func list(_ elements: [CELExpression.Element], for id: CELExpression.ID) -> Int32 {
    let first = (code.instructions.count, code.constants.count)
    let items = elements.map { element in
      let value = emit(element.value)
      return element.isOptional ? ~value : value
    }
    let values = items.compactMap { item -> CELValue? in
      guard item >= 0, case let instruction = code.instructions[Int(item)], instruction.kind == .constant else { return nil }
      return code.constants[Int(instruction.a)]
    }
    guard values.count == items.count else { return counted(.list, items, count: items.count, for: id) }
    // A list of constants is one constant.
    code.instructions.removeSubrange(first.0...)
    code.ranges.removeSubrange(first.0...)
    code.constants.removeSubrange(first.1...)
    return constant(.list(values), for: id)
  }

  private mutating func loop(_ comprehension: CELExpression.Comprehension, for id: CELExpression.ID) -> Int32 {
    let range = emit(comprehension.range)
    let slots = comprehension.variables.map { declare($0) }
    let filter: Int32 = if let filter = comprehension.filter { emit(filter) } else { -1 }
    let body = emit(comprehension.body)
    scope.removeLast(slots.count)
    let names = comprehension.variables.map { name($0) }
    let kind: CELInstruction.Kind =
      switch comprehension.macro {
      case .all: .all
      case .exists: .exists
      case .existsOne: .existsOne
      case .filter: .filter
      case .map, .transformList: .mapList
      case .transformMap: .transformMap
      case .transformMapEntry: .transformMapEntry
      case .optMap: .optMap
      case .optFlatMap: .optFlatMap
      }
    let list: [Int32] = [slots.first ?? -1, slots.dropFirst().first ?? -1, filter, body, names.first ?? -1, names.dropFirst().first ?? -1]
    return add(kind, range, operands(list), for: id)
  }
}

// Paths of fields.
extension CELPlanner {
  /// Plans a chain of fields of structs as one instruction; nil where the node is none.
  private mutating func path(_ id: CELExpression.ID) -> Int32? {
    var fields: [Int32] = []
    var isOptional = false
    var base = id
    chain: while case .field(let object, let field)? = checked.references[base] {
      guard environment.types.objects.indices.contains(object) else { return nil }
      switch checked.expression.nodes[base].kind {
      case .select(let operand, _, let reads):
        isOptional = isOptional || reads
        base = operand
      case .has(let operand, _): base = operand
      default: break chain
      }
      fields.append(code.shapes.field(object: object, field: field))
    }
    guard !fields.isEmpty, let count = UInt16(exactly: fields.count) else { return nil }
    if case .optional = checked.types[base] { isOptional = true }
    let operand = emit(base)
    let kind: CELInstruction.Kind =
      if case .has = checked.expression.nodes[id].kind { .hasPath } else if isOptional { .optionalPath } else { .path }
    return add(CELInstruction(kind: kind, count: count, a: operand, b: operands(fields.reversed())), for: id)
  }

  /// Whether an instruction reads a field that is text, or with `list` a list of texts.
  private func isTextPath(_ instruction: Int32, list: Bool) -> Bool {
    let path = code.instructions[Int(instruction)]
    guard path.kind == .path else { return false }
    let field = code.operands[Int(path.b) + Int(path.count) - 1]
    let shape = code.shapes[code.shapes.fields[Int(field)].shape]
    return list ? shape.kind == .list && code.shapes[shape.a].kind == .text : shape.kind == .text
  }

  private func constantText(_ instruction: Int32) -> String? {
    guard case let constant = code.instructions[Int(instruction)], constant.kind == .constant,
      case .string(let text) = code.constants[Int(constant.a)]
    else { return nil }
    return text
  }

  private mutating func bytes(_ text: String) -> (start: Int32, count: Int32) {
    let start = Int32(code.bytes.count)
    code.bytes.append(contentsOf: text.utf8)
    return (start, Int32(code.bytes.count) - start)
  }

  private mutating func equality(_ left: Int32, _ right: Int32, isNegated: Bool, for id: CELExpression.ID) -> Int32 {
    for (path, constant) in [(left, right), (right, left)] {
      guard isTextPath(path, list: false), let text = constantText(constant) else { continue }
      let (start, count) = bytes(text)
      return add(CELInstruction(kind: .pathEqualsText, isNegated: isNegated, a: path, b: start, c: count), for: id)
    }
    return add(CELInstruction(kind: .equal, isNegated: isNegated, a: left, b: right), for: id)
  }

  private mutating func membership(_ element: Int32, _ range: Int32, for id: CELExpression.ID) -> Int32 {
    if isTextPath(range, list: true), let text = constantText(element) {
      let (start, count) = bytes(text)
      return add(.pathHoldsText, range, start, count, for: id)
    }
    if isTextPath(element, list: false), case let list = code.instructions[Int(range)], list.kind == .constant,
      case .list(let values) = code.constants[Int(list.a)], values.count < 1000
    {
      var list: [Int32] = []
      for case .string(let text) in values {
        let (start, count) = bytes(text)
        list += [start, count]
      }
      return add(
        CELInstruction(kind: .pathIsInTexts, count: UInt16(list.count), a: element, b: operands(list)), for: id)
    }
    return add(.isIn, element, range, for: id)
  }
}

// Calls.
extension CELPlanner {
  private mutating func call(
    _ written: String, _ target: CELExpression.ID?, _ arguments: [CELExpression.ID], for id: CELExpression.ID
  ) -> Int32 {
    switch checked.references[id] {
    case .fact(let index) where environment.facts.indices.contains(index):
      guard let receiver = target ?? arguments.first else { return failure("no such overload", for: id) }
      let fact = environment.facts[index]
      guard let program = code.facts[CELCode.FactKey(receiver: fact.receiver, name: fact.name)], program >= 0 else {
        return failure("'\(fact.name)' is defined by itself", for: id)
      }
      let operand = emit(receiver)
      return add(.fact, operand, program, slotsInUse, for: id)
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

  /// Operators and functions that have an instruction of their own.
  private mutating func operation(_ name: String, _ arguments: [CELExpression.ID], for id: CELExpression.ID) -> Int32? {
    let operators: [String: CELInstruction.Kind] = [
      "_&&_": .and, "_||_": .or, "!_": .not, "_?_:_": .conditional, "_<_": .less, "_<=_": .lessOrEqual, "_>_": .greater,
      "_>=_": .greaterOrEqual, "size": .size, "hasValue": .hasValue, "or": .orOptional, "orValue": .orValue,
    ]
    switch (name, arguments.count) {
    case ("dyn", 1): return emit(arguments[0])
    case ("_==_", 2), ("_!=_", 2):
      return equality(emit(arguments[0]), emit(arguments[1]), isNegated: name == "_!=_", for: id)
    case ("@in", 2): return membership(emit(arguments[0]), emit(arguments[1]), for: id)
    case ("matches", 2):
      guard case .literal(.string(let pattern)) = checked.expression.nodes[arguments[1]].kind else { return nil }
      return add(.matches, emit(arguments[0]), self.name(pattern), for: id)
    default:
      guard let kind = operators[name] else { return nil }
      let operands = arguments.map { emit($0) }
      return add(
        kind, operands.first ?? 0, operands.dropFirst().first ?? 0, operands.dropFirst(2).first ?? 0, for: id)
    }
  }

  private mutating func application(
    _ name: String, _ apply: CELImplementation, _ arguments: [CELExpression.ID], for id: CELExpression.ID
  ) -> Int32 {
    let operands = arguments.map { emit($0) }
    let known = code.callees.firstIndex { $0.arity == operands.count && $0.name.utf8.elementsEqual(name.utf8) }
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

extension CELType {
  /// The name of the type that values of it have when a program runs.
  var runtimeName: String {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string, .choice: "string"
    case .bytes: "bytes"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .dyn: "dyn"
    case .list: "list"
    case .map, .object: "map"
    case .optional: "optional_type"
    case .type: "type"
    case .parameter(let name), .opaque(let name, _): name
    }
  }
}
