/// Why a rule ends on a manifest as it does: what `govlint explain` prints.
public enum RuleAccountText {
  /// Writes the outcome, then the parts of the rule with their values and places.
  public static func write(_ account: RuleAccount, usesColor: Bool, into sink: inout OutputSink) {
    let style = TextStyle(usesColor: usesColor)
    let verdict = verdict(account)
    let role: TextStyle.Role = account.outcome == .fail || account.outcome == .error ? .severity(account.description.severity) : .message
    sink.write("\(style.paint(account.description.id, .message)) on \(VisibleText.escaped(account.subject)): \(style.paint(verdict, role))\n")
    sink.write("\(account.description.title) (\(account.description.severity.name))\n")
    var tables = LineTables()
    for finding in account.findings {
      sink.write("\(place(finding.place, &tables)): \(VisibleText.escaped(finding.message))\n")
      if let silencing = finding.silencing {
        let who = silencing.approvedBy.map { " by \(VisibleText.escaped($0))" } ?? ""
        sink.write("  waived\(who)\(silencing.expires.map { " until \($0)" } ?? ""): \(VisibleText.escaped(silencing.reason))\n")
      }
    }
    if let effective = account.effective { sink.write(words(effective)) }
    for element in account.elements {
      if !element.names.isEmpty { sink.write("\n\(style.paint(element.names.map { VisibleText.escaped($0) }.joined(separator: ", "), .label))") }
      for role in [RuleAccount.Role.when, .require, .let] {
        let parts = element.parts.filter { $0.role == role }
        if parts.isEmpty { continue }
        sink.write("\n\(style.paint(role.rawValue, .label))\n")
        for part in parts { write(part, style, &tables, into: &sink) }
      }
    }
    let rest = account.elementCount - account.elements.count
    if rest > 0 {
      let allHold = account.elements.contains { $0.holds }
      sink.write("\nand \(TextSummary.counted(rest, plural: "more elements"))\(allHold ? ", for which it holds" : "")\n")
    }
    if account.elementCount == 0, account.outcome == .notApplicable, !account.needsBase {
      sink.write("\nthe rule goes through a list that has no elements here\n")
    }
  }

  private static func verdict(_ account: RuleAccount) -> String {
    if account.needsBase { return "compares with an earlier state: 'govlint check --base REF' judges it" }
    switch account.outcome {
    case nil: return "is a rule on \(account.plural ?? "other manifests")"
    case .pass: return "passes"
    case .fail: return "fails"
    case .waived: return "fails, and is waived"
    case .notApplicable: return "does not apply"
    case .blocked: return "cannot be judged before what it reads is mended: see 'govlint check'"
    case .error: return "could not be evaluated"
    }
  }

  private static func words(_ effective: Rule.Effective) -> String {
    if effective.isStayed { return "stayed\(effective.from.map { "; was to apply from \($0)" } ?? ""): findings are notes\n" }
    let from = effective.from.map { "applies from \($0), before that findings are notes\n" } ?? ""
    return from + (effective.until.map { "applies until \($0)\n" } ?? "")
  }

  private static func write(_ part: RuleAccount.Part, _ style: TextStyle, _ tables: inout LineTables, into sink: inout OutputSink) {
    let expression = VisibleText.escaped(collapsed(part.expression))
    switch (part.role, part.holds) {
    case (.let, _): sink.write("  \(expression) = \(VisibleText.escaped(part.value ?? "nothing"))\n")
    case (_, true?): sink.write("  yes  \(expression)\n")
    case (_, false?): sink.write("  \(style.paint("no", .severity(.error)))   \(expression)\n")
    case (_, nil): sink.write("  ?    \(expression): \(VisibleText.escaped(part.value ?? ""))\n")
    }
    for reason in part.because {
      let value = reason.value.map { " = \(VisibleText.escaped($0))" } ?? " is not written"
      let place = reason.place.map { " (\(self.place($0, &tables)))" } ?? ""
      sink.write("         \(VisibleText.escaped(reason.expression))\(value)\(place)\n")
    }
  }

  /// An expression over several lines on one.
  private static func collapsed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func place(_ place: Place, _ tables: inout LineTables) -> String {
    let start = tables.region(of: place).start
    return "\(VisibleText.escaped(place.source.path)):\(start.line):\(start.column)"
  }
}
