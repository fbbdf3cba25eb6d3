/// Sentences that several forms of an audit share.
enum AuditWords {
  /// `14 manifests (13 systems, 1 charter), 92 rules in 5 modules`.
  static func scope(_ record: AuditRecord) -> String {
    let report = record.report
    let kinds = report.subjects.filter { $0.count > 0 }.map { TextSummary.counted($0.count, plural: $0.plural) }
    let manifests = TextSummary.counted(report.manifests, plural: "manifests") + (kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))")
    return "\(manifests), \(TextSummary.counted(record.rules.count, plural: "rules")) in \(TextSummary.counted(record.modules.count, plural: "modules"))"
  }

  /// Which state of which repository, and by which version.
  static func origin(_ record: AuditRecord) -> String {
    let tool = "govlint \(record.report.version)"
    guard let repository = record.origin.repository else { return "\(tool), outside a repository" }
    return "\(tool), commit \(repository.commit)\(repository.isClean ? "" : " with changes that are not committed")"
  }

  /// What the audit comes to, in a sentence.
  static func verdict(_ record: AuditRecord) -> String {
    let report = record.report
    if report.couldNotRun { return "Not everything could be judged: see the errors" }
    let severities = severities(report.findings)
    if report.findings.isEmpty { return "Every rule that applies is met" }
    guard let failOn = report.failOn else { return "Found \(severities) (nothing fails this audit)" }
    return "\(report.exitStatus == 0 ? "Passed with" : "Failed:") \(severities) (\(failOn.name)s fail the audit)"
  }

  /// `2 errors, 1 warning`.
  static func severities(_ findings: [Finding]) -> String {
    let counts = Severity.allCases.reversed().compactMap { severity in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : TextSummary.counted(count, plural: severity.name + "s")
    }
    return counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
  }

  /// `waived by CTO until 2027-02-28: contract in renegotiation (RISK-77)`.
  static func answer(_ silencing: Silencing) -> String {
    let who =
      switch silencing.kind {
      case .waiver: "waived by \(silencing.approvedBy ?? "nobody named")"
      case .suppression: "suppressed in the manifest"
      }
    let end = silencing.expires.map { " until \($0)" } ?? ", without an end"
    return "\(who)\(end): \(silencing.reason)\(silencing.ticket.map { " (\($0))" } ?? "")"
  }
}

extension Audit {
  /// The active findings of a subject, the most severe first.
  func findings(of subject: Int) -> [Finding] {
    let findings = index.findings[subject].map { record.report.findings[$0] }
    return Severity.allCases.reversed().flatMap { severity in findings.filter { $0.severity == severity } }
  }

  /// The subjects by urgency: those with most errors first, then with most warnings, then in the record's order.
  var ranking: [Int] {
    let weights = record.subjects.indices.map { subject in
      index.findings[subject].reduce(into: (errors: 0, warnings: 0)) { weight, finding in
        switch record.report.findings[finding].severity {
        case .error: weight.errors += 1
        case .warning: weight.warnings += 1
        case .note: break
        }
      }
    }
    return record.subjects.indices.sorted { left, right in
      if weights[left] != weights[right] { return weights[left] > weights[right] }
      return left < right
    }
  }
}
