/// What was read of a subject to find what is remembered of it.
///
/// A rule that uses a fact which another rule has asked for before has read the same; so that nothing is evaluated again only to see
/// that, the reads are kept beside the result.
struct RememberedReads {
  /// Whether results are remembered while reads are recorded: then only together with them.
  private(set) var areKept = false
  /// The reads one result after the other.
  private var reads: [CELRead] = []
  /// By program and by number, those of facts and of memos.
  private var facts: ContiguousArray<Range<Int>> = []
  private var memos: ContiguousArray<Range<Int>> = []
  /// By slot, the read of a path that ends early.
  private var absent: ContiguousArray<CELRead?> = []
  private var absentSlots: [Int32] = []

  init() {}

  /// Room for the reads of so many slots, facts and memos.
  init(slots: Int, programs: Int, memos count: Int) {
    areKept = true
    facts = ContiguousArray(repeating: 0..<0, count: programs)
    memos = ContiguousArray(repeating: 0..<0, count: count)
    absent = ContiguousArray(repeating: nil, count: slots)
  }

  /// Begins with another subject. Of facts and memos only those are asked for that have a value.
  mutating func forget() {
    guard areKept else { return }
    reads.removeAll(keepingCapacity: true)
    for slot in absentSlots { absent[Int(slot)] = nil }
    absentSlots.removeAll(keepingCapacity: true)
  }

  mutating func keep(_ reads: ArraySlice<CELRead>, ofFact program: Int32) { facts[Int(program)] = keep(reads) }

  mutating func keep(_ reads: ArraySlice<CELRead>, ofMemo number: Int32) { memos[Int(number)] = keep(reads) }

  private mutating func keep(_ new: ArraySlice<CELRead>) -> Range<Int> {
    let start = reads.count
    reads += new
    return start..<reads.count
  }

  mutating func keep(_ read: CELRead, ofAbsent slot: Int32) {
    absent[Int(slot)] = read
    absentSlots.append(slot)
  }

  func reads(ofFact program: Int32) -> ArraySlice<CELRead> { reads[facts[Int(program)]] }

  func reads(ofMemo number: Int32) -> ArraySlice<CELRead> { reads[memos[Int(number)]] }

  func read(ofAbsent slot: Int32) -> CELRead? { absent[Int(slot)] }
}
