/// What a finding says, as plain text that is safe to show; formats escape it further for themselves.
enum FindingText {
  /// The most characters of a value that a reason shows.
  private static let valueLimit = 80
  /// The most characters of a message; what is longer quotes something that nobody reads to its end.
  private static let messageLimit = 1_000

  /// The message, hidden characters written out, cut where a manifest made it very long.
  static func message(_ finding: Finding) -> String {
    VisibleText.escaped(VisibleText.shortened(finding.message, to: messageLimit)) + (finding.place.source.isAtBase ? " (shown as it was at the base)" : "")
  }

  /// `system.bias.auditEvery = 'P6M' (line 28)`.
  static func reason(_ reason: Reason, in finding: Finding, tables: inout LineTables) -> String {
    var text = VisibleText.escaped(VisibleText.shortened(reason.expression, to: 200))
    if let value = reason.value {
      text += " = \(VisibleText.shortened(VisibleText.escaped(value), to: valueLimit))"
    } else {
      text += " is not written"
    }
    guard let place = reason.place else { return text }
    // Where nothing was written, the root that lacks it says no more than the frame does.
    if reason.value == nil, place.pointer?.isEmpty == true { return text }
    let line = tables.region(of: place).start.line
    let isElsewhere = !place.source.path.utf8.elementsEqual(finding.place.source.path.utf8)
    let version = place.source.isSameFile(as: finding.place.source) ? "" : place.source.version
    return text + (isElsewhere ? " (\(VisibleText.escaped(VisibleText.shortened(place.source.path, to: 200))):\(line)\(version))" : " (line \(line)\(version))")
  }

  /// `because` and `fix`, a line each, where there are some.
  static func explanation(of finding: Finding, tables: inout LineTables) -> [String] {
    var lines: [String] = []
    let reasons = finding.because.prefix(20).map { reason($0, in: finding, tables: &tables) }
    if !reasons.isEmpty { lines.append("because: \(reasons.joined(separator: ", "))") }
    if let fix = finding.fix {
      let words = VisibleText.shortened(fix, to: messageLimit).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      lines.append("fix: \(VisibleText.escaped(words))")
    }
    return lines
  }

  /// Findings with the most severe first, else in the order of the report.
  static func mostSevereFirst(_ findings: [Finding]) -> [Finding] {
    Severity.allCases.reversed().flatMap { severity in findings.filter { $0.severity == severity } }
  }

  /// Until when somebody answers for a finding: `until 2026-09-30 (92 days)`.
  static func term(_ silencing: Silencing, asOf day: CivilDate) -> String {
    guard let expires = silencing.expires else { return "without an end" }
    let days = expires.daysSinceEpoch - day.daysSinceEpoch
    return "until \(expires) (\(days < 0 ? "expired" : TextSummary.counted(days, plural: "days")))"
  }
}
