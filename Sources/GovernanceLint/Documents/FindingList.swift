/// The findings of one file, at most as many as its limits allow; errors first.
struct FindingList {
  private let source: Source
  private let limit: Int
  private var errors: [Finding] = []
  private var notes: [Finding] = []

  init(source: Source, limit: Int) {
    self.source = source
    self.limit = max(1, limit)
  }

  /// Errors, then notes.
  var findings: [Finding] { Array((errors + notes).prefix(limit)) }

  /// Whether no more errors are kept, so that parsing may as well end.
  var isFull: Bool { errors.count >= limit }

  /// Adds a finding of a kind, unless there are enough; `fix` says more than the kind's own.
  mutating func add(
    _ kind: RuleDescription, _ message: String, at range: TextRange, pointer: String? = nil, related: [(String, TextRange)] = [],
    fix: String? = nil
  ) {
    guard kind.severity == .error ? !isFull : notes.count < limit else { return }
    let range = TextRange(range.start, min(range.end, UInt32(truncatingIfNeeded: source.bytes.count)))
    var finding = kind.finding(message, at: Place(source: source, range: range, pointer: pointer), fix: fix)
    finding.related = related.map { RelatedPlace(message: $0.0, place: Place(source: source, range: $0.1)) }
    if kind.severity == .error { errors.append(finding) } else { notes.append(finding) }
  }
}
