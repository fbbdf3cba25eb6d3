/// A value that made a condition false, or kept it from being told.
struct CELReason: Sendable {
  /// Where the value was read, as an author writes it: `system.bias.audits[0].outcome`.
  var expression: String
  /// The value as the language writes it; nil where nothing was written.
  var value: String?
  /// The node that holds it, the blank in its place, or the nearest that exists above it; nil for what no manifest says (`today`).
  /// An alias is not resolved.
  var node: Node?
  /// Whether `{notApplicable: reason}` stands at `node`.
  var isNotApplicable = false
}

extension CELReason {
  /// Whether both say what stands in one place.
  fileprivate func isSame(as other: CELReason) -> Bool {
    expression.utf8.elementsEqual(other.expression.utf8) && node?.index == other.node?.index
      && node?.document === other.node?.document
  }
}

/// Finds out why a condition is what it is: the smallest part of it that decided.
///
/// It goes down the instructions and evaluates what it meets once more, so that nothing has to be recorded while rules pass.
struct CELTrace {
  private var context: CELContext
  private var reasons: [CELReason] = []
  /// Names of the variables.
  private let names: [(variable: Int, name: String)]
  /// Names and nodes of macros' variables, by slot from the bottom.
  private var locals: [Int: (name: String, node: CELNode?)] = [:]

  /// How many elements `exists` and the like are explained one by one for; of longer lists, the list is the reason.
  static let explainedElements = 5
  /// How many reasons are given.
  static let maximumReasons = 12

  /// Why a condition has the outcome that `context` found: each value once, in the order in which they were read.
  ///
  /// What that depends on the day for is told to the horizon of `context`.
  static func reasons(for program: CELProgram, in context: inout CELContext) -> [CELReason] {
    var trace = CELTrace(context: context, program: program)
    trace.context.beginEvaluation()
    trace.context.reserve(Int(program.slots))
    trace.explain(program.entry)
    context.horizon = trace.context.horizon
    return trace.reasons
  }

  private init(context: CELContext, program: CELProgram) {
    self.context = context
    names = context.code.variableNames[program.variables.indices].map { name in
      (Int(name.variable), context.code.names[Int(name.name)])
    }
  }
}

// Conditions.
extension CELTrace {
  /// Explains the outcome of a condition.
  private mutating func explain(_ index: Int32) {
    guard reasons.count < CELTrace.maximumReasons, context.exhaustion == nil else { return }
    let instruction = context.code.instructions[Int(index)]
    switch instruction.kind {
    case .and: explainConnective(instruction, decidedBy: .no)
    case .or: explainConnective(instruction, decidedBy: .yes)
    case .not, .remembered: explain(instruction.a)
    case .conditional: explainConditional(instruction, explain: { $0.explain($1) })
    case .all: explainLoop(instruction, decidedBy: .no)
    case .exists: explainLoop(instruction, decidedBy: .yes)
    case .existsOne: explainLoop(instruction, decidedBy: nil)
    case .letVariable, .fact, .bind: explainInside(instruction, explain: { $0.explain($1) })
    default: read(index)
    }
  }

  /// `&&` and `||`: the first side that decides, else both.
  private mutating func explainConnective(_ instruction: CELInstruction, decidedBy decisive: CELTruth) {
    // What the first decides, the second is not asked for: it may go through the whole portfolio, for each finding anew.
    var sides: [(Int32, CELTruth)] = []
    for side in [instruction.a, instruction.b] {
      let truth = context.truth(at: side)
      if truth == decisive { return explain(side) }
      sides.append((side, truth))
    }
    let failing = sides.filter { $0.1 == .failed }
    for side in failing.isEmpty ? sides : failing { explain(side.0) }
  }

  private mutating func explainConditional(
    _ instruction: CELInstruction, explain body: (inout CELTrace, Int32) -> Void
  ) {
    explain(instruction.a)
    switch context.truth(at: instruction.a) {
    case .yes: body(&self, instruction.b)
    case .no: body(&self, instruction.c)
    case .failed: break
    }
  }

  /// The element that decided; where all count, each of a few, or the list.
  private mutating func explainLoop(_ instruction: CELInstruction, decidedBy decisive: CELTruth?) {
    var outcomes: [Int] = []
    var deciding: Int?
    forEachElement(instruction) { trace, position, body in
      outcomes.append(position)
      guard deciding == nil, let decisive, trace.context.truth(at: body) == decisive else { return }
      deciding = position
    }
    if deciding == nil, outcomes.count > CELTrace.explainedElements || outcomes.isEmpty { return read(instruction.a) }
    forEachElement(instruction) { trace, position, body in
      if deciding == nil || deciding == position { trace.explain(body) }
    }
    if decisive == nil { read(instruction.a) }
  }

  /// Sets the variables of a macro to each element in turn, or to so many at most.
  private mutating func forEachElement(
    _ instruction: CELInstruction, limit: Int = .max, _ visit: (inout CELTrace, Int, Int32) -> Void
  ) {
    let range = context.value(at: instruction.a)
    guard var loop = CELLoop(instruction, over: range, in: &context) else { return }
    var nodes: CELCursor?
    if case .node(let node) = range, node.node.resolved.kind == .sequence {
      nodes = CELCursor(items: node, elementShape: context.elementShape(of: node))
    }
    let operands = context.code.operands[Int(instruction.b)..<Int(instruction.b) + 6].map(Int.init)
    let elementSlot = operands[operands[1] < 0 ? 0 : 1]
    let names = [operands[4], operands[5]].filter { $0 >= 0 }.map { context.code.names[$0] }
    var position = 0
    while position < limit, loop.advance(&context) {
      guard context.spend(1) == nil else { return }
      var node = nodes?.nextItem()
      if node == nil, case .node(let element) = loop.current(&context) { node = element }
      for (slot, name) in zip(operands.prefix(2), names) {
        locals[context.frame + slot] = (name, slot == elementSlot ? node : nil)
      }
      visit(&self, position, loop.body)
      position += 1
    }
  }

  /// Goes into a `let` variable, a fact or a binding.
  private mutating func explainInside(_ instruction: CELInstruction, explain body: (inout CELTrace, Int32) -> Void) {
    if instruction.kind == .bind {
      let value = context.value(at: instruction.a)
      read(instruction.a)
      context.locals[context.frame + Int(instruction.c)] = value
      locals[context.frame + Int(instruction.c)] = nil
      return body(&self, instruction.b)
    }
    let program = context.code.programs[Int(instruction.b)]
    guard context.height < CELContext.maximumHeight - program.height else { return }
    let receiver = instruction.kind == .fact ? context.value(at: instruction.a) : nil
    let caller = context.frame
    context.height += program.height
    context.frame += Int(instruction.c)
    context.reserve(Int(program.slots))
    if let receiver {
      context.locals[context.frame] = receiver
      locals[context.frame] = nil
    }
    body(&self, program.entry)
    context.frame = caller
    context.height -= program.height
  }
}

// Values.
extension CELTrace {
  /// Gives what a value was made of as reasons.
  private mutating func read(_ index: Int32) {
    guard reasons.count < CELTrace.maximumReasons, context.exhaustion == nil else { return }
    let instruction = context.code.instructions[Int(index)]
    switch instruction.kind {
    case .constant, .failure: break
    case .variable, .setting, .path, .hasPath, .optionalPath, .local: add(index)
    case .letVariable, .fact, .bind: explainInside(instruction, explain: { $0.read($1) })
    case .conditional: explainConditional(instruction, explain: { $0.read($1) })
    case .and, .or, .not, .all, .exists, .existsOne: explain(index)
    case .select, .hasSelect, .optionalSelect, .index, .optionalIndex:
      if isManifest(index) || isOfVariable(index) {
        add(index)
        if instruction.kind == .index || instruction.kind == .optionalIndex { read(instruction.b) }
      } else {
        readOperands(instruction)
      }
    case .filter, .mapList, .transformMap, .transformMapEntry:
      var count = 0
      forEachElement(instruction, limit: CELTrace.explainedElements + 1) { _, _, _ in count += 1 }
      guard count > 0, count <= CELTrace.explainedElements else { return read(instruction.a) }
      forEachElement(instruction) { trace, _, body in trace.read(body) }
      if context.code.instructions[Int(instruction.a)].kind == .list { read(instruction.a) }
    case .remembered, .orValue, .orOptional, .optMap, .optFlatMap, .hasValue, .size, .matches, .pathEqualsText, .pathIsInTexts, .pathHoldsText,
      .isPlaceholder, .call1:
      read(instruction.a)
    case .isIn, .isInSum: readMembership(index, instruction)
    case .call2, .call:
      readOperands(instruction)
      if CELLibrary.readToday.contains(context.code.callees[Int(instruction.c)].name) { addToday() }
    case .equal, .less, .lessOrEqual, .greater, .greaterOrEqual, .mentionsAny, .list, .map: readOperands(instruction)
    }
  }

  /// `x in list`: where that holds, only what equals `x` is the reason, and not the rest of the list.
  private mutating func readMembership(_ index: Int32, _ instruction: CELInstruction) {
    read(instruction.a)
    let before = reasons.count
    read(instruction.b)
    guard context.truth(at: index) == .yes, let member = context.shown(context.value(at: instruction.a)) else { return }
    let equal = reasons[before...].filter { $0.node != nil && $0.value?.utf8.elementsEqual(member.utf8) == true }
    if !equal.isEmpty { reasons.replaceSubrange(before..., with: equal) }
  }

  private mutating func addToday() {
    let value = context.shown(.timestamp(context.today))
    if !reasons.contains(where: { $0.expression == "today" }) {
      reasons.append(CELReason(expression: "today", value: value, node: nil))
    }
  }

  private mutating func readOperands(_ instruction: CELInstruction) {
    let code = context.code
    switch instruction.kind {
    case .call, .list, .map:
      let width = instruction.kind == .map ? 2 : 1
      for operand in code.operands[Int(instruction.b)..<Int(instruction.b) + Int(instruction.count) * width] {
        read(operand < 0 ? ~operand : operand)
      }
    case .select, .hasSelect, .optionalSelect: read(instruction.a)
    default:
      read(instruction.a)
      read(instruction.b)
    }
  }

  /// Evaluates an instruction and keeps what it reads.
  private mutating func recorded(_ index: Int32) -> (value: CELValue, reads: [CELRead]) {
    let (value, reads) = context.recording { $0.value(at: index) }
    return (value, reads)
  }

  private mutating func isManifest(_ index: Int32) -> Bool { !recorded(index).reads.isEmpty }

  /// Whether it reads a key or an index of a variable, or of something below one.
  private func isOfVariable(_ index: Int32) -> Bool {
    let instruction = context.code.instructions[Int(index)]
    return switch instruction.kind {
    case .variable, .setting, .local: true
    case .select, .hasSelect, .optionalSelect, .index, .optionalIndex: isOfVariable(instruction.a)
    default: false
    }
  }

  /// Gives a read as a reason.
  private mutating func add(_ index: Int32) {
    let instruction = context.code.instructions[Int(index)]
    let (value, reads) = recorded(index)
    var reason = CELReason(expression: context.code.text(of: index), value: nil, node: nil)
    if let last = reads.last {
      reason.node = last.place
      reason.isNotApplicable = last.outcome == .notApplicable
      reason.expression = text(of: last) ?? reason.expression
      if last.outcome == .present { reason.value = context.shown(instruction.kind == .hasPath ? held(last.node) : value) }
    } else if instruction.kind == .local, let local = locals[context.frame + Int(instruction.a)] {
      reason.node = local.node?.node
      reason.expression = local.node.flatMap { path(to: $0.node) } ?? local.name
      reason.value = context.shown(value)
    } else {
      reason.value = context.shown(value)
    }
    // A struct as a whole is no reason; what was read of it is.
    let isWhole = instruction.kind == .variable || instruction.kind == .local
    if isWhole, case .node(let node) = value, node.node.kind == .mapping { return }
    if !reasons.contains(where: { $0.isSame(as: reason) }) { reasons.append(reason) }
  }

  /// What `has` found: the value as it is written.
  private mutating func held(_ node: Node) -> CELValue {
    context.value(of: CELNode(node, shape: 0)) ?? .null
  }
}

// Names of places.
extension CELTrace {
  private func text(of read: CELRead) -> String? {
    path(to: read.node).map { ([$0] + read.missing).joined(separator: ".") }
  }

  /// How an author names a node: from the outermost variable that holds it.
  private func path(to node: Node) -> String? {
    var best: (name: String, root: Node)?
    func consider(_ value: CELValue?, _ name: String) {
      guard case .node(let candidate)? = value, candidate.document === node.document else { return }
      let root = candidate.node.resolved
      guard root.index <= node.index, node.index < root.record.next, root.index <= best?.root.index ?? .max else { return }
      best = (name, root)
    }
    // A variable without a name is not this expression's; it may hold what another rule left there.
    for (variable, name) in names where variable < context.variables.count { consider(context.variables[variable], name) }
    if best == nil {
      for (slot, local) in locals.sorted(by: { $0.key < $1.key }) where slot < context.locals.count {
        consider(local.node.map(CELValue.node), local.name)
      }
    }
    return best.map { CELTrace.path(from: $0.root, to: node, name: $0.name) }
  }

  private static func path(from root: Node, to node: Node, name: String) -> String {
    var text = name
    var current = root
    func holds(_ child: Node) -> Bool { child.index <= node.index && node.index < child.record.next }
    descent: while current.index != node.index {
      switch current.kind {
      case .mapping:
        guard let pair = current.pairs.first(where: { holds($0.value) }) else { break descent }
        let key = pair.key.resolved.text
        let isName = key.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x5F || $0 &- 0x30 < 10 }
        text += isName ? ".\(key)" : "[\(CELValue.quoted(key, with: "'"))]"
        current = pair.value
      case .sequence:
        guard let (position, item) = current.items.enumerated().first(where: { holds($0.element) }) else { break descent }
        text += "[\(position)]"
        current = item
      case .scalar, .alias: break descent
      }
    }
    return text
  }
}
