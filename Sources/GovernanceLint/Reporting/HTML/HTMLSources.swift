/// Each document that rules cite: what it asks, which rules look at it, and how they ended.
enum HTMLSources {
  static func write(_ audit: Audit, into sink: inout OutputSink) {
    let record = audit.record
    var counts: [String: OutcomeCounts] = [:]
    for (index, rule) in record.rules.enumerated() { counts[rule.description.id] = audit.index.counts[index] }
    for document in documents(of: record) {
      let (lintable, covered, others) = document.statements.counts
      sink.write("<h3>\(HTMLText.escaped(document.title)) <code>\(HTMLText.escaped(document.name))</code></h3>\n")
      sink.write("<p>\(covered) of \(lintable) statements that a manifest can show have a rule; \(others) cannot be shown by one.</p>\n")
      sink.write("<details><summary>The statements of \(HTMLText.escaped(document.name))</summary>\n")
      for section in document.sections { write(section, counts, into: &sink) }
      sink.write("</details>\n")
    }
  }

  /// Those that a rule of the audit cites.
  static func documents(of record: AuditRecord) -> [CoveredDocument] {
    let cited = Set(record.rules.flatMap(\.description.sources).map { $0.prefix { $0 != ":" } })
    return record.documents.filter { cited.contains($0.name[...]) }
  }

  private static func write(_ section: CoveredSection, _ counts: [String: OutcomeCounts], into sink: inout OutputSink) {
    sink.write("<h4>\(HTMLText.escaped(section.title))</h4>\n<table class=\"stack\">\n<thead><tr><th scope=\"col\">Statement</th><th scope=\"col\">Duty</th><th scope=\"col\">Rules and outcome</th></tr></thead>\n<tbody>\n")
    for statement in section.statements {
      sink.write("<tr><th scope=\"row\">\(HTMLText.escaped(statement.obligation.id))</th><td>\(HTMLText.escaped(statement.obligation.duty))</td><td>")
      sink.write("\(verdict(statement, counts))</td></tr>\n")
    }
    sink.write("</tbody>\n</table>\n")
  }

  private static func verdict(_ statement: CoveredStatement, _ counts: [String: OutcomeCounts]) -> String {
    if statement.rules.isEmpty {
      if statement.obligation.isLintable { return "no rule" }
      return "<span class=\"soft\">not to be seen in a manifest\(statement.obligation.because.map { ": \(HTMLText.escaped($0))" } ?? "")</span>"
    }
    return statement.rules.map { rule in
      "<code>\(HTMLText.escaped(rule))</code> \(words(counts[rule]))"
    }.joined(separator: "<br>")
  }

  private static func words(_ counts: OutcomeCounts?) -> String {
    guard let counts else { return "<span class=\"soft\">not evaluated</span>" }
    if counts.judged == 0 { return "<span class=\"soft\">applies to nothing</span>" }
    return Outcome.byUrgency.filter { $0 != .notApplicable && counts[$0] > 0 }.map { "\(counts[$0]) \($0.name)" }.joined(separator: ", ")
  }
}
