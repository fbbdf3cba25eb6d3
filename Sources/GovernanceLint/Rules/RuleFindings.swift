/// What can be wrong with the content of a rule, a kind or a setting once their files are well formed.
enum RuleFindings {
  private static func finding(_ rule: String, _ message: String, at place: Place, fix: String? = nil) -> Finding {
    Finding(rule: rule, severity: .error, message: message, place: place, fix: fix)
  }

  /// A mistake in an expression, at its place in the rule's file.
  static func expression(_ problem: CELProblem, in text: RuleText) -> Finding {
    finding("rule/expression", problem.message, at: text.place(of: problem.range), fix: problem.replacement.map { "Write `\($0)`." })
  }

  static func unknownKind(_ name: String, known: [String], place: Place) -> Finding {
    let all = known + ["Portfolio"]
    let near = Suggestion.nearest(to: name, among: all)
    let way = near.map { "; did you mean '\($0)'?" } ?? "; known: \(all.map { "'\($0)'" }.joined(separator: ", "))"
    return finding("rule/unknown-kind", "there is no kind '\(name)'\(way)", at: place)
  }

  static func notAList(_ type: String, of name: String, in text: RuleText) -> Finding {
    finding(
      "rule/expression", "'\(name)' goes through a \(type); expected a list", at: text.node.place,
      fix: "Name a list of the manifest, such as `system.vendors`.")
  }

  static func usedName(_ name: String, in text: RuleText) -> Finding {
    finding("rule/name", "the name '\(name)' is taken", at: text.node.place, fix: "Choose another name.")
  }

  static func unused(_ what: String, _ name: String, at place: Place) -> Finding {
    finding("rule/unused", "\(what) '\(name)' is never read", at: place, fix: "Delete it, or use it.")
  }

  static func unknownObligation(_ citation: String, nearest: String?, at place: Place) -> Finding {
    let way = nearest.map { "; did you mean '\($0)'?" } ?? ""
    return finding("rule/unknown-source", "the document has no obligation '\(citation)'\(way)", at: place)
  }

  static func unknownParameter(_ name: String, rule: String, known: [String], at place: Place) -> Finding {
    let near = Suggestion.nearest(to: name, among: known)
    let way = near.map { "; did you mean '\($0)'?" }
    let all = known.isEmpty ? "; it has none" : "; it has \(known.map { "'\($0)'" }.joined(separator: ", "))"
    return finding("configuration/unknown-parameter", "'\(rule)' has no parameter '\(name)'\(way ?? all)", at: place)
  }

  static func tooLong(_ value: String, maximum: String, at place: Place) -> Finding {
    finding(
      "configuration/parameter", "'\(value)' is longer than the longest that is allowed, '\(maximum)'", at: place,
      fix: "Give a shorter period; past \(maximum) it takes a waiver.")
  }

  static func needsApproval(_ setting: Configuration.RuleSetting) -> Finding {
    finding(
      "configuration/approval", "'\(setting.id)' may be switched off or down only with 'reason' and 'approvedBy'",
      at: setting.place, fix: "Write `{\"severity\": ..., \"reason\": ..., \"approvedBy\": ...}`.")
  }

  static func notWaivable(_ setting: Configuration.RuleSetting) -> Finding {
    finding("configuration/approval", "'\(setting.id)' may be switched neither off nor down", at: setting.place)
  }

  static func unnoticed(_ mutant: RuleMutant) -> Finding {
    Finding(
      rule: "rule/unnoticed-mutant", severity: .warning, message: "no example notices when \(mutant.change)", place: mutant.place,
      fix: "Add an example that ends differently then, or simplify the expression.")
  }

  static func unknownReplacement(_ id: String, of rule: Rule, among known: [String], at place: Place) -> Finding {
    if id == rule.description.id { return finding("rule/replaced", "the rule takes its own place", at: place, fix: "Name another rule.") }
    let way = Suggestion.nearest(to: id, among: known.filter { $0 != rule.description.id }).map { "; did you mean '\($0)'?" } ?? ""
    return finding(
      "rule/replaced", "there is no rule '\(id)' to take the place of '\(rule.description.id)'\(way)", at: place,
      fix: "Name a rule that is loaded: `govlint rules list` lists them.")
  }

  static func replacement(of rule: Rule) -> Finding {
    finding(
      "rule/replaced", "a deprecated rule names the rule that takes its place", at: rule.root["status"]?.place ?? rule.root.place,
      fix: "Add `replacedBy`.")
  }
}
