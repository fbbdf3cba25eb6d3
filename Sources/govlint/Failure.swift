import GovernanceLint

/// Why the command could not do its work: told on stderr, and the exit status is ``ExitStatus/couldNotRun``.
struct Failure: Error {
  /// What was found and what was expected: lower case, no final period.
  var message: String
  /// What to do about it, on a line of its own.
  var advice: String?

  init(_ message: String, advice: String? = nil) {
    self.message = message
    self.advice = advice
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
func tell(_ failure: Failure) {
  tell(failure.message + (failure.advice.map { "\n  \($0)" } ?? ""))
}
