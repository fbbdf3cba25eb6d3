@testable import GovernanceLint

/// The text without its `«` and `»`, and the ranges that these enclosed.
func celMarked(_ marked: String) -> (String, [TextRange]) {
  var text = ""
  var ranges: [TextRange] = []
  var starts: [Int] = []
  for character in marked {
    switch character {
    case "«": starts.append(text.utf8.count)
    case "»": ranges.append(TextRange(starts.popLast() ?? 0, text.utf8.count))
    default: text.append(character)
    }
  }
  return (text, ranges)
}
