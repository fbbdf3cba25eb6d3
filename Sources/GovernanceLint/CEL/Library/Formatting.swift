/// `'%s is %.1f'.format(['x', 1.25])`, as cel-go's `ext/strings.go` has it: `%s %d %f %e %b %o %x %X %%`.
extension CELLibrary {
  /// How many decimals a clause may ask for.
  private static let maximumPrecision = 1000

  @Sendable static func format(_ value: CELValue, _ arguments: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let template) = value, let arguments = context.elements(of: arguments) else { return .noSuchOverload }
    var result = ""
    var rest = Substring(template).utf8
    var used = 0
    while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
      result += Substring(rest[..<percent])
      rest = rest[rest.index(after: percent)...]
      if rest.first == UInt8(ascii: "%") {
        result += "%"
        rest.removeFirst()
        continue
      }
      var precision: Int?
      if rest.first == UInt8(ascii: ".") {
        rest.removeFirst()
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        precision = Int(Substring(digits))
        rest.removeFirst(digits.count)
        guard let precision, precision <= maximumPrecision else { return .failed("expected a precision of at most \(maximumPrecision)") }
      }
      guard let clause = rest.popFirst() else { return .failed("the format ends within a clause") }
      guard used < arguments.count else { return .failed("index \(used) out of range: the format has more clauses than values") }
      let formatted = text(of: arguments[used], clause: clause, precision: precision ?? 6, &context)
      guard case .string(let text) = formatted else { return formatted }
      if let stop = context.spend(forBytes: text.utf8.count) { return stop }
      result += text
      used += 1
    }
    if let stop = context.spend(forBytes: rest.count) { return stop }
    return .string(result + Substring(rest))
  }

  private static func text(
    of value: CELValue, clause: UInt8, precision: Int, _ context: inout CELContext
  ) -> CELValue {
    switch clause {
    case UInt8(ascii: "s"): plainText(value, &context)
    case UInt8(ascii: "d"): decimal(value)
    case UInt8(ascii: "f"): real(value).map { .string(DecimalText.fixed($0, decimals: precision)) } ?? mismatch(value, "a number")
    case UInt8(ascii: "e"): real(value).map { .string(DecimalText.scientific($0, decimals: precision)) } ?? mismatch(value, "a number")
    case UInt8(ascii: "b"):
      if case .bool(let isTrue) = value { .string(isTrue ? "1" : "0") } else { digits(value, radix: 2, isUpper: false) }
    case UInt8(ascii: "o"): digits(value, radix: 8, isUpper: false)
    case UInt8(ascii: "x"): hexadecimal(value, isUpper: false)
    case UInt8(ascii: "X"): hexadecimal(value, isUpper: true)
    default: .failed("unrecognized formatting clause '%\(String(UnicodeScalar(clause)))'")
    }
  }

  private static func mismatch(_ value: CELValue, _ expected: String) -> CELValue {
    .failed("error during formatting: expected \(expected)")
  }

  private static func real(_ value: CELValue) -> Double? {
    switch value {
    case .double(let number): number
    case .int(let number): Double(number)
    case .uint(let number): Double(number)
    default: nil
    }
  }

  private static func decimal(_ value: CELValue) -> CELValue {
    switch value {
    case .int(let number): .string(String(number))
    case .uint(let number): .string(String(number))
    case .double(let number): .string(DecimalText.plain(number))
    default: mismatch(value, "a number")
    }
  }

  private static func digits(_ value: CELValue, radix: Int, isUpper: Bool) -> CELValue {
    switch value {
    case .int(let number): .string(String(number, radix: radix, uppercase: isUpper))
    case .uint(let number): .string(String(number, radix: radix, uppercase: isUpper))
    default: mismatch(value, "a whole number")
    }
  }

  private static func hexadecimal(_ value: CELValue, isUpper: Bool) -> CELValue {
    switch value {
    case .string(let text): .string(hexadecimal(Array(text.utf8), isUpper: isUpper))
    case .bytes(let bytes): .string(hexadecimal(bytes, isUpper: isUpper))
    default: digits(value, radix: 16, isUpper: isUpper)
    }
  }

  private static func hexadecimal(_ bytes: [UInt8], isUpper: Bool) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: isUpper) }.joined()
  }

  /// What `%s` makes of a value.
  private static func plainText(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .string: return value
    case .null: return .string("null")
    case .double(let number): return .string(DecimalText.plain(number))
    case .bytes(let bytes): return .string(String(decoding: bytes, as: UTF8.self))
    case .type(let name): return .string(name)
    case .bool, .int, .uint, .timestamp, .duration: return toString(value, &context)
    case .optional, .failure: return mismatch(value, "a value that has a text")
    case .list, .map, .node: break
    }
    guard context.depth < CELContext.maximumDepth else { return .failed("values nest too deep") }
    context.depth += 1
    defer { context.depth -= 1 }
    if let elements = context.elements(of: value) {
      var texts: [String] = []
      for element in elements {
        guard case .string(let text) = plainText(element, &context) else { return mismatch(element, "a value that has a text") }
        if let stop = context.spend(forBytes: text.utf8.count) { return stop }
        texts.append(text)
      }
      return .string("[" + texts.joined(separator: ", ") + "]")
    }
    guard let entries = context.entries(of: value) else { return .noSuchOverload }
    var texts: [(key: String, value: String)] = []
    for (key, value) in zip(entries.keys, entries.values) {
      guard case .string(let key) = plainText(key, &context), case .string(let text) = plainText(value, &context) else {
        return mismatch(value, "a value that has a text")
      }
      if let stop = context.spend(forBytes: text.utf8.count) { return stop }
      texts.append((key, text))
    }
    texts.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return .string("{" + texts.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}")
  }
}
