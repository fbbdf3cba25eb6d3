/// Which values of a manifest each rule read: kept for every subject of an audit, so they are kept small.
///
/// A rule reads dozens of values and there are hundreds of rules, so what they read is written as numbers of a byte or two.
struct ReadValues: Sendable {
  /// One run after the other: the rule as the distance from the one before, how many values it read that are there and how many
  /// that are not, then those, each as the distance from the one before. Values that are there are indexes of nodes, the others of
  /// ``absences``.
  private(set) var runs: [UInt8] = []
  /// The values that were not there, in the order in which they were first read: node and whether it is settled, how many bytes its
  /// steps share with those of the one before, and the others with their number.
  private(set) var absences: [UInt8] = []
  /// How many values were not there.
  private(set) var absentCount = 0
  /// How many different values were there.
  private(set) var nodeCount = 0
  /// Reads of other manifests, a few for each rule.
  private(set) var elsewhere: [(rule: Int, node: Node, missing: [String])] = []
  /// The files with broken places that kept rules from being judged, in the order of their paths.
  private(set) var blockers: [(rule: Int, path: String)] = []

  /// Something that is not written, or that a person has declared not applicable.
  struct Absence: Sendable {
    /// The nearest ancestor that exists.
    var node: Int32
    /// Whether `{notApplicable: reason}` stands there.
    var isSettled: Bool
  }

  /// How many values are kept of one manifest; the digest of its file stands for the rest.
  static let limit = 4096
  /// How many reads of other manifests are kept for one rule on a manifest.
  private static let elsewhereLimit = 5
  /// How many values are kept of what one rule read of the portfolio; the digests of the files stand for the rest.
  private static let portfolioLimit = 100

  /// Keeps what a recorder has collected, without room to grow.
  mutating func set(runs: [UInt8], absences: [UInt8], absentCount: Int, nodeCount: Int) {
    self.runs = runs.withUnsafeBufferPointer(Array.init)
    self.absences = absences.withUnsafeBufferPointer(Array.init)
    (self.absentCount, self.nodeCount) = (absentCount, nodeCount)
  }

  /// Keeps a read of another manifest by a rule that has `known` of them; how many were added.
  mutating func addElsewhere(_ read: CELRead, of rule: Int, afterOthers known: Int) -> Int {
    known < ReadValues.elsewhereLimit ? addElsewhere(read, of: rule, known) : 0
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

  /// Goes through ``runs``: first `begin` learns of a rule and where its run is, then `value` of what it read, the values that are
  /// there in the order of the document, then the others.
  @inline(__always)
  func forEachRun(begin: (_ rule: Int, _ start: Int) -> Void, value: (_ value: Value) -> Void) {
    runs.withUnsafeBufferPointer { runs in
      var (rule, offset) = (0, 0)
      while offset < runs.count {
        let distance = ReadValues.number(in: runs, at: &offset)
        rule &+= distance >> 1 ^ -(distance & 1)
        begin(rule, offset)
        offset = ReadValues.readRun(of: runs, at: offset, value)
      }
    }
  }

  /// Goes through what the rule read whose run is at an offset of ``runs``.
  @inline(__always)
  func forEachValue(ofRunAt start: Int, _ value: (_ value: Value) -> Void) {
    runs.withUnsafeBufferPointer { runs in _ = ReadValues.readRun(of: runs, at: start, value) }
  }

  /// Appends the head of a run: the rule, and how many values follow.
  static func appendRun(of rule: Int, after last: Int, nodes: Int, absent: Int, to runs: inout [UInt8]) {
    // Rules that also look at other manifests come after the rest.
    let distance = rule - last
    append(distance << 1 ^ distance >> (Int.bitWidth - 1), to: &runs)
    if nodes < fewValues, absent < fewValues { return runs.append(UInt8(nodes << 4 | absent)) }
    runs.append(UInt8(fewValues << 4 | fewValues))
    append(nodes, to: &runs)
    append(absent, to: &runs)
  }

  /// Two numbers below this share a byte.
  private static let fewValues = 15

  @inline(__always)
  private static func readRun(of runs: UnsafeBufferPointer<UInt8>, at start: Int, _ value: (_ value: Value) -> Void) -> Int {
    var offset = start &+ 1
    var (nodes, absent) = (Int(runs[start] >> 4), Int(runs[start] & 15))
    if nodes == fewValues {
      nodes = number(in: runs, at: &offset)
      absent = number(in: runs, at: &offset)
    }
    var index = 0
    for _ in 0..<nodes {
      index &+= number(in: runs, at: &offset)
      value(.node(index))
    }
    index = 0
    for _ in 0..<absent {
      index &+= number(in: runs, at: &offset)
      value(.absent(index))
    }
    return offset
  }

  /// Goes through ``absences``, each with the JSON Pointer from its node on.
  @inline(__always)
  func forEachAbsence(_ body: (_ absence: Absence, _ steps: [UInt8]) -> Void) {
    var steps: [UInt8] = []
    absences.withUnsafeBufferPointer { bytes in
      var offset = 0
      while offset < bytes.count {
        let head = ReadValues.number(in: bytes, at: &offset)
        let (shared, rest) = (ReadValues.number(in: bytes, at: &offset), ReadValues.number(in: bytes, at: &offset))
        steps.removeLast(steps.count &- shared)
        steps.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset..<offset &+ rest]))
        offset &+= rest
        body(Absence(node: Int32(truncatingIfNeeded: head >> 1), isSettled: head & 1 == 1), steps)
      }
    }
  }

  /// Goes through the nodes below which something is absent.
  @inline(__always)
  func forEachAbsentNode(_ body: (_ node: Int) -> Void) {
    absences.withUnsafeBufferPointer { bytes in
      var offset = 0
      while offset < bytes.count {
        body(ReadValues.number(in: bytes, at: &offset) >> 1)
        _ = ReadValues.number(in: bytes, at: &offset)
        let rest = ReadValues.number(in: bytes, at: &offset)
        offset &+= rest
      }
    }
  }

  /// Appends a value that was not there; `last` are the steps of the one before.
  static func append(
    _ absence: Absence, _ steps: UnsafeBufferPointer<UInt8>, after last: UnsafeBufferPointer<UInt8>, to absences: inout [UInt8]
  ) {
    var shared = 0
    while shared < steps.count, shared < last.count, steps[shared] == last[shared] { shared &+= 1 }
    append(Int(absence.node) << 1 | (absence.isSettled ? 1 : 0), to: &absences)
    append(shared, to: &absences)
    append(steps.count &- shared, to: &absences)
    absences.append(contentsOf: UnsafeBufferPointer(rebasing: steps[shared...]))
  }

  /// A value of a manifest.
  enum Value {
    /// Index of its node.
    case node(Int)
    /// Index among ``ReadValues/absences``.
    case absent(Int)
  }

  /// Seven bits in each byte, the lowest first; the highest bit says whether more follow.
  @inline(__always)
  private static func number(in bytes: UnsafeBufferPointer<UInt8>, at offset: inout Int) -> Int {
    var (number, shift) = (0, 0)
    while true {
      let byte = bytes[offset]
      offset &+= 1
      number |= Int(byte & 0x7F) &<< shift
      if byte < 0x80 { return number }
      shift &+= 7
    }
  }

  /// Appends a number as runs have it.
  static func append(_ number: Int, to runs: inout [UInt8]) {
    var rest = number
    while rest > 0x7F {
      runs.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    runs.append(UInt8(truncatingIfNeeded: rest))
  }
}
