/// Text from manifests, made safe to show.
///
/// What a terminal would obey (escape sequences) and what a reader could not see (bidirectional overrides, invisible
/// characters, tags) is written out, so that no manifest can touch the terminal or make a finding read as something else.
public enum VisibleText {
  /// The text with every hidden character written out: `\n`, `\t`, `\r`, else `\u{1b}`.
  public static func escaped(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) || !text.unicodeScalars.contains(where: isHidden) { return String(text) }
    var result = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) { result += escape(scalar) } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  /// How one hidden character is written out.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    default: "\\u{\(String(scalar.value, radix: 16))}"
    }
  }

  /// Whether a character acts on a terminal or on its neighbours instead of being seen. The joiners that emoji and
  /// several scripts need (U+200C, U+200D) are not among them.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: false
    case 0...0x1F, 0x7F...0x9F: true  // C0, DEL and C1
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // bidirectional marks, embeddings and isolates
    case 0x2028, 0x2029: true  // line and paragraph separator
    case 0x180E, 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true  // invisible
    case 0xE0000...0xE007F: true  // tags
    default: false
    }
  }

  /// The text cut to so many characters (Unicode scalars), with an ellipsis in place of the last where something is missing.
  static func shortened(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit, text.unicodeScalars.count > limit else { return text }
    return String(text.unicodeScalars.prefix(limit - 1)) + "…"
  }
}
