/// On which days waivers and suppressions silence what.
struct ExemptionCalendar {
  /// The rules that some of them name.
  let rules: Set<String>
  private let silencer: Silencer
  private let check: ExemptionCheck

  init(_ linter: Linter, _ files: [CheckedFile]) {
    silencer = Silencer(linter, files: files)
    check = ExemptionCheck(linter)
    rules = Set(silencer.exemptions.map(\.rule))
  }

  /// Whether somebody answers for a finding on a day; the first later day, in days since 1970-01-01, on which that may be different;
  /// and where nobody does any more, what ended the day before.
  func answer(for finding: Finding, on day: CivilDate) -> (isSilenced: Bool, next: Int, ended: Silencing?) {
    var check = check
    check.asOf = day
    var (isSilenced, next) = (false, Int.max)
    var ended: Silencing?
    for index in silencer.exemptions(matching: finding) {
      let origin = silencer.origins[index]
      let problem = origin.waiver.flatMap(check.problem) ?? origin.suppression.flatMap(check.problem)
      if problem == nil { isSilenced = true }
      guard let expires = silencer.exemptions[index].silencing.expires?.daysSinceEpoch else { continue }
      // What asks for approval is refused while it lasts too long, and so may begin to silence.
      for change in [expires + 1, expires - ExemptionCheck.longestApproval] where change > day.daysSinceEpoch { next = min(next, change) }
      if problem?.effect == .expired, expires + 1 == day.daysSinceEpoch { ended = silencer.exemptions[index].silencing }
    }
    return (isSilenced, next, isSilenced ? nil : ended)
  }
}
