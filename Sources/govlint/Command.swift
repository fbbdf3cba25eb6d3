import GovernanceLint

/// What the tool can be asked to do: how it is called, what the help says, what it runs. Each is defined in the file of its verb.
struct Command: Sendable {
  /// The words that call it, such as `rules list`.
  let name: String
  /// What follows its flags, for the help.
  let operands: String
  /// How many operands it takes.
  let operandCount: ClosedRange<Int>
  /// One line for the list of commands.
  let summary: String
  /// What its help says below the summary.
  let details: String
  /// The flags that it takes, sorted by name; a run asks for those of one command.
  var flags: [Flag] { (ownFlags() + [.help]).sorted { $0.name < $1.name } }
  private let ownFlags: @Sendable () -> [Flag]
  /// Does it.
  let run: @Sendable (Arguments) throws(Failure) -> ExitStatus

  init(
    _ name: String, operands: String = "", count: ClosedRange<Int> = 0...0, summary: String, details: String = "",
    flags: @autoclosure @escaping @Sendable () -> [Flag] = [],
    run: @escaping @Sendable (Arguments) throws(Failure) -> ExitStatus
  ) {
    self.name = name
    self.operands = operands
    operandCount = count
    self.summary = summary
    self.details = details
    ownFlags = flags
    self.run = run
  }

  /// All commands, in the order in which the help shows them.
  static let all: [Command] = [
    check,
    audit,
    status,
    explain,
    forecast,
    history,
    waivers,
    listRules,
    explainRule,
    checkRules,
    testRules,
    newRule,
    coverRules,
    documentRules,
    evaluate,
    initialise,
    schema,
    parse,
    version,
    help,
  ]

  /// Name and operands.
  var usage: String { operands.isEmpty ? name : "\(name) \(operands)" }

  static let version = Command("version", summary: "print the version") { _ throws(Failure) in
    try print("govlint \(toolVersion)\n")
  }

  static let help = Command(
    "help", operands: "[COMMAND]", count: 0...2, summary: "explain a command"
  ) { arguments throws(Failure) in
    try printHelp(arguments.operands)
  }
}

/// `govlint help rules` shows the list of commands, as `govlint rules --help` does.
private func printHelp(_ words: [String]) throws(Failure) -> ExitStatus {
  let isGroup = words.count == 1 && Command.all.contains { $0.name.hasPrefix(words[0] + " ") }
  return try print(Help.text(for: isGroup ? nil : try Arguments.command(named: words), width: Help.width))
}

/// The version of this tool, as in the changelog.
let toolVersion = "0.1.0"

/// Parses, runs and tells what kept it from running.
func runCommand(_ words: [String]) -> ExitStatus {
  var color = Arguments.ColorChoice.auto
  do throws(Failure) {
    let arguments = try Arguments(words)
    color = arguments.color
    if arguments.wantsHelp { return try print(Help.text(for: arguments.command, width: Help.width)) }
    return try (arguments.command ?? .help).run(arguments)
  } catch {
    tell(error, color: color)
    return .couldNotRun
  }
}

/// Writes text to standard output.
func print(_ text: String) throws(Failure) -> ExitStatus {
  do throws(SystemError) {
    try FileDescriptor.standardOutput.write(Array(text.utf8))
  } catch {
    if !error.isClosedPipe { throw Failure("cannot write to standard output: \(error.words)") }
  }
  return .success
}
