/// Integers that 64 bits do not hold.
enum BigInteger {
  /// The most digits that are converted to decimal, which takes quadratic time; nobody writes as many.
  static let longestConversion = 1_000

  /// An integer as JSON writes it: in decimal, without `+` and leading zeros. Octal and hexadecimal ones of more than
  /// ``longestConversion`` digits stay as written.
  static func decimalText(_ text: ArraySlice<UInt8>) -> String {
    let isNegative = text.first == UInt8(ascii: "-")
    let isSigned = isNegative || text.first == UInt8(ascii: "+")
    let sign = isNegative ? "-" : ""
    switch text.count > 2 ? text[text.startIndex + 1] : 0 {
    case UInt8(ascii: "o") where text.count <= longestConversion: return decimal(text.dropFirst(2), bitsPerDigit: 3)
    case UInt8(ascii: "x") where text.count <= longestConversion: return decimal(text.dropFirst(2), bitsPerDigit: 4)
    case UInt8(ascii: "o"), UInt8(ascii: "x"): return String(decoding: text, as: UTF8.self)
    default:
      let digits = text.dropFirst(isSigned ? 1 : 0).drop { $0 == UInt8(ascii: "0") }
      return sign + (digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self))
    }
  }

  /// Nine decimal digits a limb, the lowest limb first.
  private static func decimal(_ digits: ArraySlice<UInt8>, bitsPerDigit: UInt64) -> String {
    let base: UInt64 = 1_000_000_000
    var limbs: [UInt64] = [0]
    for byte in digits {
      var carry = UInt64(hexadecimalValue(byte) ?? 0)
      for index in limbs.indices {
        let value = limbs[index] << bitsPerDigit + carry
        limbs[index] = value % base
        carry = value / base
      }
      if carry > 0 { limbs.append(carry) }
    }
    return limbs.dropLast().reversed().reduce(String(limbs[limbs.count - 1])) { text, limb in
      text + String(limb + base).dropFirst()
    }
  }
}
