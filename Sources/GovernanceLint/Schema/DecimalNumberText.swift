extension DecimalNumber: CustomStringConvertible {
  /// As people write it: plain up to 20 digits, otherwise with an exponent.
  var description: String {
    let sign = isNegative ? "-" : ""
    switch special {
    case .infinity: return sign + "infinity"
    case .notANumber: return "not a number"
    case nil: break
    }
    let digits = long.isEmpty ? String(small) : String(decoding: long.map { $0 &+ 0x30 }, as: UTF8.self)
    let point = digits.utf8.count + exponent
    if exponent >= 0, point <= 20 { return sign + digits + String(repeating: "0", count: exponent) }
    if exponent < 0, point > 0 { return sign + digits.prefix(point) + "." + digits.dropFirst(point) }
    if exponent < 0, point > -6 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    return sign + digits + "e\(exponent)"
  }
}
