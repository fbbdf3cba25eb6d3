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

  /// A file or folder that cannot be opened.
  init(unreadable path: String, _ error: SystemError) {
    var advice: String?
    if error.isNotFound, path.unicodeScalars.contains("\u{FFFD}") {
      advice = "a name that is not UTF-8 cannot be opened: rename the file"
    } else if error.isNotFound, path.contains(where: "*?[{".contains) {
      advice = "a glob is matched by the shell, without quotes, or belongs into 'manifests' of the configuration"
    }
    self.init("cannot read '\(path)': \(error.words)", advice: advice)
  }

  /// A word that is not among those that are possible.
  init(unknown kind: String, _ word: String, among candidates: [String], advice: String) {
    let nearest = Suggestion.nearest(to: word, among: candidates)
    self.init("unknown \(kind) '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""), advice: advice)
  }
}

/// Tells something that is not part of the report.
func tell(_ message: String, advice: String? = nil) {
  // Names of files may hold what a terminal takes for commands.
  let lines = ["govlint: \(VisibleText.escaped(message))"] + (advice.map { ["  \(VisibleText.escaped($0))"] } ?? [])
  // Where even stderr is gone, there is nobody left to tell.
  try? FileDescriptor.standardError.write(Array(lines.map { $0 + "\n" }.joined().utf8))
}

/// Tells why the command could not do its work.
func tell(_ failure: Failure, color: Arguments.ColorChoice = .auto) {
  tell(failure.findings, color: color)
  tell(failure.message, advice: failure.advice)
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
