/// How a file's bytes are to be read as text (YAML 1.2.2 section 5.2; RFC 8259 section 8.1).
enum TextEncoding {
  /// UTF-8, the text beginning at an offset: 3 after a byte order mark. There may be control characters that YAML forbids.
  case utf8(start: Int, hasControls: Bool)
  /// UTF-16 or UTF-32 with a byte order mark, as UTF-8.
  case converted([UInt8])
  /// No text: why, and which bytes show it.
  case none(reason: String, range: TextRange)

  /// Looks at a byte order mark and at every byte.
  init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      self = TextEncoding.converted(bytes, name: "UTF-32", unitSize: 4, isBigEndian: bytes[0] == 0)
      return
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      self = TextEncoding.converted(bytes, name: "UTF-16", unitSize: 2, isBigEndian: bytes[0] == 0xFE)
      return
    }
    let (invalidOffset, hasControls) = bytes.withUnsafeBufferPointer(UTF8Validation.check)
    if let offset = invalidOffset {
      let range = TextRange(offset, offset + 1)
      self =
        bytes[offset] == 0
        ? .none(reason: "expected text but found a NUL byte: this is a binary file", range: range)
        : .none(reason: "expected UTF-8 text but found the byte 0x\(hexadecimal(bytes[offset]))", range: range)
    } else {
      self = .utf8(start: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, hasControls: hasControls)
    }
  }

  private static func converted(_ bytes: [UInt8], name: String, unitSize: Int, isBigEndian: Bool) -> TextEncoding {
    func broken(_ offset: Int) -> TextEncoding {
      .none(
        reason: "expected \(name) text, as its byte order mark says, but found what is none",
        range: TextRange(offset, offset + 1))
    }
    func unit(_ offset: Int) -> UInt32 {
      var value: UInt32 = 0
      for index in 0..<unitSize { value = value << 8 | UInt32(bytes[offset + (isBigEndian ? index : unitSize - 1 - index)]) }
      return value
    }
    guard bytes.count % unitSize == 0 else { return broken(bytes.count - 1) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var offset = unitSize
    while offset < bytes.count {
      let start = offset
      var value = unit(offset)
      offset += unitSize
      if unitSize == 2, value & 0xFC00 == 0xD800, offset < bytes.count, unit(offset) & 0xFC00 == 0xDC00 {
        value = 0x10000 + (value & 0x3FF) << 10 + unit(offset) & 0x3FF
        offset += unitSize
      }
      guard value != 0, let scalar = Unicode.Scalar(value) else { return broken(start) }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return .converted(text)
  }
}

/// Two digits, as hexadecimal dumps write a byte.
func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.utf8.count == 1 ? "0" + digits : digits
}
