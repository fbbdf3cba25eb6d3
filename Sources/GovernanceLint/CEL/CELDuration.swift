/// A span of time (cel-spec `doc/langdef.md`, "Durations"): what 64 bits of nanoseconds hold, 292 years either way.
struct CELDuration: Hashable, Comparable, Sendable {
  /// Whole seconds; negative for spans backwards.
  var seconds: Int64
  /// Less than a second, of the same sign as `seconds`.
  var nanoseconds: Int32

  /// The most seconds that text may say.
  private static let maximumSeconds: Int64 = 9_223_372_036

  /// The sum of seconds and nanoseconds of any sign, or nil beyond the range.
  init?(seconds: Int64, nanoseconds: Int64) {
    let carried = seconds.addingReportingOverflow(nanoseconds / 1_000_000_000)
    var whole = carried.partialValue
    var rest = nanoseconds % 1_000_000_000
    if whole > 0, rest < 0 {
      whole -= 1
      rest += 1_000_000_000
    } else if whole < 0, rest > 0 {
      whole += 1
      rest -= 1_000_000_000
    }
    let total = whole.multipliedReportingOverflow(by: 1_000_000_000)
    guard !carried.overflow, !total.overflow, !total.partialValue.addingReportingOverflow(rest).overflow else { return nil }
    self.seconds = whole
    self.nanoseconds = Int32(rest)
  }

  static func < (left: CELDuration, right: CELDuration) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// Both, one after the other.
  func adding(_ other: CELDuration) -> CELDuration? {
    CELDuration(seconds: seconds + other.seconds, nanoseconds: Int64(nanoseconds) + Int64(other.nanoseconds))
  }

  /// As long, the other way round.
  var negated: CELDuration? { CELDuration(seconds: -seconds, nanoseconds: -Int64(nanoseconds)) }

  /// Seconds with as many decimals as it needs, as JSON writes protocol buffers' Duration: `1.5s`.
  var text: String {
    let sign = seconds < 0 || nanoseconds < 0 ? "-" : ""
    return "\(sign)\(seconds.magnitude)\(CELDuration.fraction(Int32(nanoseconds.magnitude)))s"
  }

  /// `.5` for 500,000,000; nothing for 0.
  static func fraction(_ nanoseconds: Int32) -> String {
    guard nanoseconds != 0 else { return "" }
    var digits = Array(String(nanoseconds).utf8)
    digits.insert(contentsOf: repeatElement(0x30, count: max(0, 9 - digits.count)), at: 0)
    while digits.last == 0x30 { digits.removeLast() }
    return "." + String(decoding: digits, as: UTF8.self)
  }
}

extension CELDuration {
  /// What text such as `1h30m`, `-1.5s` or `10ms` says: numbers with units `h`, `m`, `s`, `ms`, `us`, `ns`; nil for anything else.
  init?(_ text: String) {
    var bytes = Substring(text).utf8
    var isNegative = false
    if let sign = bytes.first, sign == 0x2D || sign == 0x2B {
      isNegative = sign == 0x2D
      bytes.removeFirst()
    }
    if bytes.elementsEqual("0".utf8) {
      self.init(seconds: 0, nanoseconds: 0)
      return
    }
    guard !bytes.isEmpty else { return nil }
    var seconds: Int64 = 0
    var nanoseconds: Int64 = 0
    while !bytes.isEmpty {
      guard let part = CELDuration.part(&bytes) else { return nil }
      let sum = seconds.addingReportingOverflow(part.seconds)
      guard !sum.overflow, sum.partialValue <= CELDuration.maximumSeconds else { return nil }
      seconds = sum.partialValue
      nanoseconds += part.nanoseconds
      seconds += nanoseconds / 1_000_000_000
      nanoseconds %= 1_000_000_000
    }
    self.init(seconds: isNegative ? -seconds : seconds, nanoseconds: isNegative ? -nanoseconds : nanoseconds)
  }

  /// Reads one number and its unit from the front.
  private static func part(_ bytes: inout Substring.UTF8View) -> (seconds: Int64, nanoseconds: Int64)? {
    var whole: Int64 = 0
    var fraction: Int64 = 0
    var scale: Int64 = 1
    var digits = 0
    var isFraction = false
    while let byte = bytes.first, byte == 0x2E || (0x30...0x39).contains(byte) {
      bytes.removeFirst()
      if byte == 0x2E {
        guard !isFraction else { return nil }
        isFraction = true
        continue
      }
      digits += 1
      let digit = Int64(byte - 0x30)
      if isFraction {
        // Digits past the ninth are below a nanosecond for seconds, and below what anybody writes for larger units.
        guard scale < 1_000_000_000 else { continue }
        fraction = fraction * 10 + digit
        scale *= 10
      } else {
        guard whole <= maximumSeconds * 1_000_000 else { return nil }
        whole = whole * 10 + digit
      }
    }
    guard digits > 0 else { return nil }
    let unit = bytes.prefix { !(0x30...0x39).contains($0) && $0 != 0x2E }
    bytes.removeFirst(unit.count)
    let perSecond: [(String, seconds: Int64, nanoseconds: Int64)] = [
      ("h", 3600, 0), ("m", 60, 0), ("s", 1, 0), ("ms", 0, 1_000_000), ("us", 0, 1000), ("µs", 0, 1000), ("μs", 0, 1000), ("ns", 0, 1),
    ]
    guard let size = perSecond.first(where: { $0.0.utf8.elementsEqual(unit) }) else { return nil }
    if size.seconds > 0 {
      let product = whole.multipliedReportingOverflow(by: size.seconds)
      guard !product.overflow else { return nil }
      // A fraction of an hour in nanoseconds stays below 3.6e12, times a scale of 1e9 it would overflow: divide in two steps.
      let parts = fraction * size.seconds
      return (product.partialValue + parts / scale, parts % scale * (1_000_000_000 / scale))
    }
    let perUnit = 1_000_000_000 / size.nanoseconds
    return (whole / perUnit, whole % perUnit * size.nanoseconds + fraction * size.nanoseconds / scale)
  }
}
