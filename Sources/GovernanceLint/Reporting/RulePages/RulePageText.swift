/// One rule on a page of Markdown.
struct RulePageText {
  let kinds: [Kind]
  let duties: [String: String]

  /// What people read about a rule; one of a module with what it reads, its parameters and an example of each outcome.
  func rule(_ description: RuleDescription, _ rule: Rule?) -> String {
    var text = "## \(description.id)\n\n**\(MarkdownText.sentence(description.title))**\n"
    text += "\n" + facts(description, rule).map { "- \($0)\n" }.joined()
    text += paragraph("Why", description.why) + paragraph("Fix", description.fix)
    guard let rule else { return text }
    if !rule.parameters.isEmpty {
      text += "\nParameters:\n\n"
      for parameter in rule.parameters {
        text += "- \(MarkdownText.code(parameter.name)), by default \(MarkdownText.code(written(parameter.defaultValue))): "
        text += "\(MarkdownText.sentence(parameter.description))\n"
      }
    }
    for (outcome, heading) in [(Outcome.pass, "Passes"), (.fail, "Fails")] {
      if let example = rule.examples.first(where: { $0.expected == outcome }) { text += self.example(example, heading) }
    }
    return text
  }

  private func facts(_ description: RuleDescription, _ rule: Rule?) -> [String] {
    var facts = ["Severity: \(description.severity.name)"]
    if let rule {
      facts.append("Applies to: \(MarkdownText.code(rule.appliesTo))")
      switch rule.status {
      case .active: break
      case .preview: facts.append("Status: preview, its findings are notes")
      case .deprecated: facts.append("Status: deprecated" + (rule.replacedBy.map { ", replaced by \(MarkdownText.code($0))" } ?? ""))
      }
      switch rule.waivable {
      case .always: break
      case .approved: facts.append("Waivable: only with an approver, for 90 days at most")
      case .never: facts.append("Waivable: never")
      }
      let reads = RuleReads.paths(of: rule, kinds: kinds)
      if !reads.isEmpty { facts.append("Reads: \(reads.map(MarkdownText.code).joined(separator: ", "))") }
    }
    for source in description.sources {
      facts.append("Source: \(MarkdownText.code(source))" + (duties[source].map { ", \(MarkdownText.sentence($0))" } ?? ""))
    }
    if !description.controls.isEmpty { facts.append("Serves: \(description.controls.map(MarkdownText.code).joined(separator: ", "))") }
    return facts
  }

  private func paragraph(_ title: String, _ text: String) -> String {
    text.allSatisfy(\.isWhitespace) ? "" : "\n**\(title)** \(MarkdownText.sentence(text))\n"
  }

  private func written(_ value: Node) -> String {
    value.kind == .scalar ? value.text : value.document.source.text(value.range)
  }

  // MARK: Examples

  private func example(_ example: RuleExample, _ heading: String) -> String {
    var text = "\n\(heading)\(example.title.map { " (\(MarkdownText.sentence($0)))" } ?? ""):\n"
    if let old = example.old { text += "\nbefore\n" + code(old.texts) + "\nnow\n" }
    return text + code((example.manifest.map { [$0] } ?? []) + example.portfolio)
  }

  /// Manifests in a fence that none of them can end (CommonMark 0.31, 4.5).
  private func code(_ manifests: [RuleText]) -> String {
    let text = manifests.isEmpty ? "# no manifest\n" : manifests.map { lines($0.text) }.joined(separator: "---\n")
    var (longest, run) = (2, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\n\(fence)yaml\n\(text)\(fence)\n"
  }

  private func lines(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.allSatisfy({ $0 == " " }) == true { lines.removeLast() }
    // What hides or turns text around shows as what it is.
    return lines.map { VisibleText.escaped($0) + "\n" }.joined()
  }
}
