// How nodes of a manifest become values (RULES.md, "Types come from the schema" and "Presence").

extension CELContext {
  /// The value of a node read as a shape; nil where it counts as not written: null, and `{notApplicable: reason}` in the place
  /// of something else.
  mutating func value(of node: CELNode) -> CELValue? {
    NodeView.with(node.document) { value(of: node.index, as: node.shape, in: $0, node.document) }
  }

  /// The same for a node of a document whose nodes are in reach.
  mutating func value(of index: Int32, as shapeIndex: Int32, in nodes: NodeView, _ document: Document) -> CELValue? {
    let index = nodes.resolved(index)
    let record = nodes[index]
    let shape = code.shapes[shapeIndex]
    func node() -> Node { Node(document: document, index: index) }
    switch (record.kind, shape.kind) {
    case (.scalar, .text):
      if !nodes.isPlainlyText(record), node().isNull { return nil }
      return .string(String(decoding: nodes.text(of: record), as: UTF8.self))
    case (.scalar, .timestamp):
      if let time = CELTimestamp(nodes.text(of: record), allowsDate: true) { return .timestamp(time) }
      // RFC 3339 knows times that CEL does not: those of the year 0, after the end of 9999 in UTC, and leap seconds.
      let day = CivilDate(String(decoding: nodes.text(of: record).prefix(10), as: UTF8.self))
      return day.map { CELValue($0) } ?? CELContext.mismatch(node(), expected: "a date")
    case (.scalar, .bool):
      return (nodes.bool(index) ?? node().asBool).map(CELValue.bool) ?? CELContext.mismatch(node(), expected: "true or false")
    case (.scalar, .int):
      if let value = node().asInt { return .int(value) }
      if let value = node().asDouble.flatMap(\.wholeInt) { return .int(value) }
      // A whole number may be larger than CEL's; then the largest stands for it.
      guard let number = node().asDouble, number == number.rounded() else { return CELContext.mismatch(node(), expected: "an integer") }
      return .int(number < 0 ? .min : .max)
    case (.scalar, .uint):
      let value = node().asInt.flatMap(UInt64.init(exactly:)).map(CELValue.uint)
      return value ?? CELContext.mismatch(node(), expected: "a positive integer")
    case (.scalar, .double):
      if !record.flags.contains(.hasProperties), record.style == .plain,
        let number = CELContext.shortDecimal(nodes.text(of: record))
      {
        return .double(number)
      }
      return node().asDouble.map(CELValue.double) ?? CELContext.mismatch(node(), expected: "a number")
    case (.scalar, .dyn): return CELContext.value(of: node().scalarValue)
    case (.scalar, .list): return CELContext.mismatch(node(), expected: "a list")
    case (.scalar, .map), (.scalar, .object): return CELContext.mismatch(node(), expected: "a mapping")
    case (.sequence, .list), (.sequence, .dyn), (.mapping, .dyn):
      return .node(CELNode(document: document, index: index, shape: shapeIndex))
    case (.mapping, .map), (.mapping, .object):
      if record.first == 1, isNotApplicable(node(), as: shape) { return nil }
      return .node(CELNode(document: document, index: index, shape: shapeIndex))
    case (.mapping, _): return isNotApplicable(node(), as: shape) ? nil : CELContext.mismatch(node(), expected: "a value without keys")
    case (.sequence, _): return CELContext.mismatch(node(), expected: "a single value")
    // Aliases are resolved; one that stands for itself has nothing to stand for.
    case (.alias, _): return nil
    }
  }

  /// The value of a short decimal such as `12.5`; nil for whatever needs more care. Exact: both numbers of the division are.
  private static func shortDecimal(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard text.count <= 16, let first = text.first else { return nil }
    var digits = 0
    var scale = 1.0
    var hasPoint = false
    var hasDigit = false
    for byte in first == UInt8(ascii: "-") ? text.dropFirst() : text[...] {
      if byte == UInt8(ascii: "."), hasDigit, !hasPoint {
        hasPoint = true
        continue
      }
      guard case let digit = byte &- 0x30, digit < 10 else { return nil }
      hasDigit = true
      digits = digits * 10 + Int(digit)
      if hasPoint { scale *= 10 }
    }
    guard hasDigit, digits < 1 << 53 else { return nil }
    return (first == UInt8(ascii: "-") ? -Double(digits) : Double(digits)) / scale
  }

  private static func mismatch(_ node: Node, expected: String) -> CELValue? {
    if node.isNull { return nil }
    let found =
      switch node.kind {
      case .scalar: "'\(String(node.text.prefix(40)))'"
      case .mapping: "a mapping"
      case .sequence, .alias: "a list"
      }
    return .failed("expected \(expected) but found \(found)")
  }

  /// The value of a scalar of which no type is known. Integers beyond 64 bits become doubles.
  private static func value(of scalar: Scalar?) -> CELValue {
    switch scalar {
    case .null, nil: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .bigInt(let text): .double(ScalarKind.magnitude(text))
    case .double(let value): .double(value)
    case .string(let value): .string(value)
    }
  }

  /// Whether a node is `{notApplicable: reason}` where that shape has no such key.
  mutating func isNotApplicable(_ node: Node, as shape: CELShape) -> Bool {
    guard node.kind == .mapping, node.count == 1, shape.kind != .dyn, node["notApplicable"] != nil else { return false }
    return shape.kind != .object || code.shapes.field(named: "notApplicable", of: shape) == nil
  }
}

// Collections, be they values or nodes.
extension CELContext {
  /// The elements of a list; nil for what is none.
  mutating func elements(of value: CELValue) -> [CELValue]? {
    switch value {
    case .list(let elements): return elements
    case .node(let node):
      guard node.node.kind == .sequence else { return nil }
      var cursor = CELCursor(items: node, elementShape: elementShape(of: node))
      var elements: [CELValue] = []
      _ = spend(node.node.count)
      elements.reserveCapacity(node.node.count)
      while let item = cursor.nextItem() { elements.append(element(item)) }
      return elements
    default: return nil
    }
  }

  /// The value of an element; null where it counts as not written.
  mutating func element(_ node: CELNode) -> CELValue {
    if isRecording { record(node, missing: [], outcome: .present) }
    return value(of: node) ?? .null
  }

  /// The shape of what a node holds.
  mutating func elementShape(of node: CELNode) -> Int32 {
    let shape = code.shapes[node.shape]
    return shape.kind == .list || shape.kind == .map ? shape.a : 0
  }

  /// The entries of a map or struct; nil for what is none. Of a struct, the fields that were written.
  mutating func entries(of value: CELValue) -> CELMap? {
    switch value {
    case .map(let map): return map
    case .node(let node):
      guard node.node.kind == .mapping else { return nil }
      var map = CELMap()
      _ = spend(node.node.count)
      for pair in node.node.pairs {
        guard let shape = shape(of: pair.key, in: node) else { continue }
        let child = CELNode(pair.value, shape: shape)
        if isRecording { record(child, missing: [], outcome: .present) }
        let isTyped = code.shapes[shape].kind != .dyn
        guard let value = self.value(of: child) ?? (isTyped ? nil : .null) else { continue }
        map.insert(value, for: key(pair.key, in: node))
      }
      return map
    default: return nil
    }
  }

  /// Keys of maps are text; where no type is known they are what they mean.
  private func key(_ key: Node, in node: CELNode) -> CELValue {
    guard code.shapes[node.shape].kind == .dyn, let scalar = key.scalarValue else { return .string(key.resolved.text) }
    switch scalar {
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .null, .bigInt, .double, .string: return .string(key.resolved.text)
    }
  }

  /// What the value of a key is read as; nil for a key that its struct does not have.
  private func shape(of key: Node, in node: CELNode) -> Int32? {
    let shape = code.shapes[node.shape]
    switch shape.kind {
    case .map: return shape.a
    case .object: return code.shapes.field(named: key.resolved.text, of: shape)?.shape
    default: return 0
    }
  }

  /// The value that a key of a map or struct has; nil where there is none, a failure where `value` has no keys.
  mutating func entry(_ key: CELValue, of value: CELValue) -> CELValue? {
    switch value {
    case .map(let map): return map.value(for: key)
    case .node(let node) where node.node.kind == .mapping:
      guard case .string(let name) = key else { return entries(of: value)?.value(for: key) }
      _ = spend(1 + node.node.count / 10)
      guard let pair = node.node.pair(named: name), let shape = shape(of: pair.key, in: node) else {
        if isRecording { record(node, missing: [name], outcome: .absent) }
        return emptyList(name, of: node)
      }
      let child = CELNode(pair.value, shape: shape)
      let found = self.value(of: child)
      if isRecording { record(child, missing: [], outcome: found == nil ? .absent : .present) }
      return found ?? (code.shapes[shape].kind == .dyn ? .null : emptyList(name, of: node))
    default: return .noSuchOverload
    }
  }

  /// The empty list that some fields of structs read as where they are absent.
  private func emptyList(_ name: String, of node: CELNode) -> CELValue? {
    let shape = code.shapes[node.shape]
    guard shape.kind == .object, let field = code.shapes.field(named: name, of: shape) else { return nil }
    return field.readsEmptyWhenAbsent ? .list([]) : nil
  }
}

/// Goes through the items of a sequence without making an array of them.
struct CELCursor {
  private var next: CELNode
  private let end: Int32

  init(items node: CELNode, elementShape: Int32) {
    let resolved = node.node.resolved
    end = resolved.kind == .sequence ? resolved.record.next : resolved.index + 1
    next = CELNode(document: resolved.document, index: resolved.index + 1, shape: elementShape)
  }

  mutating func nextItem() -> CELNode? {
    guard next.index < end else { return nil }
    let item = next
    next.index = item.document.records[Int(item.index)].next
    return item
  }
}

extension CELNode {
  init(_ node: Node, shape: Int32) { self.init(document: node.document, index: node.index, shape: shape) }
}
