/// How numbers are written: shortest, or with a fixed number of decimals, always exact.
enum DecimalText {
  /// The shortest digits that give the number again, without an exponent: `0.0045`; with one past 21 digits: `1e+22`.
  static func general(_ number: Double) -> String {
    guard number.isFinite, number.magnitude < 1e21, number.magnitude >= 1e-6 || number == 0 else {
      return special(number) ?? exponential(Digits(shortest: number), isNegative: number < 0)
    }
    return plain(number)
  }

  /// The shortest digits that give the number again, never with an exponent.
  static func plain(_ number: Double) -> String {
    if let special = special(number) { return special }
    return sign(number) + Digits(shortest: number).plain(decimals: nil)
  }

  /// With that many decimals, halves to the even digit: `%.2f`.
  static func fixed(_ number: Double, decimals: Int) -> String {
    if let special = special(number) { return special }
    var digits = Digits(exact: number)
    digits.round(to: digits.point + decimals)
    return sign(number) + digits.plain(decimals: decimals)
  }

  /// With one digit before and so many after the point, and an exponent: `%.2e`.
  static func scientific(_ number: Double, decimals: Int) -> String {
    if let special = special(number) { return special }
    var digits = Digits(exact: number)
    digits.round(to: 1 + decimals)
    let all = digits.digits + Array(repeating: 0, count: max(0, 1 + decimals - digits.digits.count))
    let fraction = decimals > 0 ? "." + text(all[1...decimals]) : ""
    return sign(number) + text(all[0..<1]) + fraction + exponent(number == 0 ? 0 : digits.point - 1)
  }

  private static func special(_ number: Double) -> String? {
    if number.isNaN { return "NaN" }
    return number.isInfinite ? number < 0 ? "-Infinity" : "Infinity" : nil
  }

  private static func sign(_ number: Double) -> String { number.sign == .minus ? "-" : "" }

  private static func exponential(_ digits: Digits, isNegative: Bool) -> String {
    let fraction = digits.digits.count > 1 ? "." + text(digits.digits[1...]) : ""
    return (isNegative ? "-" : "") + text(digits.digits[0..<1]) + fraction + exponent(digits.point - 1)
  }

  private static func exponent(_ value: Int) -> String {
    let digits = String(value.magnitude)
    return (value < 0 ? "e-" : "e+") + (digits.utf8.count < 2 ? "0" : "") + digits
  }

  static func text(_ digits: some Sequence<UInt8>) -> String { String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self) }
}

/// The decimal digits of a number's magnitude and where its point stands.
private struct Digits {
  /// Each 0 to 9; the first is not 0 unless it is the only one.
  var digits: [UInt8]
  /// How many of them stand before the point; may lie outside.
  var point: Int

  /// As many digits as are needed to tell the number from its neighbours.
  init(shortest number: Double) {
    digits = []
    point = 0
    var isFraction = false
    var exponent = 0
    let parts = number.magnitude.description.utf8.split(separator: UInt8(ascii: "e"), omittingEmptySubsequences: false)
    for byte in parts[0] {
      if byte == UInt8(ascii: ".") {
        isFraction = true
        continue
      }
      digits.append(byte &- 0x30)
      if !isFraction { point += 1 }
    }
    if parts.count > 1 { exponent = Int(Substring(parts[1])) ?? 0 }
    point += exponent
    normalize()
  }

  /// All digits: a double is a whole number times a power of two, and so has finitely many.
  init(exact number: Double) {
    let magnitude = number.magnitude
    guard magnitude > 0 else {
      digits = [0]
      point = 1
      return
    }
    var whole = BigNumber(magnitude.significandBitPattern | (magnitude.isNormal ? 1 << 52 : 0))
    let power = (magnitude.isNormal ? Int(magnitude.exponentBitPattern) : 1) - 1075
    for _ in 0..<max(0, power) { whole.multiply(by: 2) }
    // n / 2^k is n * 5^k / 10^k.
    for _ in 0..<max(0, -power) { whole.multiply(by: 5) }
    digits = whole.digits
    point = digits.count - max(0, -power)
    normalize()
  }

  private mutating func normalize() {
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (digits, point) = ([0], 1) }
  }

  /// Keeps that many digits; halves go to the even digit.
  mutating func round(to count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      (digits, point) = ([0], 1)
      return
    }
    let rest = digits[count...]
    let isOdd = count > 0 && digits[count - 1] % 2 == 1
    let isUp = rest[count] > 5 || (rest[count] == 5 && (rest.count > 1 || isOdd))
    digits.removeSubrange(count...)
    guard isUp else {
      if digits.isEmpty { (digits, point) = ([0], 1) }
      return
    }
    var index = count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  /// Without an exponent; with all decimals that there are, or exactly so many.
  func plain(decimals: Int?) -> String {
    func digit(_ index: Int) -> UInt8 { digits.indices.contains(index) ? digits[index] : 0 }
    let whole = point > 0 ? DecimalText.text((0..<point).map(digit)) : "0"
    let count = decimals ?? (digits == [0] ? 0 : max(0, digits.count - point))
    return count == 0 ? whole : whole + "." + DecimalText.text((point..<point + count).map(digit))
  }
}

/// A whole number of any size.
private struct BigNumber {
  /// Nine decimal digits each, the lowest first.
  private var limbs: [UInt64]

  init(_ value: UInt64) { limbs = [value % 1_000_000_000, value / 1_000_000_000 % 1_000_000_000, value / 1_000_000_000_000_000_000] }

  mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % 1_000_000_000
      carry = product / 1_000_000_000
    }
    if carry > 0 { limbs.append(carry) }
  }

  var digits: [UInt8] {
    var result: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        result.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while result.count > 1, result.last == 0 { result.removeLast() }
    return result.reversed()
  }
}
