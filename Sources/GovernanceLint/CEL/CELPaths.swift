// Reading fields of manifests: the hot part of every rule.

/// Where a path of fields ends.
enum CELStep {
  case node(CELNode)
  case absent
  /// Absent, and a list that reads as empty then.
  case empty
  /// The path goes through values that no manifest holds: a portfolio, a table.
  case value(CELValue)
}

extension CELContext {
  /// Goes down the path of an instruction (`path`, `hasPath`, `optionalPath`).
  @inline(__always)
  mutating func walk(_ instruction: CELInstruction) -> CELStep {
    if let place = place(of: instruction), let document = subjectDocument {
      if place >= 0 { return .node(CELNode(document: document, index: place, shape: field(of: instruction).shape)) }
      return field(of: instruction).readsEmptyWhenAbsent ? .empty : .absent
    }
    let base = code.instructions[Int(instruction.a)]
    switch base.kind {
    case .variable:
      if case .node(let node)? = variables[Int(base.a)] { return walk(instruction, from: node) }
    case .local:
      if case .node(let node) = locals[frame &+ Int(base.a)] { return walk(instruction, from: node) }
    default: break
    }
    return walkValues(instruction)
  }

  @inline(__always)
  private mutating func walk(_ instruction: CELInstruction, from start: CELNode) -> CELStep {
    let document = start.document
    var index = start.index
    var shape = start.shape
    var operand = Int(instruction.b)
    let end = operand &+ Int(instruction.count)
    NodeView.with(document) { nodes in
      while operand < end {
        let field = code.shapes.fields[Int(code.operands[operand])]
        guard let child = find(field, in: nodes, index), isWritten(child, as: field.shape, in: nodes, document) else { return }
        operand &+= 1
        index = child
        shape = field.shape
      }
    }
    let node = CELNode(document: document, index: index, shape: shape)
    guard operand == end else { return absent(instruction, from: node, operand) }
    if isRecording { record(node, missing: [], outcome: .present) }
    return .node(node)
  }

  /// The index of the value of a field in a mapping; nil where there is none.
  ///
  /// This and what it calls are `mutating` so that they work on the machine in its place: others would be handed a copy.
  @inline(__always)
  mutating func find(_ field: CELShapeField, in nodes: NodeView, _ index: Int32) -> Int32? {
    let mapping = nodes.resolved(index)
    let record = nodes[mapping]
    guard record.kind == .mapping else { return nil }
    // A struct has few keys, but a file may have many that no schema knows.
    cost &+= Int(record.first) >> 5
    var index = mapping &+ 1
    while index < record.next {
      let value = nodes[index].next
      let key = nodes[nodes.resolved(index)]
      let count = Int32(truncatingIfNeeded: key.second &- key.first)
      if key.kind == .scalar, count == field.count, code.shapes.isKey(nodes.text(of: key), of: field) { return value }
      index = nodes[value].next
    }
    return nil
  }

  /// Whether a value counts as written: not null, and not `{notApplicable: reason}` in the place of something else.
  @inline(__always)
  mutating func isWritten(_ index: Int32, as shape: Int32, in nodes: NodeView, _ document: Document) -> Bool {
    let record = nodes[index]
    if record.kind == .sequence || (record.kind == .mapping && record.first > 1) { return true }
    if record.kind == .scalar, let isNull = nodes.isNull(record) { return !isNull }
    let node = Node(document: document, index: index).resolved
    return !node.isNull && !isNotApplicable(node, as: code.shapes[shape])
  }

  /// What a path gives that ends early, at the field of that operand.
  private mutating func absent(_ instruction: CELInstruction, from node: CELNode, _ operand: Int) -> CELStep {
    let end = Int(instruction.b) + Int(instruction.count)
    if isRecording {
      let names = code.operands[operand..<end].map { code.shapes.name(of: code.shapes.fields[Int($0)]) }
      recordAbsent(names, below: node)
    }
    return code.shapes.fields[Int(code.operands[end - 1])].readsEmptyWhenAbsent ? .empty : .absent
  }

  /// The same, through values that no manifest holds, and over to nodes where there are some below.
  private mutating func walkValues(_ instruction: CELInstruction) -> CELStep {
    var current = value(at: instruction.a)
    for operand in Int(instruction.b)..<Int(instruction.b) + Int(instruction.count) {
      let field = code.shapes.fields[Int(code.operands[operand])]
      if case .optional(let wrapped) = current {
        guard let wrapped else { return .absent }
        current = wrapped
      }
      if case .failure = current { return .value(current) }
      if case .node(let node) = current {
        var rest = instruction
        rest.b = Int32(operand)
        rest.count = instruction.count - UInt16(operand - Int(instruction.b))
        return walk(rest, from: node)
      }
      guard let next = entry(.string(code.shapes.name(of: field)), of: current) else {
        let end = Int(instruction.b) + Int(instruction.count)
        return code.shapes.fields[Int(code.operands[end - 1])].readsEmptyWhenAbsent ? .empty : .absent
      }
      current = next
    }
    return .value(current)
  }

  /// The value that a path has, or a failure that names what is missing.
  mutating func path(_ instruction: CELInstruction, at index: Int32) -> CELValue {
    if let place = place(of: instruction), let subject {
      if place >= 0 { return value(of: instruction, at: place, subject)?.located(at: index) ?? .failure(missing(at: index)) }
      return field(of: instruction).readsEmptyWhenAbsent ? .list([]) : .failure(missing(at: index))
    }
    switch walk(instruction) {
    case .node(let node): return value(of: node).map { $0.located(at: index) } ?? .failure(missing(at: index))
    case .value(let value): return value.located(at: index)
    case .empty: return .list([])
    case .absent: return .failure(missing(at: index))
    }
  }

  /// The optional that a path has.
  mutating func optionalPath(_ instruction: CELInstruction, at index: Int32) -> CELValue {
    switch walk(instruction) {
    case .node(let node):
      guard let value = value(of: node) else { return .optional(nil) }
      return value.isFailure ? value.located(at: index) : .optional(value)
    case .value(let value):
      switch value {
      case .failure, .optional: return value.located(at: index)
      default: return .optional(value)
      }
    case .empty: return .optional(.list([]))
    case .absent: return .optional(nil)
    }
  }

  func missing(at index: Int32) -> CELFailure {
    CELFailure(message: "'\(code.text(of: index))' is not written", instruction: index)
  }
}

// Recording.
extension CELContext {
  /// Keeps a read.
  mutating func record(_ node: CELNode, missing: [String], outcome: CELRead.Outcome) {
    reads.append(CELRead(node: node.node, missing: missing, outcome: outcome))
  }

  /// Keeps that something is absent below a node: because a key is not there, is null, or is not applicable.
  mutating func recordAbsent(_ names: [String], below node: CELNode) {
    guard let name = names.first, let child = node.node.pair(named: name)?.value.resolved, child.kind == .mapping else {
      return record(node, missing: names, outcome: .absent)
    }
    // The key is there; what stands there is a mapping only where it says that it is not applicable.
    record(CELNode(child, shape: node.shape), missing: Array(names.dropFirst()), outcome: .notApplicable)
  }
}
