import Foundation
import Testing

@testable import GovernanceLint

/// A small generator that gives the same numbers on every machine (SplitMix64).
private struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

private let fragments: [[UInt8]] = [
  "\n", "\r\n", "\r", "\t", " ", "  ", ": ", ":", "- ", "? ", "|", ">", "|2-", "&a ", "*a ",
  "!t ", "!!str ", "#", " #", "[", "]", "{", "}", ",",
  "'", "\"", "\\", "\\u00", "---", "...", "%TAG ! x\n", "%YAML 1.2\n", "<<", "\u{FEFF}",
  "é", "\u{85}", "😀", "0", "null", "/*", "//",
].map { Array($0.utf8) } + [[0xFF], [0x00], [0x01], [0xC3]]

/// Inputs changed at random places: parsing always ends, with a sound tree, within the limits.
///
/// `GOVLINT_MUTANTS` says how many (2,000 unless told); the seed is fixed.
@Test func mutantsGiveSoundTrees() {
  let count = Int(ProcessInfo.processInfo.environment["GOVLINT_MUTANTS"] ?? "") ?? 2_000
  let json = #"{"a": [1, -2.5e+3, true, null, "x\n\u00e9"], "b": {"c": {}}}"#
  let inputs = (yamlInputs + suiteInputs() + [json]).map { Array($0.utf8) }
  var generator = Generator(state: 20_260_728)
  var limits = DocumentLimits()
  limits.depth = 12
  limits.aliasedNodes = 50
  for mutant in 0..<count {
    var bytes = inputs[Int.random(in: 0..<inputs.count, using: &generator)]
    for _ in 0...Int.random(in: 0..<4, using: &generator) { mutate(&bytes, inputs, &generator) }
    for path in ["a.yaml", "a.json"] {
      let (document, findings) = Document.parse(Source(path: path, bytes: bytes), limits: limits)
      let problem = unsoundness(of: document)
      #expect(problem == nil, "mutant \(mutant), \(path): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      #expect(findings.count <= limits.findings)
      for finding in findings { #expect(Int(finding.place.range.end) <= finding.place.source.bytes.count) }
    }
  }
}

private func mutate(_ bytes: inout [UInt8], _ inputs: [[UInt8]], _ generator: inout Generator) {
  let start = Int.random(in: 0...bytes.count, using: &generator)
  let end = Int.random(in: start...min(bytes.count, start + 12), using: &generator)
  switch Int.random(in: 0..<6, using: &generator) {
  case 0: bytes.removeSubrange(start..<end)
  case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
  case 2: bytes.removeLast(bytes.count - end)
  case 3:
    let other = inputs[Int.random(in: 0..<inputs.count, using: &generator)]
    bytes.insert(contentsOf: other.prefix(Int.random(in: 0...other.count, using: &generator)), at: start)
  default:
    let fragment = fragments[Int.random(in: 0..<fragments.count, using: &generator)]
    bytes.replaceSubrange(start..<min(end, start + 1), with: fragment)
  }
}
