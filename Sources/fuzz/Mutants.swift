/// Inputs changed at random places, the same ones on every machine for the same seed.
struct Mutants {
  /// What is changed.
  var inputs: [[UInt8]]
  var seed: UInt64

  /// The mutant of that number; each has a generator of its own, so that one can be made without those before it.
  func mutant(_ number: Int) -> [UInt8] {
    guard !inputs.isEmpty else { return [] }
    var generator = SplitMix64(seed: seed, number: number)
    var bytes = inputs[Int.random(in: 0..<inputs.count, using: &generator)]
    for _ in 0...Int.random(in: 0..<4, using: &generator) { change(&bytes, &generator) }
    return bytes
  }

  private func change(_ bytes: inout [UInt8], _ generator: inout SplitMix64) {
    let start = Int.random(in: 0...bytes.count, using: &generator)
    let end = Int.random(in: start...min(bytes.count, start + 12), using: &generator)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
    case 2: bytes.removeLast(bytes.count - end)
    case 3:
      let other = inputs[Int.random(in: 0..<inputs.count, using: &generator)]
      let length = Int.random(in: 0...min(other.count, Mutants.longestGraft), using: &generator)
      bytes.insert(contentsOf: other.prefix(length), at: start)
    default:
      let fragment = Mutants.fragments[Int.random(in: 0..<Mutants.fragments.count, using: &generator)]
      bytes.replaceSubrange(start..<min(end, start + 1), with: fragment)
    }
  }

  /// Bytes of another input that one takes in at most; small mutants find as much as large ones, in less time.
  private static let longestGraft = 400

  private static let fragments: [[UInt8]] = [
    "\n", "\r\n", "\r", "\t", " ", "  ", ": ", ":", "- ", "? ", "|", ">", "|2-", "&a ", "*a ",
    "!t ", "!!str ", "#", " #", "[", "]", "{", "}", ",", "'", "\"", "\\", "\\u00", "---", "...", "%TAG ! x\n",
    "%YAML 1.2\n", "<<", "\u{FEFF}", "é", "\u{85}", "\u{2028}", "😀", "0", "null", "/*", "//",
  ].map { Array($0.utf8) } + [[0xFF], [0x00], [0x01], [0xC3], [0x7F]]
}
