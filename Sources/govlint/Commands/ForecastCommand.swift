import GovernanceLint

extension Command {
  static let forecast = Command(
    "forecast", operands: "[PATH...]", count: 0...Int.max, summary: "tell what begins to fail, and when, if nobody does anything",
    details: """
      For each manifest and rule that does not fail today: the first day on which it does. Audits grow old, waivers end and laws begin to apply; \
      the rules are judged as of each day on which something changes, so that no day is missed.
      Warnings and errors count; '--fail-on' names another severity, and makes the exit status 1 where something at or above it begins to fail.
      """,
    flags: [
      .asOf, .color, .config, .failOn, .format(ForecastForm.all.map(\.name), of: "the forecast"), .maximumFileSize, .output, .quiet, .until,
      .within,
    ],
    run: forecastFindings)
}

/// `govlint forecast`.
private func forecastFindings(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let setup = try Setup(arguments)
  let run = try CheckRun(arguments, setup, keepsDocuments: true)
  let forecast = try forecast(run, arguments)
  try write(forecast, as: ForecastForm.all, arguments)
  if forecast.couldNotRun { return .couldNotRun }
  return arguments.failLevel == nil || forecast.entries.isEmpty ? .success : .findings
}

/// Looks ahead as far as the command line says, else a year.
func forecast(_ run: CheckRun, _ arguments: Arguments) throws(Failure) -> Forecast {
  let asOf = run.linter.asOf
  let until = try arguments.lastDay(from: asOf)
  var threshold = Severity.warning
  if let level = arguments.failLevel {
    guard let severity = level.severity else {
      throw Failure("'--fail-on never' leaves nothing to look for", advice: "without it, warnings and errors count and the exit status is 0")
    }
    threshold = severity
  }
  let forecaster = Forecaster(run.linter, run.checked, until: until, threshold: threshold)
  var forecast = forecaster.forecast(of: concurrentMap(forecaster.parts) { forecaster.makeWorker() }, version: toolVersion)
  forecast.couldNotRun = !run.isComplete
  return forecast
}

extension Arguments {
  /// How far to look ahead.
  enum Horizon {
    case until(CivilDate)
    case within(Period)
  }

  /// The last day that is looked at, ahead from the as-of date.
  func lastDay(from asOf: CivilDate) throws(Failure) -> CivilDate {
    switch horizon {
    case .within(let period): return min(asOf.adding(period), CivilDate.latest)
    case .until(let day):
      guard day > asOf else { throw Failure("expected a day after \(asOf), from which we look ahead, after '--until' but found \(day)") }
      return day
    case nil: return min(asOf.adding(Arguments.year), CivilDate.latest)
    }
  }

  private static let year: Period = {
    var period = Period.none
    period.years = 1
    return period
  }()
}

extension Flag {
  static let until = Flag(
    name: "until", value: "YYYY-MM-DD", summary: "look ahead to that day; the default is a year from the as-of date"
  ) { arguments, text throws(Failure) in
    guard let date = CivilDate(text) else { throw Failure("expected a day such as '2026-12-31' after '--until' but found '\(text)'") }
    try setHorizon(&arguments, .until(date))
  }

  static let within = Flag(
    name: "within", value: "PERIOD", summary: "look ahead so far from the as-of date, such as 'P90D' or 'P6M'"
  ) { arguments, text throws(Failure) in
    guard let period = Period(text) else { throw Failure("expected a period such as 'P90D' or 'P1Y' after '--within' but found '\(text)'") }
    try setHorizon(&arguments, .within(period))
  }

  private static func setHorizon(_ arguments: inout Arguments, _ horizon: Arguments.Horizon) throws(Failure) {
    guard arguments.horizon == nil else { throw Failure("found more than one of '--until' and '--within'", advice: "name the last day once") }
    arguments.horizon = horizon
  }
}
