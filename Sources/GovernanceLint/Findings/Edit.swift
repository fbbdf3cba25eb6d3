/// A change of a file's bytes that mends a finding and nothing else; there is one only where nobody has to think about it.
public struct Edit: Hashable, Sendable {
  /// The bytes that are replaced, in the source of the finding.
  public var range: TextRange
  /// What takes their place; empty where they are taken out.
  public var replacement: String

  /// Whether the items of a list stand there in another order, and nothing else is different.
  public var movesItems: Bool

  /// A replacement for some bytes.
  public init(range: TextRange, replacement: String, movesItems: Bool = false) {
    self.range = range
    self.replacement = replacement
    self.movesItems = movesItems
  }

  /// Applies edits to a file; where two overlap, the second is left for the next time.
  ///
  /// The result has the edits that were applied, in the order of their places.
  public static func apply(_ edits: [Edit], to bytes: [UInt8]) -> (bytes: [UInt8], applied: [Edit]) {
    let sorted = edits.sorted { $0.range < $1.range }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var applied: [Edit] = []
    var position = 0
    for edit in sorted where Int(edit.range.start) >= position && Int(edit.range.end) <= bytes.count && edit != applied.last {
      result += bytes[position..<Int(edit.range.start)]
      result += edit.replacement.utf8
      position = Int(edit.range.end)
      applied.append(edit)
    }
    result += bytes[position...]
    return (result, applied)
  }
}
