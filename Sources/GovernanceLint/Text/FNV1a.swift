/// The hash FNV-1a of 64 bits (draft-eastlake-fnv): the same for ever and on every machine. Who chooses the bytes can make two that
/// collide, so it serves where that gains nothing.
struct FNV1a {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func combine(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  @inline(__always)
  mutating func combine(_ bytes: some Sequence<UInt8>) { for byte in bytes { combine(byte) } }
}
