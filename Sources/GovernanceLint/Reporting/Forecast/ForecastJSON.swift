/// The forecast as one JSON object, described by ``ForecastSchema``.
enum ForecastJSON {
  /// `json`.
  static let form = ForecastForm(name: "json", summary: "one JSON object; 'govlint schema forecast' describes it", render: render)

  private static func render(_ forecast: Forecast, options: ReportOptions, into sink: inout OutputSink) {
    var json = JSONWriter(layout: .pretty)
    var tables = LineTables()
    JSONTree.object([
      ("tool", .tool(forecast.version)),
      ("asOf", .string(forecast.asOf.description)),
      ("until", .string(forecast.until.description)),
      ("threshold", .string(forecast.threshold.name)),
      ("manifests", .int(forecast.manifests)),
      ("complete", .bool(!forecast.couldNotRun)),
      ("due", .array(forecast.entries.map { tree($0, forecast, &tables) })),
    ]).write(to: &json, into: &sink)
    sink.write("\n")
  }

  private static func tree(_ entry: Forecast.Entry, _ forecast: Forecast, _ tables: inout LineTables) -> JSONTree {
    let finding = entry.finding
    let region = tables.region(of: finding.place)
    return .object([
      ("date", .string(entry.date.description)), ("daysLeft", .int(forecast.daysLeft(entry))),
      ("kind", entry.kind.map(JSONTree.string)), ("subject", .string(entry.subject)),
      ("rule", .string(finding.rule)), ("title", .string(entry.title)), ("severity", .string(finding.severity.name)),
      ("message", .string(finding.message)), ("fix", finding.fix.map(JSONTree.string)),
      ("path", .string(finding.place.source.path)), ("line", .int(region.start.line)), ("column", .int(region.start.column)),
      ("ends", entry.exemption.map { JSONReporter.silencing($0, tables: &tables) }),
    ])
  }
}
