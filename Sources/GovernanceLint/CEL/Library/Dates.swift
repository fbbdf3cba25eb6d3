/// Calendar arithmetic on days; a day is the timestamp of its midnight in UTC.
extension CELLibrary {
  static let dates: [CELFunction] = [
    CELFunction("date", [.global("string_to_date", [.string], .timestamp, .unary(date))]),
    CELFunction("plus", [.member("timestamp_plus_period", [.timestamp, .string], .timestamp, .binary(plus))]),
    CELFunction("minus", [.member("timestamp_minus_period", [.timestamp, .string], .timestamp, .binary(minus))]),
    CELFunction("isOlderThan", [.member("timestamp_is_older_than_period", [.timestamp, .string], .bool, .binary(isOlderThan))]),
    CELFunction("isDueWithin", [
      .member("timestamp_is_due_within_period_period", [.timestamp, .string, .string], .bool, .ternary(isDueWithin))
    ]),
    CELFunction("daysUntil", [.member("timestamp_days_until_timestamp", [.timestamp, .timestamp], .int, .binary(daysUntil))]),
  ]

  /// The functions whose result depends on the as-of date although no expression names it.
  static let readToday: Set<String> = ["isOlderThan", "isDueWithin"]

  /// Those, and the functions whose result depends on other files.
  static let readOutside = readToday.union(evidence.map(\.name))
}

extension CELLibrary {
  /// `date('2026-01-31')`: a day as manifests write it.
  @Sendable static func date(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let text) = value else { return .noSuchOverload }
    guard let day = CivilDate(text) else { return .failed("expected a day such as '2026-01-31' but found '\(text.prefix(40))'") }
    return CELValue(day)
  }

  /// `date('2026-01-31').plus('P1M') == date('2026-02-28')`: years and months first, clamped to the end of the month, then days.
  /// What lies outside the years 0001 to 9999 is the calendar's first or last day.
  @Sendable static func plus(_ value: CELValue, _ period: CELValue, _ context: inout CELContext) -> CELValue {
    shifted(value, by: period, factor: 1)
  }

  /// `date('2026-03-31').minus('P1M') == date('2026-02-28')`.
  @Sendable static func minus(_ value: CELValue, _ period: CELValue, _ context: inout CELContext) -> CELValue {
    shifted(value, by: period, factor: -1)
  }

  /// `date('2026-03-31').isOlderThan('P3M')`, where today is 2026-07-01: the due day itself (2026-06-30) is in time.
  @Sendable static func isOlderThan(_ value: CELValue, _ period: CELValue, _ context: inout CELContext) -> CELValue {
    let due = shifted(value, by: period, factor: 1)
    guard case .timestamp(let due) = due else { return due }
    // What is older once stays so.
    if due >= context.today { context.lowerHorizon(to: due.day.daysSinceEpoch + 1) }
    return .bool(due < context.today)
  }

  /// `date('2026-04-05').isDueWithin('P3M', 'P14D')`, where today is 2026-06-30: what is due a period later is due by then, and not
  /// overdue yet.
  @Sendable static func isDueWithin(
    _ value: CELValue, _ period: CELValue, _ notice: CELValue, _ context: inout CELContext
  ) -> CELValue {
    let due = shifted(value, by: period, factor: 1)
    guard case .timestamp(let due) = due else { return due }
    let latest = shifted(.timestamp(context.today), by: notice, factor: 1)
    guard case .timestamp(let latest) = latest else { return latest }
    // What is overdue stays so; what is not due yet comes nearer from day to day.
    if context.today <= due { context.lowerHorizon(to: due <= latest ? due.day.daysSinceEpoch + 1 : firstDay(due, isWithin: notice)) }
    return .bool(context.today <= due && due <= latest)
  }

  /// `date('2026-06-30').daysUntil(date('2026-07-02')) == 2`; negative for days before.
  @Sendable static func daysUntil(_ value: CELValue, _ end: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .timestamp(let start) = value, case .timestamp(let end) = end else { return .noSuchOverload }
    return .int(Int64(end.day.daysSinceEpoch - start.day.daysSinceEpoch))
  }

  /// The first day from which a notice reaches a due date. A later day reaches no less far, so that halving finds it.
  private static func firstDay(_ due: CELTimestamp, isWithin notice: CELValue) -> Int {
    guard case .string(let text) = notice, let period = Period(text) else { return 0 }
    var (before, within) = (CivilDate.earliest.daysSinceEpoch, due.day.daysSinceEpoch + 1)
    while within - before > 1 {
      let middle = (before + within) / 2
      guard case .timestamp(let latest) = shifted(CELTimestamp(CivilDate(daysSinceEpoch: middle)), by: period, factor: 1) else { return 0 }
      if due <= latest { within = middle } else { before = middle }
    }
    return within
  }

  private static func shifted(_ value: CELValue, by period: CELValue, factor: Int) -> CELValue {
    guard case .timestamp(let time) = value, case .string(let text) = period else { return .noSuchOverload }
    guard let period = Period(text) else { return noPeriod(text) }
    return shifted(time, by: period, factor: factor)
  }

  /// A time a period later, or earlier (-1).
  static func shifted(_ time: CELTimestamp, by period: Period, factor: Int) -> CELValue {
    let day = time.day
    let timeOfDay = time.seconds - Int64(day.daysSinceEpoch) * CELTimestamp.secondsPerDay
    let shifted = Int64(day.adding(period, times: factor).daysSinceEpoch) * CELTimestamp.secondsPerDay + timeOfDay
    if let result = CELTimestamp(seconds: shifted, nanoseconds: time.nanoseconds) { return .timestamp(result) }
    // A period of 9000 years is written as quickly as any: a rule that adds it answers, and does not fail.
    return .timestamp(CELTimestamp(day.adding(period, times: factor) < day ? .earliest : .latest))
  }
}
