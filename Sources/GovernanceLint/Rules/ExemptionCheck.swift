/// Whether a waiver or a suppression may silence anything: what is wrong with it before any finding is looked at.
struct ExemptionCheck {
  /// The day on which they would silence.
  var asOf: CivilDate
  private let requiresUntil: Bool
  private let ruleset: Ruleset
  private let rules: [String: Rule.Waivable]

  /// The longest time for which a rule that asks for approval can be waived, counted from the as-of date.
  static let longestApproval = 90

  init(_ linter: Linter) {
    asOf = linter.asOf
    requiresUntil = linter.configuration.requiresUntil
    ruleset = linter.ruleset
    rules = Dictionary(ruleset.rules.map { ($0.id, $0.waivable) }, uniquingKeysWith: { first, _ in first })
  }

  /// What keeps a waiver from its effect, and what is to be said about that.
  func problem(with waiver: Waiver) -> (effect: Exemption.Effect, finding: Finding)? {
    let (id, silencing) = (waiver.rule, waiver.silencing)
    if EngineRules.isEngine(id) { return (.refused, ExemptionRules.waiverForbidden.finding(engineMessage(id), at: silencing.place)) }
    guard let waivable = rules[id] else {
      return unknown(id).map { (.refused, ExemptionRules.waiverUnknownRule.finding($0, at: silencing.place)) }
        ?? (.unused, ExemptionRules.waiverUnused.finding("'\(id)' is not among the rules that apply here", at: silencing.place))
    }
    if CELLibrary.isPlaceholder(silencing.reason) {
      return incomplete("expected a reason but found '\(silencing.reason)'", at: waiver.reasonPlace)
    }
    if let approver = silencing.approvedBy, CELLibrary.isPlaceholder(approver) {
      return incomplete("expected who approved the waiver but found '\(approver)'", at: waiver.approverPlace)
    }
    if let expires = silencing.expires, expires < asOf {
      return (.expired, ExemptionRules.waiverExpired.finding(
        "the waiver of '\(id)' for '\(waiver.system)' expired on \(expires); it silences nothing any more", at: waiver.expiryPlace))
    }
    switch waivable {
    case .always: return nil
    case .never:
      return (.refused, ExemptionRules.waiverForbidden.finding("'\(id)' cannot be waived", at: silencing.place))
    case .approved:
      let last = CivilDate(daysSinceEpoch: asOf.daysSinceEpoch + ExemptionCheck.longestApproval)
      guard let expires = silencing.expires, last < expires else { return nil }
      return (.refused, ExemptionRules.waiverForbidden.finding(
        "'\(id)' can be waived for \(ExemptionCheck.longestApproval) days at most, today until \(last), but this waiver lasts until \(expires)",
        at: waiver.expiryPlace))
    }
  }

  /// What keeps a suppression from its effect, and what is to be said about that.
  func problem(with suppression: Suppression) -> (effect: Exemption.Effect, finding: Finding)? {
    let (id, silencing) = (suppression.rule, suppression.silencing)
    func forbidden(_ message: String) -> (Exemption.Effect, Finding) {
      (.refused, ExemptionRules.suppressionForbidden.finding(message, at: suppression.rulePlace))
    }
    if EngineRules.isEngine(id) { return forbidden(engineMessage(id)) }
    guard let waivable = rules[id] else {
      return unknown(id).map { (.refused, ExemptionRules.suppressionUnknownRule.finding($0, at: suppression.rulePlace)) }
        ?? (.unused, ExemptionRules.suppressionUnused.finding("'\(id)' is not among the rules that apply here", at: silencing.place))
    }
    switch waivable {
    case .always: break
    case .approved: return forbidden("no comment can silence '\(id)': it takes a waiver that somebody approved")
    case .never: return forbidden("nothing can silence '\(id)'")
    }
    guard let expires = silencing.expires else {
      guard requiresUntil else { return nil }
      return (.refused, ExemptionRules.suppressionMalformed.finding(
        "expected 'until' and a day before '--', which the configuration requires", at: silencing.place))
    }
    guard expires < asOf else { return nil }
    var finding = ExemptionRules.suppressionExpired.finding(
      "the suppression of '\(id)' expired on \(expires); it silences nothing any more", at: silencing.place)
    finding.edit = suppression.removal
    return (.expired, finding)
  }

  private func incomplete(_ message: String, at place: Place) -> (Exemption.Effect, Finding) {
    (.refused, ExemptionRules.waiverWithoutReason.finding(message, at: place))
  }

  private func engineMessage(_ id: String) -> String { "'\(id)' is what the engine itself reports; it has to be mended and cannot be waived" }

  /// That there is no such rule; nil where there is one, which is switched off or in a module that was not chosen.
  private func unknown(_ id: String) -> String? {
    // Slow, for all rules are decoded; but it ends with a finding.
    let known = ruleset.library().rules.map(\.description.id)
    if known.contains(where: { $0.utf8.elementsEqual(id.utf8) }) { return nil }
    return "there is no rule '\(id)'" + (Suggestion.nearest(to: id, among: known).map { "; did you mean '\($0)'?" } ?? "")
  }
}
