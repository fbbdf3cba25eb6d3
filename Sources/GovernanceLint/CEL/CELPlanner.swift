/// Turns checked expressions into code: names, overloads, constants and the keys of fields are resolved here, once.
///
/// One planner serves the expressions of one rule, so that its `let` variables are planned once; facts are planned once for
/// the code.
struct CELPlanner {
  var code: CELCode
  let environment: CELEnvironment
  /// Names of the environment's variables, in `code.variableNames`.
  private let variableNames: CELRun
  /// Programs of `let` variables, by variable; nil while one is being planned.
  private var lets: [Int: Int32?] = [:]
  private var nesting = 0
  /// How many `let` variables and facts may be planned one inside the other.
  private static let maximumNesting = 256

  // Of the expression that is being planned.
  var checked = CheckedExpression(text: "", expression: CELExpression(), types: [], references: [])
  /// Variables of macros, innermost last, with their slots.
  private var scope: [(name: CELName, slot: Int32)] = []
  private var slots: Int32 = 0
  private var level: Int32 = 0
  private var height: Int32 = 0
  private var reads = SortedList<Int32>()
  /// Whether variable 0 is the receiver of a fact, in slot 0.
  private(set) var isFact = false
  /// Values of a fact's variables from index 1 on.
  private var factConstants: [CELEnvironment.Constant] = []
  /// Places in `code.constants` of parameters, by variable.
  private var parameters: [Int: Int32] = [:]

  /// A planner that adds to `code`; `environment` has the types that `code` was made with.
  init(code: consuming CELCode, environment: CELEnvironment) {
    self.code = consume code
    self.environment = environment
    let first = Int32(self.code.variableNames.count)
    for (index, variable) in environment.variables.enumerated() where variable.constant == nil && !variable.name.isEmpty {
      let name = self.code.place(ofName: variable.name, hash: variable.hash)
      self.code.variableNames.append(CELVariableName(variable: Int32(index), name: name))
    }
    variableNames = CELRun(start: first, end: Int32(self.code.variableNames.count))
  }

  /// Gives the code back, of which nothing is planned any more.
  mutating func takeCode() -> CELCode {
    var taken = CELCode.none
    swap(&taken, &code)
    return taken
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
    (self.checked, scope, slots, reads, self.isFact) = (checked, [], isFact ? 1 : 0, SortedList<Int32>(), isFact)
    (level, height) = (0, 0)
    let entry = emit(checked.expression.root)
    for variable in reads.all { called.insert(variable) }
    let (text, read) = (code.texts.count, Int32(code.variableReads.count))
    code.texts.append(contentsOf: checked.expression.bytes)
    code.variableReads.append(contentsOf: called.all)
    code.programs.append(
      CELProgram(
        text: TextRange(text, code.texts.count), entry: entry, end: Int32(code.instructions.count), slots: slots, height: height,
        variables: isFact ? CELRun(start: 0, end: 0) : variableNames, reads: CELRun(start: read, end: Int32(code.variableReads.count))))
    (self.checked, scope, slots, reads, self.isFact) = outer
    return Int32(code.programs.count - 1)
  }

  /// Plans the `let` variables and facts that an expression uses, so that each program's instructions stay together; the
  /// variables that they read.
  private mutating func planCalled(by checked: CheckedExpression, isFact: Bool) -> SortedList<Int32> {
    var read = SortedList<Int32>()
    guard nesting < CELPlanner.maximumNesting else { return read }
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
        guard case .some(.some(let program)) = lets[index] else { continue }
        for variable in code.variables(readBy: code.programs[Int(program)]) { read.insert(variable) }
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
  mutating func add(_ instruction: CELInstruction, for id: CELExpression.ID) -> Int32 {
    code.instructions.append(instruction)
    code.ranges.append(range(id))
    return Int32(code.instructions.count - 1)
  }

  mutating func add(
    _ kind: CELInstruction.Kind, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, for id: CELExpression.ID
  ) -> Int32 {
    add(CELInstruction(kind: kind, a: a, b: b, c: c), for: id)
  }

  private mutating func constant(_ value: CELValue, for id: CELExpression.ID) -> Int32 {
    add(.constant, code.constants.append(value), for: id)
  }

  mutating func name(_ name: String) -> Int32 { code.place(ofName: name) }

  mutating func failure(_ message: String, for id: CELExpression.ID) -> Int32 { add(.failure, name(message), for: id) }

  mutating func operands(_ list: [Int32]) -> Int32 {
    code.operands.append(contentsOf: list)
    return Int32(code.operands.count - list.count)
  }

  /// Plans a node; the index of its instruction.
  mutating func emit(_ id: CELExpression.ID) -> Int32 {
    let start = code.instructions.count
    return remembering(instruction(for: id), from: start, for: id)
  }

  private mutating func instruction(for id: CELExpression.ID) -> Int32 {
    level += 1
    height = max(height, level)
    defer { level -= 1 }
    switch checked.references[id] {
    case .variable(let index): return variable(index, for: id)
    case .type(let index): return constant(.type(CELType.names[index].type.runtimeName), for: id)
    case .local, .field, .function, .fact, nil: break
    }
    switch checked.expression.nodes[id].kind {
    case .literal(let index): return constant(CELValue(checked.expression.literals[index]), for: id)
    case .name(let name): return local(name, for: id)
    case .select(let operand, let field, let isOptional):
      return path(id)
        ?? add(isOptional ? .optionalSelect : .select, emit(operand), name(text(of: field)), for: id)
    case .has(let operand, let field):
      return path(id) ?? add(.hasSelect, emit(operand), name(text(of: field)), for: id)
    case .index(let operand, let index, let isOptional):
      return add(isOptional ? .optionalIndex : .index, emit(operand), emit(index), for: id)
    case .call(let callee, let target, let arguments): return call(callee, target, arguments, for: id)
    case .list(let elements): return list(elements, for: id)
    case .map(let entries):
      let list = emit(entries)
      return counted(.map, list, count: list.count / 2, for: id)
    case .message(let type, _):
      let name = checked.expression.qualifiedName(of: type) ?? ""
      return failure("'\(name)' cannot be made: protocol buffers are not part of this language", for: id)
    case .comprehension(let index): return loop(checked.expression.comprehensions[index], for: id)
    case .bind(let name, let value, let body):
      let value = emit(value)
      let slot = declare(name)
      let body = emit(body)
      scope.removeLast()
      return add(.bind, value, body, slot, for: id)
    }
  }

  /// Plans several nodes; the complements of those that are optional.
  mutating func emit(_ operands: CELExpression.Operands) -> [Int32] {
    var items: [Int32] = []
    items.reserveCapacity(Int(operands.count))
    for operand in checked.expression[operands] {
      let item = emit(operand.id)
      items.append(operand.isOptional ? ~item : item)
    }
    return items
  }

  func text(of name: CELName) -> String { checked.expression.text(of: name) }

  private mutating func counted(_ kind: CELInstruction.Kind, _ list: [Int32], count: Int, for id: CELExpression.ID) -> Int32 {
    guard let count = UInt16(exactly: count) else { return failure("more than \(UInt16.max) items", for: id) }
    return add(CELInstruction(kind: kind, count: count, b: operands(list)), for: id)
  }

  private mutating func variable(_ index: Int, for id: CELExpression.ID) -> Int32 {
    if isFact {
      if index == 0 { return add(.local, 0, for: id) }
      guard factConstants.indices.contains(index - 1) else { return failure("a fact reads nothing but its receiver and tables", for: id) }
      return add(.setting, place(of: factConstants[index - 1]), for: id)
    }
    guard environment.variables.indices.contains(index) else { return failure("undeclared variable", for: id) }
    if let constant = environment.variables[index].constant {
      let place = parameters[index] ?? place(of: constant)
      parameters[index] = place
      return add(.setting, place, for: id)
    }
    reads.insert(Int32(index))
    guard environment.variables[index].definition != nil else { return add(.variable, Int32(index), for: id) }
    guard case .some(.some(let program)) = lets[index] else {
      return failure("'\(environment.variables[index].name)' is defined by itself, or nests too deep", for: id)
    }
    return add(.letVariable, Int32(index), program, slotsInUse, for: id)
  }

  private mutating func place(of constant: CELEnvironment.Constant) -> Int32 {
    if let table = constant.table, let known = code.tables[table] { return known }
    let place = code.constants.append(constant.value)
    if let table = constant.table { code.tables[table] = place }
    return place
  }

  private mutating func local(_ name: CELName, for id: CELExpression.ID) -> Int32 {
    for index in scope.indices.reversed() where checked.expression.isSame(scope[index].name, name) {
      return add(.local, scope[index].slot, for: id)
    }
    return failure("undeclared reference to '\(text(of: name))'", for: id)
  }

  var slotsInUse: Int32 { Int32(scope.count) + (isFact ? 1 : 0) }

  /// Gives a macro's variable a slot, until it is taken off `scope`.
  private mutating func declare(_ name: CELName) -> Int32 {
    let slot = slotsInUse
    scope.append((name, slot))
    slots = max(slots, slot + 1)
    return slot
  }

  private mutating func list(_ elements: CELExpression.Operands, for id: CELExpression.ID) -> Int32 {
    let first = (code.instructions.count, code.constants.count)
    let items = emit(elements)
    let values = items.compactMap { item -> CELValue? in
      guard item >= 0, case let instruction = code.instructions[Int(item)], instruction.kind == .constant else { return nil }
      return code.constants[instruction.a]
    }
    guard values.count == items.count else { return counted(.list, items, count: items.count, for: id) }
    // A list of constants is one constant.
    code.instructions.removeSubrange(first.0...)
    code.ranges.removeSubrange(first.0...)
    code.constants.removeAll(from: first.1)
    return constant(.list(values), for: id)
  }

  private mutating func loop(_ comprehension: CELExpression.Comprehension, for id: CELExpression.ID) -> Int32 {
    let range = emit(comprehension.range)
    let variables = comprehension.variables
    let slots = variables.map { declare($0) }
    let filter: Int32 = if let filter = comprehension.filter { emit(filter) } else { -1 }
    let body = emit(comprehension.body)
    scope.removeLast(slots.count)
    let names = variables.map { name(text(of: $0)) }
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
    let list: [Int32] = [
      slots.first ?? -1, slots.dropFirst().first ?? -1, filter, body, names.first ?? -1, names.dropFirst().first ?? -1,
    ]
    return add(kind, range, operands(list), for: id)
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
    case .parameter(let parameter): parameter.letter ?? "dyn"
    case .opaque(let name, _): name
    }
  }
}
