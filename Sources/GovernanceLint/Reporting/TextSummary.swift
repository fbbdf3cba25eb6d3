/// The last line of text output.
enum TextSummary {
  /// `2 errors, 1 warning in 12 manifests (11 systems, 1 charter); 52 rules checked as of 2026-06-30`.
  static func write(_ report: Report, style: TextStyle, into sink: inout OutputSink) {
    let subjects = report.subjects.filter { $0.count > 0 }.map { counted($0.count, plural: VisibleText.escaped($0.plural)) }
    sink.write(counts(report, style: style))
    if report.manifests == 0 {
      sink.write("; no manifest was checked\n")
    } else {
      sink.write(" in \(counted(report.manifests, plural: "manifests"))")
      if !subjects.isEmpty { sink.write(" (\(subjects.joined(separator: ", ")))") }
      sink.write("; \(counted(report.rulesChecked, plural: "rules")) checked as of \(report.asOf)\n")
    }
    guard report.couldNotRun else { return }
    let incomplete = "the run is not complete: mend what is said above about rules, configuration or files, then run again"
    sink.write("\(style.paint(incomplete, .severity(.error)))\n")
  }

  private static func counts(_ report: Report, style: TextStyle) -> String {
    var parts: [String] = []
    for severity in Severity.allCases.reversed() {
      let count = report.count(severity)
      if count > 0 { parts.append(style.paint(counted(count, plural: "\(severity.name)s"), .severity(severity))) }
    }
    if parts.isEmpty { parts.append("no findings") }
    if report.silenced.count > 0 { parts.append("\(report.silenced.count) waived") }
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
