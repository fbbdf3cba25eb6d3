/// Dates, times and durations of RFC 3339.
enum TimeFormats {
  /// `full-date`, the days of each month respected.
  static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    let start = text.startIndex
    guard text.count == 10, text[start + 4] == UInt8(ascii: "-"), text[start + 7] == UInt8(ascii: "-"),
      let century = ASCII.twoDigits(text, at: start), let years = ASCII.twoDigits(text, at: start + 2),
      let month = ASCII.twoDigits(text, at: start + 5), let day = ASCII.twoDigits(text, at: start + 8)
    else { return false }
    return (1...12).contains(month) && day >= 1 && day <= CivilDate.days(inMonth: month, ofYear: century * 100 + years)
  }

  /// `date-time`: a date, `T`, a time with its offset.
  static func isDateTime(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count > 11 else { return false }
    let middle = text.startIndex + 10
    return text[middle] | 0x20 == UInt8(ascii: "t") && isDate(text[..<middle]) && isTime(text[(middle + 1)...])
  }

  /// `full-time`; second 60 only at the end of a day in UTC.
  static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    var index = text.startIndex
    guard let hour = ASCII.twoDigits(text, at: index), hour < 24, byte(text, index + 2) == UInt8(ascii: ":"),
      let minute = ASCII.twoDigits(text, at: index + 3), minute < 60, byte(text, index + 5) == UInt8(ascii: ":"),
      let second = ASCII.twoDigits(text, at: index + 6), second <= 60
    else { return false }
    index += 8
    if byte(text, index) == UInt8(ascii: ".") {
      let first = index + 1
      index = first
      while let digit = byte(text, index), ASCII.isDigit(digit) { index += 1 }
      guard index > first else { return false }
    }
    var minutes = hour * 60 + minute
    switch byte(text, index) {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"):
      guard index + 1 == text.endIndex else { return false }
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard text.endIndex == index + 6, text[index + 3] == UInt8(ascii: ":"),
        let hours = ASCII.twoDigits(text, at: index + 1), hours < 24,
        let rest = ASCII.twoDigits(text, at: index + 4), rest < 60
      else { return false }
      minutes += (text[index] == UInt8(ascii: "+") ? -1 : 1) * (hours * 60 + rest)
    default: return false
    }
    return second < 60 || (minutes + 2 * 1440) % 1440 == 1439
  }

  /// `duration` of RFC 3339 appendix A: units in order, none left out in between, weeks alone.
  static func isDuration(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "P"), text.count > 1 else { return false }
    var index = text.startIndex + 1
    if byte(text, index) != UInt8(ascii: "T") {
      guard let unit = parts(of: text, from: &index, units: "YMDW"), unit else { return false }
      if index == text.endIndex { return true }
      guard text[index - 1] != UInt8(ascii: "W") else { return false }
    }
    guard byte(text, index) == UInt8(ascii: "T") else { return false }
    index += 1
    guard let isRight = parts(of: text, from: &index, units: "HMS") else { return false }
    return isRight && index == text.endIndex
  }

  /// Reads numbers with units that follow each other without a gap; nil where a number or unit is malformed.
  private static func parts(of text: ArraySlice<UInt8>, from index: inout Int, units: StaticString) -> Bool? {
    var last: Int?
    while let digit = byte(text, index), digit != UInt8(ascii: "T") {
      let first = index
      while let digit = byte(text, index), ASCII.isDigit(digit) { index += 1 }
      guard index > first, let unit = byte(text, index) else { return nil }
      guard let place = (0..<units.utf8CodeUnitCount).first(where: { units.utf8Start[$0] == unit }) else { return nil }
      // `W` stands fourth: it follows nothing and nothing follows it.
      if place == 3, last != nil { return nil }
      if let last, place != last + 1 { return nil }
      last = place
      index += 1
    }
    return last != nil
  }

  private static func byte(_ text: ArraySlice<UInt8>, _ index: Int) -> UInt8? {
    index < text.endIndex ? text[index] : nil
  }
}
