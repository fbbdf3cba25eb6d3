/// What single values are asked for.
extension SchemaCheck {
  /// The type of a value. Whether a number is whole is found out only where `wanted` depends on it.
  func types(of value: Int32, where wanted: SchemaTypes = .all) -> SchemaTypes {
    let record = nodes[value]
    switch record.kind {
    case .mapping: return .object
    case .sequence: return .array
    case .alias: return .null
    case .scalar:
      if value == currentName || nodes.isPlainlyText(record) { return .string }
      if let type = nodes.plainType(record) { return type }
      return wanted.contains(.number) ? SchemaTypes(scalar: node(value)) : SchemaTypes(of: node(value))
    }
  }

  /// Whether a value is null: in YAML that is also one that is not written.
  func isNull(_ value: Int32) -> Bool {
    let value = nodes.resolved(value)
    let record = nodes[value]
    return record.kind == .scalar && (nodes.isNull(record) ?? node(value).isNull)
  }

  func isText(_ value: Int32) -> Bool { types(of: value, where: .number) == .string }

  private func isNumber(_ value: Int32) -> Bool { types(of: value, where: .number).contains(.number) }

  func number(_ value: Int32) -> DecimalNumber { node(value).withTextBytes { DecimalNumber($0) } }

  func isInRange(_ keyword: SchemaKeyword, _ value: Int32) -> Bool {
    guard isNumber(value) else { return true }
    let number = number(value)
    guard number.special != .notANumber else { return false }
    switch keyword {
    case .minimum(let index): return !number.isLess(than: tables.numbers[Int(index)])
    case .maximum(let index): return !tables.numbers[Int(index)].isLess(than: number)
    case .exclusiveMinimum(let index): return tables.numbers[Int(index)].isLess(than: number)
    case .exclusiveMaximum(let index): return number.isLess(than: tables.numbers[Int(index)])
    case .multipleOf(let index): return tables.numbers[Int(index)].divides(number)
    default: return true
    }
  }

  func isAmong(_ index: Int32, _ value: Int32) -> Bool {
    let enumeration = flat.enumerations[index]
    if isText(value) { return flat.names.find(nodes.text(value), in: enumeration.names) != nil }
    guard enumeration.hasOthers else { return false }
    return tables.values(enumeration).contains { ValueEquality.areEqual($0, node(value)) }
  }

  func matches(_ pattern: Int32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let prefix = flat.prefixes[pattern]
    return prefix.end > prefix.start ? flat.names.begins(text, with: prefix) : tables.patterns[Int(pattern)].matches(text)
  }

  /// Length in characters, that is in Unicode scalars.
  mutating func hasLength(_ least: Int32, _ most: Int32, _ value: Int32) -> Bool {
    guard isText(value) else { return true }
    let length = nodes.text(value).reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return (length >= least && length <= most) || fails { $0.reportCount(length, least, most, "character", value) }
  }
}

extension SchemaTypes {
  /// The type of a scalar without finding out whether a number is whole that is not written as an integer.
  init(scalar node: Node) {
    self = node.withTextBytes { text in
      switch node.scalarKind(text) {
      case .null: .null
      case .bool: .boolean
      case .int: [.number, .integer]
      case .double: .number
      case nil: .string
      }
    }
  }
}
