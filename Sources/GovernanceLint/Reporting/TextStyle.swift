/// Colours of text output (ECMA-48 SGR), or none.
struct TextStyle {
  var usesColor: Bool

  /// What is painted.
  enum Role {
    case severity(Severity)
    case message
    case ruleID
    case frame
    case label
  }

  /// The text in the colour of its role; empty text stays empty.
  func paint(_ text: String, _ role: Role) -> String {
    guard usesColor, !text.isEmpty else { return text }
    return "\u{1B}[\(code(role))m\(text)\u{1B}[0m"
  }

  private func code(_ role: Role) -> String {
    switch role {
    case .severity(.error): "1;31"
    case .severity(.warning): "1;33"
    case .severity(.note): "1;36"
    case .message, .label: "1"
    case .ruleID: "2"
    case .frame: "34"
    }
  }
}
