/// One row for each day, system and rule, for spreadsheets (RFC 4180; formulas are made inert as ``AuditCSV`` does).
enum ForecastCSV {
  /// `csv`.
  static let form = ForecastForm(name: "csv", summary: "one row for each day, system and rule, for spreadsheets", render: render)

  private static let header = [
    "date", "days_left", "kind", "system", "rule", "title", "severity", "message", "path", "line", "ends", "approved_by",
  ]

  private static func render(_ forecast: Forecast, options: ReportOptions, into sink: inout OutputSink) {
    var tables = LineTables()
    sink.write(header.joined(separator: ",") + "\r\n")
    for entry in forecast.entries {
      let cells = [
        entry.date.description, String(forecast.daysLeft(entry)), entry.kind ?? "", entry.subject, entry.finding.rule, entry.title,
        entry.finding.severity.name, entry.finding.message, entry.finding.place.source.path,
        String(tables.region(of: entry.finding.place).start.line), entry.exemption?.kind.rawValue ?? "", entry.exemption?.approvedBy ?? "",
      ]
      sink.write(cells.map(AuditCSV.field).joined(separator: ",") + "\r\n")
    }
  }
}
