// How reads of fields are planned, and comparisons of text that need no string.

extension CELPlanner {
  /// Plans a chain of fields of structs as one instruction; nil where the node is none.
  mutating func path(_ id: CELExpression.ID) -> Int32? {
    var length = 0
    var isOptional = false
    var base = id
    while let (shape, operand, reads) = field(base) {
      guard shape >= 0 else { return nil }
      isOptional = isOptional || reads
      base = operand
      length += 1
    }
    guard length > 0, let count = UInt16(exactly: length) else { return nil }
    if case .optional = checked.types[base] { isOptional = true }
    let operand = emit(base)
    let kind: CELInstruction.Kind =
      if case .has = checked.expression.nodes[id].kind { .hasPath } else if isOptional { .optionalPath } else { .path }
    let start = code.operands.count
    code.operands.append(contentsOf: repeatElement(0, count: length))
    var next = id
    for place in (start..<start + length).reversed() {
      guard let (shape, operand, _) = field(next) else { break }
      code.operands[place] = shape
      next = operand
    }
    // Variable 0 is the subject; of a fact, the receiver is a local.
    let reader = code.instructions[Int(operand)]
    let slot = reader.kind == .variable && reader.a == 0 ? code.slot(of: code.operands[start...]) : 0
    return add(CELInstruction(kind: kind, count: count, a: operand, b: Int32(start), c: slot), for: id)
  }

  /// The field of a struct that a node reads, as an index of fields of the shapes (-1 where the struct is not known), what of, and
  /// whether as an optional; nil for other nodes.
  private func field(_ id: CELExpression.ID) -> (shape: Int32, operand: CELExpression.ID, isOptional: Bool)? {
    guard case .field(let object, let field)? = checked.references[id] else { return nil }
    let isKnown = environment.types.objects.indices.contains(object)
    switch checked.expression.nodes[id].kind {
    case .select(let operand, _, let isOptional):
      return (isKnown ? code.shapes.field(object: object, field: field) : -1, operand, isOptional)
    case .has(let operand, _): return (isKnown ? code.shapes.field(object: object, field: field) : -1, operand, false)
    default: return nil
    }
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
      case .string(let text) = code.constants[constant.a]
    else { return nil }
    return text
  }

  private mutating func bytes(_ text: String) -> (start: Int32, count: Int32) {
    let start = Int32(code.bytes.count)
    code.bytes.append(contentsOf: text.utf8)
    return (start, Int32(code.bytes.count) - start)
  }

  mutating func equality(_ left: Int32, _ right: Int32, isNegated: Bool, for id: CELExpression.ID) -> Int32 {
    for (path, constant) in [(left, right), (right, left)] {
      guard isTextPath(path, list: false), let text = constantText(constant) else { continue }
      let (start, count) = bytes(text)
      return add(CELInstruction(kind: .pathEqualsText, isNegated: isNegated, a: path, b: start, c: count), for: id)
    }
    return add(CELInstruction(kind: .equal, isNegated: isNegated, a: left, b: right), for: id)
  }

  mutating func membership(_ element: Int32, _ range: Int32, for id: CELExpression.ID) -> Int32 {
    if isTextPath(range, list: true), let text = constantText(element) {
      let (start, count) = bytes(text)
      return add(.pathHoldsText, range, start, count, for: id)
    }
    if isTextPath(element, list: false), case let list = code.instructions[Int(range)], list.kind == .constant,
      case .list(let values) = code.constants[list.a], values.count < 1000
    {
      var list: [Int32] = []
      for case .string(let text) in values {
        let (start, count) = bytes(text)
        list += [start, count]
      }
      return add(
        CELInstruction(kind: .pathIsInTexts, count: UInt16(list.count), a: element, b: operands(list)), for: id)
    }
    let list = code.instructions[Int(range)]
    let isSum = list.kind == .call2 && code.callees[Int(list.c)].name == "_+_"
    return add(isSum ? .isInSum : .isIn, element, range, for: id)
  }

  /// Words that are known are put in small letters once.
  mutating func mention(_ text: Int32, _ words: Int32, for id: CELExpression.ID) -> Int32 {
    let list = code.instructions[Int(words)]
    guard list.kind == .constant || list.kind == .setting, case .list(let values) = code.constants[list.a], !values.isEmpty,
      values.count < 1000
    else { return add(.mentionsAny, text, words, for: id) }
    var operands: [Int32] = []
    for value in values {
      guard case .string(var word) = value else { return add(.mentionsAny, text, words, for: id) }
      var folded: ContiguousArray<UInt8> = []
      word.withUTF8 { TextFolding.fold($0, into: &folded) }
      operands += [Int32(code.bytes.count), Int32(folded.count)]
      code.bytes.append(contentsOf: folded)
    }
    return add(
      CELInstruction(kind: .mentionsAny, count: UInt16(operands.count), a: text, b: words, c: self.operands(operands)), for: id)
  }
}
