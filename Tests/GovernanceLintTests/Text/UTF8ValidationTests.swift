import Testing

@testable import GovernanceLint

/// Well-formedness agrees with the standard library at every place of the eight-byte blocks.
@Test(arguments: [
  [0x00], [0x7F], [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC2, 0x80], [0xC2], [0xDF, 0xC0], [0xE0, 0x9F, 0x80], [0xE0, 0xA0, 0x80],
  [0xED, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBF], [0xEF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80],
  [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xF0, 0x9F, 0x98],
] as [[UInt8]])
func malformedBytesAreFound(_ bytes: [UInt8]) {
  for before in 0..<17 {
    for after in [0, 1, 9] {
      let text = Array(repeating: UInt8(ascii: "a"), count: before) + bytes + Array(repeating: UInt8(ascii: "b"), count: after)
      let isFine = String(validating: text, as: UTF8.self) != nil && !text.contains(0)
      let (offset, hasControls) = text.withUnsafeBufferPointer(UTF8Validation.check)
      #expect(offset == (isFine ? nil : before))
      #expect(hasControls == [[0x7F], [0xC2, 0x80], [0xEF, 0xBF, 0xBF]].contains(bytes))
    }
  }
}

@Test func controlCharactersAreSeen() {
  for byte in 1..<0x30 as Range<UInt8> {
    for before in 0..<17 {
      let text = Array(repeating: UInt8(ascii: "~"), count: before) + [byte, 0x61, 0x20, 0x7E]
      let isAllowed = byte >= 0x20 || [0x09, 0x0A, 0x0D].contains(byte)
      #expect(text.withUnsafeBufferPointer(UTF8Validation.check).hasControls == !isAllowed)
    }
  }
}

/// Eight bytes at a time stop where one at a time would.
@Test func scanningStopsAtTheFirstStop() {
  for stop in [0x3A, 0x23, 0x0A, 0x09, 0x1F, 0x01] as [UInt8] {
    for before in 0..<20 {
      for filler in [0x61, 0x3B, 0x22, 0x20, 0x80, 0xBA, 0xA3, 0xFF] as [UInt8] {
        let text = Array(repeating: filler, count: before) + [stop, stop &+ 1, filler, stop] + Array(repeating: filler, count: 9)
        text.withUnsafeBufferPointer { bytes in
          var cursor = ByteCursor(bytes)
          cursor.skipText(until: 0x3A, 0x23)
          #expect(cursor.offset == before)
        }
      }
    }
  }
}
