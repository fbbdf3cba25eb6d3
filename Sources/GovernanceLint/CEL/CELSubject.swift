/// The manifest that rules are judged on: its nodes by address.
struct CELSubject {
  let document: Document
  let nodes: NodeView
  let root: Int32
}

/// A field that some rule reads of its subject, such as `system.bias.audits`: looked up once for each manifest, however many
/// rules read it.
struct CELSlot: Sendable {
  /// The slot of the mapping that holds it; 0 is the subject itself.
  var parent: Int32
  /// Index in ``CELShapeTable/fields``.
  var field: Int32
}

// What has been found of the subject. While reads are recorded nothing of it is used: then every read has to be seen.
extension CELContext {
  /// Begins to judge a manifest, which variable 0 holds and whose nodes stay where they are until ``endSubject()``.
  mutating func beginSubject(_ node: CELNode, nodes: NodeView) {
    subject = CELSubject(document: node.document, nodes: nodes, root: nodes.resolved(node.index))
    remembers = !isRecording
    places.withUnsafeMutableBufferPointer { $0.update(repeating: CELContext.unknownPlace) }
    if !places.isEmpty { places[0] = nodes.resolved(node.index) }
  }

  /// Forgets it.
  mutating func endSubject() {
    subject = nil
    remembers = false
    for slot in slotsWithValue { slotValues[Int(slot)] = nil }
    slotsWithValue.removeAll(keepingCapacity: true)
    for program in knownFacts { factValues[Int(program)] = nil }
    knownFacts.removeAll(keepingCapacity: true)
  }

  static let unknownPlace: Int32 = -2
  static let absentPlace: Int32 = -1

  /// The node where a path of the subject ends, or ``absentPlace``; nil for other paths.
  @inline(__always)
  mutating func place(of path: CELInstruction) -> Int32? {
    guard path.c > 0, remembers else { return nil }
    let known = places[Int(path.c)]
    return known == CELContext.unknownPlace ? findPlace(path.c) : known
  }

  private mutating func findPlace(_ slot: Int32) -> Int32 {
    let parent = code.slots[Int(slot)].parent
    var place = places[Int(parent)]
    if place == CELContext.unknownPlace { place = findPlace(parent) }
    if place >= 0, let subject {
      let field = code.shapes.fields[Int(code.slots[Int(slot)].field)]
      let child = find(field, in: subject.nodes, place)
      place = child.flatMap { isWritten($0, as: field.shape, in: subject.nodes, subject.document) ? $0 : nil } ?? CELContext.absentPlace
    }
    places[Int(slot)] = place
    return place
  }

  /// What a slot is read as.
  func shape(ofSlot slot: Int32) -> Int32 { code.shapes.fields[Int(code.slots[Int(slot)].field)].shape }

  /// The value of a path of the subject that is there; made once for text and dates, which take a while.
  mutating func value(atPlace place: Int32, slot: Int32, _ subject: CELSubject) -> CELValue? {
    let shape = shape(ofSlot: slot)
    switch code.shapes[shape].kind {
    case .text, .timestamp:
      if let known = slotValues[Int(slot)] { return known }
      guard let value = value(of: place, as: shape, in: subject.nodes, subject.document) else { return nil }
      slotValues[Int(slot)] = value
      slotsWithValue.append(slot)
      return value
    case .dyn, .bool, .int, .uint, .double, .list, .map, .object:
      return value(of: place, as: shape, in: subject.nodes, subject.document)
    }
  }

  /// What a fact of the subject was found to be.
  @inline(__always)
  func knownFact(_ instruction: CELInstruction) -> CELValue? {
    instruction.count == 1 && remembers ? factValues[Int(instruction.b)] : nil
  }

  /// Keeps what a fact of the subject is.
  mutating func remember(_ value: CELValue, of fact: CELInstruction) {
    guard fact.count == 1, remembers, exhaustion == nil else { return }
    factValues[Int(fact.b)] = value
    knownFacts.append(fact.b)
  }
}

extension CELCode {
  /// The slot of a path of fields below the subject.
  mutating func slot(of fields: some Collection<Int32>) -> Int32 {
    if slots.isEmpty { slots.append(CELSlot(parent: 0, field: 0)) }
    return fields.reduce(0) { parent, field in
      let key = SlotKey(parent: parent, field: field)
      if let known = slotIndexes[key] { return known }
      slots.append(CELSlot(parent: parent, field: field))
      slotIndexes[key] = Int32(slots.count - 1)
      return Int32(slots.count - 1)
    }
  }

  /// What a slot is found by while code is planned.
  struct SlotKey: Hashable, Sendable {
    var parent: Int32
    var field: Int32
  }
}
