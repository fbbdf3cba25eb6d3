/// Writes one subject after the other of a record as JSON: the values that were read, each once, and how each rule ended.
///
/// Ten thousand subjects have millions of results, so these are put together from bytes that were made before.
struct AuditResults {
  private let audit: Audit
  /// `{"rule":"bias/audited","outcome":"pass"` of each rule and outcome.
  private var heads = PreparedBytes()
  private var values = SubjectValues()
  /// Of manifests that others read: mostly the same few.
  private var tables = LineTables()

  init(_ audit: Audit) {
    self.audit = audit
    for rule in audit.record.rules {
      var head: [UInt8] = []
      head.append("{\"rule\":" as StaticString)
      head.append(quoted: rule.description.id)
      for outcome in Outcome.allCases { heads.add(head + ",\"outcome\":\"\(outcome.name)\"".utf8) }
    }
  }

  private func writeHead(_ rule: Int, _ outcome: Outcome, into json: inout [UInt8]) {
    heads.append(rule * Outcome.allCases.count + Int(outcome.rawValue), to: &json)
  }

  /// Writes the object of a subject.
  mutating func write(subject index: Int, into json: inout [UInt8]) {
    let subject = audit.record.subjects[index]
    json.append("{\"kind\":" as StaticString)
    json.append(quoted: subject.kind)
    for (key, value) in [(",\"id\":" as StaticString, subject.identity), (",\"name\":", subject.name), (",\"path\":", subject.path)] {
      guard let value else { continue }
      json.append(key)
      json.append(quoted: value)
    }
    let lines = LineTable(subject.root.document.source)
    json.append(",\"line\":" as StaticString)
    json.append(number: values.begin(subject, lines, rules: subject.outcomes.count))
    json.append(",\"values\":[" as StaticString)
    values.write(subject, lines, into: &json)
    json.append("],\"results\":[" as StaticString)
    writeResults(subject, findings(of: index), into: &json)
    json.append("]}" as StaticString)
  }

  private mutating func writeResults(
    _ subject: AuditedSubject, _ findings: [String: (active: [Int], silenced: [Int])], into json: inout [UInt8]
  ) {
    let evidence = subject.evidence
    let elsewhere = evidence.elsewhere
    var isFirst = true
    for (rule, outcome) in subject.outcomes.enumerated() {
      guard let outcome else { continue }
      if !isFirst { json.append(UInt8(ascii: ",")) }
      isFirst = false
      writeHead(rule, outcome, into: &json)
      values.writeRead(by: rule, evidence, into: &json)
      if !elsewhere.isEmpty { writeElsewhere(elsewhere.filter { $0.rule == rule }, into: &json) }
      switch outcome {
      case .pass, .notApplicable: break
      case .blocked: AuditResults.write("findings", audit.index.blocking(rule, evidence), into: &json)
      case .fail, .waived, .error: writeReasons(rule, findings, into: &json)
      }
      json.append(UInt8(ascii: "}"))
    }
  }

  /// Writes the object of how a rule on the portfolio ended.
  mutating func write(portfolioRule rule: Int, _ outcome: Outcome, into json: inout [UInt8]) {
    let evidence = audit.record.portfolioEvidence
    writeHead(rule, outcome, into: &json)
    writeElsewhere(evidence.elsewhere.filter { $0.rule == rule }, into: &json)
    if outcome == .blocked {
      AuditResults.write("findings", audit.index.blocking(rule, evidence), into: &json)
    } else if outcome != .pass, outcome != .notApplicable {
      let id = audit.record.rules[rule].description.id
      let report = audit.record.report
      let found = (
        active: report.findings.indices.filter { report.findings[$0].rule == id },
        silenced: report.silenced.indices.filter { report.silenced[$0].rule == id }
      )
      writeReasons(rule, [id: found], into: &json)
    }
    json.append(UInt8(ascii: "}"))
  }

  private mutating func writeElsewhere(_ reads: [(rule: Int, node: Node, missing: [String])], into json: inout [UInt8]) {
    if reads.isEmpty { return }
    json.append(",\"elsewhere\":[" as StaticString)
    for (position, read) in reads.enumerated() {
      if position > 0 { json.append(UInt8(ascii: ",")) }
      SubjectValues.write(read.node, missing: read.missing, tables.lines(of: read.node.document.source), into: &json)
    }
    json.append(UInt8(ascii: "]"))
  }

  private func writeReasons(_ rule: Int, _ findings: [String: (active: [Int], silenced: [Int])], into json: inout [UInt8]) {
    let own = findings[audit.record.rules[rule].description.id]
    if let active = own?.active, !active.isEmpty { AuditResults.write("findings", active, into: &json) }
    guard let silenced = own?.silenced, !silenced.isEmpty else { return }
    AuditResults.write("silenced", silenced, into: &json)
    guard let silencing = audit.record.report.silenced[silenced[0]].silencing else { return }
    let tree = JSONTree.object([
      ("by", .string(silencing.kind.rawValue)), ("approvedBy", silencing.approvedBy.map(JSONTree.string)),
      ("reason", .string(silencing.reason)), ("ticket", silencing.ticket.map(JSONTree.string)),
      ("until", silencing.expires.map { .string($0.description) }),
    ])
    json.append(",\"waived\":" as StaticString)
    json += OutputSink.bytes { sink in
      var writer = JSONWriter()
      tree.write(to: &writer, into: &sink)
    }
  }

  /// A subject's findings by rule.
  private func findings(of index: Int) -> [String: (active: [Int], silenced: [Int])] {
    var findings: [String: (active: [Int], silenced: [Int])] = [:]
    for position in audit.index.findings[index] {
      findings[audit.record.report.findings[position].rule, default: ([], [])].active.append(position)
    }
    for position in audit.index.silenced[index] {
      findings[audit.record.report.silenced[position].rule, default: ([], [])].silenced.append(position)
    }
    return findings
  }

  private static func write(_ key: String, _ numbers: [Int], into json: inout [UInt8]) {
    json += ",\"\(key)\":[".utf8
    for (position, number) in numbers.enumerated() {
      if position > 0 { json.append(UInt8(ascii: ",")) }
      json.append(number: number)
    }
    json.append(UInt8(ascii: "]"))
  }
}
