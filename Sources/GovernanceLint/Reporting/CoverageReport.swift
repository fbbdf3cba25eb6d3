/// The forms in which `govlint rules coverage` shows which obligations have a rule.
public enum CoverageReport: String, CaseIterable, Sendable {
  case text, json, markdown

  /// Writes the coverage in this form.
  public func write(_ coverage: RuleCoverage, into sink: inout OutputSink) {
    switch self {
    case .text: for document in coverage.documents { CoverageReport.text(document, into: &sink) }
    case .json: CoverageReport.json(coverage, into: &sink)
    case .markdown: for document in coverage.documents { CoverageReport.markdown(document, into: &sink) }
    }
  }

  // MARK: Text

  private static func text(_ document: CoveredDocument, into sink: inout OutputSink) {
    sink.write("\(document.name): \(VisibleText.escaped(document.title))\n")
    sink.write("\(summary(document.statements))\n")
    for section in document.sections {
      sink.write("\n  \(VisibleText.escaped(section.title))\n")
      for statement in section.statements {
        sink.write("    \(statement.obligation.id)  \(VisibleText.escaped(statement.obligation.duty))\n")
        sink.write("          \(VisibleText.escaped(verdict(statement)))\n")
      }
    }
    sink.write("\n")
  }

  private static func summary(_ statements: [CoveredStatement]) -> String {
    let (lintable, covered, others) = statements.counts
    return "\(covered) of \(lintable) lintable statements have a rule; \(others) not lintable"
  }

  private static func verdict(_ statement: CoveredStatement) -> String {
    if !statement.rules.isEmpty { return statement.rules.joined(separator: ", ") }
    if statement.obligation.isLintable { return "no rule" }
    return "not lintable\(statement.obligation.because.map { ": \($0)" } ?? "")"
  }

  // MARK: JSON

  private static func json(_ coverage: RuleCoverage, into sink: inout OutputSink) {
    var json = JSONWriter()
    json.beginObject(into: &sink)
    json.key("documents", into: &sink)
    json.beginArray(into: &sink)
    for document in coverage.documents {
      let (lintable, covered, others) = document.statements.counts
      JSONTree.object([
        ("document", .string(document.name)), ("title", .string(document.title)), ("lintable", .int(lintable)),
        ("covered", .int(covered)), ("notLintable", .int(others)),
        ("sections", .array(document.sections.map(tree))),
      ]).write(to: &json, into: &sink)
    }
    json.end(into: &sink)
    json.end(into: &sink)
    sink.write("\n")
  }

  private static func tree(_ section: CoveredSection) -> JSONTree {
    .object([
      ("section", .string(section.title)),
      (
        "statements",
        .array(
          section.statements.map { statement in
            .object([
              ("id", .string(statement.obligation.id)), ("duty", .string(statement.obligation.duty)),
              ("lintable", .bool(statement.obligation.isLintable)), ("because", statement.obligation.because.map(JSONTree.string)),
              ("rules", .array(statement.rules.map(JSONTree.string))),
            ])
          })
      ),
    ])
  }

  // MARK: Markdown

  private static func markdown(_ document: CoveredDocument, into sink: inout OutputSink) {
    sink.write("# \(document.name): \(MarkdownText.escaped(document.title))\n\n\(summary(document.statements)).\n")
    for section in document.sections {
      sink.write("\n## \(MarkdownText.escaped(section.title))\n\n| Statement | Duty | Rules |\n|---|---|---|\n")
      for statement in section.statements {
        let duty = MarkdownText.escaped(statement.obligation.duty)
        let rules = statement.rules.isEmpty ? MarkdownText.escaped(verdict(statement)) : statement.rules.map { "`\($0)`" }.joined(separator: ", ")
        sink.write("| \(statement.obligation.id) | \(duty) | \(rules) |\n")
      }
    }
    sink.write("\n")
  }
}
