/// Findings of one file that say the same of many keys: shown together, so that they are no wall.
///
/// There are two: sections that a manifest lacks, most severe first and with what to paste, and values that were left blank.
struct FindingGroup {
  /// What they have in common.
  private let key: Key
  /// Missing sections: most severe first, then by rule. Blank values: by position.
  private let findings: [Finding]

  /// So many are shown one by one.
  private static let limit = 2

  /// What tells one group from another.
  struct Key: Hashable {
    /// The kind of the manifest, where sections are missing; nil for blank values.
    fileprivate let kind: String?
    private let path: String
    private let start: UInt32

    /// Nil for a finding that always stands for itself.
    init?(_ finding: Finding) {
      path = finding.place.source.path
      kind = finding.missing?.kind
      if kind == nil, finding.rule != RuleDescription.emptyValue.id { return nil }
      start = kind == nil ? 0 : finding.place.range.start
    }
  }

  /// The groups of a report.
  static func groups(of findings: [Finding]) -> [Key: FindingGroup] {
    var members: [Key: [Finding]] = [:]
    for finding in findings {
      if let key = Key(finding) { members[key, default: []].append(finding) }
    }
    return members.filter { $0.value.count > limit }.reduce(into: [:]) { groups, group in
      groups[group.key] = FindingGroup(key: group.key, findings: group.key.kind == nil ? group.value : group.value.sorted(by: precedes))
    }
  }

  private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    return left.rule == right.rule ? left.message.precedes(right.message) : left.rule.precedes(right.rule)
  }

  /// One finding that stands for all: it has the place of the first, and the worst severity.
  var head: Finding {
    var head = findings[0]
    if key.kind == nil {
      head.message = "\(findings.count) keys have no value: they count as not written"
    } else {
      let rules = Set(findings.map(\.rule)).count
      let subject = head.subject.map { "'\($0)'" } ?? "the manifest"
      head.message = "\(subject) lacks sections that \(rules) \(rules == 1 ? "rule asks" : "rules ask") for"
      head.rule = ""
    }
    return head
  }

  /// A line for each finding: severity, rule and message, or where a blank value stands.
  func lines(_ style: TextStyle, _ tables: inout LineTables) -> [String] {
    if key.kind == nil {
      return findings.map { finding in
        let path = (finding.place.pointer ?? "").dropFirst().split(separator: "/").joined(separator: ".")
        return "line \(tables.region(of: finding.place).start.line): \(VisibleText.escaped(path))"
      }
    }
    let width = findings.map(\.rule.utf8.count).max() ?? 0
    return findings.map { finding in
      let severity = padded(finding.severity.name, to: "warning".utf8.count)
      let rule = padded(finding.rule, to: width)
      return "\(style.paint(severity, .severity(finding.severity)))  \(style.paint(rule, .ruleID))  \(VisibleText.escaped(finding.message))"
    }
  }

  /// What to do about all of them.
  var fix: String {
    key.kind == nil
      ? "fill in the values, or take the keys out"
      : "add these sections and fill them in; 'govlint rules explain ID' says why a rule asks for one"
  }

  /// What to paste at the end of the manifest, where sections are missing and the kind's schema is known.
  func skeleton(_ schemas: [String: Schema]) -> [String] {
    guard let kind = key.kind, let schema = schemas[kind] else { return [] }
    var paths: [[String]] = []
    for path in findings.flatMap({ $0.missing?.paths ?? [] }) where !paths.contains(path) { paths.append(path) }
    return Skeleton.lines(for: paths, of: schema)
  }

  private func padded(_ text: String, to width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.utf8.count)) }
}
