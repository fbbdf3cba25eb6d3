/// Text from manifests and rules inside Markdown (CommonMark 0.31, 2.4): it reads as written and becomes neither markup nor a mention.
enum MarkdownText {
  /// The text with what Markdown, HTML and GitHub would act on escaped, for a paragraph or a cell of a table.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in VisibleText.escaped(text).unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "&", "!", "$": result += "\\"
      default: break
      }
      result.unicodeScalars.append(scalar)
      // A mention would notify somebody; an empty comment inside it keeps it from being one.
      if scalar == "@" { result += "<!-- -->" }
    }
    return result
  }
}
