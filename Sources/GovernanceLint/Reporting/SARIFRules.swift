/// Rules as SARIF reporting descriptors (section 3.49): what GitHub shows beside an alert, the same for each finding of a rule.
enum SARIFRules {
  /// The most characters that GitHub takes for a description.
  private static let descriptionLimit = 1024
  /// The most tags that GitHub keeps.
  private static let tagLimit = 10

  /// A rule's descriptor; `pages` says where rules are explained.
  static func rule(_ rule: RuleDescription, pages: String?) -> JSONTree {
    let description = rule.why.isEmpty ? rule.title : rule.why
    return .object([
      ("id", .string(rule.id)),
      // GitHub filters alerts by name, and the id is what people have seen.
      ("name", .string(VisibleText.shortened(rule.id, to: 255))),
      ("shortDescription", SARIFReporter.text(VisibleText.shortened(nonEmpty(rule.title, or: rule.id), to: descriptionLimit))),
      ("fullDescription", SARIFReporter.text(VisibleText.shortened(nonEmpty(description, or: rule.id), to: descriptionLimit))),
      ("defaultConfiguration", .object([("level", .string(rule.severity.name))])),
      ("helpUri", pages.map { .string(RulePages.address(of: rule.id, by: $0)) }),
      ("help", .object([("text", .string(helpText(rule))), ("markdown", .string(helpMarkdown(rule)))])),
      (
        "properties",
        .object([
          // Rules are decided by what is written, not guessed.
          ("precision", "very-high"),
          ("problem.severity", .string(rule.severity == .note ? "recommendation" : rule.severity.name)),
          ("tags", .array(tags(rule).map(JSONTree.string))),
        ])
      ),
    ])
  }

  private static func helpText(_ rule: RuleDescription) -> String {
    var parts = [nonEmpty(rule.title, or: rule.id)]
    if !rule.why.isEmpty { parts.append("Why: \(trimmed(rule.why))") }
    if !rule.fix.isEmpty { parts.append("Fix: \(trimmed(rule.fix))") }
    return parts.joined(separator: "\n\n")
  }

  private static func helpMarkdown(_ rule: RuleDescription) -> String {
    var parts = ["# \(nonEmpty(rule.title, or: rule.id))"]
    if !rule.why.isEmpty { parts.append(trimmed(rule.why)) }
    if !rule.fix.isEmpty { parts.append("## How to fix it\n\n\(trimmed(rule.fix))") }
    var facts: [String] = []
    if !rule.sources.isEmpty { facts.append("- Implements: \(codes(rule.sources))") }
    if !rule.controls.isEmpty { facts.append("- Serves: \(codes(rule.controls))") }
    facts.append("- Examples: run `govlint rules explain \(rule.id)`")
    parts.append(facts.joined(separator: "\n"))
    return parts.joined(separator: "\n\n")
  }

  /// The module first, then what its author chose; each once.
  private static func tags(_ rule: RuleDescription) -> [String] {
    var seen: Set<String> = []
    let all = [rule.module] + rule.tags + rule.controls + rule.sources
    return Array(all.filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(tagLimit))
  }

  private static func codes(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

  private static func nonEmpty(_ text: String, or other: String) -> String {
    let text = trimmed(text)
    return text.isEmpty ? other : text
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
