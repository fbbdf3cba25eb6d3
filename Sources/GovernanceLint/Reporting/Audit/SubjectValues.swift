/// The values of one manifest that rules read, in the order of the document, with their places; what is absent comes last.
struct SubjectValues {
  /// The items of a JSON array.
  private(set) var json: [UInt8] = []
  /// The line on which the manifest begins.
  let line: Int
  /// By index in ``ReadValues/nodes``: where the value stands among the items.
  private var positions: [Int]

  /// So many bytes of a value are shown; the digest of the file stands for the rest.
  static let valueSize = 200

  init(_ subject: AuditedSubject) {
    let lines = LineTable(subject.root.document.source)
    line = lines.line(of: subject.root.range.start)
    let evidence = subject.evidence
    positions = Array(repeating: 0, count: evidence.nodes.count)
    let order = evidence.nodes.indices.sorted { evidence.nodes[$0] < evidence.nodes[$1] }
    for (position, index) in order.enumerated() { positions[index] = position }
    var walk = Walk(wanted: order.map { evidence.nodes[$0] }, lines: lines)
    walk.visit(subject.root)
    json = walk.json
    for absence in evidence.absent {
      if !json.isEmpty { json.append(UInt8(ascii: ",")) }
      json += SubjectValues.json(
        of: Node(document: subject.root.document, index: absence.node), missing: absence.missing, isSettled: absence.isSettled, lines: lines)
    }
  }

  /// Where a read stands among the items.
  func position(_ slot: ReadValues.Slot) -> Int {
    switch slot {
    case .node(let index): positions[index]
    case .absent(let index): positions.count + index
    }
  }

  /// Goes through a document once and writes the wanted nodes, which come in its order.
  private struct Walk {
    /// Indexes of nodes, ascending.
    let wanted: [Int32]
    let lines: LineTable
    var next = 0
    var json: [UInt8] = []
    /// The JSON Pointer of where the walk is.
    var pointer: [UInt8] = []

    /// Recurses as deep as the parsers let collections nest.
    mutating func visit(_ node: Node) {
      guard next < wanted.count, wanted[next] < node.record.next else { return }
      if wanted[next] == node.index {
        next += 1
        if !json.isEmpty { json.append(UInt8(ascii: ",")) }
        SubjectValues.write(node, pointer: pointer, line: lines.line(of: node.range.start), into: &json)
      }
      let length = pointer.count
      switch node.kind {
      case .mapping:
        for pair in node.pairs {
          guard next < wanted.count else { return }
          guard wanted[next] < pair.value.record.next else { continue }
          pointer.append(UInt8(ascii: "/"))
          SubjectValues.appendStep(pair.key.keyText, to: &pointer)
          visit(pair.value)
          pointer.removeLast(pointer.count - length)
        }
      case .sequence:
        for (position, item) in node.items.enumerated() {
          guard next < wanted.count else { return }
          guard wanted[next] < item.record.next else { continue }
          pointer.append(UInt8(ascii: "/"))
          AuditResults.append(position, to: &pointer)
          visit(item)
          pointer.removeLast(pointer.count - length)
        }
      case .scalar, .alias: return
      }
    }
  }

  /// A value wherever it stands, its file included.
  static func json(of node: Node, missing: [String], lines: LineTable) -> [UInt8] {
    let path = AuditResults.quoted(node.document.source.path)
    var item: [UInt8] = []
    if missing.isEmpty {
      write(node, pointer: Array(node.path.pointer.utf8), line: lines.line(of: node.range.start), into: &item)
    } else {
      item = json(of: node, missing: missing, isSettled: false, lines: lines)
    }
    return Array("{\"path\":".utf8) + path + [UInt8(ascii: ",")] + item.dropFirst()
  }

  /// Something that is not written, below the nearest node that is.
  private static func json(of node: Node, missing: [String], isSettled: Bool, lines: LineTable) -> [UInt8] {
    var pointer = Array(node.path.pointer.utf8)
    for step in missing {
      pointer.append(UInt8(ascii: "/"))
      appendStep(step, to: &pointer)
    }
    var json = Array("{\"pointer\":".utf8) + AuditResults.quoted(String(decoding: pointer, as: UTF8.self)) + Array(",\"line\":".utf8)
    AuditResults.append(lines.line(of: node.range.start), to: &json)
    json += isSettled ? ",\"notApplicable\":true}".utf8 : ",\"absent\":true}".utf8
    return json
  }

  private static func write(_ node: Node, pointer: [UInt8], line: Int, into json: inout [UInt8]) {
    json += "{\"pointer\":".utf8
    json += AuditResults.quoted(String(decoding: pointer, as: UTF8.self))
    json += ",\"line\":".utf8
    AuditResults.append(line, to: &json)
    json += ",\"value\":".utf8
    json += AuditResults.quoted(text(of: node.resolved))
    json.append(UInt8(ascii: "}"))
  }

  /// A scalar as its text; of lists and mappings what is in them, where that is short.
  static func text(of node: Node) -> String {
    switch node.kind {
    case .scalar: return cut(node.text)
    case .mapping: return "{\(node.count) \(node.count == 1 ? "key" : "keys")}"
    case .sequence, .alias:
      guard node.count <= 16, node.items.allSatisfy({ $0.resolved.kind == .scalar }) else {
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

  /// A step of a JSON Pointer (RFC 6901 section 3).
  private static func appendStep(_ key: String, to pointer: inout [UInt8]) {
    for byte in key.utf8 {
      switch byte {
      case UInt8(ascii: "~"): pointer += "~0".utf8
      case UInt8(ascii: "/"): pointer += "~1".utf8
      default: pointer.append(byte)
      }
    }
  }
}
