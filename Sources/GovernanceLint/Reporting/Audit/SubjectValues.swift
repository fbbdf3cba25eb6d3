/// Writes the values of one manifest after the other that rules read, as the items of a JSON array: in the order of the document,
/// with their places; what is absent comes last.
///
/// There are millions of them in large portfolios, so each goes from the file's bytes into the report's, and what is needed for
/// that is kept from one manifest to the next.
struct SubjectValues {
  /// The nodes that are values, or below which something is absent, in the order of the document.
  private var wanted: [Wanted] = []
  /// By node, what is wanted of it; later where it stands in ``wanted``, else -1.
  private var order: [Int32] = []
  /// By rule, where its run is in the evidence; -1 where it read nothing.
  private var runs: [Int32] = []
  /// The pointers of nodes below which something is absent, as JSON has them.
  private var pointers: [UInt8] = []
  /// How many values there are that are not absent.
  private var presentCount = 0
  /// Where the walk is: in ``wanted``, as a pointer, in lines.
  private var next = 0
  private var pointer: [UInt8] = []
  private var line = 1

  private struct Wanted {
    var node: Int32
    var isValue: Bool
    var isAncestor: Bool
    /// Where the value stands among the items.
    var position: Int32 = -1
    /// Where the pointer of an ancestor is in ``pointers``; nil for what the walk does not come to.
    var pointer: Range<Int>?
    var line = 0
  }

  /// So many bytes of a value are shown; the digest of the file stands for the rest.
  static let valueSize = 200

  /// Begins with a manifest; the line on which it begins.
  mutating func begin(_ subject: AuditedSubject, _ lines: LineTable, rules: Int) -> Int {
    runs.removeAll(keepingCapacity: true)
    runs.append(contentsOf: repeatElement(-1, count: rules))
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: repeatElement(0, count: subject.root.document.records.count))
    subject.evidence.forEachRun(begin: { rule, start in runs[rule] = Int32(truncatingIfNeeded: start) }) { value in
      if case .node(let node) = value { order[node] |= SubjectValues.value }
    }
    subject.evidence.forEachAbsentNode { order[$0] |= SubjectValues.ancestor }
    wanted.removeAll(keepingCapacity: true)
    for node in order.indices {
      let kind = order[node]
      order[node] = kind == 0 ? -1 : Int32(truncatingIfNeeded: wanted.count)
      guard kind != 0 else { continue }
      wanted.append(
        Wanted(node: Int32(truncatingIfNeeded: node), isValue: kind & SubjectValues.value != 0, isAncestor: kind & SubjectValues.ancestor != 0))
    }
    return lines.line(of: subject.root.range.start)
  }

  private static let (value, ancestor): (Int32, Int32) = (1, 2)

  /// Writes the values.
  mutating func write(_ subject: AuditedSubject, _ lines: LineTable, into json: inout [UInt8]) {
    (next, line, presentCount) = (0, 1, 0)
    pointers.removeAll(keepingCapacity: true)
    pointer.removeAll(keepingCapacity: true)
    let document = subject.root.document
    NodeView.with(document) { visit(subject.root.index, in: $0, document, lines, into: &json) }
    writeAbsent(subject, lines, into: &json)
  }

  /// Writes where among the values those stand that a rule read, as a member of its result.
  func writeRead(by rule: Int, _ evidence: ReadValues, into json: inout [UInt8]) {
    guard runs[rule] >= 0 else { return }
    json.append(",\"read\":[" as StaticString)
    var isFirst = true
    evidence.forEachValue(ofRunAt: Int(runs[rule])) { value in
      let position: Int
      switch value {
      case .node(let node):
        position = Int(wanted[Int(order[node])].position)
        if position < 0 { return }
      case .absent(let index): position = presentCount + index
      }
      if !isFirst { json.append(UInt8(ascii: ",")) }
      isFirst = false
      json.append(number: position)
    }
    json.append(UInt8(ascii: "]"))
  }

  // MARK: The walk

  /// Recurses as deep as the parsers let collections nest.
  private mutating func visit(
    _ index: Int32, in nodes: NodeView, _ document: Document, _ lines: LineTable, into json: inout [UInt8]
  ) {
    let record = nodes[index]
    // Nothing below the subject stands before it.
    while next < wanted.count, wanted[next].node < index { next += 1 }
    guard next < wanted.count, wanted[next].node < record.next else { return }
    if wanted[next].node == index {
      note(record, index, in: nodes, document, lines, into: &json)
      next += 1
    }
    let length = pointer.count
    switch record.kind {
    case .mapping:
      var key = index + 1
      while key < record.next, next < wanted.count {
        let value = nodes[key].next
        let end = nodes[value].next
        if wanted[next].node < end {
          appendStep(key, in: nodes, document)
          visit(value, in: nodes, document, lines, into: &json)
          pointer.removeLast(pointer.count - length)
        }
        key = end
      }
    case .sequence:
      var item = index + 1
      var position = 0
      while item < record.next, next < wanted.count {
        let end = nodes[item].next
        if wanted[next].node < end {
          pointer.append(UInt8(ascii: "/"))
          pointer.append(number: position)
          visit(item, in: nodes, document, lines, into: &json)
          pointer.removeLast(pointer.count - length)
        }
        position += 1
        item = end
      }
    case .scalar, .alias: return
    }
  }

  /// Writes a node that is wanted, or keeps where it is.
  private mutating func note(
    _ record: NodeRecord, _ index: Int32, in nodes: NodeView, _ document: Document, _ lines: LineTable, into json: inout [UInt8]
  ) {
    line = lines.line(of: record.start, near: line)
    if wanted[next].isAncestor {
      wanted[next].pointer = pointers.count..<pointers.count + pointer.count
      wanted[next].line = line
      pointers += pointer
    }
    guard wanted[next].isValue else { return }
    wanted[next].position = Int32(truncatingIfNeeded: presentCount)
    if presentCount > 0 { json.append(UInt8(ascii: ",")) }
    presentCount += 1
    json.append("{\"pointer\":\"" as StaticString)
    json += pointer
    json.append("\",\"line\":" as StaticString)
    json.append(number: line)
    json.append(",\"value\":" as StaticString)
    if !SubjectValues.writePlain(nodes.resolved(index), in: nodes, into: &json) {
      json.append(quoted: SubjectValues.text(of: Node(document: document, index: index).resolved))
    }
    json.append(UInt8(ascii: "}"))
  }

  /// Goes down to a key's value.
  private mutating func appendStep(_ key: Int32, in nodes: NodeView, _ document: Document) {
    let record = nodes[key]
    pointer.append(UInt8(ascii: "/"))
    if record.kind == .scalar {
      let text = nodes.text(of: record)
      if text.isPlainJSON, !text.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) {
        return pointer.append(contentsOf: text)
      }
    }
    var step: [UInt8] = []
    NodePath.append(Node(document: document, index: key).keyText, to: &step)
    pointer.append(escaped: step)
  }

  /// Writes a value that JSON has as it stands in the file, and that is short enough; false for others, of which nothing is written.
  private static func writePlain(_ index: Int32, in nodes: NodeView, into json: inout [UInt8]) -> Bool {
    let record = nodes[index]
    switch record.kind {
    case .scalar:
      let text = nodes.text(of: record)
      guard text.count <= valueSize, text.isPlainJSON else { return false }
      json.append(UInt8(ascii: "\""))
      json.append(contentsOf: text)
      json.append(UInt8(ascii: "\""))
      return true
    case .mapping:
      json.append("\"{" as StaticString)
      json.append(number: Int(record.first))
      json.append(record.first == 1 ? " key}\"" : " keys}\"" as StaticString)
      return true
    case .sequence:
      guard record.first <= listSize else { return false }
      let start = json.count
      json.append("\"[" as StaticString)
      var item = index + 1
      while item < record.next {
        let resolved = nodes[nodes.resolved(item)]
        let text = nodes.text(nodes.resolved(item))
        guard resolved.kind == .scalar, text.isPlainJSON, json.count - start + text.count + 2 <= valueSize else {
          json.removeLast(json.count - start)
          return false
        }
        if item > index + 1 { json.append(", " as StaticString) }
        json.append(contentsOf: text)
        item = nodes[item].next
      }
      json.append("]\"" as StaticString)
      return true
    case .alias: return false
    }
  }

  // MARK: What is absent

  private func writeAbsent(_ subject: AuditedSubject, _ lines: LineTable, into json: inout [UInt8]) {
    var isFirst = presentCount == 0
    subject.evidence.forEachAbsence { absence, steps in
      if !isFirst { json.append(UInt8(ascii: ",")) }
      isFirst = false
      let ancestor = wanted[Int(order[Int(absence.node)])]
      json.append("{\"pointer\":\"" as StaticString)
      if let pointer = ancestor.pointer {
        json += pointers[pointer]
      } else {
        json.append(escaped: Array(Node(document: subject.root.document, index: absence.node).path.pointer.utf8))
      }
      json.append(escaped: steps)
      let record = subject.root.document.records[Int(absence.node)]
      SubjectValues.endAbsent(
        line: ancestor.pointer == nil ? lines.line(of: record.start) : ancestor.line, isSettled: absence.isSettled, into: &json)
    }
  }

  private static func endAbsent(line: Int, isSettled: Bool, into json: inout [UInt8]) {
    json.append("\",\"line\":" as StaticString)
    json.append(number: line)
    json.append(isSettled ? ",\"notApplicable\":true}" : ",\"absent\":true}" as StaticString)
  }

  // MARK: Values of other manifests

  /// Writes a value wherever it stands, its file included.
  static func write(_ node: Node, missing: [String], _ lines: LineTable, into json: inout [UInt8]) {
    json.append("{\"path\":" as StaticString)
    json.append(quoted: node.document.source.path)
    json.append(",\"pointer\":\"" as StaticString)
    var pointer = Array(node.path.pointer.utf8)
    for step in missing {
      pointer.append(UInt8(ascii: "/"))
      NodePath.append(step, to: &pointer)
    }
    json.append(escaped: pointer)
    let line = lines.line(of: node.range.start)
    guard missing.isEmpty else { return endAbsent(line: line, isSettled: false, into: &json) }
    json.append("\",\"line\":" as StaticString)
    json.append(number: line)
    json.append(",\"value\":" as StaticString)
    json.append(quoted: text(of: node.resolved))
    json.append(UInt8(ascii: "}"))
  }

  // MARK: Text

  /// Lists of more items are only counted.
  private static let listSize = 16

  /// A scalar as its text; of lists and mappings what is in them, where that is short.
  static func text(of node: Node) -> String {
    switch node.kind {
    case .scalar: return cut(node.text)
    case .mapping: return "{\(node.count) \(node.count == 1 ? "key" : "keys")}"
    case .sequence, .alias:
      guard node.count <= listSize, node.items.allSatisfy({ $0.resolved.kind == .scalar }) else {
        return "[\(node.count) \(node.count == 1 ? "item" : "items")]"
      }
      return cut("[" + node.items.map(\.resolved.text).joined(separator: ", ") + "]")
    }
  }

  private static func cut(_ text: String) -> String {
    guard text.utf8.count > valueSize else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: valueSize)
    while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return String(text[..<end]) + "…"
  }
}
