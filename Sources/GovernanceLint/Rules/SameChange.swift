/// Points out waivers and suppressions that come in the same change as what they silence: nobody has seen the finding without them.
struct SameChange {
  /// A rule and a subject.
  private struct Target: Hashable {
    var rule: String
    var subject: String?
  }

  /// What is to be said about what a run silences that its base neither silenced nor found.
  static func findings(_ linter: Linter, _ silencer: Silencer, _ files: [CheckedFile], base: Base) -> [Finding] {
    let waivers = Set((base.configuration?.waivers ?? []).map { Target(rule: $0.rule, subject: $0.system) })
    let (now, before) = (suppressions(in: files), suppressions(in: base.files))
    let candidates = silencer.silenced.filter { finding in
      switch finding.silencing?.kind {
      case .waiver: !waivers.contains(Target(rule: finding.rule, subject: finding.subject ?? Waiver.portfolio))
      case .suppression:
        // One that was moved or reworded is none the newer: where there are more than before, what it silences tells which is.
        before[target(finding), default: 0] < now[target(finding), default: 0]
      case nil: false
      }
    }
    // The base is judged as a whole only where somebody has added something.
    guard !candidates.isEmpty else { return [] }
    let judged = linter.judgeAll(base.files)
    let known = Dictionary(grouping: judged.files.flatMap(\.findings) + judged.findings, by: target)
    var told: Set<TextRange> = []
    return candidates.compactMap { finding -> Finding? in
      let isKnown = known[target(finding)]?.contains { old in
        // An item may have moved in its list, and a message may name a day.
        old.place.pointer == finding.place.pointer || old.message == finding.message
      }
      guard let silencing = finding.silencing, isKnown != true, told.insert(silencing.place.range).inserted else { return nil }
      return self.finding(about: silencing, of: finding, severity: linter.configuration.sameChange)
    }
  }

  private static func finding(about silencing: Silencing, of finding: Finding, severity: Severity) -> Finding {
    let isWaiver = silencing.kind == .waiver
    var rule = isWaiver ? ExemptionRules.waiverSameChange : ExemptionRules.suppressionSameChange
    rule.severity = severity
    let subject = finding.subject.map { " for '\($0)'" } ?? ""
    var result = rule.finding(
      "the \(silencing.kind.rawValue) of '\(finding.rule)'\(subject) comes in the same change as what it silences", at: silencing.place)
    result.related = [RelatedPlace(message: "this is not in the base: \(finding.message)", place: finding.place)]
    result.subject = finding.subject
    return result
  }

  private static func target(_ finding: Finding) -> Target { Target(rule: finding.rule, subject: finding.subject) }

  /// How many suppressions each rule has on each subject.
  private static func suppressions(in files: [CheckedFile]) -> [Target: Int] {
    var counts: [Target: Int] = [:]
    for file in files {
      for suppression in file.suppressions {
        counts[Target(rule: suppression.rule, subject: suppression.subject(in: file)?.identity), default: 0] += 1
      }
    }
    return counts
  }
}
