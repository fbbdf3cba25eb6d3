// How planned expressions are written down and read back.

extension CELCode {
  mutating func pack(_ packing: inout Packing) {
    packing.table(&instructions)
    packing.table(&ranges)
    packing.table(&operands)
    packing.list(&constants, blank: .null) { value, packing in value.pack(&packing) }
    packing.bytes(&bytes)
    packing.list(&names)
    packing.number(&memos)
    packing.table(&variableNames)
    packing.table(&slots)
    shapes.pack(&packing)
    packing.list(&callees, blank: CELCallee(name: "", arity: 0, apply: .machine)) { callee, packing in callee.pack(&packing) }
    packing.table(&programs)
    packing.table(&variableReads)
    packing.bytes(&texts)
  }
}

extension ContiguousArray<CELProgram> {
  /// One of the programs, by its place here.
  func pack(_ program: inout CELProgram, _ packing: inout Packing) {
    var index = packing.isReading ? 0 : indexOfProgram(holding: program.entry)
    packing.number(&index)
    if packing.isReading { program = indices.contains(index) ? self[index] : .blank }
  }
}

extension CELShapeTable {
  fileprivate mutating func pack(_ packing: inout Packing) {
    packing.list(&shapes, blank: CELShape(kind: .dyn)) { shape, packing in
      packing.choice(&shape.kind)
      packing.number(&shape.a)
      packing.number(&shape.b)
    }
    packing.list(&fields, blank: CELShapeField(start: 0, count: 0, shape: 0, readsEmptyWhenAbsent: false)) { field, packing in
      packing.number(&field.start)
      packing.number(&field.count)
      packing.number(&field.shape)
      packing.flag(&field.readsEmptyWhenAbsent)
      packing.flag(&field.isKept)
    }
    packing.bytes(&keys)
  }
}

extension CELCallee {
  /// What computes it is found again in the library, which is the same for writer and reader.
  fileprivate mutating func pack(_ packing: inout Packing) {
    var place = packing.isReading ? -1 : CELLibrary.functions.firstIndex { $0.name == name } ?? -1
    packing.number(&place)
    packing.number(&arity)
    guard packing.isReading, CELLibrary.functions.indices.contains(place) else { return }
    name = CELLibrary.functions[place].name
    apply = CELLibrary.functions[place].overloads.first { $0.parameters.count == arity }?.apply ?? .machine
  }
}

extension CELProgram {
  static let blank = CELProgram(
    text: TextRange(0, 0), entry: 0, end: 0, slots: 0, height: 0, variables: CELRun(start: 0, end: 0), reads: CELRun(start: 0, end: 0))
}

extension CELPath {
  mutating func pack(_ packing: inout Packing) {
    var form = Form(root)
    packing.choice(&form)
    var number = 0
    var text = ""
    switch root {
    case .variable(let index), .local(let index): number = index
    case .text(let written): text = written
    }
    packing.number(&number)
    packing.text(&text)
    root = form == .variable ? .variable(number) : form == .local ? .local(number) : .text(text)
    packing.list(&steps, blank: .element) { step, packing in step.pack(&packing) }
  }

  private enum Form: UInt8 {
    case variable, local, text

    init(_ root: Root) {
      self =
        switch root {
        case .variable: .variable
        case .local: .local
        case .text: .text
        }
    }
  }
}

extension CELPath.Step {
  fileprivate mutating func pack(_ packing: inout Packing) {
    var form = Form.element
    var number = 0
    var text = ""
    switch self {
    case .field(let name): (form, text) = (.field, name)
    case .index(let index): (form, number) = (.index, index)
    case .key(let key): (form, text) = (.key, key)
    case .element: form = .element
    case .value: form = .value
    }
    packing.choice(&form)
    packing.number(&number)
    packing.text(&text)
    self =
      switch form {
      case .field: .field(text)
      case .index: .index(number)
      case .key: .key(text)
      case .element: .element
      case .value: .value
      }
  }

  private enum Form: UInt8 {
    case field, index, key, element, value
  }
}
