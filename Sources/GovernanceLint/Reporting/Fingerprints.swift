/// GitHub's hash of each line of a file, by which code scanning knows an alert again after lines have moved.
///
/// The algorithm of codeql-action (`src/fingerprints.ts`): a rolling hash over the 100 UTF-16 units that follow the start of the
/// line, blanks left out and line ends made equal, then how many equal hashes came before. It has to be exactly this one: the
/// upload compares and warns about each difference.
struct LineHashes {
  private let hashes: [UInt64]
  private let ordinals: [UInt32]

  private static let window = 100
  private static let factor: UInt64 = 37
  /// 37 to the power of 100, modulo 2^64: what the unit that leaves the window was multiplied with.
  private static let leavingFactor = (0..<window).reduce(UInt64(1)) { power, _ in power &* factor }

  /// The hashes of all lines of a file.
  init(_ bytes: [UInt8]) {
    var hashes: [UInt64] = []
    var ordinals: [UInt32] = []
    var counts: [UInt64: UInt32] = [:]
    var units = [UInt16](repeating: 0, count: LineHashes.window)
    var isLineStart = [Bool](repeating: false, count: LineHashes.window)
    var hash: UInt64 = 0
    var index = 0

    /// When the window has come round to where a line starts, its hash is complete.
    func conclude() {
      guard isLineStart[index] else { return }
      isLineStart[index] = false
      counts[hash, default: 0] += 1
      hashes.append(hash)
      ordinals.append(counts[hash, default: 0])
    }
    func push(_ unit: UInt16) {
      hash = LineHashes.factor &* hash &+ UInt64(unit) &- LineHashes.leavingFactor &* UInt64(units[index])
      units[index] = unit
      index = (index + 1) % LineHashes.window
    }

    var startsLine = true
    var isAfterCR = false
    func read(_ unit: UInt16) {
      let isSkipped = unit == 0x20 || unit == 0x09 || (isAfterCR && unit == 0x0A)
      isAfterCR = !isSkipped && unit == 0x0D
      if isSkipped { return }
      conclude()
      isLineStart[index] = startsLine
      startsLine = unit == 0x0A || unit == 0x0D
      push(unit == 0x0D ? 0x0A : unit)
    }
    for unit in String(decoding: bytes, as: UTF8.self).utf16 { read(unit) }
    read(0xFFFF)
    for _ in 0..<LineHashes.window {
      conclude()
      push(0)
    }
    self.hashes = hashes
    self.ordinals = ordinals
  }

  /// The fingerprint of a line, from 1; nil for one that the file does not have.
  subscript(line: Int) -> String? {
    guard hashes.indices.contains(line - 1) else { return nil }
    return "\(String(hashes[line - 1], radix: 16)):\(ordinals[line - 1])"
  }
}

/// The tool's own fingerprints (`govlint/v1`): they stay the same when lines or files move.
struct FindingFingerprints {
  private var counts: [UInt64: Int] = [:]

  /// The next finding's: rule, subject and pointer; where there is no subject the path stands for it, where there is no
  /// pointer the message. A number tells equal ones apart, in the order of the report.
  mutating func next(_ finding: Finding) -> String {
    let subject = finding.subject.map { "id:\($0)" } ?? "path:\(finding.place.source.path)"
    let target = finding.place.pointer.map { "at:\($0)" } ?? "says:\(finding.message)"
    // It only has to tell findings of one report apart.
    var hash = FNV1a()
    for part in [finding.rule, subject, target] {
      hash.combine(part.utf8)
      hash.combine(0xFF)
    }
    let count = counts[hash.value, default: 0] + 1
    counts[hash.value] = count
    let digits = String(hash.value, radix: 16)
    return "\(String(repeating: "0", count: 16 - digits.utf8.count))\(digits):\(count)"
  }
}
