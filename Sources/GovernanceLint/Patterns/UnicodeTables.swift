/// What the standard library does not know of Unicode, or not by the version that RE2 uses: categories, scripts and case folding.
///
/// Tables are lines of printable characters, because the compiler takes seconds for array literals of this size. A line is a
/// name, `:`, and for each range the gap since the one before and the length less one. A number is written five bits at a
/// time, the lowest first, each as the character `0` plus the bits, plus 32 where more follow.
enum UnicodeTables {
  /// One step along the orbits of case folding for a run of scalars.
  private struct Folding {
    var first: UInt32
    var last: UInt32
    /// 1 for every scalar of the run, 2 for every other one.
    var stride: UInt32
    var distance: Int32
  }

  /// Decoded when the first pattern with `(?i)` is compiled. Each entry: how far after the one before it begins, the number of
  /// strides times two (plus one where the stride is two), and the distance to the next of the orbit, sign in the lowest bit.
  private static let foldings: [Folding] = {
    var entries: [Folding] = []
    var first: UInt32 = 0
    var cursor = numbers(in: folds.bytes)
    while let gap = cursor.next(), let run = cursor.next(), let distance = cursor.next() {
      first += gap
      let stride = run % 2 + 1
      entries.append(
        Folding(
          first: first, last: first + run / 2 * stride, stride: stride,
          distance: distance % 2 == 0 ? Int32(distance / 2) : -Int32(distance / 2) - 1))
    }
    return entries
  }()

  /// The scalars of a category by its short name (`Lu`), or of a group of categories (`L`).
  static func category(_ name: some Collection<UInt8>) -> ScalarSet? {
    guard (1...2).contains(name.count) else { return nil }
    var ranges: [ClosedRange<UInt32>] = []
    var isKnown = false
    for line in lines(of: categories) where line.starts(with: name) {
      isKnown = true
      ranges += decode(line.dropFirst(3))
    }
    return isKnown ? ScalarSet(ranges) : nil
  }

  /// The scalars of a script by its name (`Greek`), or by its abbreviation (`Grek`) where that counts.
  static func script(_ name: some Collection<UInt8>, abbreviated: Bool) -> ScalarSet? {
    for line in lines(of: scripts) {
      guard let equals = line.firstIndex(of: 0x3D), let colon = line.firstIndex(of: 0x3A) else { continue }
      if line[..<equals].elementsEqual(name) || (abbreviated && line[(equals + 1)..<colon].elementsEqual(name)) {
        return ScalarSet(decode(line[(colon + 1)...]))
      }
    }
    return nil
  }

  /// The next of the orbit for every scalar in the ranges that has one.
  static func folding(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    let sorted = ScalarSet(ranges).ranges
    var result: [ClosedRange<UInt32>] = []
    for entry in foldings {
      var low = 0
      var high = sorted.count
      while low < high {
        let middle = (low + high) / 2
        if sorted[middle].upperBound < entry.first { low = middle + 1 } else { high = middle }
      }
      while low < sorted.count, sorted[low].lowerBound <= entry.last {
        let common = sorted[low].clamped(to: entry.first...entry.last)
        low += 1
        func moved(_ scalar: UInt32) -> UInt32 { UInt32(bitPattern: Int32(bitPattern: scalar) &+ entry.distance) }
        if entry.stride == 1 {
          result.append(moved(common.lowerBound)...moved(common.upperBound))
        } else {
          for scalar in common where (scalar - entry.first) % 2 == 0 { result.append(moved(scalar)...moved(scalar)) }
        }
      }
    }
    return result
  }

  private static func lines(of table: StaticString) -> [Slice<UnsafeBufferPointer<UInt8>>] {
    table.bytes.split(separator: 0x0A)
  }

  private static func decode(_ line: some Sequence<UInt8>) -> [ClosedRange<UInt32>] {
    var ranges: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    var cursor = numbers(in: line)
    while let gap = cursor.next(), let length = cursor.next() {
      ranges.append(next + gap...next + gap + length)
      next += gap + length + 1
    }
    return ranges
  }

  private static func numbers<Bytes: Sequence<UInt8>>(in bytes: Bytes) -> Numbers<Bytes.Iterator> {
    Numbers(bytes: bytes.makeIterator())
  }

  private struct Numbers<Bytes: IteratorProtocol<UInt8>> {
    var bytes: Bytes

    mutating func next() -> UInt32? {
      var value: UInt32 = 0
      var shift: UInt32 = 0
      while let byte = bytes.next() {
        let digit = UInt32(byte - 0x30)
        value |= (digit & 31) << shift
        if digit < 32 { return value }
        shift += 5
      }
      return nil
    }
  }
}

extension StaticString {
  fileprivate var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
