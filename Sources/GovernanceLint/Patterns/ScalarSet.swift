/// A set of Unicode scalars: sorted ranges that neither overlap nor touch.
struct ScalarSet: Hashable {
  /// First and last scalar of each range.
  private(set) var ranges: [ClosedRange<UInt32>]

  /// The last scalar there is.
  static let last: UInt32 = 0x10FFFF
  static let all = ScalarSet([0...last])

  /// The union of ranges in any order.
  init(_ unordered: [ClosedRange<UInt32>]) {
    ranges = []
    let sorted = unordered.sorted { $0.lowerBound < $1.lowerBound }
    ranges.reserveCapacity(sorted.count)
    for range in sorted {
      if let previous = ranges.last, range.lowerBound <= previous.upperBound + 1 {
        ranges[ranges.count - 1] = previous.lowerBound...max(previous.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
  }

  /// Equal sets have equally many ranges; to hash them all would cost more than it saves.
  func hash(into hasher: inout Hasher) {
    hasher.combine(ranges.count)
    hasher.combine(ranges.first)
    hasher.combine(ranges.last)
  }

  /// The single scalar that it holds, or nil.
  var onlyScalar: UInt32? {
    guard ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
    return range.lowerBound
  }

  /// All scalars that it does not hold.
  var inverted: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if next < range.lowerBound { gaps.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= ScalarSet.last { gaps.append(next...ScalarSet.last) }
    return ScalarSet(gaps)
  }

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  /// The set with everything that differs from its scalars in case only (simple case folding, Unicode section 3.13).
  var folded: ScalarSet {
    var result = self
    var added = ranges
    // Each round goes one step along the orbits; the longest have four members.
    while true {
      added = UnicodeTables.folding(added)
      let grown = ScalarSet(result.ranges + added)
      if grown == result { return result }
      result = grown
    }
  }
}
