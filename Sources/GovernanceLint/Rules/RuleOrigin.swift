// Where compiled rules come from: their files are looked at again only to tell that a rule itself is broken.

extension Ruleset {
  /// The file of a rule.
  func file(of rule: CompiledRule) -> Source {
    decoded(rule)?.root.document.source ?? Source(path: rule.id, bytes: [])
  }

  /// Where the expression stands that an instruction was planned from; the whole file for those of facts, which stand in a kind.
  func place(of instruction: Int32, in rule: CompiledRule) -> Place {
    guard let decoded = decoded(rule) else { return LoadFindings.start(file(of: rule)) }
    let (text, range) = code.place(of: instruction) ?? (decoded.require.text, TextRange(0, 0))
    return decoded.text(saying: text).map { $0.place(of: range) } ?? decoded.root.place
  }

  private func decoded(_ rule: CompiledRule) -> Rule? { library().rules.first { $0.description.id == rule.id } }
}

extension Rule {
  /// The text of the rule's file that holds an expression.
  fileprivate func text(saying expression: String) -> RuleText? {
    ([when, require, message, at].compactMap { $0 } + lets.map(\.expression) + each.map(\.expression)).first {
      $0.text.utf8.elementsEqual(expression.utf8)
    }
  }
}
