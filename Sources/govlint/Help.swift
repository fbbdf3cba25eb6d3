import GovernanceLint

/// The help of the tool and of each command, made from the tables of commands and flags.
enum Help {
  /// Columns to fill: those of the terminal, within what reads well.
  static var width: Int { max(60, min(100, Terminal.width(.standardOutput) ?? 100)) }

  /// The help of a command, or of the whole tool.
  static func text(for command: Command?, width: Int) -> String {
    guard let command else { return overview(width) }
    var text = "\(capitalised(command.summary)).\n\n"
    text += wrapped("Usage: govlint \(command.name) [FLAG...] \(command.operands)", width)
    if !command.details.isEmpty { text += "\n" + wrapped(command.details, width) }
    text += "\nFlags:\n" + rows(command.flags.map { ($0.usage, $0.summary) }, width)
    if command.name == Command.check.name { text += "\nExit status:\n" + exitStatuses(width) }
    return text
  }

  private static func overview(_ width: Int) -> String {
    """
    govlint \(toolVersion): checks manifests of AI systems against governance rules.

    Usage: govlint COMMAND [FLAG...] [PATH...]

    Commands:
    \(rows(Command.all.map { ($0.usage, $0.summary) }, width))
    Exit status:
    \(exitStatuses(width))
    'govlint COMMAND --help' explains a command and its flags.

    """
  }

  private static func exitStatuses(_ width: Int) -> String {
    rows(ExitStatus.allCases.map { (String($0.rawValue), $0.summary) }, width)
  }

  /// Two columns, the second wrapped. Where the first is wide, the second begins below it.
  private static func rows(_ rows: [(String, String)], _ width: Int) -> String {
    let column = min(26, (rows.map(\.0.count).max() ?? 0) + 4)
    var text = ""
    for (term, explanation) in rows {
      let lines = wrappedLines(explanation, width - column)
      let head = "  " + term
      let fits = head.count + 2 <= column
      text += fits ? head + String(repeating: " ", count: column - head.count) : head + "\n" + String(repeating: " ", count: column)
      text += lines.joined(separator: "\n" + String(repeating: " ", count: column)) + "\n"
    }
    return text
  }

  private static func wrapped(_ text: String, _ width: Int) -> String {
    text.split(separator: "\n").flatMap { wrappedLines(String($0), width) }.map { $0 + "\n" }.joined()
  }

  private static func wrappedLines(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

extension Flag {
  /// How the help shows it.
  fileprivate var usage: String { value.map { "\(written) \($0)" } ?? written }
}
