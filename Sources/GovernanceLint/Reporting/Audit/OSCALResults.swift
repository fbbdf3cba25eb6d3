/// The parts of OSCAL assessment results that are about systems and rules.
struct OSCALResults {
  private let audit: Audit
  private let time: String
  /// By subject.
  private let subjectUUIDs: [String]
  /// By subject, the reference to it as JSON: rules have thousands of them.
  private var references = PreparedBytes()
  private let portfolioUUID: String
  /// By rule, the observations that were written and what they say.
  private var observations: [[(uuid: String, outcome: Outcome)]]
  /// Each accepted failure, and the rule that it is about.
  private var accepted: [(rule: Int, uuid: String, tree: JSONTree)] = []

  private var record: AuditRecord { audit.record }

  init(_ audit: Audit, time: String) {
    self.audit = audit
    self.time = time
    subjectUUIDs = audit.record.subjects.map { StableUUID.text("component", $0.kind, $0.identity ?? "", $0.path) }
    portfolioUUID = StableUUID.text("component", "Portfolio", "", "")
    observations = Array(repeating: [], count: audit.record.rules.count)
    for (subject, uuid) in zip(audit.record.subjects, subjectUUIDs) {
      var reference = Array("{\"subject-uuid\":\"\(uuid)\",\"type\":\"component\",\"title\":".utf8)
      reference.append(quoted: OSCALReport.line(subject.title))
      references.add(reference + [UInt8(ascii: "}")])
    }
  }

  /// Writes the manifests as components.
  func writeComponents(to json: inout JSONWriter, into sink: inout OutputSink) {
    json.beginArray(into: &sink)
    for (subject, uuid) in zip(record.subjects, subjectUUIDs) {
      let system = component(uuid, subject.name ?? subject.title, "\(subject.kind) '\(subject.title)' in \(subject.path)", [
        ("kind", subject.kind), ("id", subject.identity), ("path", subject.path),
        ("sha256", sha256(subject)),
      ])
      system.write(to: &json, into: &sink)
    }
    component(portfolioUUID, "Portfolio", "All manifests together", [("kind", "Portfolio")]).write(to: &json, into: &sink)
    json.end(into: &sink)
  }

  private func sha256(_ subject: AuditedSubject) -> String? {
    var (low, high) = (0, record.files.count)
    while low < high {
      let middle = (low + high) / 2
      if record.files[middle].path.precedes(subject.path) { low = middle + 1 } else { high = middle }
    }
    return low < record.files.count ? record.files[low].sha256 : nil
  }

  private func component(_ uuid: String, _ title: String, _ description: String, _ pairs: [(String, String?)]) -> JSONTree {
    .object([
      ("uuid", .string(uuid)), ("type", "system"), ("title", .string(OSCALReport.line(title))),
      ("description", .string(OSCALReport.line(description))), ("props", .array(OSCALReport.properties(pairs))),
      ("status", .object([("state", "operational")])),
    ])
  }

  /// The rules as objectives.
  var objectives: [JSONTree] {
    record.rules.map { .object([("objective-id", .string(OSCALReport.token($0.description.id)))]) }
  }

  /// For each rule: which systems met it, where it does not apply, and each failure.
  mutating func writeObservations(to json: inout JSONWriter, into sink: inout OutputSink) {
    let count = record.subjects.count
    // Rule by rule, how it ended on each subject.
    var outcomes: [Outcome?] = Array(repeating: nil, count: count * record.rules.count)
    for (index, subject) in record.subjects.enumerated() {
      for (rule, outcome) in subject.outcomes.enumerated() { outcomes[rule * count + index] = outcome }
    }
    for rule in record.rules.indices {
      var subjects: [[Int]] = Array(repeating: [], count: Outcome.allCases.count)
      for index in 0..<count { if let outcome = outcomes[rule * count + index] { subjects[Int(outcome.rawValue)].append(index) } }
      for outcome in [Outcome.pass, .notApplicable] where !subjects[Int(outcome.rawValue)].isEmpty {
        write(rule, outcome, subjects[Int(outcome.rawValue)], [], to: &json, into: &sink)
      }
      for outcome in [Outcome.error, .fail, .blocked, .waived] {
        for subject in subjects[Int(outcome.rawValue)] {
          write(rule, outcome, [subject], findings(rule, outcome, subject), to: &json, into: &sink)
        }
      }
    }
    let portfolioRules = Dictionary(record.portfolio.map { (record.rules[$0.rule].description.id, $0.rule) }, uniquingKeysWith: { first, _ in first })
    var findings: [Int: [Finding]] = [:]
    if !portfolioRules.isEmpty {
      for finding in record.report.findings + record.report.silenced { if let rule = portfolioRules[finding.rule] { findings[rule, default: []].append(finding) } }
    }
    for (rule, outcome) in record.portfolio {
      let blocking = audit.index.blocking(rule, record.portfolioEvidence).map { record.report.findings[$0] }
      write(rule, outcome, [], outcome == .blocked ? blocking : findings[rule] ?? [], to: &json, into: &sink)
    }
  }

  private func findings(_ rule: Int, _ outcome: Outcome, _ subject: Int) -> [Finding] {
    if outcome == .blocked { return audit.index.blocking(rule, record.subjects[subject].evidence).map { record.report.findings[$0] } }
    let all = audit.index.findings[subject].map { record.report.findings[$0] } + audit.index.silenced[subject].map { record.report.silenced[$0] }
    let id = record.rules[rule].description.id
    return all.filter { $0.rule == id }
  }

  /// Without subjects, the observation is about the portfolio.
  private mutating func write(
    _ rule: Int, _ outcome: Outcome, _ subjects: [Int], _ findings: [Finding], to json: inout JSONWriter, into sink: inout OutputSink
  ) {
    let description = record.rules[rule].description
    let isSingle = outcome != .pass && outcome != .notApplicable
    let name = isSingle && subjects.count == 1 ? subjectUUIDs[subjects[0]] : ""
    let uuid = StableUUID.text("observation", record.report.asOf.description, description.id, outcome.name, name)
    observations[rule].append((uuid, outcome))
    let places = findings.map { "\($0.place.source.path)\($0.place.pointer.map { "#\($0)" } ?? "")" }
    let said = findings.isEmpty ? "\(description.title): \(outcome.name)" : findings.prefix(20).map(\.message).joined(separator: "; ")
    json.beginObject(into: &sink)
    json.key("subjects", into: &sink)
    json.beginArray(into: &sink)
    if let first = subjects.first {
      json.raw(into: &sink) { bytes in
        references.append(first, to: &bytes)
        for subject in subjects.dropFirst() {
          bytes.append(UInt8(ascii: ","))
          references.append(subject, to: &bytes)
        }
      }
    } else {
      JSONTree.object([("subject-uuid", .string(portfolioUUID)), ("type", "component"), ("title", "Portfolio")]).write(to: &json, into: &sink)
    }
    json.end(into: &sink)
    let members: [(String, JSONTree?)] = [
      ("uuid", .string(uuid)), ("title", .string(OSCALReport.line("\(description.id): \(outcome.name)"))),
      ("description", .string(OSCALReport.line(said))),
      ("props", .array(OSCALReport.properties([("rule", description.id), ("outcome", outcome.name), ("severity", description.severity.name)]))),
      ("methods", .array(["TEST"])), ("types", .array(["control-objective"])),
      (
        "relevant-evidence",
        places.isEmpty ? nil : .array(places.prefix(20).map { .object([("description", .string(OSCALReport.line("In the manifest: \($0)")))]) })
      ),
      ("collected", .string(time)),
    ]
    for case (let key, let value?) in members {
      json.key(key, into: &sink)
      value.write(to: &json, into: &sink)
    }
    json.end(into: &sink)
    if outcome == .waived, let finding = findings.first(where: { $0.silencing != nil }) { accept(finding, rule, observation: uuid) }
  }

  private mutating func accept(_ finding: Finding, _ rule: Int, observation: String) {
    guard let silencing = finding.silencing else { return }
    let uuid = StableUUID.text("risk", observation)
    let tree = JSONTree.object([
      ("uuid", .string(uuid)), ("title", .string(OSCALReport.line("\(finding.rule) is waived\(finding.subject.map { " for \($0)" } ?? "")"))),
      ("description", .string(OSCALReport.line(finding.message))), ("statement", .string(OSCALReport.line(AuditWords.answer(silencing)))),
      (
        "props",
        .array(
          OSCALReport.properties([
            ("kind", silencing.kind.rawValue), ("approved-by", silencing.approvedBy), ("ticket", silencing.ticket),
          ]))
      ),
      ("status", "deviation-approved"), ("deadline", silencing.expires.map { .string("\($0)T00:00:00Z") }),
      ("related-observations", .array([.object([("observation-uuid", .string(observation))])])),
    ])
    accepted.append((rule, uuid, tree))
  }

  /// The failures that somebody answers for; to be asked for after the observations were written.
  var risks: [JSONTree] { accepted.map(\.tree) }

  /// Each rule's finding; to be asked for after the observations were written.
  var findings: [JSONTree] {
    let risks = Dictionary(grouping: accepted, by: \.rule)
    return record.rules.indices.filter { !observations[$0].isEmpty }.map { rule in
      let description = record.rules[rule].description
      let outcomes = Set(observations[rule].map(\.outcome))
      let isBroken = !outcomes.isDisjoint(with: [.fail, .error, .blocked])
      let isMet = !isBroken && !outcomes.contains(.waived)
      let reason = isBroken ? "fail" : isMet && outcomes.contains(.pass) ? "pass" : "other"
      let remarks: String? =
        reason != "other" ? nil : isMet ? "The rule applies to no system." : "Where it is not met, somebody has accepted that."
      return .object([
        ("uuid", .string(StableUUID.text("finding", record.report.asOf.description, description.id))),
        ("title", .string(OSCALReport.line(description.title))),
        ("description", .string(OSCALReport.line(description.why.isEmpty ? description.title : description.why))),
        (
          "props",
          .array(
            OSCALReport.properties(
              [("rule", description.id)] + description.sources.map { ("source", $0) } + description.controls.map { ("control", $0) }))
        ),
        (
          "target",
          .object([
            ("type", "objective-id"), ("target-id", .string(OSCALReport.token(description.id))),
            (
              "status",
              .object([
                ("state", isMet ? "satisfied" : "not-satisfied"), ("reason", .string(reason)), ("remarks", remarks.map(JSONTree.string)),
              ])
            ),
          ])
        ),
        ("related-observations", .array(observations[rule].map { .object([("observation-uuid", .string($0.uuid))]) })),
        ("related-risks", risks[rule].map { .array($0.map { .object([("risk-uuid", .string($0.uuid))]) }) }),
      ])
    }
  }
}
