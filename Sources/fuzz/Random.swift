/// A small generator that gives the same numbers on every machine.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  /// The generator of a number's own, so that one thing can be made without those before it.
  init(seed: UInt64, number: Int) { state = seed &+ UInt64(truncatingIfNeeded: number) &* 0xD134_2543_DE82_EF95 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// Whether something happens that does so `part` times in a hundred.
  mutating func happens(_ part: Int) -> Bool { Int(next() % 100) < part }

  /// One of a few; the first where there is none.
  mutating func one<Element>(of elements: [Element]) -> Element { elements[Int(next() % UInt64(elements.count))] }
}
