import GovernanceLint

/// Why the command could not do its work: told on stderr, and the exit status is ``ExitStatus/couldNotRun``.
struct Failure: Error {
  /// What was found and what was expected: lower case, no final period.
  var message: String
  /// What to do about it, on a line of its own.
  var advice: String?
  /// What is wrong with the configuration or the rules, each with its place.
  var findings: [Finding]

  init(_ message: String, advice: String? = nil, findings: [Finding] = []) {
    self.message = message
    self.advice = advice
    self.findings = findings
  }

  /// A word that is not among those that are possible.
  init(unknown kind: String, _ word: String, among candidates: [String], advice: String) {
    let nearest = Suggestion.nearest(to: word, among: candidates)
    self.init("unknown \(kind) '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""), advice: advice)
  }
}

/// Tells something that is not part of the report.
func tell(_ message: String) {
  // Where even stderr is gone, there is nobody left to tell.
  try? FileDescriptor.standardError.write(Array("govlint: \(message)\n".utf8))
}

/// Tells why the command could not do its work.
func tell(_ failure: Failure, color: Arguments.ColorChoice = .auto) {
  tell(failure.findings, color: color)
  tell(failure.message + (failure.advice.map { "\n  \($0)" } ?? ""))
}

/// Tells what is wrong with the configuration or the rules.
func tell(_ findings: [Finding], color: Arguments.ColorChoice) {
  let usesColor = color == .always || (color == .auto && Terminal.takesColor(.standardError))
  try? FileDescriptor.standardError.write(Array(rendered(findings, usesColor: usesColor).utf8))
}

/// Findings that are not about manifests, in the form in which reports show findings.
func rendered(_ findings: [Finding], usesColor: Bool) -> String {
  var options = ReportOptions()
  options.usesColor = usesColor
  options.showsSummary = false
  var report = Report(version: toolVersion, asOf: currentDate())
  report.findings = findings
  return OutputSink.text { sink in Reporter.all[0].render(report, options, &sink) }
}
