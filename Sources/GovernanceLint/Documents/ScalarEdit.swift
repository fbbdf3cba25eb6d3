extension Node {
  /// The edit that makes a scalar say another text, in the quotes that it has; nil where that could change anything else.
  ///
  /// Left alone are scalars with an anchor or a tag, those over several lines, and text that cannot stand on one line. A plain
  /// scalar that has to become text gets quotes where it would not be read as that, and in JSON always.
  func edit(to text: String) -> Edit? {
    let record = record
    let bytes = document.source.bytes
    guard record.kind == .scalar, !record.flags.contains(.hasProperties), !range.isEmpty,
      !bytes[range.indices].contains(where: { $0 == 0x0A || $0 == 0x0D }), text.unicodeScalars.allSatisfy(Node.isPrintable)
    else { return nil }
    let inside = TextRange(range.indices.lowerBound + 1, range.indices.upperBound - 1)
    switch record.style {
    case .plain:
      let staysPlain = !document.source.isJSON && Node.isPlainText(text)
      return Edit(range: range, replacement: staysPlain ? text : "\"\(Node.escaped(text))\"")
    case .singleQuoted:
      return Edit(range: inside, replacement: text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))
    case .doubleQuoted: return Edit(range: inside, replacement: Node.escaped(text))
    case .literal, .folded, .block, .flow: return nil
    }
  }

  /// Whether a character may stand in any style of both languages and is neither a line break nor a mark of byte order.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// Whether text without quotes is the same text anywhere in YAML, of version 1.1 too.
  private static func isPlainText(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    func isWord(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }
    guard let first = bytes.first, isWord(first), bytes.allSatisfy({ isWord($0) || "-./_".utf8.contains($0) }) else { return false }
    return ScalarKind(bytes[...]) == nil && !["y", "n", "yes", "no", "on", "off"].contains(text.lowercased())
  }

  /// Text as it stands between double quotes.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { escaped.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
