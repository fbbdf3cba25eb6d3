/// Writes one subject after the other of a record as JSON: the values that were read, each once, and how each rule ended.
///
/// Ten thousand subjects have millions of results, so these are put together from bytes that were made before.
struct AuditResults {
  private let audit: Audit
  /// `{"rule":"bias/audited","outcome":"` of each rule.
  private let heads: [[UInt8]]
  private let names: [[UInt8]]
  private let comma = UInt8(ascii: ",")
  /// Of manifests that others read: mostly the same few.
  private var tables = LineTables()

  init(_ audit: Audit) {
    self.audit = audit
    heads = audit.record.rules.map { rule in
      Array("{\"rule\":".utf8) + AuditResults.quoted(rule.description.id) + Array(",\"outcome\":\"".utf8)
    }
    names = Outcome.allCases.map { Array($0.name.utf8) }
  }

  /// The object of a subject.
  mutating func json(ofSubject index: Int) -> [UInt8] {
    let subject = audit.record.subjects[index]
    var json: [UInt8] = []
    json.reserveCapacity(64 * subject.outcomes.count + 64 * subject.evidence.nodes.count)
    func member(_ key: StaticString, _ value: String?) {
      guard let value else { return }
      json += json.isEmpty ? "{\"".utf8 : ",\"".utf8
      json += UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
      json += "\":".utf8
      json += AuditResults.quoted(value)
    }
    member("kind", subject.kind)
    member("id", subject.identity)
    member("name", subject.name)
    member("path", subject.path)
    let values = SubjectValues(subject)
    json += ",\"line\":\(values.line),\"values\":[".utf8
    json += values.json
    json += "],\"results\":[".utf8
    write(subject, values, findings(of: index), into: &json)
    json += "]}".utf8
    return json
  }

  private mutating func write(
    _ subject: AuditedSubject, _ values: SubjectValues, _ findings: [String: (active: [Int], silenced: [Int])], into json: inout [UInt8]
  ) {
    var reads = subject.evidence.byRule[...]
    let elsewhere = subject.evidence.elsewhere
    var isFirst = true
    for (rule, outcome) in subject.outcomes.enumerated() {
      while let next = reads.first, next.rule < rule { reads.removeFirst() }
      guard let outcome else { continue }
      if !isFirst { json.append(comma) }
      isFirst = false
      json += heads[rule]
      json += names[Int(outcome.rawValue)]
      json.append(UInt8(ascii: "\""))
      if let read = reads.first, read.rule == rule {
        list("read", read.slots.map(values.position).sorted(), into: &json)
        reads.removeFirst()
      }
      writeElsewhere(elsewhere.filter { $0.rule == rule }, into: &json)
      if outcome == .blocked {
        list("findings", audit.index.blocking(rule, subject.evidence), into: &json)
      } else if outcome != .pass, outcome != .notApplicable {
        writeReasons(rule, findings, into: &json)
      }
      json.append(UInt8(ascii: "}"))
    }
  }

  /// The object of how a rule on the portfolio ended.
  mutating func json(ofPortfolioRule rule: Int, _ outcome: Outcome) -> [UInt8] {
    let evidence = audit.record.portfolioEvidence
    var json = heads[rule] + names[Int(outcome.rawValue)] + [UInt8(ascii: "\"")]
    writeElsewhere(evidence.elsewhere.filter { $0.rule == rule }, into: &json)
    if outcome == .blocked {
      list("findings", audit.index.blocking(rule, evidence), into: &json)
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
    return json
  }

  private mutating func writeElsewhere(_ reads: [(rule: Int, node: Node, missing: [String])], into json: inout [UInt8]) {
    if reads.isEmpty { return }
    json += ",\"elsewhere\":[".utf8
    for (position, read) in reads.enumerated() {
      if position > 0 { json.append(comma) }
      json += SubjectValues.json(of: read.node, missing: read.missing, lines: tables.lines(of: read.node.document.source))
    }
    json.append(UInt8(ascii: "]"))
  }

  private func writeReasons(_ rule: Int, _ findings: [String: (active: [Int], silenced: [Int])], into json: inout [UInt8]) {
    let own = findings[audit.record.rules[rule].description.id]
    if let active = own?.active, !active.isEmpty { list("findings", active, into: &json) }
    guard let silenced = own?.silenced, !silenced.isEmpty else { return }
    list("silenced", silenced, into: &json)
    guard let silencing = audit.record.report.silenced[silenced[0]].silencing else { return }
    let tree = JSONTree.object([
      ("by", .string(silencing.kind.rawValue)), ("approvedBy", silencing.approvedBy.map(JSONTree.string)),
      ("reason", .string(silencing.reason)), ("ticket", silencing.ticket.map(JSONTree.string)),
      ("until", silencing.expires.map { .string($0.description) }),
    ])
    json += ",\"waived\":".utf8
    json += OutputSink.text { sink in
      var writer = JSONWriter()
      tree.write(to: &writer, into: &sink)
    }.utf8
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

  private func list(_ key: String, _ numbers: [Int], into json: inout [UInt8]) {
    json += ",\"\(key)\":[".utf8
    for (position, number) in numbers.enumerated() {
      if position > 0 { json.append(comma) }
      AuditResults.append(number, to: &json)
    }
    json.append(UInt8(ascii: "]"))
  }

  /// The digits of a number that is not negative.
  static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// A JSON string, hidden characters escaped.
  static func quoted(_ text: String) -> [UInt8] {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return [UInt8(ascii: "\"")] + Array(text.utf8) + [UInt8(ascii: "\"")]
    }
    return Array(
      OutputSink.text { sink in
        var writer = JSONWriter()
        writer.text(text, into: &sink)
      }.utf8)
  }
}
