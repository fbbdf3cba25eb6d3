/// The proof of what was checked: how every rule ended on every subject, by which rules, on which bytes, as of which day.
///
/// What is written of it depends on nothing else: not on the clock, the machine, the time zone, the locale or the threads.
public struct AuditRecord: Sendable {
  /// The findings, the silenced ones, the counts: what `govlint check` reports.
  public var report: Report
  /// What it was made from.
  public var origin: AuditOrigin
  /// The rules that were evaluated, sorted by id; outcomes refer to them by index.
  public var rules: [AuditedRule]
  /// The files with manifests, and those that cannot be read, sorted by path.
  public var files: [AuditedFile]
  /// The manifests, sorted by path and then as they stand in their files.
  public var subjects: [AuditedSubject]
  /// How the rules on the portfolio as a whole ended.
  public var portfolio: [(rule: Int, outcome: Outcome)]
  /// What they read.
  var portfolioEvidence = ReadValues()
  /// The documents that rules cite, and which rules cite each statement.
  public var documents: [CoveredDocument] = []

  /// The version of the expression environment that all modules are written for (`cel: 1`).
  public static let expressionVersion = 1

  /// The modules of the rules in their order, each with its rules.
  public var modules: [(name: String, title: String, rules: Range<Int>)] {
    var modules: [(name: String, title: String, rules: Range<Int>)] = []
    for (index, rule) in rules.enumerated() {
      let name = rule.description.module
      if modules.last?.name == name {
        modules[modules.count - 1].rules = modules[modules.count - 1].rules.lowerBound..<index + 1
      } else {
        modules.append((name, origin.modules.first { $0.name == name }?.title ?? name, index..<index + 1))
      }
    }
    return modules
  }
}

/// A rule of an audit.
public struct AuditedRule: Sendable {
  /// What people read about it, with its severity as configured.
  public var description: RuleDescription
  /// The kind that it reads, by its plural word; nil for the portfolio as a whole.
  public var plural: String?
}

/// A manifest in an audit, and how each rule ended on it.
public struct AuditedSubject: Sendable {
  /// The name of its kind, such as `AISystem`.
  public var kind: String
  /// The plural word of its kind, such as `systems`.
  public var plural: String
  /// What tells it from others of its kind, such as the `id`; nil where it does not say.
  public var identity: String?
  /// Its name for people; nil where it does not say.
  public var name: String?
  /// The manifest.
  public var root: Node
  /// How each rule ended, by index in ``AuditRecord/rules``; nil for rules on other kinds.
  public var outcomes: [Outcome?]
  var evidence: ReadValues

  /// The file that it stands in.
  public var path: String { root.document.source.path }
  /// What it is called: its identity, or where it has none its path.
  public var title: String { identity ?? path }

  /// How often each outcome occurs among some rules.
  public func counts(of rules: Range<Int>) -> OutcomeCounts {
    var counts = OutcomeCounts()
    for index in rules { if let outcome = outcomes[index] { counts.add(outcome) } }
    return counts
  }
}

extension Linter {
  /// Judges what needs all manifests, and keeps how every rule ended on every subject. The files must have been checked by a
  /// linter that keeps evidence; `library` is what its rules were loaded from.
  public func audit(
    _ checked: consuming [CheckedFile], base: Base? = nil, library: RuleLibrary, origin: AuditOrigin, version: String
  ) -> AuditRecord {
    // What rules on the portfolio read comes in the order of the files.
    checked.sort { $0.source.path.precedes($1.source.path) }
    let (report, files, portfolioOutcomes, portfolioEvidence) = conclude(consume checked, base: base, version: version, workers: OneWorker())
    let asked = files.filter(\.isAskedFor)
    let rules = zip(ruleset.descriptions, ruleset.rules).map { description, rule in
      AuditedRule(description: description, plural: rule.kind.map { ruleset.kinds[$0].plural })
    }
    let kinds = ruleset.kinds.map { compiled in library.kinds.first { $0.plural == compiled.plural } }
    let subjects = asked.flatMap(\.subjects).map { subject in
      let kind = kinds[subject.kind]
      return AuditedSubject(
        kind: kind?.name ?? "", plural: ruleset.kinds[subject.kind].plural, identity: subject.identity,
        name: kind?.title.flatMap { subject.root.pair(named: $0)?.value.resolved.text }, root: subject.root,
        outcomes: subject.outcomes, evidence: subject.evidence)
    }
    var record = AuditRecord(
      report: report, origin: origin, rules: rules,
      files: asked.map { AuditedFile(path: $0.source.path, sha256: $0.digest ?? SHA256.hexadecimal(of: $0.source.bytes)) },
      subjects: subjects,
      portfolio: Array(zip(ruleset.rules.indices.filter { ruleset.rules[$0].kind == nil }, portfolioOutcomes)))
    record.portfolioEvidence = portfolioEvidence
    (record.origin.modules, record.origin.kinds) = library.folders(of: Set(rules.map(\.description.module)))
    record.origin.configuration = configuration.source.map { AuditedFile(path: $0.path, bytes: $0.bytes) }
    record.documents = RuleCoverage(library).documents
    return record
  }
}
