/// A form in which a forecast is written: a name and a pure function from the forecast to bytes.
public struct ForecastForm: Sendable {
  /// The word after `--format`.
  public var name: String
  /// What it is for, in one line of the help.
  public var summary: String
  /// Writes the forecast; no sorting, no I/O.
  public var render: @Sendable (Forecast, ReportOptions, inout OutputSink) -> Void

  /// All forms, the default first.
  public static let all: [ForecastForm] = [ForecastText.form, ForecastJSON.form, ForecastCSV.form, ForecastCalendar.form]
}

extension Forecast.Entry {
  /// Why the rule fails, in words: for what a waiver silenced, that it ended.
  var reason: String {
    guard let exemption, let last = exemption.expires else { return finding.message }
    return "the \(exemption.kind.rawValue) ends on \(last): \(finding.message)"
  }
}
