/// What begins to fail if nobody does anything: for each manifest and rule the first such day, found exactly.
public struct Forecast: Sendable {
  /// Version of the tool.
  public var version: String
  /// The day from which it looks ahead; what fails on it already is left out.
  public var asOf: CivilDate
  /// The last day that it looks at.
  public var until: CivilDate
  /// The least severity that counts.
  public var threshold: Severity
  /// How many manifests were looked at.
  public var manifests: Int
  /// What begins to fail: by day, then path, then rule.
  public var entries: [Entry]
  /// Whether some manifest could not be read, so that nothing is known of it.
  public var couldNotRun = false

  /// A rule that begins to fail on a manifest, or on the portfolio.
  public struct Entry: Sendable {
    /// The first day on which it fails.
    public var date: CivilDate
    /// The plural word of the manifest's kind, such as `systems`; nil for the portfolio.
    public var kind: String?
    /// What the manifest is called: its identity, or where it has none its path; `portfolio` for all together.
    public var subject: String
    /// The rule's title.
    public var title: String
    /// What `govlint check` will find on that day.
    public var finding: Finding
    /// The waiver or suppression that ends the day before; nil where the manifest itself runs out, or a law begins to apply.
    public var exemption: Silencing?
  }

  /// The days from the as-of date to an entry.
  public func daysLeft(_ entry: Entry) -> Int { entry.date.daysSinceEpoch - asOf.daysSinceEpoch }
}

extension Linter {
  /// Looks ahead from the as-of date: the first day until `until` on which each rule fails that does not fail today.
  ///
  /// The files must have been checked by this linter, with their documents kept. Each rule is judged as of today and then as of
  /// those days only on which its outcome, its severity or a waiver may be different (``CELContext/horizon``); rules that no day
  /// comes into are not judged at all. Findings below `threshold` do not count. Rules that compare with a base have none here.
  public func forecast(_ checked: [CheckedFile], until: CivilDate, threshold: Severity = .warning, version: String) -> Forecast {
    let forecaster = Forecaster(self, checked, until: until, threshold: threshold)
    return forecaster.forecast(of: forecaster.parts.map(forecaster.makeWorker()), version: version)
  }
}

/// Looks ahead part by part, so that many threads can share the work (``Linter/forecast(_:until:threshold:version:)``).
public struct Forecaster: Sendable {
  private let linter: Linter
  private let until: CivilDate
  private let threshold: Severity
  private let files: [CheckedFile]
  private let asked: [Subject]
  private let scope: ReportScope
  private let calendar: ExemptionCalendar

  /// Begins with files that were checked by that linter, with their documents kept.
  public init(_ linter: Linter, _ checked: [CheckedFile], until: CivilDate, threshold: Severity = .warning) {
    var linter = linter
    // Nobody asks what was read on other days.
    linter.keepsEvidence = false
    (self.linter, self.until, self.threshold) = (linter, until, threshold)
    files = checked.filter { !$0.isSkipped }.map(\.withoutOutcomes)
    asked = files.filter(\.isAskedFor).flatMap(\.subjects)
    scope = ReportScope(files)
    calendar = ExemptionCalendar(linter, files)
  }

  /// The numbers of the parts: the portfolio as a whole, then each manifest.
  public var parts: [Int] { Array(0...asked.count) }

  /// Looks at one part after the other on one thread.
  public func makeWorker() -> (_ part: Int) -> [Forecast.Entry] {
    var run = ForecastRun(linter, files, calendar, until: until, threshold: threshold)
    return { part in
      run.look(at: part == 0 ? nil : asked[part - 1])
      return run.takeEntries().filter { scope.contains($0.finding) }
    }
  }

  /// The forecast that all parts together make, given in their order.
  public func forecast(of parts: [[Forecast.Entry]], version: String) -> Forecast {
    let entries = (parts.dropFirst().joined() + (parts.first ?? [])).sorted { left, right in
      left.date == right.date ? Linter.precedes(left.finding, right.finding) : left.date < right.date
    }
    return Forecast(
      version: version, asOf: linter.asOf, until: until, threshold: threshold, manifests: asked.count, entries: entries)
  }
}

/// Goes through the days that matter.
private struct ForecastRun {
  private let linter: Linter
  private let until: CivilDate
  private let threshold: Severity
  private var judge: RuleJudge
  private let calendar: ExemptionCalendar
  /// By kind, the rules that may begin to fail; the last are those on the portfolio.
  private let rules: [[JudgedRule]]
  private var entries: [Forecast.Entry] = []

  init(_ linter: Linter, _ files: [CheckedFile], _ calendar: ExemptionCalendar, until: CivilDate, threshold: Severity) {
    self.linter = linter
    self.until = until
    self.threshold = threshold
    let ruleset = linter.ruleset
    let candidates = ruleset.rules.enumerated().filter { _, rule in
      guard !rule.readsOld, !rule.readsChanges else { return false }
      return calendar.rules.contains(rule.id) || ruleset.depends(rule, onDayOr: CELLibrary.readToday)
    }.map { JudgedRule($0.element, index: $0.offset) }
    rules = (ruleset.kinds.indices.map(Optional.some) + [nil]).map { kind in candidates.filter { $0.rule.kind == kind } }
    self.calendar = calendar
    judge = RuleJudge(linter, portfolio: files.flatMap(\.subjects), place: linter.configuration.portfolioPlace)
    judge.beginForecast()
  }

  /// What was found since the last time.
  mutating func takeEntries() -> [Forecast.Entry] {
    defer { entries = [] }
    return entries
  }

  /// Looks at a manifest, or at the portfolio as a whole.
  mutating func look(at subject: Subject?) {
    for rule in rules[subject?.kind ?? rules.count - 1] { look(at: subject, rule) }
  }

  /// From one day on which something may change to the next, until the rule fails or time is over.
  private mutating func look(at subject: Subject?, _ judged: JudgedRule) {
    var day = linter.asOf
    // A rule on the portfolio may fail for one manifest after the other.
    var failing: Set<String> = []
    while true {
      var findings: [Finding] = []
      let (outcome, horizon) = judge.outcome(of: judged, on: subject, asOf: day, findings: &findings)
      var next = min(horizon, judged.rule.effective?.nextChange(after: day) ?? .max)
      for finding in findings where outcome == .fail && finding.severity >= threshold {
        let answer = calendar.answer(for: finding, on: day)
        next = min(next, answer.next)
        guard !answer.isSilenced, failing.insert(finding.subject ?? "").inserted, day > linter.asOf else { continue }
        entries.append(entry(finding, judged.rule, subject, day, answer.ended))
      }
      if subject != nil, !failing.isEmpty { return }
      guard next <= until.daysSinceEpoch else { return }
      day = CivilDate(daysSinceEpoch: next)
    }
  }

  private func entry(
    _ finding: Finding, _ rule: CompiledRule, _ subject: Subject?, _ day: CivilDate, _ exemption: Silencing?
  ) -> Forecast.Entry {
    Forecast.Entry(
      date: day, kind: subject.map { linter.ruleset.kinds[$0.kind].plural },
      subject: subject.map { $0.identity ?? $0.root.document.source.path } ?? finding.subject ?? Waiver.portfolio,
      title: rule.description.title, finding: finding, exemption: exemption)
  }
}

extension Rule.Effective {
  /// The first later day, in days since 1970-01-01, from which a rule is in force or no more.
  fileprivate func nextChange(after day: CivilDate) -> Int? {
    [from?.daysSinceEpoch, until.map { $0.daysSinceEpoch + 1 }].compactMap { $0 }.filter { $0 > day.daysSinceEpoch }.min()
  }
}
