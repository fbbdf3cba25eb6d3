/// A field that some rule reads of its subject, such as `system.bias.audits`: looked up once for each manifest, however many
/// rules read it.
struct CELSlot: Equatable, Sendable {
  /// The slot of the mapping that holds it; 0 is the subject itself.
  var parent: Int32
  /// Index in ``CELShapeTable/fields``.
  var field: Int32

  /// The same for equal slots.
  var hash: UInt32 { UInt32(bitPattern: parent) &* 31 &+ UInt32(bitPattern: field) }
}

// What has been found of the subject. While reads are recorded it is used only where those are remembered too: every read has to
// be seen.
extension CELContext {
  /// Begins to judge a manifest, which variable 0 holds and whose nodes stay where they are until ``endSubject()``.
  mutating func beginSubject(_ node: CELNode, nodes: NodeView) {
    subject = nodes
    subjectDocument = node.document
    remembers = !isRecording || remembered.areKept
    places.withUnsafeMutableBufferPointer { $0.update(repeating: CELContext.unknownPlace) }
    if !places.isEmpty { places[0] = nodes.resolved(node.index) }
  }

  /// Forgets it.
  mutating func endSubject() {
    subject = nil
    subjectDocument = nil
    remembers = false
    for slot in slotsWithValue { slotValues[Int(slot)] = nil }
    slotsWithValue.removeAll(keepingCapacity: true)
    for program in knownFacts { factValues[Int(program)] = nil }
    knownFacts.removeAll(keepingCapacity: true)
    for number in knownMemos { memos[Int(number)] = nil }
    knownMemos.removeAll(keepingCapacity: true)
    remembered.forget()
  }

  static let unknownPlace: Int32 = -2
  static let absentPlace: Int32 = -1

  /// The node where a path below the subject ends, or ``absentPlace``; nil for other paths.
  @inline(__always)
  mutating func place(of path: CELInstruction) -> Int32? {
    guard remembers else { return nil }
    guard path.c > 0 else { return isRecording ? nil : placeBelowLocal(path) }
    let known = places[Int(path.c)]
    let place = known == CELContext.unknownPlace ? findPlace(path.c) : known
    if isRecording { recordPlace(place, of: path.c) }
    return place
  }

  /// Keeps the read of a path below the subject.
  private mutating func recordPlace(_ place: Int32, of slot: Int32) {
    guard let document = subjectDocument else { return }
    if place >= 0 { return record(CELNode(document: document, index: place, shape: 0), missing: [], outcome: .present) }
    if let known = remembered.read(ofAbsent: slot) { return reads.append(known) }
    var names: [String] = []
    var ancestor = slot
    // The subject itself is always there.
    while places[Int(ancestor)] < 0 {
      names.append(code.shapes.name(of: code.shapes.fields[Int(code.slots[Int(ancestor)].field)]))
      ancestor = code.slots[Int(ancestor)].parent
    }
    recordAbsent(names.reversed(), below: CELNode(document: document, index: places[Int(ancestor)], shape: 0))
    if let read = reads.last { remembered.keep(read, ofAbsent: slot) }
  }

  /// The same for a path below an element of one of the subject's lists.
  private mutating func placeBelowLocal(_ path: CELInstruction) -> Int32? {
    let base = code.instructions[Int(path.a)]
    guard base.kind == .local, let subject, var place = locals[frame &+ Int(base.a)].index(in: subjectDocument) else { return nil }
    for operand in Int(path.b)..<Int(path.b) &+ Int(path.count) {
      place = child(code.shapes.fields[Int(code.operands[operand])], of: place, in: subject)
      if place < 0 { break }
    }
    return place
  }

  private mutating func findPlace(_ slot: Int32) -> Int32 {
    let parent = code.slots[Int(slot)].parent
    var place = places[Int(parent)]
    if place == CELContext.unknownPlace { place = findPlace(parent) }
    if place >= 0, let subject {
      place = child(code.shapes.fields[Int(code.slots[Int(slot)].field)], of: place, in: subject)
    }
    places[Int(slot)] = place
    return place
  }

  /// The value of a field of a mapping, or ``absentPlace``.
  mutating func child(_ field: CELShapeField, of mapping: Int32, in nodes: NodeView) -> Int32 {
    guard let child = find(field, in: nodes, mapping) else { return CELContext.absentPlace }
    let record = nodes[child]
    if record.kind == .sequence || (record.kind == .mapping && record.first > 1) { return child }
    if record.kind == .scalar, let isNull = nodes.isNull(record) { return isNull ? CELContext.absentPlace : child }
    guard let document = subjectDocument, isWritten(child, as: field.shape, in: nodes, document) else { return CELContext.absentPlace }
    return child
  }

  /// The field that a path ends with.
  @inline(__always)
  mutating func field(of path: CELInstruction) -> CELShapeField {
    code.shapes.fields[Int(code.operands[Int(path.b) &+ Int(path.count) &- 1])]
  }

  /// The value of a path that is there; of the subject's own, text and dates are made once, for they take a while.
  mutating func value(of path: CELInstruction, at place: Int32, _ nodes: NodeView) -> CELValue? {
    guard let document = subjectDocument else { return nil }
    let shape = field(of: path).shape
    let slot = path.c
    switch code.shapes[shape].kind {
    case .text where slot > 0, .timestamp where slot > 0:
      if let known = slotValues[Int(slot)] { return known }
      guard let value = value(of: place, as: shape, in: nodes, document) else { return nil }
      slotValues[Int(slot)] = value
      slotsWithValue.append(slot)
      return value
    case .dyn, .text, .timestamp, .bool, .int, .uint, .double, .list, .map, .object:
      return value(of: place, as: shape, in: nodes, document)
    }
  }

  /// What a fact of the subject was found to be.
  @inline(__always)
  mutating func knownFact(_ instruction: CELInstruction) -> CELValue? {
    guard instruction.count == 1, remembers, let known = factValues[Int(instruction.b)] else { return nil }
    if isRecording { reads += remembered.reads(ofFact: instruction.b) }
    return known
  }

  /// The result that an instruction had for this subject.
  @inline(__always)
  mutating func memo(_ instruction: CELInstruction) -> CELValue? {
    guard remembers, let known = memos[Int(instruction.b)] else { return nil }
    if isRecording { reads += remembered.reads(ofMemo: instruction.b) }
    return known
  }

  mutating func rememberedValue(_ instruction: CELInstruction) -> CELValue {
    if let known = memo(instruction) { return known }
    let start = reads.count
    let value = value(at: instruction.a)
    guard mayRemember else { return value }
    memos[Int(instruction.b)] = value
    knownMemos.append(instruction.b)
    if isRecording { remembered.keep(reads[start...], ofMemo: instruction.b) }
    return value
  }

  /// Keeps what a fact of the subject is, and what was read for it since there were so many reads.
  mutating func remember(_ value: CELValue, of fact: CELInstruction, readsFrom start: Int) {
    guard fact.count == 1, mayRemember else { return }
    factValues[Int(fact.b)] = value
    knownFacts.append(fact.b)
    if isRecording { remembered.keep(reads[start...], ofFact: fact.b) }
  }

  /// Not where reads would be wanted later that nobody records now.
  private var mayRemember: Bool { remembers && exhaustion == nil && isRecording == remembered.areKept }
}

extension CELCode {
  /// The slot of a path of fields below the subject.
  mutating func slot(of fields: some Collection<Int32>) -> Int32 {
    if slots.isEmpty { slots.append(CELSlot(parent: 0, field: 0)) }
    var place: Int32 = 0
    for field in fields {
      let slot = CELSlot(parent: place, field: field)
      if let known = slotIndexes.place(hash: slot.hash, where: { slots[Int($0)] == slot }) {
        place = known
        continue
      }
      slots.append(slot)
      place = Int32(slots.count - 1)
      slotIndexes.insert(place, hash: slot.hash)
    }
    return place
  }
}

extension CELValue {
  /// The index of the node that it is, where that is one of a document.
  @inline(__always)
  fileprivate func index(in document: Document?) -> Int32? {
    guard case .node(let node) = self, node.document === document else { return nil }
    return node.index
  }
}
