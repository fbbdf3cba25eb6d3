/// The forecast on a terminal: a line for each day, system and rule, and below it what will be wrong.
enum ForecastText {
  /// `text`, the default.
  static let form = ForecastForm(name: "text", summary: "for people: what begins to fail, the next first", render: render)

  private static func render(_ forecast: Forecast, options: ReportOptions, into sink: inout OutputSink) {
    let style = TextStyle(usesColor: options.usesColor)
    let terms = forecast.entries.map { term(forecast.daysLeft($0)) }
    let width = terms.map(\.utf8.count).max() ?? 0
    for (entry, term) in zip(forecast.entries, terms) {
      let padding = String(repeating: " ", count: width - term.utf8.count)
      let isSoon = forecast.daysLeft(entry) <= TextSummary.soon
      let date = style.paint("\(entry.date)", isSoon ? .severity(entry.finding.severity) : .label)
      let subject = VisibleText.escaped(VisibleText.shortened(entry.subject, to: 200))
      let rule = VisibleText.escaped(entry.finding.rule)
      sink.write("\(date)  \(padding)\(term)  \(style.paint(subject, .message))  \(entry.finding.severity.name)  \(style.paint(rule, .ruleID))\n")
      sink.write("            \(VisibleText.shortened(VisibleText.escaped(entry.reason), to: 400))\n")
    }
    if options.isQuiet, forecast.entries.isEmpty { return }
    sink.write(summary(forecast) + "\n")
    if forecast.couldNotRun {
      sink.write(style.paint("the forecast is not complete: mend what is said above, then run again", .severity(.error)) + "\n")
    }
  }

  private static func term(_ days: Int) -> String { days == 1 ? "tomorrow" : "in \(days) days" }

  /// `12 rules begin to fail on 5 subjects until 2027-06-30 (12 manifests, as of 2026-06-30)`.
  private static func summary(_ forecast: Forecast) -> String {
    let scope = "\(TextSummary.counted(forecast.manifests, plural: "manifests")) as of \(forecast.asOf)"
    guard !forecast.entries.isEmpty else { return "nothing begins to fail until \(forecast.until) in \(scope)" }
    let soon = forecast.entries.count { forecast.daysLeft($0) <= TextSummary.soon }
    let urgent = soon > 0 && soon < forecast.entries.count ? ", \(soon) of them within \(TextSummary.soon) days" : ""
    let verb = forecast.entries.count == 1 ? "begins" : "begin"
    let counted = TextSummary.counted(forecast.entries.count, plural: "findings")
    return "\(counted) \(verb) by \(forecast.until)\(urgent), in \(scope)"
  }
}
