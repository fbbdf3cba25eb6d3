/// Which findings of a record belong to which of its subjects, and how often each outcome occurs: made once for all forms in which
/// the record is written.
public struct AuditIndex: Sendable {
  /// By subject, the indexes of its findings in ``Report/findings``.
  public private(set) var findings: [[Int]]
  /// By subject, the indexes of its silenced findings in ``Report/silenced``.
  public private(set) var silenced: [[Int]]
  /// The findings that belong to no subject.
  public private(set) var others: [Int] = []

  /// By rule, how often each outcome occurs, over all subjects and the portfolio.
  public private(set) var counts: [OutcomeCounts]

  /// By path, what is broken in the syntax or structure of a file, so that rules could not be judged: indexes in ``Report/findings``.
  private var broken: [String: [Int]] = [:]

  /// Goes through all findings of a record.
  public init(_ record: AuditRecord) {
    findings = Array(repeating: [], count: record.subjects.count)
    silenced = findings
    counts = Array(repeating: OutcomeCounts(), count: record.rules.count)
    for result in record.portfolio { counts[result.rule].add(result.outcome) }
    var subjects = SubjectTable()
    for (index, subject) in record.subjects.enumerated() {
      for (rule, outcome) in subject.outcomes.enumerated() { if let outcome { counts[rule].add(outcome) } }
      if let identity = subject.identity { subjects.byName[identity, default: []].append(index) }
      subjects.byPath[subject.path, default: []].append(index)
    }
    for (index, finding) in record.report.findings.enumerated() {
      if let subject = subjects.subject(of: finding, in: record) { findings[subject].append(index) } else { others.append(index) }
      let isBroken = finding.severity > .note && ["syntax/", "structure/"].contains(where: finding.rule.hasPrefix)
      if isBroken, !finding.place.source.isAtBase { broken[finding.place.source.path, default: []].append(index) }
    }
    for (index, finding) in record.report.silenced.enumerated() {
      if let subject = subjects.subject(of: finding, in: record) { silenced[subject].append(index) }
    }
  }

  /// What kept a rule from being judged, by what it read: indexes in ``Report/findings``.
  func blocking(_ rule: Int, _ evidence: ReadValues) -> [Int] {
    evidence.blockers.filter { $0.rule == rule }.flatMap { broken[$0.path] ?? [] }.sorted()
  }
}

/// The subjects by what findings say of them: needed only while the index is made.
private struct SubjectTable {
  var byName: [String: [Int]] = [:]
  var byPath: [String: [Int]] = [:]

  /// By identity first: a rule may point into another file. Of several with one identity, the one whose file it is.
  func subject(of finding: Finding, in record: AuditRecord) -> Int? {
    let here = byPath[finding.place.source.path] ?? []
    if let identity = finding.subject {
      let named = byName[identity] ?? []
      guard named.count > 1 else { return named.first }
      return named.first { here.contains($0) && record.subjects[$0].root.range.contains(finding.place.range) }
        ?? named.first(where: here.contains)
    }
    return here.first { record.subjects[$0].root.range.contains(finding.place.range) }
  }
}
