extension Report {
  /// Says of every finding whether the base had it, and keeps those that are gone.
  ///
  /// Findings are matched by rule, system and place in the tree, not by line or file, each with one: of two equal ones, one more than
  /// before is new.
  mutating func compare(with base: [Finding]) {
    var left = Baseline(base)
    for keepsPath in [true, false] {
      for index in findings.indices where findings[index].baselineState == nil {
        if left.take(findings[index], keepsPath: keepsPath) { findings[index].baselineState = .unchanged }
      }
      for index in silenced.indices where silenced[index].baselineState == nil {
        if left.take(silenced[index], keepsPath: keepsPath) { silenced[index].baselineState = .unchanged }
      }
    }
    for index in findings.indices where findings[index].baselineState == nil { findings[index].baselineState = .new }
    for index in silenced.indices where silenced[index].baselineState == nil { silenced[index].baselineState = .new }
    absent = left.rest.map { finding in
      var finding = finding
      finding.baselineState = .absent
      return finding
    }
  }
}

/// The findings of the base that nothing was matched with yet.
private struct Baseline {
  private let findings: [Finding]
  private var isTaken: [Bool]
  private var positions: [Key: [Int]] = [:]

  private struct Key: Hashable {
    var rule: String
    var subject: String
    var place: String
    /// Nil where that does not matter.
    var path: String?

    init(_ finding: Finding, keepsPath: Bool) {
      rule = finding.rule
      let path = finding.place.source.path
      subject = finding.subject.map { "id:\($0)" } ?? "path:\(path)"
      place = finding.trail ?? finding.place.pointer ?? finding.message
      self.path = keepsPath ? path : nil
    }
  }

  init(_ findings: [Finding]) {
    self.findings = findings
    isTaken = Array(repeating: false, count: findings.count)
    for position in findings.indices.reversed() {
      for keepsPath in [true, false] { positions[Key(findings[position], keepsPath: keepsPath), default: []].append(position) }
    }
  }

  /// Whether there is one left that is the same; then it is gone.
  mutating func take(_ finding: Finding, keepsPath: Bool) -> Bool {
    let key = Key(finding, keepsPath: keepsPath)
    while let position = positions[key]?.popLast() {
      guard !isTaken[position] else { continue }
      isTaken[position] = true
      return true
    }
    return false
  }

  var rest: [Finding] { findings.indices.filter { !isTaken[$0] }.map { findings[$0] } }
}
