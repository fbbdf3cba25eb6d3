/// Text of manifests and rules inside HTML: it reads as written, and nothing of it becomes markup.
enum HTMLText {
  /// The text with what HTML acts on escaped, and hidden characters written out; for content and for quoted attributes.
  static func escaped(_ text: some StringProtocol) -> String {
    let visible = VisibleText.escaped(text)
    guard visible.utf8.contains(where: isSpecial) else { return visible }
    var result: [UInt8] = []
    result.reserveCapacity(visible.utf8.count + 32)
    for byte in visible.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      case UInt8(ascii: "'"): result += "&#39;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }

  /// Text of a manifest, of whatever script: its direction does not spread to what stands beside it.
  static func isolated(_ text: some StringProtocol) -> String {
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    return isPlain ? escaped(text) : "<bdi>\(escaped(text))</bdi>"
  }

  /// The Markdown of rules, as far as it stands in a line: code between backticks; all else is text.
  static func inline(_ markdown: String) -> String {
    let flat = markdown.split(whereSeparator: \.isNewline).joined(separator: " ")
    let parts = flat.split(separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      // A backtick without a partner is one.
      if index % 2 == 0 { return escaped(part) }
      return index == parts.count - 1 ? "`" + escaped(part) : "<code>\(escaped(part))</code>"
    }.joined()
  }
}

extension Severity {
  /// A sign beside the word, so that a glance finds it without colour.
  var sign: String {
    switch self {
    case .error: "✕"
    case .warning: "!"
    case .note: "i"
    }
  }
}
