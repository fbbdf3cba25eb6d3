// Fields, keys and indexes of values, and the literals of lists and maps.

extension CELContext {
  /// `value.name`, where the key is known only when the program runs.
  mutating func select(_ instruction: CELInstruction) -> CELValue {
    member(.string(code.names[Int(instruction.b)]), of: value(at: instruction.a))
  }

  /// `value.?name`.
  mutating func optionalSelect(_ instruction: CELInstruction) -> CELValue {
    optionalMember(.string(code.names[Int(instruction.b)]), of: value(at: instruction.a))
  }

  /// `value[key]`.
  mutating func element(_ instruction: CELInstruction) -> CELValue {
    let operand = value(at: instruction.a)
    if operand.isFailure { return operand }
    let key = value(at: instruction.b)
    return key.isFailure ? key : member(key, of: operand)
  }

  /// `value[?key]`.
  mutating func optionalElement(_ instruction: CELInstruction) -> CELValue {
    let operand = value(at: instruction.a)
    if operand.isFailure { return operand }
    let key = value(at: instruction.b)
    return key.isFailure ? key : optionalMember(key, of: operand)
  }

  /// What `value[?key]` holds; nil where that is empty.
  mutating func optionalValue(_ instruction: CELInstruction) -> CELValue? {
    var container = value(at: instruction.a)
    if container.isFailure { return container }
    let key = value(at: instruction.b)
    if key.isFailure { return key }
    if case .optional(let wrapped) = container {
      guard let wrapped else { return nil }
      container = wrapped
    }
    return lookUp(key, in: container)
  }

  /// A member; of an optional, an optional.
  private mutating func member(_ key: CELValue, of value: CELValue) -> CELValue {
    if case .optional = value { return optionalMember(key, of: value) }
    return lookUp(key, in: value) ?? missing(key, in: value)
  }

  private mutating func optionalMember(_ key: CELValue, of value: CELValue) -> CELValue {
    var container = value
    if case .optional(let wrapped) = value {
      guard let wrapped else { return .optional(nil) }
      container = wrapped
    }
    guard let found = lookUp(key, in: container) else { return .optional(nil) }
    return found.isFailure ? found : .optional(found)
  }

  /// The item at an index of a list or the value of a key of a map; nil where there is none.
  private mutating func lookUp(_ key: CELValue, in value: CELValue) -> CELValue? {
    switch value {
    case .failure: return value
    case .list(let elements):
      guard let index = CELContext.index(key) else { return .noSuchOverload }
      return elements.indices.contains(index) ? elements[index] : nil
    case .node(let node) where node.node.resolved.kind == .sequence:
      guard let index = CELContext.index(key) else { return .noSuchOverload }
      guard index >= 0, index < node.node.count else {
        if isRecording { record(node, missing: [String(index)], outcome: .absent) }
        return nil
      }
      if let stop = spend(1 + index / 10) { return stop }
      var cursor = CELCursor(items: node, elementShape: elementShape(of: node))
      for _ in 0..<index { _ = cursor.nextItem() }
      return cursor.nextItem().map { element($0) }
    default: return entry(key, of: value)
    }
  }

  private static func index(_ key: CELValue) -> Int? {
    switch key {
    case .int(let index): Int(exactly: index)
    case .uint(let index): Int(exactly: index)
    case .double(let index): index.wholeInt.flatMap(Int.init(exactly:))
    default: nil
    }
  }

  private func missing(_ key: CELValue, in value: CELValue) -> CELValue {
    if let index = CELContext.index(key) {
      if case .map = value { return .failed("no such key: \(index)") }
      return .failed("index out of bounds: \(index)")
    }
    if case .string(let name) = key { return .noSuchKey(name) }
    return .failed("no such key")
  }

  /// A list literal.
  mutating func list(_ instruction: CELInstruction) -> CELValue {
    var items: [CELValue] = []
    items.reserveCapacity(Int(instruction.count))
    for operand in code.operands[Int(instruction.b)..<Int(instruction.b) + Int(instruction.count)] {
      let item = value(at: operand < 0 ? ~operand : operand)
      if item.isFailure { return item }
      guard operand < 0 else {
        items.append(item)
        continue
      }
      guard case .optional(let wrapped) = item else { return .noSuchOverload }
      if let wrapped { items.append(wrapped) }
    }
    return spend(items.count) ?? .list(items)
  }

  /// A map literal.
  mutating func map(_ instruction: CELInstruction) -> CELValue {
    var map = CELMap()
    var operand = Int(instruction.b)
    for _ in 0..<instruction.count {
      let key = value(at: code.operands[operand])
      if key.isFailure { return key }
      let operandOfValue = code.operands[operand + 1]
      operand += 2
      var value = value(at: operandOfValue < 0 ? ~operandOfValue : operandOfValue)
      if value.isFailure { return value }
      if operandOfValue < 0 {
        guard case .optional(let wrapped) = value else { return .noSuchOverload }
        guard let wrapped else { continue }
        value = wrapped
      }
      if let failure = insert(value, for: key, into: &map) { return failure }
    }
    return spend(map.count) ?? .map(map)
  }

  /// Adds an entry; a failure where the key is there already or cannot be one.
  func insert(_ value: CELValue, for key: CELValue, into map: inout CELMap) -> CELValue? {
    switch key {
    case .bool, .int, .uint, .string:
      map.insert(value, for: key) ? nil : .failed("the key \(key.literal) is there twice")
    default: .failed("unsupported key type: keys are text, whole numbers, true or false")
    }
  }
}
