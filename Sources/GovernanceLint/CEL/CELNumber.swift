// Whole numbers in doubles. The standard library's `rounded` and `init(exactly:)` call the C library's mathematics, which a
// program that imports nothing does not link.

extension Double {
  /// Without its fraction; of what is no finite number, itself.
  var truncated: Double {
    // Beyond 2^52 a double has no fraction.
    guard magnitude < 0x1p52 else { return self }
    return Double(sign: sign, exponent: 0, significand: Double(Int64(magnitude)))
  }

  /// The next whole number below, unless it is one.
  var roundedDown: Double {
    let whole = truncated
    return whole > self ? whole - 1 : whole
  }

  /// The next whole number above, unless it is one.
  var roundedUp: Double {
    let whole = truncated
    return whole < self ? whole + 1 : whole
  }

  /// The nearest whole number; halves go away from zero.
  var roundedAway: Double {
    let whole = truncated
    guard (self - whole).magnitude >= 0.5 else { return whole }
    return self < 0 ? whole - 1 : whole + 1
  }

  /// The value as an integer of 64 bits; nil where it has a fraction or is too large.
  var wholeInt: Int64? { self >= -0x1p63 && self < 0x1p63 && truncated == self ? Int64(self) : nil }

  /// The value as an unsigned integer of 64 bits; nil where it has a fraction, is negative or is too large.
  var wholeUint: UInt64? { self >= 0 && self < 0x1p64 && truncated == self ? UInt64(self) : nil }
}
