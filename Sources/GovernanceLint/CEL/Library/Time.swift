/// Parts of timestamps and durations (cel-spec `doc/langdef.md`, "List of Standard Definitions").
extension CELLibrary {
  static let time: [CELFunction] = [
    part("getFullYear", id: "year", ofDurations: false),
    part("getMonth", id: "month", ofDurations: false),
    part("getDayOfYear", id: "day_of_year", ofDurations: false),
    part("getDayOfMonth", id: "day_of_month", ofDurations: false),
    part("getDate", id: "day_of_month_1_based", ofDurations: false),
    part("getDayOfWeek", id: "day_of_week", ofDurations: false),
    part("getHours", id: "hours", ofDurations: true),
    part("getMinutes", id: "minutes", ofDurations: true),
    part("getSeconds", id: "seconds", ofDurations: true),
    part("getMilliseconds", id: "milliseconds", ofDurations: true),
  ]

  private static func part(_ name: String, id: String, ofDurations: Bool) -> CELFunction {
    var overloads: [CELOverload] = [
      .member("timestamp_to_\(id)", [.timestamp], .int, .machine),
      .member("timestamp_to_\(id)_with_tz", [.timestamp, .string], .int, .machine),
    ]
    if ofDurations { overloads.append(.member("duration_to_\(id)", [.duration], .int, .machine)) }
    return CELFunction(name, overloads)
  }
}
