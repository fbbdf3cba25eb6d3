import GovernanceLint

/// A flag: how it is written and what it does. The commands list those that they take; the parser, the help and the suggestions read that.
struct Flag: Sendable {
  /// Without the dashes.
  var name: String
  /// What stands for its value in the help; nil for one that takes none.
  var value: String?
  /// For the help: what it does, in a sentence without a final period.
  var summary: String
  /// Reads its value into the arguments.
  var set: @Sendable (inout Arguments, String) throws(Failure) -> Void

  /// As it is written on the command line.
  var written: String { "--" + name }

  func isCalled(_ word: String) -> Bool { word == written || (name == "help" && word == "-h") }

  static let allowDirty = Flag(
    "allow-dirty", sets: \.allowsDirty,
    "let '--fix' change files too that are not in git as they are, so that git cannot bring them back")

  static let asOf = Flag(
    name: "as-of", value: "YYYY-MM-DD",
    summary: "judge as on that day, such as an audit's; the default is today in UTC"
  ) { arguments, text throws(Failure) in
    guard let date = CivilDate(text) else {
      throw Failure("expected a day such as '2026-06-30' after '--as-of' but found '\(text)'")
    }
    arguments.asOf = date
  }

  static let at = Flag(
    "at", commit: "REF", to: \.at,
    "audit the portfolio as it stood at that branch, tag or commit: manifests, configuration, own rules and evidence are read from git")

  static let base = Flag(
    "base", commit: "REF", to: \.base,
    "compare with the manifests where HEAD left the history of that branch, tag or commit; what a change weakened is found")

  static let color = Flag(
    "color", choiceFor: \.color,
    "colour text output; 'auto', the default, does so on a terminal unless NO_COLOR is set or TERM is 'dumb'")

  static let config = Flag(
    "config", path: "FILE", to: \.configuration,
    "the configuration; the default is the nearest .lint-config.json, from the working folder upwards")

  static let diff = Flag(
    "diff", sets: \.showsDifference,
    "show what '--fix' would change as a unified diff, in place of the report, and change nothing")

  static let explain = Flag(
    "explain", sets: \.explains,
    "say which values decided, and where they stand")

  static let failOn = Flag(
    "fail-on", choiceFor: \.failLevel,
    "the least severity that makes the exit status 1; the default is what the configuration says, else 'error'")

  static let file = Flag(
    "file", path: "MANIFEST", to: \.file,
    "a manifest to read, by the variable of its kind, such as 'system'; '-' is standard input")

  static let fix = Flag(
    "fix", sets: \.fixes,
    "mend what needs no thought: misspelt words and keys, forms of dates and periods, comments that silence nothing any more; "
      + "then report what is left")

  /// `--format`, among those of a command; the first is the default.
  static func format(_ names: [String], of what: String = "the report") -> Flag {
    Flag(
      name: "format", value: names.joined(separator: "|") + "[=FILE]",
      summary: "how \(what) is written, and where to instead of standard output; may be given several times; the default is '\(names[0])'"
    ) { arguments, text throws(Failure) in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard names.contains(parts[0]) else { throw Flag.unknownChoice(parts[0], among: names, of: "format") }
      let file = parts.count > 1 ? try Flag.path(parts[1], of: "format") : nil
      if let other = arguments.formats.first(where: { $0.file == file }) {
        let place = file.map { "'\($0)'" } ?? "standard output"
        throw Failure(
          "found the formats '\(other.name)' and '\(parts[0])' for \(place), which takes one",
          advice: "send one of them to a file of its own, such as '--format \(parts[0])=report.\(parts[0])'")
      }
      arguments.formats.append((parts[0], file))
    }
  }

  static let help = Flag(
    "help", sets: \.wantsHelp,
    "explain the command and its flags")

  static let includeWaived = Flag(
    "include-waived", sets: \.includesWaived,
    "have SARIF show what is waived too, marked as suppressed: for archives; GitHub would open alerts for it")

  static let maximumFileSize = Flag(
    name: "max-file-size", value: "BYTES",
    summary: "a larger file is a finding and is not read; a number, or one with KiB, MiB or GiB; the default is 16MiB"
  ) { arguments, text throws(Failure) in
    arguments.maximumFileSize = try Flag.size(text)
  }

  static let onlyNew = Flag(
    "only-new", sets: \.isOnlyNew,
    "show and fail on only those findings that the base did not have; goes with '--base' or '--staged'")

  static let output = Flag(
    "output", path: "FILE", to: \.output,
    "write the report there instead of standard output; it appears whole or not at all")

  static let outputFolder = Flag(
    "output", path: "DIR", to: \.output,
    "the folder to write into; the default is the working folder")

  static let pagesFolder = Flag(
    "output", path: "DIR", to: \.output,
    "the folder to write the pages into; the default is standard output")

  static let quiet = Flag(
    "quiet", sets: \.isQuiet,
    "say nothing where nothing was found, and not which files were skipped")

  static let kind = Flag(
    name: "kind", value: "KIND", summary: "the kind of the manifest, such as 'AISystem'; the default is the first that applies here"
  ) { arguments, text throws(Failure) in
    arguments.kind = text
  }

  static let `let` = Flag(
    name: "let", value: "NAME=EXPR", summary: "a name for an expression, such as 'live=system.isLive()'; may be given several times"
  ) { arguments, text throws(Failure) in
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts[0].utf8
    let isName = name.allSatisfy { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x5F || ($0 >= 0x30 && $0 <= 0x39) }
    guard parts.count == 2, isName, let first = name.first, first > 0x39 else {
      throw Failure("expected a name and an expression such as 'live=system.isLive()' after '--let' but found '\(text)'")
    }
    arguments.lets.append((parts[0], parts[1]))
  }

  static let set = Flag(
    name: "set", value: "KEY=VALUE", summary: "a value of the manifest, such as 'stage=pilot'; may be given several times"
  ) { arguments, text throws(Failure) in
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw Failure("expected a key and a value such as 'stage=pilot' after '--set' but found '\(text)'")
    }
    arguments.values.append((parts[0], parts[1]))
  }

  static let preCommit = Flag(
    "pre-commit", sets: \.isPreCommit,
    "for hooks of pre-commit: compare with PRE_COMMIT_FROM_REF where it is set ('--from-ref', a push), else with HEAD")

  static let staged = Flag(
    "staged", sets: \.isStaged,
    "check what is staged for the next commit, and compare it with HEAD unless another flag names something else")

  static let standardInputName = Flag(
    "stdin-filename", path: "NAME", to: \.standardInputName,
    "the path that what comes from standard input has, or will have; goes with the path '-'")

  static let to = Flag(
    "to", choiceFor: \.notation,
    "what to print; the default is 'tree'")

  static let verify = Flag(
    "verify", path: "RECORD", to: \.record,
    "make the record (of '--format json') again from the commit that it names, and say what differs")
}

// The forms that most flags have.
extension Flag {
  /// One without a value.
  init(_ name: String, sets key: WritableKeyPath<Arguments, Bool> & Sendable, _ summary: String) {
    self.init(name: name, value: nil, summary: summary) { arguments, _ throws(Failure) in arguments[keyPath: key] = true }
  }

  /// One with a path.
  init(_ name: String, path value: String, to key: WritableKeyPath<Arguments, String?> & Sendable, _ summary: String) {
    self.init(name: name, value: value, summary: summary) { arguments, text throws(Failure) in
      arguments[keyPath: key] = try Flag.path(text, of: name)
    }
  }

  /// One that names a commit, or also a day.
  init(_ name: String, commit value: String, to key: WritableKeyPath<Arguments, String?> & Sendable, _ summary: String) {
    self.init(name: name, value: value, summary: summary) { arguments, text throws(Failure) in
      let words = value.hasPrefix("DAY") ? "a day, branch, tag or commit" : "a branch, tag or commit"
      guard !text.isEmpty else { throw Failure("expected \(words) after '--\(name)' but found nothing") }
      arguments[keyPath: key] = text
    }
  }

  /// One with a word out of a few.
  init<Choice: RawRepresentable<String> & CaseIterable & SendableMetatype>(
    _ name: String, choiceFor key: WritableKeyPath<Arguments, Choice> & Sendable, _ summary: String
  ) {
    self.init(name: name, value: Flag.choices(of: Choice.self), summary: summary) { arguments, text throws(Failure) in
      arguments[keyPath: key] = try Flag.choice(text, of: name)
    }
  }

  /// The same where nothing is set without it.
  init<Choice: RawRepresentable<String> & CaseIterable & SendableMetatype>(
    _ name: String, choiceFor key: WritableKeyPath<Arguments, Choice?> & Sendable, _ summary: String
  ) {
    self.init(name: name, value: Flag.choices(of: Choice.self), summary: summary) { arguments, text throws(Failure) in
      arguments[keyPath: key] = try Flag.choice(text, of: name) as Choice
    }
  }

  private static func choices<Choice: RawRepresentable<String> & CaseIterable>(of type: Choice.Type) -> String {
    type.allCases.map(\.rawValue).joined(separator: "|")
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String, of flag: String
  ) throws(Failure) -> Choice {
    guard let choice = Choice(rawValue: text) else {
      throw unknownChoice(text, among: Choice.allCases.map(\.rawValue), of: flag)
    }
    return choice
  }

  private static func unknownChoice(_ text: String, among choices: [String], of flag: String) -> Failure {
    let nearest = Suggestion.nearest(to: text, among: choices).map { "; did you mean '\($0)'?" } ?? ""
    let list = choices.map { "'\($0)'" }.joined(separator: ", ")
    return Failure("expected one of \(list) after '--\(flag)' but found '\(text)'\(nearest)")
  }

  private static func path(_ text: String, of flag: String) throws(Failure) -> String {
    guard !text.isEmpty else { throw Failure("expected a path after '--\(flag)' but found an empty one") }
    return text
  }

  /// `1048576`, `1024KiB` and `1MiB` are the same; at most what 32-bit offsets reach.
  private static func size(_ text: String) throws(Failure) -> Int {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let shift: Int? =
      switch text.dropFirst(digits.count) {
      case "": 0
      case "KiB": 10
      case "MiB": 20
      case "GiB": 30
      default: nil
      }
    guard let shift, let number = Int(digits), number > 0 else {
      throw Failure("expected a size such as '1048576' or '16MiB' after '--max-file-size' but found '\(text)'")
    }
    guard number <= Source.maximumSize >> shift else {
      throw Failure("expected at most \(Source.maximumSize) bytes after '--max-file-size' but found '\(text)'")
    }
    return number << shift
  }
}
