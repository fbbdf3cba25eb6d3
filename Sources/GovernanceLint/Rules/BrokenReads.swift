/// What is broken among the manifests that rules read, and which of it a rule met: it cannot be judged by that.
struct BrokenReads {
  /// The files with what was broken of what the rule read so far: of many the first.
  private(set) var blockers: [ObjectIdentifier: String] = [:]
  /// By document.
  private var files: [ObjectIdentifier: [BrokenPlaces]] = [:]
  /// In which parts of manifests: of all, and of the one that is judged.
  private var sections = BrokenSections()
  private var subjectSections = BrokenSections()
  /// Whether what it was at the base is broken.
  private var isOldBroken = false
  /// Whether the blockers are wanted: without them the first one is enough.
  private let keepsBlockers: Bool

  private static let blockerLimit = 100

  /// What is broken in a portfolio.
  init(_ subjects: [Subject], keepsBlockers: Bool) {
    self.keepsBlockers = keepsBlockers
    for subject in subjects where !subject.broken.isEmpty {
      files[ObjectIdentifier(subject.root.document), default: []].append(subject.broken)
      sections.formUnion(subject.broken.sections)
    }
  }

  /// Begins with another subject.
  mutating func begin(_ subject: Subject) {
    subjectSections = subject.broken.sections
    isOldBroken = subject.old?.broken.isEmpty == false
  }

  /// Begins with another rule.
  mutating func begin() { if !blockers.isEmpty { blockers.removeAll() } }

  /// Whether there is something broken that a rule may read.
  func mayMeet(_ judged: JudgedRule) -> Bool {
    if isOldBroken, judged.rule.readsOld { return true }
    return judged.rule.readsPortfolio ? sections.mayBeRead(by: judged) : subjectSections.mayBeRead(by: judged)
  }

  /// Whether there is something broken at all where a rule reads.
  func isAny(for judged: JudgedRule) -> Bool { judged.rule.readsPortfolio ? !sections.isEmpty : !subjectSections.isEmpty }

  /// Whether one of the reads is of something broken.
  mutating func block(_ reads: [CELRead], of judged: JudgedRule, on subject: Subject?, hasFailed: Bool) -> Bool {
    var isAny = false
    for read in reads where isBroken(read, of: judged, subject, hasFailed: hasFailed) {
      guard keepsBlockers, blockers.count < BrokenReads.blockerLimit else { return true }
      isAny = true
      let document = read.node.document
      if !document.source.isAtBase { blockers[ObjectIdentifier(document)] = document.source.path }
    }
    return isAny
  }

  private func isBroken(_ read: CELRead, of judged: JudgedRule, _ subject: Subject?, hasFailed: Bool) -> Bool {
    if let old = subject?.old, old.root.document === read.node.document { return old.broken.blocks(read, hasFailed: hasFailed) }
    guard judged.rule.readsPortfolio else { return subject?.broken.blocks(read, hasFailed: hasFailed) ?? false }
    return files[ObjectIdentifier(read.node.document)]?.contains { $0.blocks(read, hasFailed: hasFailed) } ?? false
  }
}
