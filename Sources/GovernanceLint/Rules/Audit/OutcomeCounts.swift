/// How often each outcome occurs.
public struct OutcomeCounts: Equatable, Sendable {
  private var counts = SIMD8<UInt32>()

  /// None yet.
  public init() {}

  /// How often one occurs.
  public subscript(outcome: Outcome) -> Int { Int(counts[Int(outcome.rawValue)]) }

  /// Counts one more.
  public mutating func add(_ outcome: Outcome) { counts[Int(outcome.rawValue)] &+= 1 }

  /// Counts what another counted.
  public mutating func add(_ other: OutcomeCounts) { counts &+= other.counts }

  /// All of them.
  public var total: Int { Outcome.allCases.reduce(0) { $0 + self[$1] } }

  /// How many rules had something to say: all but those that do not apply.
  public var judged: Int { total - self[.notApplicable] }

  /// The worst that occurs; nil where nothing does.
  public var worst: Outcome? { Outcome.allCases.last { self[$0] > 0 } }
}
