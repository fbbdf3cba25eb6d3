/// Text from manifests inside GitHub's and GitLab's Markdown: it reads as it was written, and does nothing.
///
/// Nothing of it may become a heading, a link, an image, a table cell, HTML, a mention that notifies somebody, or a reference to
/// an issue. Where a backslash does not help, because a forge looks for it after Markdown is done, a zero-width space parts it.
enum MarkdownText {
  private static let gap = "&#8203;"

  /// Text for a sentence or a table cell.
  static func prose(_ text: some StringProtocol) -> String {
    var result = ""
    var previous: Unicode.Scalar = " "
    for scalar in VisibleText.escaped(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "@": result += "@\(gap)"
      case "#": result += "\\#\(gap)"
      case "!" : result += "\\!"
      case "/" where previous == ":": result += "\(gap)/"
      case "." where previous == "w" || previous == "W": result += "\(gap)."
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "+", "-", "|", "~", "$", "^", "=": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return result
  }

  /// A name as code, in a sentence or a table cell.
  static func code(_ name: some StringProtocol) -> String {
    let text = VisibleText.escaped(name)
    if text.isEmpty { return "" }
    // A fence longer than any run of backticks in the text (CommonMark 6.1); a bar ends a cell even inside code.
    if text.utf8.contains(where: { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "|") }) {
      return "<code>\(prose(text))</code>"
    }
    return "`\(text.allSatisfy { $0 == " " } ? "␠" : text)`"
  }

  /// What the author of a rule wrote: code stays code, the rest is prose.
  static func sentence(_ markdown: String) -> String {
    let words = markdown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let parts = words.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return prose(words) }
    return parts.enumerated().map { $0.isMultiple(of: 2) ? prose($1) : code($1) }.joined()
  }
}
