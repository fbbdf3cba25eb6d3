/// One row for each system and rule, for spreadsheets (RFC 4180).
///
/// A spreadsheet runs what begins like a formula, and manifests may come from anybody: such texts get an apostrophe in front.
enum AuditCSV {
  /// `csv`.
  static let form = AuditForm(name: "csv", summary: "one row for each system and rule, for spreadsheets", render: render)

  private static let header = [
    "as_of", "kind", "system", "name", "path", "module", "rule", "severity", "outcome", "line", "message", "waived_by", "waived_until",
    "waiver_reason",
  ]

  private static func render(_ audit: Audit, options: ReportOptions, into sink: inout OutputSink) {
    let record = audit.record
    sink.write(header.joined(separator: ",") + "\r\n")
    let asOf = record.report.asOf.description
    // Millions of rows say no more than these; what there is to say of others stands in the place of the end.
    var rows = PreparedBytes()
    for rule in record.rules {
      let cells = [rule.description.module, rule.description.id, rule.description.severity.name].map(field).joined(separator: ",")
      for outcome in Outcome.allCases { rows.add("\(cells),\(outcome.name)\(nothing)".utf8) }
    }
    func number(_ rule: Int, _ outcome: Outcome) -> Int { rule * Outcome.allCases.count + Int(outcome.rawValue) }
    var tables = LineTables()
    for (index, subject) in record.subjects.enumerated() {
      let head = Array(
        ([asOf, subject.kind, subject.identity ?? "", subject.name ?? "", subject.path].map(field).joined(separator: ",") + ",").utf8)
      let reasons = reasons(of: index, audit, &tables)
      sink.append { bytes in
        for (rule, outcome) in subject.outcomes.enumerated() {
          guard let outcome else { continue }
          head.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
          rows.append(number(rule, outcome), to: &bytes)
          switch outcome {
          case .pass, .notApplicable: break
          case .blocked: end(&bytes, with: blocking(rule, subject.evidence, audit, &tables))
          case .error, .fail, .waived: end(&bytes, with: reasons[record.rules[rule].description.id])
          }
        }
      }
    }
    let portfolio = reasonsOfPortfolio(record, &tables)
    for (rule, outcome) in record.portfolio {
      sink.write([asOf, "Portfolio", "", "", ""].map(field).joined(separator: ",") + ",")
      let reason =
        outcome == .blocked ? blocking(rule, record.portfolioEvidence, audit, &tables) : portfolio[record.rules[rule].description.id]
      sink.append { bytes in
        rows.append(number(rule, outcome), to: &bytes)
        end(&bytes, with: reason)
      }
    }
  }

  /// The end of a row of which there is nothing to say.
  private static let nothing = ",,,,,\r\n"

  /// Puts what there is to say, if anything, in the place of a row's end.
  private static func end(_ row: inout [UInt8], with cells: String?) {
    guard let cells else { return }
    row.removeLast(nothing.utf8.count)
    row += cells.utf8
    row += "\r\n".utf8
  }

  /// What kept a rule from being judged.
  private static func blocking(_ rule: Int, _ evidence: ReadValues, _ audit: Audit, _ tables: inout LineTables) -> String? {
    let findings = audit.index.blocking(rule, evidence).map { audit.record.report.findings[$0] }
    return findings.isEmpty ? nil : row(findings, &tables)
  }

  /// What is said about a subject, by rule: line, messages, and who answers for them. Of several findings the first has the line.
  private static func reasons(of subject: Int, _ audit: Audit, _ tables: inout LineTables) -> [String: String] {
    let report = audit.record.report
    let findings = audit.index.findings[subject].map { report.findings[$0] } + audit.index.silenced[subject].map { report.silenced[$0] }
    return cells(findings, &tables)
  }

  private static func reasonsOfPortfolio(_ record: AuditRecord, _ tables: inout LineTables) -> [String: String] {
    let rules = Set(record.portfolio.map { record.rules[$0.rule].description.id })
    return cells((record.report.findings + record.report.silenced).filter { rules.contains($0.rule) }, &tables)
  }

  private static func cells(_ findings: [Finding], _ tables: inout LineTables) -> [String: String] {
    var byRule: [String: [Finding]] = [:]
    for finding in findings { byRule[finding.rule, default: []].append(finding) }
    return byRule.mapValues { row($0, &tables) }
  }

  private static func row(_ findings: [Finding], _ tables: inout LineTables) -> String {
    let silencing = findings.lazy.compactMap(\.silencing).first
    let messages = findings.prefix(10).map(\.message).joined(separator: "; ")
    let cells = [
      String(tables.region(of: findings[0].place).start.line), messages, silencing.map { $0.approvedBy ?? $0.kind.rawValue } ?? "",
      silencing?.expires?.description ?? "", silencing?.reason ?? "",
    ]
    return "," + cells.map(field).joined(separator: ",")
  }

  /// A field as it is, or in quotes where it holds what has a meaning; one that a spreadsheet would compute gets an apostrophe.
  static func field(_ text: String) -> String {
    var text = VisibleText.escaped(text)
    if let first = text.unicodeScalars.first, formulaStarts.contains(first) { text = "'" + text }
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "'") }) || text.utf8.first == 0x20 || text.utf8.last == 0x20
    else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// What formulas and commands begin with in some spreadsheet, the full-width forms included.
  private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "|", "%", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"]
}
