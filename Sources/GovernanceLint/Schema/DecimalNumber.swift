/// A number as it is written, exactly: JSON knows no largest integer and no binary fractions.
///
/// The value is `digits` × 10^`exponent`, digits without zeros at either end, so equal numbers are equal values.
/// Up to 18 digits are held in a word; longer ones keep their text.
struct DecimalNumber: Hashable, Sendable {
  private(set) var isNegative = false
  /// The digits as a number where there are at most 18, else 0.
  private(set) var small: UInt64 = 0
  /// The digits, most significant first, where there are more than 18.
  private(set) var long: [UInt8] = []
  /// Power of ten by which the digits are multiplied; bounded to ±2^40, so that sums cannot overflow.
  private(set) var exponent = 0
  /// `.inf` and `.nan` of YAML.
  private(set) var special: Special?

  enum Special: Sendable {
    case infinity
    case notANumber
  }

  static let maximumSmallDigits = 18

  /// A whole number.
  init(_ value: Int) { self.init(Array(String(value).utf8)[...]) }

  /// The number that is written: JSON's grammar, and YAML's signs, bare points, `0x`, `0o`, `.inf` and `.nan`.
  /// Anything else reads as NaN.
  init(_ text: ArraySlice<UInt8>) {
    var rest = text
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    if rest.count > 2, rest.first == UInt8(ascii: "0"), let base = DecimalNumber.base(rest[rest.startIndex + 1]) {
      setDigits(DecimalNumber.decimalDigits(of: rest.dropFirst(2), base: base), exponent: 0)
      return
    }
    guard let first = rest.first, ASCII.isDigit(first) || (rest.count > 1 && ASCII.isDigit(rest[rest.startIndex + 1])) else {
      special = rest.dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "i") ? .infinity : .notANumber
      return
    }
    read(rest)
  }

  /// One pass for the common short number; the long way where 18 digits do not hold it.
  private mutating func read(_ text: ArraySlice<UInt8>) {
    var value: UInt64 = 0
    var digits = 0
    var scale = 0
    var isFraction = false
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if ASCII.isDigit(byte) {
        if value != 0 || byte != 0x30 { digits += 1 }
        if digits <= DecimalNumber.maximumSmallDigits { value = value &* 10 &+ UInt64(byte &- 0x30) }
        if isFraction { scale += 1 }
      } else if byte == UInt8(ascii: ".") {
        isFraction = true
      } else {
        break
      }
      index += 1
    }
    let power = DecimalNumber.exponent(text[index...]) - scale
    if digits <= DecimalNumber.maximumSmallDigits {
      setSmall(value, exponent: power)
    } else {
      setDigits(text[..<index].filter(ASCII.isDigit).map { $0 &- 0x30 }, exponent: power)
    }
  }

  private mutating func setSmall(_ value: UInt64, exponent power: Int) {
    small = value
    exponent = power
    if value == 0 {
      (exponent, isNegative) = (0, false)
      return
    }
    while small % 10 == 0 {
      small /= 10
      exponent += 1
    }
  }

  private mutating func setDigits(_ digits: [UInt8], exponent power: Int) {
    var kept = digits.drop { $0 == 0 }
    exponent = power
    while kept.last == 0 {
      kept.removeLast()
      exponent += 1
    }
    if kept.count <= DecimalNumber.maximumSmallDigits {
      setSmall(kept.reduce(0) { $0 * 10 + UInt64($1) }, exponent: exponent)
    } else {
      long = Array(kept)
    }
  }

  private static func exponent(_ text: ArraySlice<UInt8>) -> Int {
    guard let first = text.first, first | 0x20 == UInt8(ascii: "e") else { return 0 }
    let rest = text.dropFirst()
    var value = 0
    for byte in rest where ASCII.isDigit(byte) { value = min(value * 10 + Int(byte &- 0x30), 1 << 40) }
    return rest.first == UInt8(ascii: "-") ? -value : value
  }

  private static func base(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    default: nil
    }
  }

  /// How many hexadecimal or octal digits are converted; the rest is dropped, as the conversion is quadratic.
  static let maximumBaseDigits = 512

  private static func decimalDigits(of text: ArraySlice<UInt8>, base: UInt8) -> [UInt8] {
    var digits: [UInt8] = []  // least significant first
    for byte in text.prefix(maximumBaseDigits) {
      guard let value = hexadecimalValue(byte), value < base else { continue }
      var carry = Int(value)
      for index in digits.indices {
        carry += Int(digits[index]) * Int(base)
        digits[index] = UInt8(carry % 10)
        carry /= 10
      }
      while carry > 0 {
        digits.append(UInt8(carry % 10))
        carry /= 10
      }
    }
    return digits.reversed()
  }

  /// Whether it has no fraction: 1.0 is an integer (draft 2020-12 core, section 4.2.3).
  var isInteger: Bool { special == nil && exponent >= 0 }

  /// Whether ``divides(_:)`` can divide by it: positive and of at most 18 digits.
  var isDivisor: Bool { special == nil && !isNegative && small != 0 }

  /// A count that fits into 32 bits, larger ones as the largest.
  var clampedCount: Int32 {
    guard long.isEmpty, exponent <= 10 else { return .max }
    var value = small
    for _ in 0..<max(0, exponent) { value = min(value * 10, UInt64(Int32.max)) }
    return Int32(clamping: value)
  }

  private var isZero: Bool { small == 0 && long.isEmpty && special == nil }

  private var digitCount: Int {
    if !long.isEmpty { return long.count }
    var count = 0
    var rest = small
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }

  private var digits: [UInt8] { long.isEmpty ? Array(String(small).utf8.map { $0 &- 0x30 }) : long }

  /// Whether it is less than another; NaN is less than nothing and nothing is less than it.
  func isLess(than other: DecimalNumber) -> Bool {
    if special == .notANumber || other.special == .notANumber { return false }
    if isNegative != other.isNegative { return isNegative && !(isZero && other.isZero) }
    return isNegative ? other.magnitudeIsLess(than: self) : magnitudeIsLess(than: other)
  }

  private func magnitudeIsLess(than other: DecimalNumber) -> Bool {
    if special == .infinity { return false }
    if other.special == .infinity { return true }
    if exponent == other.exponent, long.isEmpty, other.long.isEmpty { return small < other.small }
    if isZero || other.isZero { return isZero && !other.isZero }
    let (top, otherTop) = (digitCount + exponent, other.digitCount + other.exponent)
    if top != otherTop { return top < otherTop }
    let (mine, theirs) = (digits, other.digits)
    for index in 0..<max(mine.count, theirs.count) {
      let (a, b) = (index < mine.count ? mine[index] : 0, index < theirs.count ? theirs[index] : 0)
      if a != b { return a < b }
    }
    return false
  }

  /// Whether it divides a number without remainder; a divisor has at most 18 digits (the loader sees to it).
  func divides(_ number: DecimalNumber) -> Bool {
    guard number.special == nil else { return false }
    if number.isZero { return true }
    guard small != 0 else { return false }
    // The number's digits do not end in 0, so no power of ten that the divisor has in addition can divide them.
    guard number.exponent >= exponent else { return false }
    var remainder: UInt64 = 0
    if number.long.isEmpty {
      remainder = number.small % small
    } else {
      for digit in number.long { remainder = (remainder * 10 + UInt64(digit)) % small }
    }
    // Past 60 zeros all factors 2 and 5 of a 60-bit divisor are used up; more change nothing.
    for _ in 0..<min(number.exponent - exponent, 60) where remainder != 0 { remainder = remainder * 10 % small }
    return remainder == 0
  }
}
