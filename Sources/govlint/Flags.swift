import GovernanceLint

/// A flag: how it is written, which commands take it, what it does. The parser, the help and the suggestions all read this table.
struct Flag: Sendable {
  /// Without the dashes.
  var name: String
  /// What stands for its value in the help; nil for one that takes none.
  var value: String?
  var commands: [Command]
  /// For the help: what it does, in a sentence without a final period.
  var summary: String
  /// Reads its value into the arguments.
  var set: @Sendable (inout Arguments, String) throws(Failure) -> Void

  /// As it is written on the command line.
  var written: String { "--" + name }

  func isCalled(_ word: String) -> Bool { word == written || (name == "help" && word == "-h") }

  func belongs(to command: Command?) -> Bool { command.map(commands.contains) ?? (name == "help") }

  /// All flags, sorted by name, which is the order of the help.
  static let all: [Flag] = [
    Flag(
      name: "as-of", value: "YYYY-MM-DD", commands: [.check],
      summary: "judge as on that day, such as an audit's; the default is today in UTC"
    ) { arguments, text throws(Failure) in
      guard let date = CivilDate(text) else {
        throw Failure("expected a day such as '2026-06-30' after '--as-of' but found '\(text)'")
      }
      arguments.asOf = date
    },
    Flag(
      name: "color", value: Flag.choices(of: Arguments.ColorChoice.self), commands: [.check, .listRules, .explainRule, .testRules, .parse],
      summary: "colour text output; 'auto', the default, does so on a terminal unless NO_COLOR is set or TERM is 'dumb'"
    ) { arguments, text throws(Failure) in
      arguments.color = try Flag.choice(text, of: "color")
    },
    Flag(
      name: "config", value: "FILE", commands: [.check, .listRules, .explainRule, .testRules, .schema],
      summary: "the configuration; the default is the nearest .lint-config.json, from the working folder upwards"
    ) { arguments, text throws(Failure) in
      arguments.configuration = try Flag.path(text, of: "config")
    },
    Flag(
      name: "fail-on", value: Flag.choices(of: Arguments.FailLevel.self), commands: [.check],
      summary: "the least severity that makes the exit status 1; the default is what the configuration says, else 'error'"
    ) { arguments, text throws(Failure) in
      arguments.failLevel = try Flag.choice(text, of: "fail-on")
    },
    Flag(
      name: "format", value: Reporter.all.map(\.name).joined(separator: "|"), commands: [.check],
      summary: "how the report is written; the default is 'text'"
    ) { arguments, text throws(Failure) in
      guard let reporter = Reporter.all.first(where: { $0.name == text }) else {
        throw Flag.unknownChoice(text, among: Reporter.all.map(\.name), of: "format")
      }
      arguments.format = reporter
    },
    Flag(
      name: "help", value: nil, commands: Command.allCases,
      summary: "explain the command and its flags"
    ) { arguments, _ throws(Failure) in
      arguments.wantsHelp = true
    },
    Flag(
      name: "max-file-size", value: "BYTES", commands: [.check, .parse],
      summary: "a larger file is a finding and is not read; a number, or one with KiB, MiB or GiB; the default is 16MiB"
    ) { arguments, text throws(Failure) in
      arguments.maximumFileSize = try Flag.size(text)
    },
    Flag(
      name: "output", value: "FILE", commands: [.check],
      summary: "write the report there instead of standard output; it appears whole or not at all"
    ) { arguments, text throws(Failure) in
      arguments.output = try Flag.path(text, of: "output")
    },
    Flag(
      name: "quiet", value: nil, commands: [.check],
      summary: "say nothing where nothing was found, and not which files were skipped"
    ) { arguments, _ throws(Failure) in
      arguments.isQuiet = true
    },
    Flag(
      name: "stdin-filename", value: "NAME", commands: [.check, .parse],
      summary: "the path that what comes from standard input has, or will have; goes with the path '-'"
    ) { arguments, text throws(Failure) in
      arguments.standardInputName = try Flag.path(text, of: "stdin-filename")
    },
    Flag(
      name: "to", value: Flag.choices(of: Arguments.Notation.self), commands: [.parse],
      summary: "what to print; the default is 'tree'"
    ) { arguments, text throws(Failure) in
      arguments.notation = try Flag.choice(text, of: "to")
    },
  ]
}

extension Flag {
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
