/// Everything about one rule, for the person who has to meet it: `govlint rules explain`.
public enum RuleExplanation {
  /// Writes what people read about a rule and, where it is one of a module, its parameters and examples.
  public static func write(_ description: RuleDescription, of rule: Rule?, into sink: inout OutputSink) {
    sink.write("\(description.id) (\(description.severity.name))\n\(description.title)\n")
    section("Why", description.why, into: &sink)
    section("How to meet it", description.fix, into: &sink)
    if let rule { facts(rule, into: &sink) }
    line("Implements", description.sources, into: &sink)
    line("Serves", description.controls, into: &sink)
    line("Tags", description.tags, into: &sink)
    guard let rule else { return }
    for parameter in rule.parameters {
      section("Parameter \(parameter.name), \(parameter.defaultValue.text) by default", parameter.description, into: &sink)
    }
    for example in rule.examples { write(example, into: &sink) }
  }

  private static func facts(_ rule: Rule, into sink: inout OutputSink) {
    sink.write("\nApplies to: \(rule.appliesTo)\n")
    switch rule.status {
    case .active: break
    case .preview: sink.write("Status: preview, its findings are notes\n")
    case .deprecated: sink.write("Status: deprecated\(rule.replacedBy.map { ", replaced by \($0)" } ?? "")\n")
    }
    switch rule.waivable {
    case .always: break
    case .approved: sink.write("Waivable: only with an approver and an expiry\n")
    case .never: sink.write("Waivable: never\n")
    }
  }

  private static func section(_ title: String, _ text: String, into sink: inout OutputSink) {
    guard !text.isEmpty else { return }
    sink.write("\n\(title)\n\(indented(text))")
  }

  private static func line(_ title: String, _ words: [String], into sink: inout OutputSink) {
    if !words.isEmpty { sink.write("\(title): \(words.joined(separator: ", "))\n") }
  }

  private static func write(_ example: RuleExample, into sink: inout OutputSink) {
    let heading =
      switch example.expected {
      case .pass: "Passes"
      case .fail: "Fails"
      case .notApplicable: "Does not apply"
      case .waived: "Is waived"
      case .blocked: "Is blocked"
      case .error: "Cannot be judged"
      }
    sink.write("\n\(heading)\(example.title.map { ": \($0)" } ?? "")\n")
    let now = (example.manifest.map { [$0] } ?? []) + example.portfolio
    guard let old = example.old else { return sink.write(joined(now)) }
    sink.write("  before:\n\(indented(joined(old.texts)))  now:\n\(indented(joined(now)))")
  }

  private static func joined(_ manifests: [RuleText]) -> String {
    manifests.isEmpty ? "  # no manifest\n" : manifests.map { indented($0.text) }.joined(separator: "  ---\n")
  }

  private static func indented(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.allSatisfy({ $0 == " " }) == true { lines.removeLast() }
    return lines.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }
}
