/// The last line of text output.
enum TextSummary {
  /// `2 errors, 1 warning in 12 manifests (11 systems, 1 charter); 52 rules checked as of 2026-06-30`.
  static func write(_ report: Report, style: TextStyle, into sink: inout OutputSink) {
    let subjects = report.subjects.filter { $0.count > 0 }.map { plural, count in
      counted(count, plural: VisibleText.escaped(VisibleText.shortened(plural, to: 80)))
    }
    sink.write(counts(report.counted, style: style) + (report.silenced.isEmpty ? "" : ", \(report.silenced.count) waived"))
    if report.manifests == 0 {
      sink.write("; no manifest was checked\n")
    } else {
      sink.write(" in \(counted(report.manifests, plural: "manifests"))")
      if !subjects.isEmpty { sink.write(" (\(subjects.joined(separator: ", ")))") }
      sink.write("; \(counted(report.rulesChecked, plural: "rules")) checked as of \(report.asOf)\n")
    }
    writeComparison(report, into: &sink)
    writeWaived(report, into: &sink)
    guard report.couldNotRun else { return }
    let incomplete = "the run is not complete: mend what is said above about rules, configuration or files, then run again"
    sink.write("\(style.paint(incomplete, .severity(.error)))\n")
  }

  /// How many waived findings are named; `govlint waivers` lists all.
  private static let namedLimit = 5
  /// For how many days an end is soon.
  static let soon = 30

  /// `waived: bias/audited on pricing, ...; the next one ends on 2026-07-10, in 10 days ('govlint waivers' lists all)`.
  private static func writeWaived(_ report: Report, into sink: inout OutputSink) {
    guard !report.silenced.isEmpty else { return }
    var names: [String] = []
    for finding in report.silenced {
      let subject = VisibleText.shortened(finding.subject ?? finding.place.source.path, to: 80)
      let name = VisibleText.escaped("\(VisibleText.shortened(finding.rule, to: 100)) on \(subject)")
      if names.last != name { names.append(name) }
    }
    let rest = names.count - namedLimit
    names = Array(names.prefix(namedLimit))
    sink.write("waived: \(names.joined(separator: ", "))\(rest > 0 ? " and \(rest) more" : "")")
    let ends = report.silenced.compactMap { $0.silencing?.expires }
    if let next = ends.min(), next.daysSinceEpoch - report.asOf.daysSinceEpoch <= soon {
      let days = next.daysSinceEpoch - report.asOf.daysSinceEpoch
      sink.write("; the next one ends \(days == 0 ? "today" : "on \(next), in \(counted(days, plural: "days"))")")
    }
    sink.write(" ('govlint waivers' lists all)\n")
  }

  /// `compared with main: 1 new finding, 3 as before, 2 gone`, and with `--only-new` how bad those are that it does not show.
  private static func writeComparison(_ report: Report, into sink: inout OutputSink) {
    guard let base = report.base else { return }
    let old = report.findings.filter { $0.baselineState == .unchanged }
    var parts = ["\(counted(report.findings.count - old.count, plural: "new findings"))", "\(old.count) as before"]
    if report.isOnlyNew, !old.isEmpty { parts[1] += " that --only-new leaves out (\(counts(old, style: TextStyle(usesColor: false))))" }
    if !report.absent.isEmpty { parts.append("\(report.absent.count) gone") }
    sink.write("compared with \(VisibleText.shortened(VisibleText.escaped(base), to: 80)): \(parts.joined(separator: ", "))\n")
  }

  private static func counts(_ findings: [Finding], style: TextStyle) -> String {
    var parts: [String] = []
    for severity in Severity.allCases.reversed() {
      let count = findings.count { $0.severity == severity }
      if count > 0 { parts.append(style.paint(counted(count, plural: "\(severity.name)s"), .severity(severity))) }
    }
    if parts.isEmpty { parts.append("no findings") }
    return parts.joined(separator: ", ")
  }

  /// A number and its noun; the singular is made from the plural by English spelling, as kinds name only their plural.
  static func counted(_ count: Int, plural: String) -> String {
    count == 1 ? "1 \(singular(plural))" : "\(count) \(plural)"
  }

  private static func singular(_ plural: String) -> String {
    if plural.hasSuffix("ies") { return plural.dropLast(3) + "y" }
    for ending in ["sses", "shes", "ches", "xes"] where plural.hasSuffix(ending) { return String(plural.dropLast(2)) }
    return plural.hasSuffix("s") ? String(plural.dropLast()) : plural
  }
}
