/// What became of one file: its findings, and its manifests with what their own rules said.
public struct CheckedFile: Sendable {
  /// The file.
  public internal(set) var source: Source
  /// What is wrong with it, as far as that can be said without the other files.
  public internal(set) var findings: [Finding] = []
  /// Whether the file was passed over: it was named without being a manifest.
  public internal(set) var isSkipped = false
  /// Whether the report is about it; other files are there because rules on the portfolio read them.
  public var isAskedFor = true
  /// The digest of its content, where the run keeps evidence (``Linter/keepsEvidence``).
  var digest: String?
  /// The comments in it that silence a rule on a line.
  var suppressions: [Suppression] = []
  /// The manifests in it.
  var subjects: [Subject] = []
  /// Whether it may hold manifests that nobody can tell: a part of it could not be read, is of no known kind or lacks its identity.
  public internal(set) var isUnclear = false
}

extension CheckedFile {
  /// What there is to be judged on other days.
  var withoutOutcomes: CheckedFile {
    var file = self
    file.subjects = subjects.map(\.withoutOutcomes)
    return file
  }

  /// Says of all that was found so far that nobody but a person mends it.
  mutating func dropEdits() {
    for index in findings.indices { findings[index].edit = nil }
    for index in suppressions.indices { suppressions[index].removal = nil }
  }
}

/// A manifest of a known kind.
struct Subject: Sendable {
  /// Index of its kind in the ruleset.
  let kind: Int
  var root: Node
  /// What tells it from others of its kind; nil where it does not say.
  let identity: String?
  let broken: BrokenPlaces
  /// What it was at the base of the comparison; nil where there is none.
  var previous: Previous?
  /// Which rules that need others too do not apply to it, as ``Exclusions`` has them.
  var excluded: UInt64 = 0
  /// How each rule ended on it, by index in the ruleset; nil for rules on other kinds and those that wait for the portfolio.
  var outcomes: [Outcome?]
  /// What rules read of it, where the run keeps evidence.
  var evidence = ReadValues()

  /// What others read of it.
  var withoutOutcomes: Subject {
    var subject = self
    subject.outcomes = []
    subject.evidence = ReadValues()
    return subject
  }
}

/// How a file came to be checked.
public enum Membership: Sendable {
  /// The configuration, or the lack of one, says that it is a manifest: not to be one is a finding.
  case manifest
  /// It was named on the command line and may be anything: it is passed over unless it is a manifest or cannot be read.
  case candidate
  /// A manifest that nobody asked about: it is there for the rules on the portfolio, and its own are not judged.
  case companion
}
