import GovernanceLint

extension Command {
  static let initialise = Command(
    "init", operands: "[ID]", count: 0...1, summary: "write a first manifest, with blanks for what the rules ask of it",
    details: """
      ID is what the manifest is called by, such as 'support-chatbot'; it is written to 'ai/ID.yaml', or where --output says. \
      Values are given with --set; what is left out is asked for on a terminal. Where there is no .lint-config.json, one is written too. \
      Nothing is overwritten.
      """,
    flags: [.asOf, .color, .config, .kind, .output, .set], run: writeFirstManifest)
}

/// `govlint init [ID]`.
private func writeFirstManifest(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let setup = try Setup(arguments)
  let kind = try Kind.startable(named: arguments.kind, among: setup.loadLibrary().kinds)
  let values = try values(of: kind, arguments)
  let identity = values.first { $0.key == kind.identity }?.value ?? ""
  let workspace = setup.workspace
  let operand = arguments.output ?? workspace.shown(Path.joined(workspace.folder, "ai/\(identity).yaml"))
  let path = Path.absolute(operand, in: workspace.current)
  try ensureIsManifest(path, operand, setup)

  let linter = Linter(
    ruleset: try setup.compileRules(), configuration: setup.configuration, asOf: arguments.asOf ?? currentDate(), host: workspace.host)
  let (text, mistakes) = Skeleton.manifest(of: kind, values, judgedBy: linter)
  if !mistakes.isEmpty { throw Failure("a value does not fit the kind '\(kind.name)'; nothing was written", findings: mistakes) }
  try writeNew(text, to: path, operand)
  if workspace.configurationName == nil {
    let configuration = Path.joined(workspace.current, Workspace.configurationName)
    try writeNew(firstConfiguration, to: configuration, Workspace.configurationName)
  }
  return try print("next: fill in what is blank, then run 'govlint check'\n")
}

/// What a first configuration says.
private let firstConfiguration = """
  {
    "manifests": ["ai/**/*.{yaml,yml,json}"]
  }

  """

extension Kind {
  /// The kind of that name, or the first one of which a manifest can be begun.
  static func startable(named name: String?, among kinds: [Kind]) throws(Failure) -> Kind {
    let possible = kinds.filter { !$0.head.isEmpty }
    guard let kind = name.map({ name in possible.first { $0.name == name } }) ?? possible.first else {
      throw Failure(
        unknown: "kind", name ?? "", among: possible.map(\.name),
        advice: "a manifest can be begun of the kinds " + possible.map { "'\($0.name)'" }.joined(separator: ", "))
    }
    return kind
  }
}

/// The values that the command line gives, and those that a person types where there is one.
private func values(of kind: Kind, _ arguments: Arguments) throws(Failure) -> [(key: String, value: String)] {
  var values: [(key: String, value: String)] = []
  var given = arguments.values
  /// What was given for a key, or is typed where there is a person.
  func value(_ key: String) throws(Failure) -> String? {
    guard let index = given.lastIndex(where: { $0.key == key }) else { return try ask(key, kind) }
    return given.remove(at: index).value
  }
  var identity = arguments.operands.first
  if identity == nil { identity = try value(kind.identity) }
  guard let identity else {
    throw Failure(
      "expected the '\(kind.identity)' of the manifest but found none, and there is no terminal to ask on",
      advice: "such as 'govlint init support-chatbot --set application=support-chatbot --set stage=pilot'")
  }
  guard !identity.isEmpty, !identity.contains("/"), !identity.hasPrefix(".") else {
    throw Failure("expected an '\(kind.identity)' such as 'support-chatbot' but found '\(identity)'")
  }
  values.append((kind.identity, identity))
  if let title = kind.title {
    let name = try value(title) ?? ""
    values.append((title, name.isEmpty ? words(identity) : name))
  }
  for key in kind.asks {
    if let value = try value(key), !value.isEmpty { values.append((key, value)) }
  }
  return values + given
}

/// `support-chatbot` as a person would write it.
private func words(_ identity: String) -> String {
  let words = identity.split(whereSeparator: { $0 == "-" || $0 == "_" }).joined(separator: " ")
  return words.prefix(1).uppercased() + words.dropFirst()
}

/// Asks on a terminal; nil where there is none.
private func ask(_ key: String, _ kind: Kind) throws(Failure) -> String? {
  guard FileDescriptor.standardInput.isTerminal, FileDescriptor.standardError.isTerminal else { return nil }
  let property = kind.schema.root.property(key)?.node.target
  let choices = (property?.values).map { " (\($0.map(\.text).joined(separator: ", ")))" } ?? ""
  try? FileDescriptor.standardError.write(Array("\(VisibleText.escaped(key + choices)): ".utf8))
  guard let answer = readLine() else { throw Failure("the answer ended before it was given; nothing was written") }
  return String(answer.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
}

/// A manifest that the configuration does not find would never be checked.
private func ensureIsManifest(_ path: String, _ operand: String, _ setup: Setup) throws(Failure) {
  let relative = Path.relative(path, to: setup.workspace.folder)
  let globs = setup.configuration.manifests.compactMap { pattern in try? Glob.compile(pattern.text).get() }
  guard let name = setup.workspace.configurationName, !globs.isEmpty, !globs.contains(where: { $0.matches(relative) }) else { return }
  throw Failure(
    "none of the 'manifests' globs of \(name) matches '\(operand)': it would not be checked",
    advice: "name another file with '--output'; the globs are " + globs.map { "'\($0.text)'" }.joined(separator: ", "))
}

/// Writes a file that is not there yet, and tells.
func writeNew(_ text: String, to path: String, _ operand: String) throws(Failure) {
  guard (try? FileStatus(path: path)) == nil else {
    throw Failure("'\(operand)' exists and is not overwritten", advice: "choose another id, or another file with '--output'")
  }
  do throws(SystemError) {
    try makeFolders(Path.parent(of: path))
    let file = try OutputFile(path: path)
    try file.write(Array(text.utf8))
    try file.finish()
  } catch {
    throw Failure("cannot write '\(operand)': \(error.words)")
  }
  tell("wrote '\(operand)'")
}
