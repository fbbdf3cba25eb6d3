/// Characters that a YAML stream cannot hold as they are (YAML 1.2.2 section 5.1).
extension YAMLParser {
  /// Refuses control characters below U+0020, which are allowed nowhere.
  mutating func refuseControlCharacters() {
    var scan = cursor
    while !findings.isFull {
      scan.skip { $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
      guard !scan.isAtEnd else { return }
      refuse(scan.byte, at: scan.offset..<scan.offset + 1)
      // One for each run: what follows is most likely more of the same.
      scan.skip { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    }
  }

  /// Refuses DEL, the C1 controls besides NEL, U+FFFE and U+FFFF outside quotes. Inside, they are allowed for the sake of JSON.
  mutating func refuseUnprintableText(from start: Int) {
    var scan = cursor
    scan.offset = start
    var index = 0
    while !findings.isFull {
      scan.skip { $0 < 0x7F || ($0 > 0x7F && $0 != 0xC2 && $0 != 0xEF) }
      guard !scan.isAtEnd else { return }
      let second = scan.byte(ahead: 1)
      let isLong = scan.byte == 0xEF
      let isRefused =
        isLong ? second == 0xBF && scan.byte(ahead: 2) >= 0xBE : scan.byte == 0x7F || (second < 0xA0 && second != 0x85)
      let range = scan.offset..<scan.offset + (isLong ? 3 : scan.byte == 0x7F ? 1 : 2)
      if isRefused {
        // Nodes stand in order, so that one walk through them goes along with the text.
        while index < records.count, records[index].end <= range.lowerBound || !records[index].isQuoted { index += 1 }
        if index == records.count || records[index].start > range.lowerBound {
          refuse(isLong ? 0xFF00 | UInt16(scan.byte(ahead: 2)) | 0x40 : UInt16(scan.byte == 0x7F ? 0x7F : second), at: range)
        }
      }
      scan.offset = range.upperBound
    }
  }

  private mutating func refuse(_ character: some BinaryInteger, at range: Range<Int>) {
    let value = UInt16(truncatingIfNeeded: character)
    let digits = value > 0xFF ? hexadecimal(UInt8(value >> 8)) : ""
    let low = hexadecimal(UInt8(truncatingIfNeeded: value))
    let escape = value > 0xFF ? "\\u\(digits)\(low)" : "\\x\(low)"
    findings.add(
      .yaml, "expected a printable character but found U+\(digits.isEmpty ? "00" : digits)\(low); "
        + "write it as '\(escape)' in double quotes",
      at: TextRange(range.lowerBound, range.upperBound))
  }
}

extension NodeRecord {
  fileprivate var isQuoted: Bool { kind == .scalar && (style == .singleQuoted || style == .doubleQuoted) }
}
