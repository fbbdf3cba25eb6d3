/// What a scalar means: by its tag, else as text when it is quoted, else by the YAML 1.2 core schema (section 10.3.2).
public enum Scalar: Hashable, Sendable {
  /// `null`, `~`, or nothing at all.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// An integer of 64 bits: `12`, `0o17`, `0xFF`.
  case int(Int64)
  /// An integer beyond 64 bits, in decimal.
  case bigInt(String)
  /// A number with a point or an exponent; infinite past its range, and `.nan`.
  case double(Double)
  /// Text.
  case string(String)
}

extension Node {
  /// What the scalar means; nil for mappings and sequences. An alias means what it stands for.
  public var scalarValue: Scalar? {
    let node = resolved
    guard node.kind == .scalar else { return nil }
    return node.withTextBytes { text in
      if let kind = node.scalarKind(text) { return kind.value(of: text) }
      return .string(String(decoding: text, as: UTF8.self))
    }
  }

  /// Whether it is a scalar that means null, such as one that is not written at all.
  public var isNull: Bool {
    let node = resolved
    guard node.kind == .scalar else { return false }
    return node.withTextBytes { node.scalarKind($0) == .null }
  }

  /// The truth value of a boolean; nil for everything else.
  public var asBool: Bool? {
    let node = resolved
    guard node.kind == .scalar else { return nil }
    return node.withTextBytes { node.scalarKind($0) == .bool ? ($0.first ?? 0) | 0x20 == UInt8(ascii: "t") : nil }
  }

  /// The value of an integer of 64 bits; nil for everything else, doubles such as `1.0` included.
  public var asInt: Int64? {
    let node = resolved
    guard node.kind == .scalar else { return nil }
    return node.withTextBytes { node.scalarKind($0) == .int ? ScalarKind.integer($0) : nil }
  }

  /// The value of a number, integers included; nil for everything else.
  public var asDouble: Double? {
    switch scalarValue {
    case .int(let value): Double(value)
    case .bigInt(let text): ScalarKind.magnitude(text)
    case .double(let value): value
    case .null, .bool, .string, nil: nil
    }
  }

  /// Whether it is text: a scalar that means neither null nor a truth value nor a number.
  public var isString: Bool {
    let node = resolved
    guard node.kind == .scalar else { return false }
    return node.withTextBytes { node.scalarKind($0) == nil }
  }

  /// Whether it is a scalar with exactly that text, compared byte by byte, whatever it means.
  public func equals(_ text: some Sequence<UInt8>) -> Bool {
    let node = resolved
    guard node.kind == .scalar else { return false }
    return node.withTextBytes { $0.elementsEqual(text) }
  }

  /// What kind of value a scalar's text is; nil for text.
  func scalarKind(_ text: ArraySlice<UInt8>) -> ScalarKind? {
    let record = record
    if record.flags.contains(.hasProperties), let tag = document.properties[index]?.resolvedTag {
      switch tag {
      case "!", "tag:yaml.org,2002:str": return nil
      case "tag:yaml.org,2002:float":
        // An integer that is tagged as a float is one.
        let kind = ScalarKind(text)
        return kind == .int ? .double : kind == .double ? kind : nil
      case "tag:yaml.org,2002:int", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
        let kind = ScalarKind(text)
        return kind.map { tag.hasSuffix($0.tagName) } == true ? kind : nil
      default: break
      }
    }
    return record.style == .plain ? ScalarKind(text) : nil
  }
}

/// The kinds of plain scalar that the core schema tells from text.
enum ScalarKind {
  case null
  case bool
  case int
  case double

  /// The end of the tag of that kind.
  var tagName: String {
    switch self {
    case .null: ":null"
    case .bool: ":bool"
    case .int: ":int"
    case .double: ":float"
    }
  }

  /// The kind of a plain scalar's text; nil for text. Decides most by the first byte.
  init?(_ text: ArraySlice<UInt8>) {
    guard let first = text.first else {
      self = .null
      return
    }
    switch first {
    case UInt8(ascii: "~"):
      guard text.count == 1 else { return nil }
      self = .null
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      guard ScalarKind.isCased(text, "null") else { return nil }
      self = .null
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      guard ScalarKind.isCased(text, "true") else { return nil }
      self = .bool
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      guard ScalarKind.isCased(text, "false") else { return nil }
      self = .bool
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      guard let kind = ScalarKind.number(text) else { return nil }
      self = kind
    default: return nil
    }
  }

  /// Whether text is a word in lower case, in upper case or with a capital.
  private static func isCased(_ text: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    var upper = 0
    for (index, byte) in text.enumerated() {
      guard byte | 0x20 == word.utf8Start[index] else { return false }
      if byte & 0x20 == 0 { upper += 1 }
    }
    return upper == 0 || upper == text.count || (upper == 1 && text[text.startIndex] & 0x20 == 0)
  }

  private static func number(_ text: ArraySlice<UInt8>) -> ScalarKind? {
    var index = text.startIndex
    let end = text.endIndex
    func skipDigits() -> Bool {
      let start = index
      while index < end, text[index] &- 0x30 < 10 { index += 1 }
      return index > start
    }
    let letter = text.count > 2 ? text[index + 1] : 0
    if text[index] == UInt8(ascii: "0"), letter == UInt8(ascii: "o") || letter == UInt8(ascii: "x") {
      let isOctal = text[index + 1] == UInt8(ascii: "o")
      return text.dropFirst(2).allSatisfy { isOctal ? $0 & 0xF8 == 0x30 : hexadecimalValue($0) != nil } ? .int : nil
    }
    let isSigned = text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+")
    if isSigned { index += 1 }
    let hasDigits = skipDigits()
    if index == end { return hasDigits ? .int : nil }
    if text[index] == UInt8(ascii: ".") {
      index += 1
      if !hasDigits, isCased(text[index...], "inf") { return .double }
      if !hasDigits, !isSigned, isCased(text[index...], "nan") || text[index...].elementsEqual("NaN".utf8) { return .double }
      if !skipDigits(), !hasDigits { return nil }
    } else if !hasDigits {
      return nil
    }
    if index < end, text[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < end, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") { index += 1 }
      guard skipDigits() else { return nil }
    }
    return index == end ? .double : nil
  }

  func value(of text: ArraySlice<UInt8>) -> Scalar {
    switch self {
    case .null: .null
    case .bool: .bool((text.first ?? 0) | 0x20 == UInt8(ascii: "t"))
    case .int: ScalarKind.integer(text).map(Scalar.int) ?? .bigInt(BigInteger.decimalText(text))
    case .double: .double(ScalarKind.double(text))
    }
  }

  /// The value of an integer's text, or nil where 64 bits do not hold it.
  static func integer(_ text: ArraySlice<UInt8>) -> Int64? {
    var digits = text
    var radix: Int64 = 10
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative || text.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    if text.count > 2, let letter = text.dropFirst().first, letter >= UInt8(ascii: "o") {
      radix = letter == UInt8(ascii: "o") ? 8 : 16
      digits = digits.dropFirst(2)
    }
    var value: Int64 = 0
    for byte in digits {
      guard let digit = hexadecimalValue(byte) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: radix)
      let (sum, sumOverflow) =
        isNegative ? product.subtractingReportingOverflow(Int64(digit)) : product.addingReportingOverflow(Int64(digit))
      if overflow || sumOverflow { return nil }
      value = sum
    }
    return value
  }

  private static func double(_ text: ArraySlice<UInt8>) -> Double {
    switch text.drop(while: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }).dropFirst().first.map({ $0 | 0x20 }) {
    case UInt8(ascii: "i"): text.first == UInt8(ascii: "-") ? -.infinity : .infinity
    case UInt8(ascii: "n"): .nan
    default: magnitude(String(decoding: text, as: UTF8.self))
    }
  }

  /// The nearest double; infinite past its range.
  static func magnitude(_ text: String) -> Double {
    if text.hasPrefix("0x") || text.hasPrefix("0o") {
      let radix: Double = text.hasPrefix("0x") ? 16 : 8
      return text.utf8.dropFirst(2).reduce(0) { $0 * radix + Double(hexadecimalValue($1) ?? 0) }
    }
    return Double(text) ?? .nan
  }
}
