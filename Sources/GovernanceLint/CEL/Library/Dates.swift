/// Calendar arithmetic on days; a day is the timestamp of its midnight in UTC.
extension CELLibrary {
  static let dates: [CELFunction] = [
    CELFunction("date", [.global("string_to_date", [.string], .timestamp, .machine)]),
    CELFunction("plus", [.member("timestamp_plus_period", [.timestamp, .string], .timestamp, .machine)]),
    CELFunction("minus", [.member("timestamp_minus_period", [.timestamp, .string], .timestamp, .machine)]),
    CELFunction("isOlderThan", [.member("timestamp_is_older_than_period", [.timestamp, .string], .bool, .machine)]),
    CELFunction("isDueWithin", [
      .member("timestamp_is_due_within_period_period", [.timestamp, .string, .string], .bool, .machine)
    ]),
    CELFunction("daysUntil", [.member("timestamp_days_until_timestamp", [.timestamp, .timestamp], .int, .machine)]),
  ]
}
