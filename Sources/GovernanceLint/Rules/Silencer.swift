/// Takes out of all findings those that somebody answers for, and keeps account of every waiver and suppression.
struct Silencer {
  /// Findings that nobody answers for, and what is wrong with waivers and suppressions.
  private(set) var active: [Finding] = []
  /// The others, each with who answers for it.
  private(set) var silenced: [Finding] = []
  private(set) var exemptions: [Exemption] = []

  private let linter: Linter
  /// The waivers that hold, by what they name.
  private var waivers: [Target: [Int]] = [:]
  /// By path: the suppressions that hold, in the order of the lines that they are about.
  private var suppressions: [String: [(rule: String, line: TextRange, exemption: Int)]] = [:]
  /// By exemption: the waiver, or the suppression and its file.
  private(set) var origins: [(waiver: Waiver?, suppression: Suppression?, file: Int?)] = []

  /// A rule and a system, or a rule and a path.
  private struct Target: Hashable {
    var rule: String
    var name: String?
  }

  /// Goes through all findings of a run. Outcomes of rules whose failures are all silenced become `waived`.
  init(_ linter: Linter, _ findings: [Finding], files: inout [CheckedFile], portfolioOutcomes: inout [Outcome]) {
    self.linter = linter
    guard !linter.configuration.waivers.isEmpty || files.contains(where: { !$0.suppressions.isEmpty }) else {
      active = findings
      return
    }
    admit(files, ExemptionCheck(linter))
    for finding in findings {
      let matching = exemptions(matching: finding)
      guard let first = matching.first else {
        active.append(finding)
        continue
      }
      for index in matching {
        exemptions[index].count += 1
        exemptions[index].effect = .silences
      }
      var finding = finding
      finding.silencing = exemptions[first].silencing
      silenced.append(finding)
    }
    settleOutcomes(of: &files, &portfolioOutcomes)
    tellUnused(files, portfolioOutcomes)
    exemptions.sort { $0.isMoreUrgent(than: $1) }
  }

  /// Knows all waivers and suppressions, whatever is wrong with them today: for asking what they silence on other days.
  init(_ linter: Linter, files: [CheckedFile]) {
    self.linter = linter
    admit(files, nil)
  }

  /// Adds what is said about waivers and suppressions once it is known what they silence.
  mutating func add(_ findings: [Finding]) { active += findings }

  // MARK: What may silence

  /// Admits those that pass the check; without one, all.
  private mutating func admit(_ files: [CheckedFile], _ check: ExemptionCheck?) {
    for waiver in linter.configuration.waivers {
      let index = add(Exemption(rule: waiver.rule, subject: waiver.system, silencing: waiver.silencing), check?.problem(with: waiver))
      origins.append((waiver, nil, nil))
      if let index { waivers[Target(rule: waiver.rule, name: waiver.system), default: []].append(index) }
    }
    for (file, checked) in files.enumerated() {
      for suppression in checked.suppressions {
        let subject = suppression.subject(in: checked)
        let exemption = Exemption(rule: suppression.rule, subject: subject?.identity, silencing: suppression.silencing)
        let index = add(exemption, check?.problem(with: suppression))
        origins.append((nil, suppression, file))
        guard let index else { continue }
        suppressions[checked.source.path, default: []].append((suppression.rule, suppression.line, index))
      }
    }
  }

  /// Its index, or nil where something keeps it from its effect.
  private mutating func add(_ exemption: Exemption, _ problem: (effect: Exemption.Effect, finding: Finding)?) -> Int? {
    exemptions.append(exemption)
    let index = exemptions.count - 1
    guard let problem else { return index }
    exemptions[index].effect = problem.effect
    tell(problem.finding, about: exemption)
    return nil
  }

  private mutating func tell(_ finding: Finding, about exemption: Exemption) {
    var finding = finding
    finding.subject = exemption.subject
    active.append(finding)
  }

  /// The exemptions that are about a finding; a waiver first, because somebody has approved it.
  func exemptions(matching finding: Finding) -> [Int] {
    let system = finding.subject ?? Waiver.portfolio
    var matching = waivers[Target(rule: finding.rule, name: system)] ?? []
    if !matching.isEmpty, finding.subject == nil, !isOnPortfolio(finding.rule) { matching = [] }
    guard !finding.place.source.isAtBase, let suppressions = suppressions[finding.place.source.path] else { return matching }
    let start = finding.place.range.start
    // The last line that begins at or before the finding; all its suppressions stand together.
    var (low, high) = (0, suppressions.count)
    while low < high {
      let middle = (low + high) / 2
      if suppressions[middle].line.start <= start { low = middle + 1 } else { high = middle }
    }
    guard low > 0, start <= suppressions[low - 1].line.end else { return matching }
    for suppression in suppressions[..<low].reversed() {
      if suppression.line.start != suppressions[low - 1].line.start { break }
      if suppression.rule.utf8.elementsEqual(finding.rule.utf8) { matching.append(suppression.exemption) }
    }
    return matching
  }

  private func isOnPortfolio(_ rule: String) -> Bool { linter.ruleset.rules.contains { $0.kind == nil && $0.id == rule } }

  // MARK: Outcomes

  private func settleOutcomes(of files: inout [CheckedFile], _ portfolioOutcomes: inout [Outcome]) {
    if silenced.isEmpty { return }
    let rules = Dictionary(linter.ruleset.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let portfolioRules = linter.ruleset.rules.indices.filter { linter.ruleset.rules[$0].kind == nil }
    /// Where the rule is on the portfolio, one failure of all counts.
    func target(_ finding: Finding) -> (rule: Int, target: Target)? {
      guard let rule = rules[finding.rule] else { return nil }
      let isOnPortfolio = linter.ruleset.rules[rule].kind == nil
      return (rule, Target(rule: finding.rule, name: isOnPortfolio ? nil : "\(finding.place.source.path)\n\(finding.subject ?? "")"))
    }
    let failing = Set(active.lazy.compactMap { target($0)?.target })
    let byPath = Dictionary(files.enumerated().map { ($1.source.path, $0) }, uniquingKeysWith: { first, _ in first })
    for finding in silenced {
      guard let (rule, target) = target(finding), !failing.contains(target) else { continue }
      if target.name == nil {
        guard let index = portfolioRules.firstIndex(of: rule), portfolioOutcomes[index] == .fail else { continue }
        portfolioOutcomes[index] = .waived
      } else if let file = byPath[finding.place.source.path] {
        for subject in files[file].subjects.indices
        where files[file].subjects[subject].outcomes[rule] == .fail && files[file].subjects[subject].identity == finding.subject {
          files[file].subjects[subject].outcomes[rule] = .waived
        }
      }
    }
  }

  // MARK: What silences nothing

  private mutating func tellUnused(_ files: [CheckedFile], _ portfolioOutcomes: [Outcome]) {
    // Where some files were named, only what concerns these is told.
    let isWhole = files.allSatisfy(\.isAskedFor)
    let bySystem = Dictionary(grouping: files.flatMap(\.subjects)) { $0.identity }
    for (index, exemption) in exemptions.enumerated() where exemption.effect == .unused {
      let rule = linter.ruleset.rules.firstIndex { $0.id == exemption.rule }
      // What is not among the rules was told before.
      guard let rule else { continue }
      if let waiver = origins[index].waiver, bySystem[waiver.system] == nil, waiver.system != Waiver.portfolio {
        guard isWhole, !linter.configuration.manifests.isEmpty else { continue }
        let near = Suggestion.nearest(to: waiver.system, among: bySystem.keys.compactMap(\.self).sorted { $0.precedes($1) })
        let message = "there is no system '\(waiver.system)'" + (near.map { "; did you mean '\($0)'?" } ?? "")
        tell(ExemptionRules.waiverUnknownSystem.finding(message, at: waiver.systemPlace), about: exemption)
        continue
      }
      let subjects = origins[index].file.map { files[$0].subjects } ?? bySystem[exemption.subject] ?? []
      guard isJudged(rule, on: subjects, portfolioOutcomes) else { continue }
      switch exemption.silencing.kind {
      case .waiver:
        let message = "'\(exemption.subject ?? "")' needs no waiver of '\(exemption.rule)': nothing is found that it would silence"
        tell(ExemptionRules.waiverUnused.finding(message, at: exemption.silencing.place), about: exemption)
      case .suppression:
        let message = "'\(exemption.rule)' finds nothing here that the comment would silence"
        var finding = ExemptionRules.suppressionUnused.finding(message, at: exemption.silencing.place)
        finding.edit = origins[index].suppression?.removal
        tell(finding, about: exemption)
      }
    }
  }

  /// Whether the rule was judged, so that nothing to silence means that it is met.
  private func isJudged(_ rule: Int, on subjects: [Subject], _ portfolioOutcomes: [Outcome]) -> Bool {
    // What a rule about changes says is gone once the change is in the base; the waiver is for that change.
    if linter.ruleset.rules[rule].readsOld || linter.ruleset.rules[rule].readsChanges { return false }
    if linter.ruleset.rules[rule].kind == nil {
      let index = linter.ruleset.rules[..<rule].count { $0.kind == nil }
      return portfolioOutcomes[index] != .blocked && portfolioOutcomes[index] != .error
    }
    return !subjects.isEmpty && !subjects.contains { $0.outcomes[rule] == .blocked || $0.outcomes[rule] == .error }
  }
}
