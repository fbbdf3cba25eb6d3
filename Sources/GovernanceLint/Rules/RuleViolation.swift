// What is told of a rule that did not pass: why, where, and how to mend it.

extension RuleJudge {
  /// `require` was false: runs it once more to learn why, and tells.
  mutating func violated(_ rule: CompiledRule, findings: inout [Finding]) -> Outcome {
    // What the message reads decides nothing.
    let isRecording = context.isRecording
    context.isRecording = false
    let reasons = CELTrace.reasons(for: rule.require, in: &context)
    let horizon = context.horizon
    defer { (context.isRecording, context.horizon) = (isRecording, horizon) }
    if rule.acceptsNotApplicable, reasons.contains(where: \.isSettled) { return .notApplicable }
    var severity = rule.severity
    let wording = rule.wording.load()
    var message = message(wording)
    if let effective = rule.effective {
      if effective.isStayed {
        severity = .note
        message += effective.from.map { " (stayed; was to apply from \($0))" } ?? " (stayed)"
      } else if let from = effective.from, asOf < from {
        severity = .note
        message += " (applies from \(from))"
      }
    }
    var finding = Finding(
      rule: rule.id, severity: severity, message: message, place: place(of: rule, wording, reasons),
      fix: rule.description.fix)
    finding.because = reasons.worthTelling(besides: finding.place)
    finding.subject = subject?.identity ?? identity(at: finding.place)
    if let subject { finding.missing = ruleset.missingKeys(of: subject, askedForBy: rule, reasons) }
    findings.append(finding)
    return .fail
  }

  private mutating func message(_ wording: CompiledRule.Wording) -> String {
    wording.message.map { part in
      switch part {
      case .text(let text): text
      case .value(let program): text(of: program)
      }
    }.joined()
  }

  private mutating func text(of program: CELProgram) -> String {
    if case .string(let text) = context.text(of: program) { return text }
    return "nothing"
  }

  /// The place that `at` names, else what made `require` false, else the subject's identity, else the configuration.
  ///
  /// What is wrong with the portfolio as a whole stands in none of its manifests, whatever was read to find it out.
  private mutating func place(of rule: CompiledRule, _ wording: CompiledRule.Wording, _ reasons: [CELReason]) -> Place {
    let isOfWhole = rule.kind == nil && rule.each.isEmpty
    // What a change rule read at the base is why, but not where: it cannot be mended there.
    let read = reasons.lazy.compactMap(\.node).first { $0.document !== subject?.old?.root.document }
    let target = wording.at.flatMap { context.locate($0)?.place } ?? (isOfWhole ? nil : read)
    if let target { return target.anchor(identity: identityKey(of: target)) }
    if let subject { return subject.root.anchor(identity: ruleset.kinds[subject.kind].identity) }
    return portfolioPlace ?? portfolio.first.map { LoadFindings.start($0.root.document.source) }
      ?? LoadFindings.start(ruleset.file(of: rule))
  }

  private func identityKey(of node: Node) -> String? {
    guard let root = node.document.root(holding: node) else { return nil }
    return ruleset.kinds.firstIndex { $0.matches(root) }.map { ruleset.kinds[$0].identity }
  }

  /// The identity of the manifest that a place lies in, for findings of portfolio rules.
  private mutating func identity(at place: Place) -> String? {
    subjectsByPath[place.source.path]?.first {
      $0.root.document.source.isAtBase == place.source.isAtBase && $0.root.range.contains(place.range)
    }?.identity
  }

  /// An expression could not be evaluated: a mistake of the rule, or a limit.
  mutating func failed(_ rule: CompiledRule, findings: inout [Finding]) -> Outcome {
    let failure = context.failure
    let place = ruleset.place(of: failure.instruction, in: rule)
    var finding = Finding(
      rule: "rule/evaluation", severity: .error,
      message: "'\(rule.id)' could not be evaluated\(subject?.identity.map { " on '\($0)'" } ?? ""): \(failure.message)", place: place,
      fix: "Mend the rule; nothing is known about what it asks.")
    finding.subject = subject?.identity
    findings.append(finding)
    return .error
  }
}
