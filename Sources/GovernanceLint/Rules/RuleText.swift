/// A scalar of a rule file that holds an expression, a path or a message: its text, and where each part of it stands in the file.
public struct RuleText: Sendable {
  /// The scalar.
  let node: Node
  /// What is read instead of what the scalar says, in a mutant.
  private var replacement: String?

  /// What the scalar says, escapes decoded and lines folded: what the expression parser reads.
  public var text: String { replacement ?? node.text }

  init(node: Node) { self.node = node }

  /// The text with a range of it replaced.
  func replacing(_ range: TextRange, with new: String) -> RuleText {
    let bytes = Array(text.utf8)
    var changed = self
    changed.replacement = String(
      decoding: bytes[..<range.indices.lowerBound] + Array(new.utf8) + bytes[range.indices.upperBound...], as: UTF8.self)
    return changed
  }

  /// The bytes of the file from which a range of ``text`` was written.
  ///
  /// Text and file differ where lines are folded or quotes escaped. Both are walked side by side, white space left out; where
  /// that does not come out even (an escape other than `\"`, `\\` or `''`), the whole scalar stands for the part.
  func place(of range: TextRange) -> Place {
    let source = node.document.source
    let whole = Place(source: source, range: node.range)
    let text = Array(node.text.utf8)
    var inText = 0
    var inFile = Int(node.range.start)
    let end = min(Int(node.range.end), source.bytes.count)
    switch node.style {
    case .singleQuoted, .doubleQuoted: inFile += 1
    case .literal, .folded:
      while inFile < end, source.bytes[inFile] != 0x0A { inFile += 1 }
    case .plain, .block, .flow: break
    }
    var start: Int?
    while inText < text.count {
      if RuleText.isSpace(text[inText]) {
        if inText == Int(range.start) { start = inFile }
        inText += 1
        continue
      }
      while inFile < end, RuleText.isSpace(source.bytes[inFile]) { inFile += 1 }
      guard inFile < end else { return whole }
      let isEscape = node.style == .doubleQuoted && source.bytes[inFile] == UInt8(ascii: "\\")
      let isDoubled = node.style == .singleQuoted && source.bytes[inFile] == UInt8(ascii: "'")
      let written = inFile + (isEscape || isDoubled ? 1 : 0)
      guard written < end, source.bytes[written] == text[inText] else { return whole }
      if inText >= Int(range.start), start == nil { start = inFile }
      if inText >= Int(range.end) { break }
      inFile = written + 1
      inText += 1
      if inText == Int(range.end) { break }
    }
    return Place(source: source, range: TextRange(start ?? inFile, max(inFile, start ?? inFile)))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
