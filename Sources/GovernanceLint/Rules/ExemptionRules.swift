/// What can be wrong with waivers and suppressions, described like rules. What is wrong silences nothing.
enum ExemptionRules {
  static let all: [RuleDescription] = [
    suppressionExpired, suppressionForbidden, suppressionMalformed, suppressionSameChange, suppressionUnknownRule,
    suppressionUnused, waiverExpired, waiverForbidden, waiverSameChange, waiverUnknownRule, waiverUnknownSystem, waiverUnused, waiverWithoutReason,
  ]

  // MARK: In comments of manifests

  static let suppressionExpired = RuleDescription(
    id: "suppression/expired", title: "A suppression's day has not passed", severity: .error,
    why: "Whoever wrote the day meant to be done by then. After it the suppression silences nothing.",
    fix: "Mend what it covers and take the comment out, or decide anew and write a later day.")
  static let suppressionForbidden = RuleDescription(
    id: "suppression/forbidden", title: "A suppression names a rule that comments may silence", severity: .warning,
    why: "Some duties protect people: one who edits a manifest must not be able to lift them alone. The engine's own rules hold for all.",
    fix: "Mend what it covers, or ask for a waiver in `.lint-config.json` where the rule allows one.")
  static let suppressionMalformed = RuleDescription(
    id: "suppression/malformed", title: "A suppression names one rule and says why", severity: .warning,
    why: "A comment that cannot be understood silences nothing, and one without a reason tells nobody what was decided.",
    fix: "Write `# govlint: ignore RULE until YYYY-MM-DD -- REASON`, on the line of the finding or alone on a line above it.")
  static let suppressionSameChange = RuleDescription(
    id: "suppression/same-change", title: "A suppression does not come with what it silences", severity: .note,
    why: "In one change, the finding never shows: whoever reviews it sees the comment, but not what it keeps quiet.",
    fix: "Let the review decide; `suppressions.sameChange` in `.lint-config.json` makes it a warning or an error.")
  static let suppressionUnknownRule = RuleDescription(
    id: "suppression/unknown-rule", title: "A suppression names a rule that exists", severity: .warning,
    why: "A misspelt id silences nothing, while readers believe that something is settled.",
    fix: "Correct the id; `govlint rules list` lists the rules.")
  static let suppressionUnused = RuleDescription(
    id: "suppression/unused", title: "A suppression silences something", severity: .warning,
    why: "What is mended needs no suppression; left behind, it would hide the next mistake at the same place.",
    fix: "Take the comment out, or move it to the line of the finding that it is for.")

  // MARK: In the configuration

  static let waiverExpired = RuleDescription(
    id: "waiver/expired", title: "A waiver's day has not passed", severity: .error,
    why: "It was approved until that day. After it the waiver silences nothing.",
    fix: "Mend what it covers and take the waiver out, or have it approved anew with a later `expires`.")
  static let waiverForbidden = RuleDescription(
    id: "waiver/forbidden", title: "A waiver stays within what its rule allows", severity: .warning,
    why: "Some duties can be waived for 90 days at most, some not at all; what the engine itself reports has to be mended.",
    fix: "Mend what it covers; where the rule allows a waiver, set `expires` to a day within 90 days and renew it in time.")
  static let waiverSameChange = RuleDescription(
    id: "waiver/same-change", title: "A waiver does not come with what it silences", severity: .note,
    why: "In one change, the finding never shows, and the one who causes it may be the one who waives it.",
    fix: "Have the waiver approved before the change; `suppressions.sameChange` in `.lint-config.json` makes this a warning or an error.")
  static let waiverUnknownRule = RuleDescription(
    id: "waiver/unknown-rule", title: "A waiver names a rule that exists", severity: .warning,
    why: "A misspelt id silences nothing, while readers believe that something is settled.",
    fix: "Correct the id; `govlint rules list` lists the rules.")
  static let waiverUnknownSystem = RuleDescription(
    id: "waiver/unknown-system", title: "A waiver names a system that exists", severity: .warning,
    why: "A waiver for a system that is gone, or was renamed, waits to silence whatever gets that id next.",
    fix: "Correct the id, or take the waiver out.")
  static let waiverUnused = RuleDescription(
    id: "waiver/unused", title: "A waiver silences something", severity: .warning,
    why: "What is mended needs no waiver; left behind, it would hide the same mistake when it comes back.",
    fix: "Take the waiver out.")
  static let waiverWithoutReason = RuleDescription(
    id: "waiver/without-reason", title: "A waiver says why and who approved it", severity: .warning,
    why: "An auditor asks who accepted the risk and for what reason; 'TODO' is no answer.",
    fix: "Write what keeps the system from meeting the rule, and the person or role that answers for it.")
}
