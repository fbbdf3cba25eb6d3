import GovernanceLint

/// What the tool can be asked to do; in the order in which the help shows it.
enum Command: String, CaseIterable, Sendable {
  case check
  case listRules = "rules list"
  case explainRule = "rules explain"
  case testRules = "rules test"
  case schema
  case parse
  case version
  case help

  /// The words that call it.
  var name: String { rawValue }

  /// What follows its flags.
  var operands: String {
    switch self {
    case .check: "[PATH...]"
    case .listRules, .version: ""
    case .explainRule: "ID"
    case .testRules: "[MODULE...]"
    case .schema: "NAME"
    case .parse: "FILE"
    case .help: "[COMMAND]"
    }
  }

  /// Name and operands.
  var usage: String { operands.isEmpty ? name : "\(name) \(operands)" }

  /// How many operands it takes.
  var operandCount: ClosedRange<Int> {
    switch self {
    case .check, .testRules: 0...Int.max
    case .listRules, .version: 0...0
    case .explainRule, .schema, .parse: 1...1
    case .help: 0...2
    }
  }

  /// One line for the list of commands.
  var summary: String {
    switch self {
    case .check: "check manifests against the rules"
    case .listRules: "list the rules that apply here"
    case .explainRule: "say what a rule demands, why, and how to meet it"
    case .testRules: "load, check and run rule modules against their own examples"
    case .schema: "print a JSON Schema, such as 'config', 'report' or 'AISystem'"
    case .parse: "show how a file is understood: as a tree with places, JSON or events"
    case .version: "print the version"
    case .help: "explain a command"
    }
  }

  /// What its help says below the summary.
  var details: String {
    switch self {
    case .check:
      """
      Without a path, the manifests that .lint-config.json names are checked; the file is looked for in the working folder and upwards.
      A file that is named is checked wherever it lies; a folder stands for the manifests below it. '-' reads standard input.
      """
    case .listRules: "One line for each rule of the modules that the configuration chooses: its severity, its id and what it demands."
    case .explainRule: "ID is '<module>/<name>', as findings and 'govlint rules list' show it."
    case .testRules: "MODULE is the name of a built-in module or the folder of one of yours; without one, the configured modules are tested."
    case .schema:
      """
      NAME is a kind of manifest, such as 'AISystem', or one of \(formatNames.map { "'\($0)'" }.joined(separator: ", ")).
      The schema is what editors need to complete and check a file while it is written.
      """
    case .parse:
      """
      FILE is JSON where its name ends in '.json', else YAML; '-' reads standard input. What is wrong with it is told on standard error.
      'tree' has a line for each node: what it is, how it is written, where (line:column, up to the column after its end), what it means. \
      'json' has a line for each document. 'events' is the notation of the YAML test suite.
      The exit status is 1 where the file has errors.
      """
    case .version, .help: ""
    }
  }

  /// Does it.
  func run(_ arguments: Arguments) throws(Failure) -> ExitStatus {
    switch self {
    case .check: try checkManifests(arguments)
    case .listRules: try printRules(arguments)
    case .explainRule: try printExplanation(arguments)
    case .testRules: try runRuleTests(arguments)
    case .schema: try printSchema(arguments)
    case .parse: try printTree(arguments)
    case .version: try print("govlint \(toolVersion)\n")
    case .help: try printHelp(arguments.operands)
    }
  }
}

/// `govlint help rules` shows the list of commands, as `govlint rules --help` does.
private func printHelp(_ words: [String]) throws(Failure) -> ExitStatus {
  let isGroup = words.count == 1 && Command.allCases.contains { $0.name.hasPrefix(words[0] + " ") }
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
