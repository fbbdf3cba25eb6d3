/// Collects what rules read of one manifest after the other: a judge has one, so that what it needs for that is made once.
struct ReadRecorder {
  private var runs: [UInt8] = []
  /// The rule of the last one.
  private var lastRule = 0
  private var absent: [ReadValues.Absence] = []
  /// Their JSON Pointers from their nodes on, and where each of those ends.
  private var absentSteps: [UInt8] = []
  private var absentEnds: [Int] = []
  /// By index in ``absent``, a number by which most are told apart.
  private var absentHashes: [UInt64] = []
  /// By node, whether some rule read it, and the last rule that did.
  private var isRead: [Bool] = []
  private var readers: [Int32] = []
  private var nodeCount = 0
  /// By index in ``absent``, the last rule that read it.
  private var absentReaders: [Int32] = []
  /// What the present rule read.
  private var nodes: [Int32] = []
  private var missing: [Int32] = []
  /// Room for what ``ReadValues`` keeps of what is absent, and for the steps of a pointer.
  private var packed: [UInt8] = []
  private var steps: [UInt8] = []
  /// The manifest: nodes of others are elsewhere, even in the same file.
  private var document: Document?
  private var range: Range<Int32> = 0..<0

  /// Begins with a manifest of which something may have been recorded already.
  mutating func begin(_ root: Node, _ values: ReadValues) {
    document = root.document
    range = root.index..<root.record.next
    (runs, nodeCount) = (values.runs, values.nodeCount)
    absent.removeAll(keepingCapacity: true)
    absentSteps.removeAll(keepingCapacity: true)
    absentEnds.removeAll(keepingCapacity: true)
    absentHashes.removeAll(keepingCapacity: true)
    absentReaders.removeAll(keepingCapacity: true)
    values.forEachAbsence { absence, steps in add(absence, steps, ReadRecorder.hash(steps, below: absence.node)) }
    isRead.removeAll(keepingCapacity: true)
    isRead.append(contentsOf: repeatElement(false, count: root.document.records.count))
    readers.removeAll(keepingCapacity: true)
    readers.append(contentsOf: repeatElement(-1, count: root.document.records.count))
    lastRule = 0
    values.forEachRun(begin: { rule, _ in lastRule = rule }) { value in
      if case .node(let index) = value { isRead[index] = true }
    }
  }

  /// Keeps what a rule read, each value once.
  mutating func add(_ reads: [CELRead], of rule: Int, to values: inout ReadValues) {
    nodes.removeAll(keepingCapacity: true)
    missing.removeAll(keepingCapacity: true)
    let reader = Int32(truncatingIfNeeded: rule)
    var others = 0
    for read in reads {
      guard read.node.document === document, range.contains(read.node.index) else {
        others += values.addElsewhere(read, of: rule, afterOthers: others)
        continue
      }
      guard nodeCount + absent.count < ReadValues.limit else { break }
      if read.outcome == .present {
        let index = Int(read.node.index)
        if readers[index] == reader { continue }
        readers[index] = reader
        nodes.append(read.node.index)
        if !isRead[index] {
          isRead[index] = true
          nodeCount += 1
        }
      } else {
        let index = indexOfAbsence(read)
        if absentReaders[index] == reader { continue }
        absentReaders[index] = reader
        missing.append(Int32(truncatingIfNeeded: index))
      }
    }
    writeRun(of: rule)
  }

  /// Hands over what was recorded of the manifest.
  mutating func finish(_ values: inout ReadValues) {
    packed.removeAll(keepingCapacity: true)
    absentSteps.withUnsafeBufferPointer { steps in
      var last = UnsafeBufferPointer(rebasing: steps[..<0])
      for (index, absence) in absent.enumerated() {
        let own = UnsafeBufferPointer(rebasing: steps[(index == 0 ? 0 : absentEnds[index - 1])..<absentEnds[index]])
        ReadValues.append(absence, own, after: last, to: &packed)
        last = own
      }
    }
    values.set(runs: runs, absences: packed, absentCount: absent.count, nodeCount: nodeCount)
    document = nil
  }

  private mutating func writeRun(of rule: Int) {
    if nodes.isEmpty && missing.isEmpty { return }
    ReadValues.appendRun(of: rule, after: lastRule, nodes: nodes.count, absent: missing.count, to: &runs)
    lastRule = rule
    nodes.sort()
    missing.sort()
    write(nodes)
    write(missing)
  }

  private mutating func write(_ indexes: [Int32]) {
    var last: Int32 = 0
    for index in indexes {
      ReadValues.append(Int(index - last), to: &runs)
      last = index
    }
  }

  /// Where something that is not there stands among its like.
  private mutating func indexOfAbsence(_ read: CELRead) -> Int {
    steps.removeAll(keepingCapacity: true)
    for name in read.missing {
      steps.append(UInt8(ascii: "/"))
      NodePath.append(name, to: &steps)
    }
    let hash = ReadRecorder.hash(steps, below: read.node.index)
    var known = absentHashes.count - 1
    while known >= 0 {
      if absentHashes[known] == hash, absent[known].node == read.node.index, steps(ofAbsence: known).elementsEqual(steps) { return known }
      known -= 1
    }
    add(ReadValues.Absence(node: read.node.index, isSettled: read.outcome == .notApplicable), steps, hash)
    return absent.count - 1
  }

  private mutating func add(_ absence: ReadValues.Absence, _ steps: [UInt8], _ hash: UInt64) {
    absent.append(absence)
    absentSteps += steps
    absentEnds.append(absentSteps.count)
    absentHashes.append(hash)
    absentReaders.append(-1)
  }

  private func steps(ofAbsence index: Int) -> ArraySlice<UInt8> {
    absentSteps[(index == 0 ? 0 : absentEnds[index - 1])..<absentEnds[index]]
  }

  private static func hash(_ steps: [UInt8], below node: Int32) -> UInt64 {
    var hash = FNV1a()
    steps.withUnsafeBufferPointer { hash.combine($0) }
    return hash.value ^ UInt64(truncatingIfNeeded: node)
  }
}
