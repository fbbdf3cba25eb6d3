/// Which values of a manifest each rule read: kept for every subject of an audit, so they are kept small.
struct ReadValues: Sendable {
  /// The values that were there, by node, in the order in which they were first read.
  private(set) var nodes: [Int32] = []
  /// The values that were not.
  private(set) var absent: [Absence] = []
  /// The rules' reads one after the other.
  private var uses: [Use] = []
  /// Reads of other manifests, a few for each rule.
  private(set) var elsewhere: [(rule: Int, node: Node, missing: [String])] = []
  /// The files with broken places that kept rules from being judged, in the order of their paths.
  private(set) var blockers: [(rule: Int, path: String)] = []

  /// Something that is not written, or that a person has declared not applicable.
  struct Absence: Sendable {
    /// The nearest ancestor that exists.
    var node: Int32
    /// The keys from there on.
    var missing: [String]
    /// Whether `{notApplicable: reason}` stands there.
    var isSettled: Bool
  }

  private struct Use {
    var rule: UInt16
    /// Index in ``nodes``; from the top down, in ``absent``.
    var slot: UInt16
  }

  /// How many values are kept of one manifest; the digest of its file stands for the rest.
  static let limit = 4096
  /// How many reads of other manifests are kept for one rule on a manifest.
  private static let elsewhereLimit = 5
  /// How many values are kept of what one rule read of the portfolio; the digests of the files stand for the rest.
  private static let portfolioLimit = 100

  /// Keeps what a rule read, each value once.
  mutating func add(_ reads: [CELRead], of rule: Int, in document: Document) {
    let first = uses.count
    var others = 0
    for read in reads {
      guard read.node.document === document else {
        if others < ReadValues.elsewhereLimit { others += addElsewhere(read, of: rule, others) }
        continue
      }
      guard nodes.count + absent.count < ReadValues.limit else { return }
      let use = Use(rule: UInt16(truncatingIfNeeded: rule), slot: slot(of: read))
      if !uses[first...].contains(where: { $0.slot == use.slot }) { uses.append(use) }
    }
  }

  /// Keeps what a rule on the portfolio read; false once there is enough.
  mutating func addPortfolio(_ reads: [CELRead], of rule: Int) -> Bool {
    var known = elsewhere.reversed().prefix { $0.rule == rule }.count
    for read in reads {
      guard known < ReadValues.portfolioLimit else { return false }
      known += addElsewhere(read, of: rule, known)
    }
    return known < ReadValues.portfolioLimit
  }

  /// Keeps that something broken in files kept a rule from being judged.
  mutating func addBlockers(_ paths: some Collection<String>, of rule: Int) {
    if !paths.isEmpty { blockers += Set(paths).sorted { $0.precedes($1) }.map { (rule, $0) } }
  }

  /// Single values only: a list that is gone through shows in what is read of it. How many were added.
  private mutating func addElsewhere(_ read: CELRead, of rule: Int, _ known: Int) -> Int {
    guard read.outcome != .present || read.node.resolved.kind == .scalar else { return 0 }
    let isKnown = elsewhere.suffix(known).contains {
      $0.node.index == read.node.index && $0.node.document === read.node.document && $0.missing == read.missing
    }
    if !isKnown { elsewhere.append((rule, read.node, read.missing)) }
    return isKnown ? 0 : 1
  }

  private mutating func slot(of read: CELRead) -> UInt16 {
    if read.outcome == .present {
      // The latest first: a rule reads what the rule before it read.
      if let known = nodes.lastIndex(of: read.node.index) { return UInt16(known) }
      nodes.append(read.node.index)
      return UInt16(nodes.count - 1)
    }
    let known = absent.lastIndex { $0.node == read.node.index && $0.missing == read.missing }
    if known == nil {
      absent.append(Absence(node: read.node.index, missing: read.missing, isSettled: read.outcome == .notApplicable))
    }
    return UInt16.max - UInt16(known ?? absent.count - 1)
  }

  /// The reads of each rule that has some, rule by rule.
  var byRule: [(rule: Int, slots: ArraySlice<Slot>)] {
    var slots: [Slot] = []
    var ends: [(rule: Int, end: Int)] = []
    for use in uses.sorted(by: { ($0.rule, $0.slot) < ($1.rule, $1.slot) }) {
      slots.append(Int(use.slot) < nodes.count ? .node(Int(use.slot)) : .absent(Int(UInt16.max - use.slot)))
      if ends.last?.rule == Int(use.rule) { ends[ends.count - 1].end = slots.count } else { ends.append((Int(use.rule), slots.count)) }
    }
    var start = 0
    return ends.map { rule, end in
      defer { start = end }
      return (rule, slots[start..<end])
    }
  }

  /// A value of a manifest.
  enum Slot: Sendable {
    /// Index in ``ReadValues/nodes``.
    case node(Int)
    /// Index in ``ReadValues/absent``.
    case absent(Int)
  }
}
