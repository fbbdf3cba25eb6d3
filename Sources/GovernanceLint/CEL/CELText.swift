// How values are printed: in messages as people write them, in reasons as the language does.

extension CELContext {
  /// A value in a message: text as it is, days as `2026-03-31`, lists with commas, an empty optional as `nothing`.
  mutating func text(of value: CELValue) -> String {
    switch value {
    case .string(let text): return text
    case .double(let number): return DecimalText.general(number)
    case .optional(let wrapped): return wrapped.map { text(of: $0) } ?? "nothing"
    case .list, .map, .node: return printed(value, opening: ("", ""), { context, element in context.text(of: element) })
    case .null, .bool, .int, .uint, .bytes, .timestamp, .duration, .type, .failure: return value.literal
    }
  }

  /// What an expression prints in a message: a value of a manifest as it is written there, others as `text(of:)`.
  mutating func text(of program: CELProgram) -> CELValue {
    let result = evaluate(program)
    if result.isFailure { return result }
    let entry = code.instructions[Int(program.entry)]
    if entry.kind == .path || entry.kind == .optionalPath, case .node(let node) = walk(entry), node.node.resolved.kind == .scalar {
      return .string(node.node.resolved.text)
    }
    return .string(text(of: result))
  }

  /// A value as the language writes it: `'irreversible'`, `['a', 'b']`; days as `2026-06-30`.
  mutating func literal(of value: CELValue) -> String {
    switch value {
    case .list: return printed(value, opening: ("[", "]"), { context, element in context.literal(of: element) })
    case .map: return printed(value, opening: ("{", "}"), { context, element in context.literal(of: element) })
    case .node(let node):
      let isList = node.node.resolved.kind == .sequence
      return printed(value, opening: isList ? ("[", "]") : ("{", "}"), { context, element in context.literal(of: element) })
    case .optional(let wrapped?): return "optional.of(\(literal(of: wrapped)))"
    default: return value.literal
    }
  }

  /// How many elements of a list are printed, and how deep; aliases may make a small file hold more than anybody can read.
  private static let printedElements = 8
  private static let printedDepth = 4

  private mutating func printed(
    _ value: CELValue, opening: (String, String), _ print: (inout CELContext, CELValue) -> String
  ) -> String {
    guard depth < CELContext.printedDepth else { return "..." }
    depth += 1
    defer { depth -= 1 }
    var texts: [String] = []
    var count = 0
    if let elements = elements(of: value) {
      count = elements.count
      for element in elements.prefix(CELContext.printedElements) { texts.append(print(&self, element)) }
    } else if let entries = entries(of: value) {
      count = entries.count
      for (key, value) in zip(entries.keys.prefix(CELContext.printedElements), entries.values) {
        texts.append("\(print(&self, key)): \(print(&self, value))")
      }
    }
    if count > texts.count { texts.append("and \(count - texts.count) more") }
    return opening.0 + texts.joined(separator: ", ") + opening.1
  }
}

// What people are shown of a value that decided.
extension CELContext {
  /// The most bytes of a value.
  private static let shownSize = 120

  /// The value as the language writes it, cut where it is long; nil for none. Of structs only that they are there: what was read of
  /// them is told by itself, and no more than that may have been kept.
  mutating func shown(_ value: CELValue) -> String? {
    switch value {
    case .failure, .optional(nil): return nil
    case .optional(let wrapped?): return shown(wrapped)
    case .node(let node) where node.node.resolved.kind == .mapping: return "{...}"
    case .node(let node) where code.shapes[elementShape(of: node)].kind == .object: return CELContext.counted(node.node.count)
    case .list(let items) where items.contains(where: CELContext.isStruct): return CELContext.counted(items.count)
    // What is cut off anyway is not written first: a list may hold the whole portfolio.
    case .list(let items) where items.count > CELContext.shownSize: return shown(.list(Array(items.prefix(CELContext.shownSize))))
    default:
      let text = literal(of: value)
      guard text.utf8.count > CELContext.shownSize else { return text }
      return String(text.prefix(CELContext.shownSize)) + "..."
    }
  }

  private static func counted(_ count: Int) -> String { count == 1 ? "[1 item]" : "[\(count) items]" }

  private static func isStruct(_ value: CELValue) -> Bool {
    if case .node(let node) = value { node.node.resolved.kind == .mapping } else { false }
  }
}

extension CELValue {
  /// The value as the language writes it; of collections that a manifest holds only that they are there.
  var literal: String {
    switch self {
    case .null: "null"
    case .bool(let isTrue): isTrue ? "true" : "false"
    case .int(let number): String(number)
    case .uint(let number): "\(number)u"
    case .double(let number): CELValue.literal(number)
    case .string(let text): CELValue.quoted(text, with: "'")
    case .bytes(let bytes): "\(bytes.count) bytes"
    case .timestamp(let time): time.isMidnight ? time.day.description : time.text
    case .duration(let duration): duration.text
    case .type(let name): name
    case .optional(nil): "optional.none()"
    case .optional(let wrapped?): "optional.of(\(wrapped.literal))"
    case .list(let elements): "[\(elements.map(\.literal).joined(separator: ", "))]"
    case .map(let map): "{\(zip(map.keys, map.values).map { "\($0.literal): \($1.literal)" }.joined(separator: ", "))}"
    case .node(let node): node.node.resolved.kind == .sequence ? "[...]" : "{...}"
    case .failure(let failure): failure.message
    }
  }

  private static func literal(_ number: Double) -> String {
    let text = DecimalText.general(number)
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") } ? text + ".0" : text
  }

  /// A text in quotes, with escapes for what cannot stand there.
  static func quoted(_ text: String, with quote: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    result.append(quote)
    for scalar in text.unicodeScalars {
      let escape: Unicode.Scalar? =
        switch scalar {
        case "\u{07}": "a"
        case "\u{08}": "b"
        case "\u{0C}": "f"
        case "\n": "n"
        case "\r": "r"
        case "\t": "t"
        case "\u{0B}": "v"
        case "\\": "\\"
        case quote: quote
        default: nil
        }
      if escape != nil { result.append("\\") }
      result.append(escape ?? scalar)
    }
    result.append(quote)
    return String(result)
  }
}
