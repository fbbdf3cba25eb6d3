/// An ISO 8601 period of whole days or longer: `P1Y`, `P3M`, `P2W`, `P14D`, `P1Y6M`.
public struct Period: Hashable, Sendable {
  /// Calendar years.
  public var years = 0
  /// Calendar months.
  public var months = 0
  /// Weeks of seven days.
  public var weeks = 0
  /// Days.
  public var days = 0

  /// No time at all.
  public static let none = Period()

  private init() {}

  /// The largest number that a part of a period may have.
  public static let maximumPart = 9999

  /// The period that the text says, or nil where it says none. Parts of a day (`PT12H`) are not periods of days.
  public init?(_ text: some StringProtocol) {
    var bytes = text.utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "P") else { return nil }
    var number: Int?
    var order = 0
    while let byte = bytes.next() {
      if (0x30...0x39).contains(byte) {
        let value = (number ?? 0) * 10 + Int(byte - 0x30)
        guard value <= Period.maximumPart else { return nil }
        number = value
        continue
      }
      guard let value = number else { return nil }
      number = nil
      let place: Int
      switch byte {
      case UInt8(ascii: "Y"): (place, years) = (1, value)
      case UInt8(ascii: "M"): (place, months) = (2, value)
      case UInt8(ascii: "W"): (place, weeks) = (3, value)
      case UInt8(ascii: "D"): (place, days) = (4, value)
      default: return nil
      }
      guard place > order else { return nil }
      order = place
    }
    guard order > 0, number == nil else { return nil }
  }

  /// The day from which ``nominalDays`` counts: the first of a leap year's successor, so that P1Y is 365 days and P3M is 90.
  public static let reference = CivilDate(daysSinceEpoch: 11_323)

  /// The days that the period spans from 2001-01-01; periods are compared by it.
  public var nominalDays: Int { Period.reference.adding(self).daysSinceEpoch - Period.reference.daysSinceEpoch }
}
