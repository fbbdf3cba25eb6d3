/// Each manifest: what it says about itself, and what is wrong with it, with places, reasons and fixes.
enum HTMLSystems {
  /// With more manifests than these, the rules that were met are only counted: the JSON record names them.
  private static let fullLimit = 1000
  /// So many plain values of a manifest are shown.
  private static let factLimit = 12

  static func write(_ audit: Audit, into sink: inout OutputSink) {
    var tables = LineTables()
    let names = HTMLSystems.names(audit)
    for index in audit.record.subjects.indices { write(index, audit, names, &tables, into: &sink) }
  }

  /// What is about no one manifest.
  static func writePortfolio(_ audit: Audit, into sink: inout OutputSink) {
    let record = audit.record
    if !record.portfolio.isEmpty {
      sink.write("<ul>\n")
      for (rule, outcome) in record.portfolio {
        let description = record.rules[rule].description
        sink.write("<li><code>\(HTMLText.escaped(description.id))</code>: \(outcome.name). \(HTMLText.escaped(description.title)).</li>\n")
      }
      sink.write("</ul>\n")
    }
    var tables = LineTables()
    for index in audit.index.others { write(record.report.findings[index], level: 3, titles: audit, &tables, into: &sink) }
  }

  private static func write(
    _ index: Int, _ audit: Audit, _ names: [String], _ tables: inout LineTables, into sink: inout OutputSink
  ) {
    let subject = audit.record.subjects[index]
    let counts = subject.counts(of: audit.record.rules.indices)
    sink.write("<article class=\"system\" id=\"s\(index + 1)\" aria-labelledby=\"s\(index + 1)-h\"\(HTMLMatrix.attributes(audit, index))>\n")
    sink.write("<h3 id=\"s\(index + 1)-h\">\(HTMLText.isolated(subject.name ?? subject.title))</h3>\n<p>")
    for outcome in Outcome.byUrgency where counts[outcome] > 0 { sink.write(tag(outcome, counts[outcome])) }
    sink.write("</p>\n")
    writeFacts(subject, into: &sink)
    let findings = audit.findings(of: index)
    for finding in findings { write(finding, level: 4, titles: audit, &tables, into: &sink) }
    if findings.isEmpty { sink.write("<p>No findings.</p>\n") }
    for position in audit.index.silenced[index] { HTMLWaivers.write(audit.record.report.silenced[position], into: &sink) }
    if audit.record.subjects.count <= fullLimit { writeOutcomes(subject, names, into: &sink) }
    sink.write("</article>\n")
  }

  private static func tag(_ outcome: Outcome, _ count: Int) -> String {
    let (style, sign) =
      switch outcome {
      case .error: ("t-error", "‼")
      case .fail: ("t-error", "✕")
      case .blocked: ("t-note", "⊘")
      case .waived: ("t-waived", "◇")
      case .pass: ("t-pass", "✓")
      case .notApplicable: ("t-note", "–")
      }
    return "<span class=\"tag \(style)\"><span aria-hidden=\"true\">\(sign)</span> \(count) \(outcome.name)</span> "
  }

  /// The plain values at the top of the manifest, and where it stands.
  private static func writeFacts(_ subject: AuditedSubject, into sink: inout OutputSink) {
    sink.write("<dl class=\"facts\">\n<div><dt>Manifest</dt><dd><code>\(HTMLText.escaped(subject.path))</code></dd></div>\n")
    var count = 0
    for pair in subject.root.pairs where count < factLimit {
      let key = pair.key.keyText
      let value = pair.value.resolved
      // The name is the heading already.
      guard key != "apiVersion", value.kind != .mapping, !value.isNull, value.text != subject.name else { continue }
      guard value.kind == .scalar || value.items.allSatisfy({ $0.resolved.kind == .scalar }) else { continue }
      let text = SubjectValues.text(of: value)
      let words = value.kind == .sequence && text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
      sink.write("<div><dt>\(HTMLText.isolated(key))</dt><dd>\(HTMLText.isolated(words))</dd></div>\n")
      count += 1
    }
    sink.write("</dl>\n")
  }

  /// A finding with its place, its reasons and its fix.
  static func write(_ finding: Finding, level: Int, titles audit: Audit, _ tables: inout LineTables, into sink: inout OutputSink) {
    sink.write("<div class=\"finding \(finding.severity.name)\">\n<h\(level)><span class=\"tag t-\(finding.severity.name)\">")
    sink.write("<span aria-hidden=\"true\">\(finding.severity.sign)</span> \(finding.severity.name)</span> \(HTMLText.isolated(finding.message))</h\(level)>\n")
    sink.write("<p class=\"soft\"><code>\(HTMLText.escaped(finding.rule))</code>")
    if let state = finding.baselineState, state == .new { sink.write(" <span class=\"tag t-warning\">new</span>") }
    sink.write("</p>\n")
    HTMLFrame.write(finding.place, tables: &tables, into: &sink)
    if !finding.because.isEmpty {
      sink.write("<p>Because ")
      let reasons = finding.because.map { reason in
        let line = reason.place.map { " (line \(tables.region(of: $0).start.line))" } ?? ""
        let value = reason.value.map { " = \(HTMLText.escaped($0))" }
        return "<code>\(HTMLText.escaped(reason.expression))\(value ?? "")</code>\(value == nil ? " is not written" : "")\(line)"
      }
      sink.write("\(reasons.joined(separator: ", ")).</p>\n")
    }
    if let fix = finding.fix, !fix.isEmpty { sink.write("<p><strong>Fix:</strong> \(HTMLText.inline(fix))</p>\n") }
    if let rule = audit.record.rule(named: finding.rule), !rule.why.isEmpty {
      sink.write("<p class=\"soft\"><strong>Why:</strong> \(HTMLText.inline(rule.why))</p>\n")
    }
    sink.write("</div>\n")
  }

  /// How all rules ended, by outcome.
  private static func writeOutcomes(_ subject: AuditedSubject, _ names: [String], into sink: inout OutputSink) {
    sink.write("<details><summary>All outcomes</summary>\n")
    for outcome in Outcome.byUrgency {
      let rules = subject.outcomes.indices.filter { subject.outcomes[$0] == outcome }
      if rules.isEmpty { continue }
      // On paper the number is enough of what has no bearing; it stands above.
      sink.write("<p\(outcome == .notApplicable ? " class=\"na\"" : "")><strong>\(outcome.name)</strong> (\(rules.count)): ")
      sink.write("<span class=\"mono\">\(rules.map { names[$0] }.joined(separator: ", "))</span></p>\n")
    }
    sink.write("</details>\n")
  }

  private static func names(_ audit: Audit) -> [String] { audit.record.rules.map { HTMLText.escaped($0.description.id) } }
}

extension AuditRecord {
  /// A rule that was evaluated; nil for what the engine itself reports.
  func rule(named id: String) -> RuleDescription? {
    var (low, high) = (0, rules.count)
    while low < high {
      let middle = (low + high) / 2
      if rules[middle].description.id.precedes(id) { low = middle + 1 } else { high = middle }
    }
    return low < rules.count && rules[low].description.id == id ? rules[low].description : nil
  }
}
