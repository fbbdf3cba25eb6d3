/// The result of a run: everything that a reporter may show, sorted.
public struct Report: Sendable {
  /// Version of the tool.
  public var version: String
  /// The day on which rules were judged.
  public var asOf: CivilDate
  /// All active findings: by path, then position, then rule id.
  public var findings: [Finding] = []
  /// All rules that could have produced a finding, sorted by id; the engine's own included.
  public var rules: [RuleDescription] = []
  /// Documents recognised as manifests of any kind.
  public var manifests = 0
  /// Subjects by kind, such as 11 of `AISystem`: the plural word and the number, in the order of the kinds.
  public var subjects: [(plural: String, count: Int)] = []
  /// The schema of each kind, by its plural word: what missing keys are described by.
  public var schemas: [String: Schema] = [:]
  /// Rules of modules that were evaluated; the engine's own are not counted.
  public var rulesChecked = 0
  /// The findings that a waiver or a suppression silences, in the order of ``findings``; each has its ``Finding/silencing``.
  public var silenced: [Finding] = []
  /// The waivers and suppressions that belong to what was checked, the most urgent first.
  public var exemptions: [Exemption] = []
  /// How the rules of modules ended on each manifest, in the order of the files, then on the portfolio as a whole.
  public var judgements: [Judgement] = []
  /// The rules that ``judgements`` speak of: their ids, sorted.
  public var judgedRules: [String] = []
  /// What the findings were compared with, as a person names it (`main`, `index`); nil where there is no base.
  public var base: String?
  /// The findings that the base had and that are gone, each with the place that it had there.
  public var absent: [Finding] = []
  /// Whether only findings that the base did not have are shown to people and fail the run.
  public var isOnlyNew = false
  /// Whether a rule, the configuration or a file kept the run from its work: exit status 2.
  public var couldNotRun = false
  /// Where the pages of rules are read: an address with `{module}` and `{anchor}` in it; nil where they are nowhere.
  public var rulePages: String?
  /// The least severity that fails the run; nil for `never`.
  public var failOn: Severity? = .error

  /// An empty report.
  public init(version: String, asOf: CivilDate) {
    self.version = version
    self.asOf = asOf
  }

  /// The findings that count: all, or those that the base did not have.
  public var counted: [Finding] { isOnlyNew ? findings.filter { $0.baselineState != .unchanged } : findings }

  /// The number of findings of a severity.
  public func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }

  /// 0 nothing at or above the fail level, 1 findings, 2 could not run. It depends on the findings, never on the format.
  public var exitStatus: Int {
    if couldNotRun { return 2 }
    guard let failOn else { return 0 }
    return counted.contains { $0.severity >= failOn } ? 1 : 0
  }
}

/// How every rule ended on one manifest, or on the portfolio as a whole.
public struct Judgement: Sendable {
  /// The file; nil for the portfolio.
  public var path: String?
  /// The manifest's identity; nil where it has none, and for the portfolio.
  public var subject: String?
  /// By the index of ``Report/judgedRules``: how the rule ended, nil for one on another kind.
  public var outcomes: [Outcome?]

  /// The outcomes of a manifest.
  public init(path: String?, subject: String?, outcomes: [Outcome?]) {
    self.path = path
    self.subject = subject
    self.outcomes = outcomes
  }
}
