/// Parts of timestamps and durations (cel-spec `doc/langdef.md`, "List of Standard Definitions").
extension CELLibrary {
  static let time: [CELFunction] = [
    part("getFullYear", id: "year", .year, ofDurations: false),
    part("getMonth", id: "month", .month, ofDurations: false),
    part("getDayOfYear", id: "day_of_year", .dayOfYear, ofDurations: false),
    part("getDayOfMonth", id: "day_of_month", .dayOfMonth, ofDurations: false),
    part("getDate", id: "day_of_month_1_based", .date, ofDurations: false),
    part("getDayOfWeek", id: "day_of_week", .dayOfWeek, ofDurations: false),
    part("getHours", id: "hours", .hours, ofDurations: true),
    part("getMinutes", id: "minutes", .minutes, ofDurations: true),
    part("getSeconds", id: "seconds", .seconds, ofDurations: true),
    part("getMilliseconds", id: "milliseconds", .milliseconds, ofDurations: true),
  ]

  private static func part(_ name: String, id: String, _ part: CELTimePart, ofDurations: Bool) -> CELFunction {
    var overloads: [CELOverload] = [
      .member("timestamp_to_\(id)", [.timestamp], .int, .unary { value, _ in part.of(value) }),
      .member("timestamp_to_\(id)_with_tz", [.timestamp, .string], .int, .binary { part.of($0, in: $1, host: $2.host) }),
    ]
    if ofDurations { overloads.append(.member("duration_to_\(id)", [.duration], .int, .unary { value, _ in part.of(value) })) }
    return CELFunction(name, overloads)
  }
}

/// A part of a timestamp or duration that a function gives.
enum CELTimePart: Sendable {
  case year, month, dayOfYear, dayOfMonth, date, dayOfWeek, hours, minutes, seconds, milliseconds

  /// The part of a timestamp in UTC; of a duration the whole of it in that unit (milliseconds: what is left over a second).
  func of(_ value: CELValue) -> CELValue {
    switch value {
    case .timestamp(let time): .int(part(of: time, offset: 0))
    case .duration(let duration):
      switch self {
      case .hours: .int(duration.seconds / 3600)
      case .minutes: .int(duration.seconds / 60)
      case .seconds: .int(duration.seconds)
      case .milliseconds: .int(Int64(duration.nanoseconds / 1_000_000))
      case .year, .month, .dayOfYear, .dayOfMonth, .date, .dayOfWeek: .noSuchOverload
      }
    default: .noSuchOverload
    }
  }

  /// The part of a timestamp in a time zone: `UTC`, `+01:00`, `-8:00`, or a name such as `Europe/Berlin` where the host knows it.
  func of(_ value: CELValue, in zone: CELValue, host: Host) -> CELValue {
    guard case .timestamp(let time) = value, case .string(let name) = zone else { return .noSuchOverload }
    if let offset = CELTimePart.fixedOffset(name) { return .int(part(of: time, offset: offset)) }
    guard CELTimePart.mayBeName(name), let data = host.timeZone(name), let zone = TimeZoneTable(data) else {
      return .failed("the time zone '\(name.prefix(40))' is not known here; use an offset such as '+01:00'")
    }
    return .int(part(of: time, offset: zone.offset(at: time.seconds)))
  }

  /// The seconds east of Greenwich that `+01:00` says; nil for a name.
  static func fixedOffset(_ text: String) -> Int64? {
    if text == "UTC" || text == "Z" || text.isEmpty { return 0 }
    var digits = Substring(text).utf8
    let isBehind = digits.first == UInt8(ascii: "-")
    if isBehind || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    let parts = digits.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) }),
      let hours = Int64(Substring(parts[0])), let minutes = Int64(Substring(parts[1])),
      (0...23).contains(hours), (0...59).contains(minutes)
    else { return nil }
    return (hours * 3600 + minutes * 60) * (isBehind ? -1 : 1)
  }

  /// Whether text has the form of a name in the zoneinfo database, such as `Europe/Berlin`, `UTC` or `Etc/GMT+5`.
  static func mayBeName(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return text.utf8.count <= 64 && parts.allSatisfy { part in
      guard let first = part.first, ASCII.isLetterOrDigit(first), first > 0x39 else { return false }
      return part.allSatisfy { ASCII.isLetterOrDigit($0) || $0 == 0x5F || $0 == 0x2D || $0 == 0x2B }
    }
  }

  private func part(of time: CELTimestamp, offset: Int64) -> Int64 {
    let seconds = time.seconds + offset
    let dayNumber = CELTimestamp.divided(seconds, by: CELTimestamp.secondsPerDay)
    let timeOfDay = seconds - dayNumber * CELTimestamp.secondsPerDay
    let day = CivilDate(daysSinceEpoch: Int(dayNumber))
    switch self {
    case .year: return Int64(day.components.year)
    case .month: return Int64(day.components.month - 1)
    case .dayOfYear:
      let newYear = CivilDate(year: day.components.year, month: 1, day: 1) ?? day
      return Int64(day.daysSinceEpoch - newYear.daysSinceEpoch)
    case .dayOfMonth: return Int64(day.components.day - 1)
    case .date: return Int64(day.components.day)
    // 1970-01-01 was a Thursday; Sunday is 0.
    case .dayOfWeek: return (dayNumber % 7 + 11) % 7
    case .hours: return timeOfDay / 3600
    case .minutes: return timeOfDay / 60 % 60
    case .seconds: return timeOfDay % 60
    case .milliseconds: return Int64(time.nanoseconds / 1_000_000)
    }
  }
}
