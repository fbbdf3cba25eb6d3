/// Checks manifests against a ruleset: the facade of the library. It never changes; many threads may use it at once.
public struct Linter: Sendable {
  /// The rules.
  public let ruleset: Ruleset
  /// What the configuration says about failing.
  public private(set) var configuration: Configuration
  /// The day as of which rules are judged.
  public let asOf: CivilDate
  /// The bounds of parsing.
  public let limits: DocumentLimits
  /// What tells of files besides manifests.
  public private(set) var host: Host
  /// What one rule may spend on one manifest, over all elements of `each`: what Kubernetes allows for one object. On the portfolio
  /// as a whole it may spend more, by the number of manifests.
  public var ruleCost = 10_000_000
  /// Whether to keep which values each rule read, and the digest of each file: what ``audit(_:origin:version:)`` needs.
  public var keepsEvidence = false
  /// Whether findings are made ready to be known again in a list that was changed: what a comparison with a base needs.
  public var comparesWithBase = true
  /// What all rules together may spend on one manifest, and once more on what needs them all; there more, by the number of manifests.
  public var runCost = 1_000_000_000

  /// A linter for one run.
  public init(
    ruleset: Ruleset, configuration: Configuration, asOf: CivilDate, limits: DocumentLimits = DocumentLimits(), host: Host
  ) {
    self.ruleset = ruleset
    self.configuration = configuration
    self.asOf = asOf
    self.limits = limits
    self.host = host
  }

  /// The same that asks another host about files; nil for the one that it has.
  public func asking(_ host: Host?) -> Linter {
    var linter = self
    linter.host = host ?? self.host
    return linter
  }

  /// Whether files that nobody asked about are judged too: beside a base it counts what was found there, and in a record how each
  /// rule ended.
  public func judgesOthers(hasBase: Bool) -> Bool { hasBase || keepsEvidence }

  /// Parses a file and checks all that can be said without the others: syntax, structure, and the rules on one manifest.
  public func check(_ source: Source, as membership: Membership = .manifest) -> CheckedFile {
    makeWorker()(source, membership)
  }

  /// ``check(_:as:)`` for many files on one thread: what rules need besides the files is made only once.
  ///
  /// Where it does not keep documents, all that is left of a file without findings is what rules on the portfolio read. Then
  /// ``finish(_:base:version:rereading:)`` has to get at the text of files that those rules find something in. A comparison with a
  /// base needs documents.
  public func makeWorker(keepsDocuments: Bool = true) -> (_ source: Source, _ membership: Membership) -> CheckedFile {
    var judge = RuleJudge(self)
    let kept = KeptFields(ruleset.code.shapes)
    let keys = ruleset.kinds.map { kind in [Array(kind.identity.utf8)] + kind.match.map { Array($0.key.utf8) } }
    let comparedKeys = zip(ruleset.kinds, keys).map { kind, keys in keys + kept[kind.shape].map { Array(ruleset.code.shapes.key(of: $0)) } }
    return { source, membership in
      var file = check(source, as: membership, by: &judge, comparedKeys)
      if !keepsDocuments { forgetDocument(of: &file, but: kept, keys) }
      return file
    }
  }

  private func forgetDocument(of file: inout CheckedFile, but kept: KeptFields, _ keys: [[[UInt8]]]) {
    file.source = Source(forgetting: file.source)
    guard let document = file.subjects.first?.root.document else { return }
    let roots = file.subjects.map { subject in
      (index: subject.root.index, shape: ruleset.kinds[subject.kind].shape, keys: keys[subject.kind])
    }
    guard let remains = DocumentRemains.of(document, roots: roots, shapes: ruleset.code.shapes, kept: kept) else { return }
    for (index, root) in remains.roots.enumerated() { file.subjects[index].root = Node(document: remains.document, index: root) }
  }

  /// `comparedKeys`: by kind, the keys below which rules that compare manifests read.
  private func check(
    _ source: Source, as membership: Membership, by judge: inout RuleJudge, _ comparedKeys: [[[UInt8]]]
  ) -> CheckedFile {
    var file = CheckedFile(source: source)
    file.isAskedFor = membership != .companion
    if keepsEvidence { file.digest = SHA256.hexadecimal(of: source.bytes) }
    if LFSPointer.digest(in: source.bytes) != nil {
      file.isUnclear = true
      let place = Place(source: source, range: TextRange(0, source.bytes.prefix { $0 != 0x0A && $0 != 0x0D }.count))
      file.findings = [EngineRules.lfsPointer.finding("expected a manifest but found a pointer of Git LFS to one", at: place)]
      return file
    }
    let (document, syntax) = Document.parse(source, limits: limits)
    file.findings = syntax
    let isWhole = !syntax.contains { $0.severity == .error }
    file.isUnclear = syntax.contains { $0.severity == .error && $0.rule.hasPrefix("syntax/") }
    let roots = document.roots.filter { !$0.isNull }
    if roots.isEmpty {
      if membership == .candidate, isWhole { file.isSkipped = true } else if isWhole { file.findings.append(empty(source)) }
      return file
    }
    var unrecognised: [Node] = []
    for root in roots {
      guard let kind = judge.kind(of: root) else {
        unrecognised.append(root)
        continue
      }
      let structure = judge.schema(ofKind: kind).check(root, below: membership == .companion ? comparedKeys[kind] : nil)
      let identity = root.pair(named: ruleset.kinds[kind].identity)?.value.resolved.text
      file.findings += structure.map { finding in
        var finding = finding
        finding.subject = identity
        return finding
      }
      let shape = ruleset.code.shapes[ruleset.kinds[kind].shape]
      let broken = BrokenPlaces(syntax + structure, in: root, as: shape, of: ruleset.code.shapes)
      file.subjects.append(
        Subject(
          kind: kind, root: root, identity: identity, broken: broken,
          outcomes: Array(repeating: nil, count: ruleset.rules.count)))
    }
    if membership == .candidate, file.subjects.isEmpty, isWhole {
      file.isSkipped = true
      return file
    }
    if membership == .companion {
      for index in file.subjects.indices { judge.exclude(&file.subjects[index]) }
      file.isUnclear = file.isUnclear || !unrecognised.isEmpty || file.subjects.contains { $0.identity == nil }
      return file
    }
    let suppressions = Suppression.read(document)
    file.suppressions = suppressions.suppressions
    file.findings += suppressions.findings
    // Where the text was converted, or not read to its end, its bytes are not those that an edit is for.
    if !isWhole || source.isAtBase || document.source.bytes != source.bytes { file.dropEdits() }
    if isWhole { file.findings += unrecognised.map { Recognition.finding($0, kinds: ruleset.kinds) } }
    if !unrecognised.isEmpty || file.subjects.contains(where: { $0.identity == nil }) { file.isUnclear = true }
    for index in file.subjects.indices {
      judge.judge(&file.subjects[index], findings: &file.findings)
    }
    if comparesWithBase { ruleset.locate(&file.findings, in: file.subjects) { judge.schema(ofKind: $0) } }
    return file
  }

  /// Judges what needs all manifests or compares with a base, puts findings in order and counts. `rereading` gives a file whose
  /// document was not kept; `workers` judge large portfolios.
  public func finish(
    _ checked: [CheckedFile], base: Base? = nil, version: String, workers: some Workers = OneWorker(),
    rereading: (_ path: String) -> Source? = { _ in nil }
  ) -> Report {
    var report = conclude(checked, base: base, version: version, workers: workers).report
    report.findings = withText(report.findings, rereading)
    report.silenced = withText(report.silenced, rereading)
    return report
  }

  /// The report, the files that were not passed over with all outcomes, and how the rules on the portfolio ended and what they read.
  func conclude(
    _ checked: consuming [CheckedFile], base: Base?, version: String, workers: some Workers
  ) -> (report: Report, files: [CheckedFile], portfolioOutcomes: [Outcome], portfolioEvidence: ReadValues) {
    let (files, silencer, portfolioOutcomes, portfolioEvidence) = settle(consume checked, base: base, workers: workers)
    var report = Report(version: version, asOf: asOf)
    report.base = base?.name
    let scope = ReportScope(files)
    report.findings = silencer.active.sorted(by: Linter.precedes)
    report.silenced = silencer.silenced.sorted(by: Linter.precedes)
    if let base { report.compare(with: findings(of: base)) }
    report.findings = report.findings.filter(scope.contains)
    report.silenced = report.silenced.filter(scope.contains)
    report.absent = report.absent.filter(scope.mayTell)
    report.exemptions = silencer.exemptions.filter(scope.contains)
    report.rules = (EngineRules.all.map(configuration.described) + ruleset.descriptions).sorted { $0.id.precedes($1.id) }
    let subjects = files.filter(\.isAskedFor).flatMap(\.subjects)
    report.manifests = subjects.count
    report.subjects = ruleset.kinds.indices.map { kind in
      (ruleset.kinds[kind].plural, subjects.count { $0.kind == kind })
    }
    let lacking = Set(report.findings.compactMap(\.missing?.kind))
    for kind in ruleset.kinds where lacking.contains(kind.plural) { report.schemas[kind.plural] = kind.schema.load() }
    report.rulesChecked = ruleset.rules.count
    report.judgedRules = ruleset.rules.map(\.id)
    report.judgements = judgements(of: files, portfolioOutcomes)
    report.failOn = configuration.failOn
    report.rulePages = configuration.rulePages
    report.couldNotRun =
      portfolioOutcomes.contains(.error) || subjects.contains { $0.outcomes.contains { $0 == .error } }
    return (report, files, portfolioOutcomes, portfolioEvidence)
  }

  /// What counts at the base, by the waivers of that time.
  private func findings(of base: Base) -> [Finding] {
    var linter = asking(base.host)
    linter.configuration = base.configuration ?? configuration
    return linter.settle(base.files).silencer.active.sorted(by: Linter.precedes)
  }

  private func judgements(of files: [CheckedFile], _ portfolioOutcomes: [Outcome]) -> [Judgement] {
    var rest = portfolioOutcomes[...]
    let portfolio = ruleset.rules.map { rule in rule.kind == nil ? rest.popFirst() : nil }
    let manifests = files.filter(\.isAskedFor).flatMap { file in
      file.subjects.map { Judgement(path: file.source.path, subject: $0.identity, outcomes: $0.outcomes) }
    }
    return manifests + [Judgement(path: nil, subject: nil, outcomes: portfolio)]
  }

  /// The files that were not passed over and how the portfolio's own rules ended, once all is judged and what somebody answers for
  /// is taken out of what counts.
  func settle(
    _ checked: consuming [CheckedFile], base: Base? = nil, workers: some Workers = OneWorker()
  ) -> (files: [CheckedFile], silencer: Silencer, portfolioOutcomes: [Outcome], portfolioEvidence: ReadValues) {
    var (files, findings, portfolioOutcomes, portfolioEvidence) = judgeAll(consume checked, base: base, workers: workers)
    var silencer = Silencer(self, files.flatMap(\.findings) + findings, files: &files, portfolioOutcomes: &portfolioOutcomes)
    if let base {
      let together = SameChange.findings(self, silencer, files, base: base)
      // A waiver that comes with what it silences is pointed out as that, and not once more as new.
      let told = Set(together.lazy.filter { $0.rule == ExemptionRules.waiverSameChange.id }.map(\.place.range))
      let waivers = silencer.exemptions.filter {
        $0.silencing.kind == .waiver && $0.effect == .silences && !told.contains($0.silencing.place.range)
      }
      silencer.add(together + GateComparison.findings(self, base: base, waivers: waivers))
    }
    return (files, silencer, portfolioOutcomes, portfolioEvidence)
  }

  /// Findings on the portfolio with the text of the files that they point at.
  private func withText(_ findings: [Finding], _ rereading: (_ path: String) -> Source?) -> [Finding] {
    var known: [String: Source] = [:]
    func restore(_ place: inout Place) {
      guard place.source.isForgotten else { return }
      let path = place.source.path
      let source = known[path] ?? rereading(path).map { DocumentInput.read($0, limits: limits).input?.source ?? $0 }
      known[path] = source
      place.source = source ?? place.source
    }
    return findings.map { finding in
      var finding = finding
      restore(&finding.place)
      for index in finding.related.indices { restore(&finding.related[index].place) }
      for index in finding.because.indices where finding.because[index].place != nil {
        if var place = finding.because[index].place {
          restore(&place)
          finding.because[index].place = place
        }
      }
      return finding
    }
  }

  private func empty(_ source: Source) -> Finding {
    EngineRules.emptyDocument.finding(
      "the file is empty; expected a manifest", at: Place(source: source, range: TextRange(0, 0)))
  }

  /// By path, then position, then rule, then message: the same on every machine, whatever order files were read in.
  static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    if !left.place.source.path.utf8.elementsEqual(right.place.source.path.utf8) {
      return left.place.source.path.precedes(right.place.source.path)
    }
    if left.place.source.isAtBase != right.place.source.isAtBase { return right.place.source.isAtBase }
    let (a, b) = (left.place.range, right.place.range)
    if a != b { return a < b }
    return left.rule == right.rule ? left.message.precedes(right.message) : left.rule.precedes(right.rule)
  }
}

extension Configuration {
  /// A rule of the engine's with the severity that is configured for it.
  func described(_ rule: RuleDescription) -> RuleDescription {
    guard rule.id == ExemptionRules.waiverSameChange.id || rule.id == ExemptionRules.suppressionSameChange.id else { return rule }
    var rule = rule
    rule.severity = sameChange
    return rule
  }

  /// Where findings about the portfolio as a whole point that have no better place: `manifests` in the configuration.
  var portfolioPlace: Place? { manifestsPlace ?? source.map(LoadFindings.start) }
}
