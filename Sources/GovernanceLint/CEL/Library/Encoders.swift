/// Base64 (RFC 4648 section 4), as cel-go's `ext/encoders.go` has it.
extension CELLibrary {
  static let encoders: [CELFunction] = [
    CELFunction("base64.decode", [.global("base64_decode_string", [.string], .bytes, .unary(base64Decode))]),
    CELFunction("base64.encode", [.global("base64_encode_bytes", [.bytes], .string, .unary(base64Encode))]),
  ]
}

extension CELLibrary {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// `base64.encode(b'hello') == 'aGVsbG8='`.
  @Sendable static func base64Encode(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .bytes(let bytes) = value else { return .noSuchOverload }
    return context.spend(forBytes: bytes.count) ?? .string(base64(bytes))
  }

  /// Bytes as base64, padded.
  static func base64(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let count = min(3, bytes.count - index)
      var group = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? Int(bytes[index + offset]) : 0) }
      for position in 0..<4 {
        text.append(position <= count ? alphabet[group >> (18 - 6 * position) & 63] : UInt8(ascii: "="))
      }
      index += 3
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `base64.decode('aGVsbG8=') == b'hello'`; the padding may be left out.
  @Sendable static func base64Decode(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let text) = value else { return .noSuchOverload }
    if let stop = context.spend(forBytes: text.utf8.count) { return stop }
    let failure = CELValue.failed("expected base64 but found '\(text.prefix(40))'")
    var digits = Array(text.utf8)
    let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding == 0 || (padding <= 2 && digits.count % 4 == 0) else { return failure }
    digits.removeLast(padding)
    guard digits.count % 4 != 1 else { return failure }
    var bytes: [UInt8] = []
    var group = 0
    var bits = 0
    for digit in digits {
      guard let value = base64Value(digit) else { return failure }
      group = (group << 6 | value) & 0xFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: group >> bits))
      }
    }
    return .bytes(bytes)
  }

  private static func base64Value(_ digit: UInt8) -> Int? {
    switch digit {
    case 0x41...0x5A: Int(digit) - 0x41
    case 0x61...0x7A: Int(digit) - 0x61 + 26
    case 0x30...0x39: Int(digit) - 0x30 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
