/// What a report says about one file, as tests.
struct JUnitSuite {
  var name: String
  var tests: [Test] = []
  /// What is said besides.
  var output = ""

  struct Test {
    var rule: String
    var system: String
    var result: Result
  }

  enum Result {
    case pass
    case skipped(String)
    case error(String)
    case failure(type: String, message: String, text: String)
  }

  /// A rule and the subject that it failed on.
  private struct Key: Hashable {
    var rule: String
    var subject: String?
  }

  /// The suites of a report, sorted by path; what belongs to no file comes last.
  static func all(of report: Report) -> [JUnitSuite] {
    let judgements = Dictionary(grouping: report.judgements) { $0.path ?? "" }
    let findings = Dictionary(grouping: report.counted) { $0.place.source.path }
    let silenced = Dictionary(grouping: report.silenced) { $0.place.source.path }
    let paths = Set(judgements.keys).union(findings.keys).union(silenced.keys).subtracting([""])
    var tables = LineTables()
    return (paths.sorted { $0.precedes($1) } + [""]).compactMap { path in
      let suite = JUnitSuite(
        path, judgements[path] ?? [], findings[path] ?? [], silenced[path] ?? [], report: report, tables: &tables)
      return suite.tests.isEmpty ? nil : suite
    }
  }

  private init(
    _ path: String, _ judgements: [Judgement], _ findings: [Finding], _ silenced: [Finding], report: Report,
    tables: inout LineTables
  ) {
    name = path.isEmpty ? "portfolio" : path
    var failing = Dictionary(grouping: findings) { Key(rule: $0.rule, subject: $0.subject) }
    var waived = Dictionary(grouping: silenced) { Key(rule: $0.rule, subject: $0.subject) }
    var judged: [Test] = []
    for judgement in judgements {
      for (rule, outcome) in zip(report.judgedRules, judgement.outcomes) {
        let key = Key(rule: rule, subject: judgement.subject)
        let system = judgement.subject ?? name
        switch outcome {
        case nil, .notApplicable: continue
        case .pass: judged.append(Test(rule: rule, system: system, result: .pass))
        case .waived:
          judged.append(Test(rule: rule, system: system, result: waivedResult(waived.removeValue(forKey: key), report)))
        case .blocked:
          judged.append(Test(rule: rule, system: system, result: .skipped("blocked: it reads a value that another finding is about")))
        case .error: judged.append(Test(rule: rule, system: system, result: .error("the rule could not be evaluated")))
        case .fail:
          // A rule on the portfolio fails where its findings point.
          guard let found = failing.removeValue(forKey: key) else { continue }
          judged.append(Test(rule: rule, system: system, result: result(of: found, report: report, tables: &tables)))
        }
      }
    }
    // The engine's own findings, and those of rules on the portfolio.
    for finding in findings {
      guard let found = failing.removeValue(forKey: Key(rule: finding.rule, subject: finding.subject)) else { continue }
      tests.append(
        Test(rule: finding.rule, system: finding.subject ?? name, result: result(of: found, report: report, tables: &tables)))
    }
    for finding in silenced {
      guard let found = waived.removeValue(forKey: Key(rule: finding.rule, subject: finding.subject)) else { continue }
      tests.append(Test(rule: finding.rule, system: finding.subject ?? name, result: waivedResult(found, report)))
    }
    tests += judged
  }

  private func waivedResult(_ findings: [Finding]?, _ report: Report) -> Result {
    guard let silencing = findings?.first?.silencing else { return .skipped("waived") }
    let approver = silencing.approvedBy.map { " by \($0)" } ?? ""
    return .skipped("waived\(approver) \(FindingText.term(silencing, asOf: report.asOf)): \(VisibleText.shortened(silencing.reason, to: 500))")
  }

  private mutating func result(of findings: [Finding], report: Report, tables: inout LineTables) -> Result {
    let worst = findings.max { $0.severity < $1.severity } ?? findings[0]
    let text = findings.prefix(50).map { finding in
      let position = tables.region(of: finding.place).start
      let head = "\(finding.severity.name): \(VisibleText.escaped(finding.place.source.path)):\(position.line):\(position.column): "
      return ([head + FindingText.message(finding)] + FindingText.explanation(of: finding, tables: &tables)).joined(separator: "\n")
    }.joined(separator: "\n\n")
    guard let failOn = report.failOn, worst.severity >= failOn else {
      output += text + "\n"
      return .pass
    }
    let more = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
    return .failure(type: worst.severity.name, message: FindingText.message(worst) + more, text: text)
  }
}
