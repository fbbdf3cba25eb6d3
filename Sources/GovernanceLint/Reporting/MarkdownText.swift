/// Text from manifests and rules inside Markdown (CommonMark 0.31, 2.4): it reads as it was written, and does nothing.
///
/// Nothing of it becomes a heading, a link, an image, a cell of a table, HTML, a mention that notifies somebody or a reference to
/// an issue. Where a backslash does not help, because a forge looks for it after Markdown is done, a zero-width space parts it.
enum MarkdownText {
  private static let gap = "&#8203;"

  /// The text with what Markdown, HTML and forges would act on escaped, for a sentence or a cell of a table.
  static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    var previous: Unicode.Scalar = " "
    var lettersW = 0
    for scalar in VisibleText.escaped(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "@": result += "@\(gap)"
      case "#": result += "\\#\(gap)"
      case "/" where previous == ":": result += "\(gap)/"
      case "." where lettersW > 2: result += "\(gap)."
      case "\\", "`", "*", "_", "{", "}", "[", "]", "|", "~", "$", "!": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
      previous = scalar
      lettersW = scalar == "w" || scalar == "W" ? lettersW + 1 : 0
    }
    return result
  }

  /// A name as code, for a sentence or a cell of a table.
  static func code(_ name: some StringProtocol) -> String {
    let text = VisibleText.escaped(name)
    // A backtick would end the code, a bar the cell.
    if text.utf8.contains(where: { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "|") }) { return "<code>\(escaped(text))</code>" }
    return text.allSatisfy { $0 == " " } ? "" : "`\(text)`"
  }

  /// What the author of a rule wrote: code stays code, the rest is text.
  static func sentence(_ markdown: String) -> String {
    let words = markdown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let parts = words.split(separator: "`", omittingEmptySubsequences: false)
    guard !parts.count.isMultiple(of: 2) else { return escaped(words) }
    return parts.enumerated().map { $0.isMultiple(of: 2) ? escaped($1) : code($1) }.joined()
  }
}
