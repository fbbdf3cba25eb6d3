/// Values and types in words, as messages name them.
enum ValueWords {
  /// The longest text that a message quotes, in characters.
  static let maximumQuoted = 60

  /// The text of a scalar in quotes, one line and not too long of it.
  static func quoted(_ node: Node) -> String { quoted(node.resolved.text) }

  static func quoted(_ text: String) -> String {
    var short = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < maximumQuoted else { return "'\(String(short))...'" }
      short.append(scalar == "\n" || scalar == "\r" || scalar == "\t" ? " " : scalar)
      count += 1
    }
    return "'\(String(short))'"
  }

  /// What a value is: `text 'web'`, `the number 3`, `a list`.
  static func found(_ node: Node) -> String {
    let node = node.resolved
    let types = SchemaTypes(of: node)
    if types == .object { return "a mapping" }
    if types == .array { return "a list" }
    if types == .null { return "nothing" }
    if types == .boolean { return node.text }
    if types.contains(.number) { return "the number \(node.text)" }
    return node.text.isEmpty ? "empty text" : "text \(quoted(node))"
  }

  /// A value as an expectation names it: text in quotes, everything else as it is written.
  static func literal(_ node: Node) -> String {
    let node = node.resolved
    switch node.kind {
    case .scalar: return node.isString ? quoted(node) : node.isNull ? "nothing" : node.text
    case .mapping, .sequence, .alias: return quoted(node.document.source.text(node.range))
    }
  }

  /// What is expected: `text or a list`.
  static func expected(_ types: SchemaTypes) -> String {
    var words: [String] = []
    if types.contains(.string) { words.append("text") }
    if types.contains(.number) { words.append("a number") } else if types.contains(.integer) { words.append("a whole number") }
    if types.contains(.boolean) { words.append("true or false") }
    if types.contains(.array) { words.append("a list") }
    if types.contains(.object) { words.append("a mapping") }
    if types.contains(.null) { words.append("nothing") }
    return joined(words)
  }

  /// `a`, `a or b`, `a, b or c`.
  static func joined(_ words: [String], last: String = "or") -> String {
    guard words.count > 1, let end = words.last else { return words.first ?? "nothing" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + end
  }

  /// `1 item`, `3 items`.
  static func count(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(number) \(noun)s" }
}
