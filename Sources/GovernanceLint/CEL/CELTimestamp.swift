/// A point in time (cel-spec `doc/langdef.md`, "Timestamps"): the years 0001 to 9999, in nanoseconds.
struct CELTimestamp: Hashable, Comparable, Sendable {
  /// Since 1970-01-01T00:00:00Z, rounded down.
  var seconds: Int64
  /// 0 to 999,999,999, counted forwards from `seconds`.
  var nanoseconds: Int32 = 0

  static let earliest: Int64 = -62_135_596_800
  static let latest: Int64 = 253_402_300_799
  static let secondsPerDay: Int64 = 86_400

  /// The point in time, or nil outside the years 0001 to 9999.
  init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard (CELTimestamp.earliest...CELTimestamp.latest).contains(seconds) else { return nil }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Midnight UTC of a day; days of the year 0 give the first that there is.
  init(_ day: CivilDate) {
    let seconds = Int64(day.daysSinceEpoch).multipliedReportingOverflow(by: CELTimestamp.secondsPerDay).partialValue
    self.seconds = min(max(seconds, CELTimestamp.earliest), CELTimestamp.latest)
  }

  /// The day in UTC.
  var day: CivilDate {
    CivilDate(daysSinceEpoch: Int(CELTimestamp.divided(seconds, by: CELTimestamp.secondsPerDay)))
  }

  /// Whether it is midnight UTC, and so stands for a day.
  var isMidnight: Bool { nanoseconds == 0 && seconds % CELTimestamp.secondsPerDay == 0 }

  static func < (left: CELTimestamp, right: CELTimestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// The time that a duration later.
  func adding(_ duration: CELDuration) -> CELTimestamp? {
    var nanoseconds = Int64(self.nanoseconds) + Int64(duration.nanoseconds)
    var (sum, overflow) = seconds.addingReportingOverflow(duration.seconds)
    if nanoseconds < 0 {
      nanoseconds += 1_000_000_000
      sum &-= 1
    } else if nanoseconds >= 1_000_000_000 {
      nanoseconds -= 1_000_000_000
      sum &+= 1
    }
    return overflow ? nil : CELTimestamp(seconds: sum, nanoseconds: Int32(nanoseconds))
  }

  /// The duration from `other` to here.
  func since(_ other: CELTimestamp) -> CELDuration? {
    CELDuration(seconds: seconds - other.seconds, nanoseconds: Int64(nanoseconds) - Int64(other.nanoseconds))
  }

  /// Rounds down, where `/` rounds towards zero.
  static func divided(_ value: Int64, by divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((-(value + 1)) / divisor) - 1
  }
}

extension CELTimestamp {
  /// The time that RFC 3339 text says, or the midnight of a `full-date` where `allowsDate`; nil for anything else.
  init?(_ text: some Collection<UInt8>, allowsDate: Bool = false) {
    var scanner = DigitScanner(text)
    guard let year = scanner.number(4), scanner.skip(0x2D), let month = scanner.number(2), scanner.skip(0x2D),
      let dayOfMonth = scanner.number(2), let day = CivilDate(year: year, month: month, day: dayOfMonth)
    else { return nil }
    var seconds = Int64(day.daysSinceEpoch) * CELTimestamp.secondsPerDay
    if allowsDate, scanner.isAtEnd {
      self.init(seconds: seconds)
      return
    }
    guard scanner.skip(0x54) || scanner.skip(0x74), let hour = scanner.number(2), hour <= 23, scanner.skip(0x3A),
      let minute = scanner.number(2), minute <= 59, scanner.skip(0x3A), let second = scanner.number(2), second <= 59
    else { return nil }
    seconds += Int64(hour * 3600 + minute * 60 + second)
    var nanoseconds: Int32 = 0
    if scanner.skip(0x2E) {
      var unit: Int32 = 100_000_000
      guard let first = scanner.digit() else { return nil }
      nanoseconds = Int32(first) * unit
      while let digit = scanner.digit() {
        unit /= 10
        nanoseconds += Int32(digit) * unit
      }
    }
    if !(scanner.skip(0x5A) || scanner.skip(0x7A)) {
      let isBehind = scanner.skip(0x2D)
      guard isBehind || scanner.skip(0x2B), let hours = scanner.number(2), hours <= 23, scanner.skip(0x3A),
        let minutes = scanner.number(2), minutes <= 59
      else { return nil }
      let offset = Int64(hours * 3600 + minutes * 60)
      seconds += isBehind ? offset : -offset
    }
    guard scanner.isAtEnd else { return nil }
    self.init(seconds: seconds, nanoseconds: nanoseconds)
  }

  /// RFC 3339 in UTC, with as many digits of the second as it needs: `2026-03-31T12:00:00Z`.
  var text: String {
    let time = Int(seconds - Int64(day.daysSinceEpoch) * CELTimestamp.secondsPerDay)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(day)T\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))\(CELDuration.fraction(nanoseconds))Z"
  }
}

/// Reads digits of fixed width from bytes.
struct DigitScanner<Bytes: Collection<UInt8>> {
  private let bytes: Bytes
  private var index: Bytes.Index

  init(_ bytes: Bytes) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  var isAtEnd: Bool { index == bytes.endIndex }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard index < bytes.endIndex, bytes[index] == byte else { return false }
    index = bytes.index(after: index)
    return true
  }

  mutating func digit() -> Int? {
    guard index < bytes.endIndex, case let digit = bytes[index] &- 0x30, digit < 10 else { return nil }
    index = bytes.index(after: index)
    return Int(digit)
  }

  mutating func number(_ width: Int) -> Int? {
    var value = 0
    for _ in 0..<width {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }
}
