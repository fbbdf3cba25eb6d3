import Foundation

@testable import GovernanceLint

/// A report made by hand that holds what reporters find hard: hostile names, ranges over lines, tabs, emoji, CR LF, values
/// that nobody wrote, other places, a file of one long line, a file without content.
enum SampleReport {
  static let pricing = Source(
    path: "ai/dynamic-pricing.yaml",
    text: """
      apiVersion: govlint/v1
      kind: AISystem
      id: dynamic-pricing
      name: Dynamic pricing
      oversight:
        tier: automated-with-audit
      risk:
        reversibility: irreversible
        customerSensitivity: high
      bias:
        auditEvery: P6M
        audits:
          - date: 2025-04-02
            stage: periodic
          - date: 2024-10-01
            stage: deployment
      """ + "\n")
  static let hostile = Source(
    path: "ai/ev\u{1B}[31mil näme #1%.yaml",
    text: "id: dynamic-pricing\r\nname:\t\u{202E}gnicirp\u{202C} 👩‍👩‍👧 日本\u{1B}[2J # [click](https://evil.example)\r\n"
      + "notes:\r\n\t- a\t- b\r\n")
  static let long = Source(
    path: "ai/long.json", text: "{\"text\": \"" + String(repeating: "lorem ipsum ", count: 400) + "\", \"tier\": \"full\"}")
  static let empty = Source(path: "ai/empty.yaml", text: "")
  static let configuration = Source(path: ".lint-config.json", text: "{\n  \"failOn\": \"eror\"\n}\n")

  /// The first place where a text stands.
  static func place(_ text: String, in source: Source, pointer: String? = nil) -> Place {
    let content = Data(source.bytes)
    guard let range = content.range(of: Data(text.utf8)) else { return Place(source: source, range: TextRange(0, 0)) }
    return Place(source: source, range: TextRange(range.lowerBound, range.upperBound), pointer: pointer)
  }

  static let rules = [
    RuleDescription(
      id: "bias/audit-current", title: "The bias audit is current", severity: .error,
      why: "Models and the world drift apart. An audit says something only for a while.",
      fix: "Audit the model again and add the audit to `bias.audits`.",
      sources: ["ecom-21:S052"], controls: ["eu-ai-act:10", "nist-ai-rmf:MEASURE-2.11"], tags: ["fairness"]),
    RuleDescription(id: "configuration/bad-value", title: "The configuration's values fit", severity: .error),
    RuleDescription(id: "manifest/unique-id", title: "Each system has an id of its own", severity: .error),
    RuleDescription(
      id: "oversight/tier-fits-consequences", title: "The oversight tier fits the consequences of an error",
      severity: .warning, why: "The more an error costs, the earlier a person has to be in the loop."),
    RuleDescription(id: "structure/empty-value", title: "No value is left blank", severity: .note),
    RuleDescription(id: "syntax/yaml", title: "The file is YAML 1.2", severity: .error),
  ]

  static var full: Report {
    var report = Report(version: "0.1.0", asOf: CivilDate(daysSinceEpoch: 20_634))
    report.rules = rules
    report.manifests = 12
    report.subjects = [("systems", 11), ("charters", 1), ("policies", 0)]
    report.rulesChecked = 52
    report.silenced = (1...3).map { silenced(by: "RISK-\($0)") }
    report.couldNotRun = true
    report.findings = [
      configurationFinding, audit, tier, longLine, emptyFile, duplicate, hiddenText, tabs, endOfFile,
    ]
    return report
  }

  /// A report that was compared with a base: some findings are new, some are gone, some are waived.
  static var compared: Report {
    var report = full
    report.couldNotRun = false
    report.base = "main"
    for index in report.findings.indices { report.findings[index].baselineState = index.isMultiple(of: 3) ? .unchanged : .new }
    report.absent = [longLine, duplicate]
    report.judgedRules = ["bias/audit-current", "oversight/tier-fits-consequences"]
    report.judgements = [
      Judgement(path: pricing.path, subject: "dynamic-pricing", outcomes: [.fail, .fail]),
      Judgement(path: hostile.path, subject: "dynamic-pricing", outcomes: [.pass, .blocked]),
      Judgement(path: nil, subject: nil, outcomes: [nil, .error]),
    ]
    var comment = report.silenced[0].silencing
    comment?.kind = .suppression
    comment?.approvedBy = nil
    comment?.expires = nil
    report.silenced[1].silencing = comment
    report.exemptions = report.silenced.compactMap { finding in
      finding.silencing.map { Exemption(rule: finding.rule, subject: finding.subject, silencing: $0, effect: .silences, count: 1) }
    }
    report.exemptions[2].silencing.expires = CivilDate("2026-06-01")
    report.exemptions[2].effect = .expired
    report.exemptions.sort { $0.isMoreUrgent(than: $1) }
    return report
  }

  static var clean: Report {
    var report = Report(version: "0.1.0", asOf: CivilDate(daysSinceEpoch: 20_634))
    report.rules = Array(rules.prefix(1))
    report.manifests = 1
    report.subjects = [("systems", 1)]
    report.rulesChecked = 1
    return report
  }

  /// A finding for which somebody answers.
  private static func silenced(by ticket: String) -> Finding {
    var finding = audit
    finding.silencing = Silencing(
      kind: .waiver, reason: "the model is rebuilt", approvedBy: "CTO", ticket: ticket, expires: CivilDate("2026-09-30"),
      place: place("\"eror\"", in: configuration))
    return finding
  }

  private static var configurationFinding: Finding {
    Finding(
      rule: "configuration/bad-value", severity: .error,
      message: "expected one of 'error', 'warning', 'note', 'never' but found 'eror'; did you mean 'error'?",
      place: place("\"eror\"", in: configuration, pointer: "/failOn"))
  }

  private static var audit: Finding {
    var finding = Finding(
      rule: "bias/audit-current", severity: .error,
      message: "the newest bias audit is from 2025-04-02; one was due by 2025-10-02",
      place: place("2025-04-02", in: pricing, pointer: "/bias/audits/0/date"),
      fix: "audit the model again and add the audit to `bias.audits`")
    finding.because = [
      Reason(expression: "system.bias.auditEvery", value: "'P6M'", place: place("P6M", in: pricing, pointer: "/bias/auditEvery")),
      Reason(expression: "today", value: "2026-06-30", place: nil),
    ]
    finding.subject = "dynamic-pricing"
    return finding
  }

  /// A range over several lines, reasons too wide for one line, a value that nobody wrote, a place in another file.
  private static var tier: Finding {
    var finding = Finding(
      rule: "oversight/tier-fits-consequences", severity: .warning,
      message: "'automated-with-audit' lets the system act alone, where an error is too costly for that",
      place: place("risk:\n  reversibility: irreversible\n  customerSensitivity: high\n", in: pricing, pointer: "/risk"),
      fix: "raise the tier to `ai-recommends-human-approves`, or lower the risk and record why in `risk`; a system that no "
        + "person can stop may not decide what nobody can undo\n\nSee also `oversight.override`.")
    finding.because = [
      Reason(
        expression: "system.risk.reversibility", value: "'irreversible'",
        place: place("irreversible", in: pricing, pointer: "/risk/reversibility")),
      Reason(
        expression: "system.oversight.override", value: nil, place: place("oversight", in: pricing, pointer: "/oversight")),
      Reason(
        expression: "portfolio.systems[1].name", value: "'it\\'s [x](1) \u{1B}'",
        place: place("name", in: hostile, pointer: "/name")),
      Reason(expression: "params.limit", value: "3.5", place: nil),
    ]
    finding.subject = "dynamic-pricing"
    return finding
  }

  private static var longLine: Finding {
    Finding(
      rule: "oversight/tier-fits-consequences", severity: .warning, message: "the tier 'full' is not one of ours",
      place: place("\"full\"", in: long, pointer: "/tier"))
  }

  private static var emptyFile: Finding {
    Finding(
      rule: "syntax/yaml", severity: .error, message: "the file is empty",
      place: Place(source: empty, range: TextRange(0, 0)))
  }

  private static var duplicate: Finding {
    var finding = Finding(
      rule: "manifest/unique-id", severity: .error, message: "two systems have the id 'dynamic-pricing'",
      place: place("dynamic-pricing", in: hostile, pointer: "/id"))
    finding.related = [
      RelatedPlace(message: "first used here", place: place("dynamic-pricing", in: pricing, pointer: "/id")),
      RelatedPlace(message: "and nothing stands here", place: Place(source: empty, range: TextRange(0, 0))),
      RelatedPlace(message: "name", place: place("name", in: pricing, pointer: "/name")),
      RelatedPlace(message: "kind", place: place("kind", in: pricing, pointer: "/kind")),
      RelatedPlace(message: "risk", place: place("risk", in: pricing, pointer: "/risk")),
    ]
    finding.subject = "dynamic-pricing"
    return finding
  }

  private static var hiddenText: Finding {
    Finding(
      rule: "structure/empty-value", severity: .note, message: "odd name '\u{202E}gnicirp\u{202C}' [see](https://evil.example)",
      place: place("日本", in: hostile, pointer: "/name"))
  }

  private static var tabs: Finding {
    Finding(rule: "syntax/yaml", severity: .error, message: "tab in indentation", place: place("- b", in: hostile))
  }

  private static var endOfFile: Finding {
    Finding(
      rule: "unknown/rule", severity: .error, message: "expected ']' but found the end of the file",
      place: Place(source: hostile, range: TextRange(hostile.bytes.count, hostile.bytes.count)))
  }
}
