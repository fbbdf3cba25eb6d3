/// How the portfolio stood at some commits, the oldest first: each as of its own day, by today's rules and its own configuration.
public struct PortfolioHistory: Sendable {
  /// Version of the tool.
  public var version: String
  /// The states.
  public var states: [State] = []

  /// No state yet.
  public init(version: String) { self.version = version }

  /// The portfolio at one commit.
  public struct State: Sendable {
    /// The full name of the commit.
    public var commit: String
    /// The day of the commit in UTC, as of which rules were judged.
    public var date: CivilDate
    /// How many manifests there were.
    public var manifests: Int
    /// How often each outcome occurs, by module; in the order of their names.
    public var modules: [(name: String, counts: OutcomeCounts)]
    /// How many findings of each severity count.
    public var findings: [Severity: Int]

    /// How often each outcome occurs, over all modules.
    public var counts: OutcomeCounts {
      modules.reduce(into: OutcomeCounts()) { $0.add($1.counts) }
    }
  }
}

/// Judges the same files as of several days: what no day comes into is judged once.
public struct Rejudging: Sendable {
  private let changing: Set<Int>
  private let changingIDs: Set<String>

  /// For linters with these rules.
  public init(_ ruleset: Ruleset) {
    changing = Set(ruleset.rules.indices.filter { ruleset.depends(ruleset.rules[$0], onDayOr: CELLibrary.readOutside) })
    changingIDs = Set(changing.map { ruleset.rules[$0].id })
  }

  /// Files that were checked on another day, judged again by the rules that read the day or other files.
  public func again(_ files: [CheckedFile], by linter: Linter) -> [CheckedFile] {
    var judge = RuleJudge(linter, only: changing)
    let worker = linter.makeWorker()
    return files.map { file in
      // Which rule could not be evaluated stands in words only.
      if file.findings.contains(where: { $0.rule == "rule/evaluation" }) { return worker(file.source, .manifest) }
      var file = file
      file.findings.removeAll { changingIDs.contains($0.rule) }
      for index in file.subjects.indices { judge.judge(&file.subjects[index], findings: &file.findings) }
      return file
    }
  }
}

extension Linter {
  /// How the portfolio stands by these files.
  public func state(of checked: [CheckedFile], commit: String) -> PortfolioHistory.State {
    let (files, silencer, portfolioOutcomes, _) = settle(checked)
    let subjects = files.filter(\.isAskedFor).flatMap(\.subjects)
    var modules: [(name: String, counts: OutcomeCounts)] = []
    var rest = portfolioOutcomes[...]
    for (index, rule) in ruleset.rules.enumerated() {
      if modules.last?.name != rule.description.module { modules.append((rule.description.module, OutcomeCounts())) }
      if rule.kind == nil {
        if let outcome = rest.popFirst() { modules[modules.count - 1].counts.add(outcome) }
        continue
      }
      for subject in subjects {
        if let outcome = subject.outcomes[index] { modules[modules.count - 1].counts.add(outcome) }
      }
    }
    let scope = ReportScope(files)
    var findings: [Severity: Int] = [:]
    for finding in silencer.active where scope.contains(finding) { findings[finding.severity, default: 0] += 1 }
    return PortfolioHistory.State(commit: commit, date: asOf, manifests: subjects.count, modules: modules, findings: findings)
  }
}
