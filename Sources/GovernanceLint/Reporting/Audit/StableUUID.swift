/// A UUID made from a name (RFC 9562 section 5.5, version 5): the same name always gives the same one.
enum StableUUID {
  /// The namespace of this tool's names: the version 5 UUID of `govlint` in the namespace for domain names.
  private static let namespace: [UInt8] = bytes(
    of: Array("govlint".utf8),
    in: [0x6B, 0xA7, 0xB8, 0x10, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8])

  /// The UUID of something that is told from all else by these parts.
  static func text(_ parts: String...) -> String {
    // No part of ours holds U+0000, so the parts cannot run into one another.
    var name: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if index > 0 { name.append(0) }
      name += part.utf8
    }
    let uuid = bytes(of: name, in: namespace)
    return String(unsafeUninitializedCapacity: 36) { text in
      var end = 0
      func append(_ byte: UInt8) {
        text.initializeElement(at: end, to: byte)
        end += 1
      }
      func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value }
      for (index, byte) in uuid.enumerated() {
        if index == 4 || index == 6 || index == 8 || index == 10 { append(UInt8(ascii: "-")) }
        append(digit(byte >> 4))
        append(digit(byte & 15))
      }
      return end
    }
  }

  private static func bytes(of name: [UInt8], in namespace: [UInt8]) -> [UInt8] {
    var bytes = Array(sha1(namespace + name)[..<16])
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    return bytes
  }

  /// SHA-1 (FIPS 180-4), which version 5 asks for; nothing here depends on its strength.
  static func sha1(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    let bits = UInt64(message.count) &* 8
    for shift in stride(from: 56, through: 0, by: -8) { padded.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    var words = [UInt32](repeating: 0, count: 80)
    func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
    for start in stride(from: 0, to: padded.count, by: 64) {
      for index in 0..<16 {
        let first = start + index * 4
        let high = UInt32(padded[first]) << 24 | UInt32(padded[first + 1]) << 16
        words[index] = high | UInt32(padded[first + 2]) << 8 | UInt32(padded[first + 3])
      }
      for index in 16..<80 { words[index] = rotated(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], 1) }
      var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
      for index in 0..<80 {
        let (mixed, constant): (UInt32, UInt32) =
          switch index / 20 {
          case 0: (b & c | ~b & d, 0x5A82_7999)
          case 1: (b ^ c ^ d, 0x6ED9_EBA1)
          case 2: (b & c | b & d | c & d, 0x8F1B_BCDC)
          default: (b ^ c ^ d, 0xCA62_C1D6)
          }
        (e, d, c, b, a) = (d, c, rotated(b, 30), a, rotated(a, 5) &+ mixed &+ e &+ constant &+ words[index])
      }
      for (index, value) in [a, b, c, d, e].enumerated() { state[index] &+= value }
    }
    return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
  }
}
