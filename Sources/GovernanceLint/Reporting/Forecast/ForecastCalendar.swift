/// The forecast as a calendar file (RFC 5545): an event of a whole day for each entry.
///
/// An event keeps its UID from one export to the next, and its `SEQUENCE` grows with the as-of date, so that a program that imports
/// the file again moves the events that it has instead of adding others.
enum ForecastCalendar {
  /// `ics`.
  static let form = ForecastForm(name: "ics", summary: "a calendar file; importing it again moves the events that are there", render: render)

  private static func render(_ forecast: Forecast, options: ReportOptions, into sink: inout OutputSink) {
    func line(_ name: String, _ value: String) { sink.write(folded("\(name):\(value)")) }
    line("BEGIN", "VCALENDAR")
    line("VERSION", "2.0")
    line("PRODID", "-//govlint//govlint \(text(forecast.version))//EN")
    line("CALSCALE", "GREGORIAN")
    line("METHOD", "PUBLISH")
    line("X-WR-CALNAME", "AI governance: due dates")
    var tables = LineTables()
    var uses: [String: Int] = [:]
    for entry in forecast.entries {
      let finding = entry.finding
      let uid = StableUUID.text("forecast", finding.rule, entry.kind ?? "", entry.subject)
      // Two manifests may have one identity by mistake; each event still needs a UID of its own.
      let count = uses[uid, default: 0]
      uses[uid] = count + 1
      let place = "\(finding.place.source.path):\(tables.region(of: finding.place).start.line)"
      line("BEGIN", "VEVENT")
      line("UID", uid + (count > 0 ? "-\(count)" : "") + "@govlint")
      line("DTSTAMP", day(forecast.asOf) + "T000000Z")
      line("SEQUENCE", String(max(0, forecast.asOf.daysSinceEpoch)))
      line("DTSTART;VALUE=DATE", day(entry.date))
      line("DTEND;VALUE=DATE", day(CivilDate(daysSinceEpoch: entry.date.daysSinceEpoch + 1)))
      line("SUMMARY", text("\(entry.subject) no longer meets \(finding.rule): \(entry.title)"))
      let paragraphs = ["From this day on '\(finding.rule)' fails: \(entry.reason).", finding.fix, place].compactMap { $0 }
      line("DESCRIPTION", paragraphs.map { $0.split(separator: "\n").map { text($0) }.joined(separator: "\\n") }.joined(separator: "\\n\\n"))
      line("CATEGORIES", text(finding.severity.name))
      line("TRANSP", "TRANSPARENT")
      line("END", "VEVENT")
    }
    line("END", "VCALENDAR")
  }

  private static func day(_ day: CivilDate) -> String { day.description.filter { $0 != "-" } }

  /// A value of type TEXT (section 3.3.11); what cannot be seen is written out first.
  static func text(_ value: some StringProtocol) -> String {
    var escaped = ""
    for scalar in VisibleText.escaped(value).unicodeScalars {
      if scalar == "\\" || scalar == ";" || scalar == "," { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }

  /// A content line (section 3.1): of 75 octets at most, going on after a line break and a space; no character is cut.
  static func folded(_ line: String) -> String {
    var result = ""
    var width = 0
    for scalar in line.unicodeScalars {
      let count = UTF8.width(scalar)
      if width + count > 75 {
        result += "\r\n "
        width = 1
      }
      result.unicodeScalars.append(scalar)
      width += count
    }
    return result + "\r\n"
  }
}
