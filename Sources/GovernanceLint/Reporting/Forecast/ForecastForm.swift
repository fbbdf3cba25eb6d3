/// A form in which a forecast is written: a name and a pure function from the forecast to bytes.
public typealias ForecastForm = Form<Forecast>

extension Form<Forecast> {
  /// All forms, the default first.
  public static var all: [ForecastForm] { [ForecastText.form, ForecastJSON.form, ForecastCSV.form, ForecastCalendar.form] }
}

extension Forecast.Entry {
  /// Why the rule fails, in words: for what a waiver silenced, that it ended.
  var reason: String {
    guard let exemption, let last = exemption.expires else { return finding.message }
    return "the \(exemption.kind.rawValue) ends on \(last): \(finding.message)"
  }
}
