/// What an evaluation reads and what it has spent: the machine that runs a ``CELCode``.
///
/// One is made for each thread and used for many evaluations: set ``variables``, then call `evaluate`. It stays where it is
/// (`inout`), so nothing is copied or counted while rules pass.
struct CELContext {
  let code: CELCode
  /// Variables by index. A `let` variable is nil until it is first needed, and then keeps its value: set it to nil again before
  /// the next evaluation of the rule on something else.
  var variables: [CELValue?]
  /// What files there are.
  var host: Host
  /// The day as of which rules are judged, for functions on dates.
  var today = CELTimestamp(CivilDate(daysSinceEpoch: 0))
  /// While it is watched (``watchHorizon(variable:)``): the first day after ``today``, in days since 1970-01-01, on which an answer
  /// that was given since ``begin(day:)`` may be different.
  var horizon = Int.max
  /// The variable that is `today` while the horizon is watched, else -1.
  var dayVariable: Int32 = -1

  /// What an evaluation may spend: one for each element that a macro goes through, each call, each ten bytes or each element of
  /// what is built. The default is that of Kubernetes for one expression.
  var costLimit = CELContext.defaultCostLimit
  static let defaultCostLimit = 1_000_000
  /// What has been spent since the last ``evaluate(_:)`` began.
  var cost = 0
  /// What evaluations before that one have spent since ``forgetCost()``.
  private(set) var earlierCost = 0
  /// Why the evaluation was stopped; nothing may go on after that, not even where a failure could be done without.
  private(set) var exhaustion: String?

  /// How deep values may nest that are compared.
  static let maximumDepth = 256
  var depth = 0
  /// How many levels the expressions may have together that are evaluated one inside the other: a `let` variable, the facts that
  /// it calls, and so on. It bounds the stack.
  static let maximumHeight: Int32 = 1024
  var height: Int32 = 0

  /// Whether reads of manifests are kept in ``reads``. It costs; rules are run again with it when there is something to explain.
  var isRecording = false
  /// What was read, in order, once each.
  var reads: [CELRead] = []

  /// Values of macros' variables; those of the innermost program begin at ``frame``.
  var locals: ContiguousArray<CELValue> = []
  var frame = 0
  /// The failure of the test that failed last.
  var failure = CELFailure(message: "")
  /// The manifest that is judged, and what has been found of it.
  var subject: NodeView?
  var subjectDocument: Document?
  /// Whether ``places`` and the like are used and filled.
  var remembers = false
  /// What was read to find what is remembered, where reads are kept: who uses it again has read that too.
  var remembered = RememberedReads()
  /// Where the fields of the subject are, by slot.
  var places: ContiguousArray<Int32>
  /// Their values, as far as they were needed.
  var slotValues: ContiguousArray<CELValue?>
  var slotsWithValue: ContiguousArray<Int32> = []
  /// What the subject's facts are, by program.
  var factValues: ContiguousArray<CELValue?>
  var knownFacts: ContiguousArray<Int32> = []
  /// Other results that depend on the subject alone, by number.
  var memos: ContiguousArray<CELValue?>
  var knownMemos: ContiguousArray<Int32> = []
  /// Room for a text in small letters, and for where its words begin.
  var folding = TextFolding()

  /// Values of literals, as far as they were needed.
  private var constants: ContiguousArray<CELValue?>
  /// Compiled patterns, by the index of their text in `code.names`.
  var patterns: [Int32: Pattern] = [:]

  /// A machine for the programs of `code`, with that many variables.
  init(code: CELCode, variables: Int = 0, host: Host = Host()) {
    self.code = code
    self.variables = Array(repeating: nil, count: variables)
    self.host = host
    constants = ContiguousArray(repeating: nil, count: code.constants.count)
    places = ContiguousArray(repeating: CELContext.unknownPlace, count: code.slots.count)
    slotValues = ContiguousArray(repeating: nil, count: code.slots.count)
    factValues = ContiguousArray(repeating: nil, count: code.programs.count)
    memos = ContiguousArray(repeating: nil, count: Int(code.memos))
  }

  /// The value of a literal.
  @inline(__always)
  mutating func constant(_ index: Int32) -> CELValue {
    if let known = constants[Int(index)] { return known }
    let value = code.constants[index]
    constants[Int(index)] = value
    return value
  }

  /// Makes room for the reads of what is remembered, for one that records them.
  mutating func keepRememberedReads() {
    remembered = RememberedReads(slots: code.slots.count, programs: code.programs.count, memos: Int(code.memos))
  }

  /// Forgets what was spent.
  mutating func beginEvaluation() {
    earlierCost &+= cost
    cost = 0
    if exhaustion != nil { exhaustion = nil }
    depth = 0
    height = 0
    frame = 0
  }

  /// What `body` yields, and what it read of manifests meanwhile.
  mutating func recording<Result>(_ body: (inout CELContext) -> Result) -> (result: Result, reads: [CELRead]) {
    // A recording around this one sees the same reads.
    let (isInner, remembered) = (isRecording, remembers)
    if !isInner { reads = [] }
    let start = reads.count
    (isRecording, remembers) = (true, false)
    let result = body(&self)
    (isRecording, remembers) = (isInner, remembered)
    return (result, isInner ? Array(reads[start...]) : reads)
  }

  /// Begins to count anew what evaluations spend in all.
  mutating func forgetCost() { (cost, earlierCost) = (0, 0) }

  /// Spends; a failure when that was more than there is.
  mutating func spend(_ amount: Int) -> CELValue? {
    cost &+= amount
    guard cost > costLimit else { return nil }
    exhaust("the expression costs more than \(costLimit): it goes through too many elements (spent \(cost))")
    return .failed(exhaustion ?? "")
  }

  /// Spends for making or going through that many bytes.
  mutating func spend(forBytes count: Int) -> CELValue? { spend(1 &+ count / 10) }

  /// Stops the evaluation for good.
  mutating func exhaust(_ message: String) {
    if exhaustion == nil { exhaustion = message }
  }
}

/// One read of a manifest's value.
struct CELRead: Sendable {
  enum Outcome: Sendable {
    case present
    /// Nothing is written there, or null.
    case absent
    /// `{notApplicable: reason}` stands where something else was expected: a person has decided.
    case notApplicable
  }

  /// The value (an alias is not resolved), or where there is none its nearest ancestor. Of `notApplicable`, the mapping that
  /// says so.
  var node: Node
  /// The keys from `node` down to what was asked for; empty where it is present.
  var missing: [String]
  var outcome: Outcome

  /// Where to point for it: the value, the blank that stands in its place, else the nearest ancestor.
  var place: Node {
    guard let blank = missing.first.flatMap({ node.resolved.pair(named: $0)?.value }), blank.isNull else { return node }
    return blank
  }
}
