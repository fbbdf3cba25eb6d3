import GovernanceLint

/// What the command line says, and no more: no file was read, no clock and no terminal asked (``CheckOptions`` does that).
struct Arguments: Sendable {
  /// Nil where no command was named.
  var command: Command?
  var operands: [String] = []
  var wantsHelp = false

  /// Whether files with changes that git does not have may be fixed.
  var allowsDirty = false
  var asOf: CivilDate?
  /// The commit after `--at`; nil for the work tree.
  var at: String?
  /// The commit that manifests are compared with.
  var base: String?
  var color = ColorChoice.auto
  var configuration: String?
  /// Which commits a history shows.
  var every = Interval.commit
  var explains = false
  var failLevel: FailLevel?
  /// Whether to mend what is safe to mend.
  var fixes = false
  /// What `--file` named.
  var file: String?
  /// What `--format` named, each with its file; empty for the default.
  var formats: [(name: String, file: String?)] = []
  /// How far `forecast` looks ahead; nil for the default.
  var horizon: Horizon?
  var includesWaived = false
  var isOnlyNew = false
  var isQuiet = false
  /// Whether pre-commit says what is compared with.
  var isPreCommit = false
  /// Whether the index is checked, and compared with the commit before unless something else is named.
  var isStaged = false
  var kind: String?
  /// What `--let` gave, in order.
  var lets: [(name: String, expression: String)] = []
  var maximumFileSize = 16 << 20
  var notation = Notation.tree
  var output: String?
  /// The record after `--verify`.
  var record: String?
  /// The day or commit with which a history begins; nil for the first commit.
  var since: String?
  /// Which past states an audit shows; nil for none.
  var showsHistory: Interval?
  /// Whether to show what would be mended.
  var showsDifference = false
  var standardInputName: String?
  /// What `--set` gave, in order.
  var values: [(key: String, value: String)] = []

  enum ColorChoice: String, CaseIterable { case auto, always, never }
  enum Notation: String, CaseIterable { case tree, json, events }
  enum FailLevel: String, CaseIterable {
    case error, warning, note, never
    /// The least severity that fails the run.
    var severity: Severity? { Severity(name: rawValue) }
  }

  /// Reads the words after the program's name.
  init(_ words: [String]) throws(Failure) {
    var rest = words[...]
    try takeCommand(from: &rest)
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      } else if word.hasPrefix("-"), word != "-" {
        try takeFlag(word, from: &rest)
      } else {
        operands.append(word)
      }
    }
    guard !wantsHelp else { return }
    try checkOperandCount()
    if isOnlyNew, !isStaged, !isPreCommit, base == nil { throw Failure("'--only-new' needs something to compare with: add '--base REF' or '--staged'") }
    if isPreCommit, base != nil { throw Failure("found both '--base' and '--pre-commit', and each says what to compare with") }
    if isStaged, operands.contains("-") { throw Failure("'--staged' reads what is staged, and not standard input ('-')") }
    try checkFixing()
    if standardInputName != nil, !operands.contains("-") {
      throw Failure("'--stdin-filename' goes with the path '-', which is missing")
    }
  }

  /// The command that words name together, such as `rules list`; nil for none.
  static func command(named words: [String]) throws(Failure) -> Command? {
    guard let first = words.first else { return nil }
    let called = words.joined(separator: " ")
    if let command = Command.all.first(where: { $0.name == called }) { return command }
    if Command.all.contains(where: { $0.name == first }) { throw Failure("found '\(words[1])' after '\(first)', which is a whole command", advice: listAdvice) }
    let group = Command.all.map(\.name).filter { $0.hasPrefix(first + " ") }
    guard !group.isEmpty else {
      // Somebody who writes 'govlint explain' or 'govlint rule list' is not far off.
      let second = Command.all.first { $0.name.hasSuffix(" " + first) }
      if let second { throw Failure("unknown command '\(first)'; did you mean '\(second.name)'?", advice: listAdvice) }
      let names = Command.all.flatMap { [$0.name, String($0.name.prefix { $0 != " " })] }
      throw Failure(unknown: "command", first, among: names, advice: listAdvice)
    }
    let list = group.map { "'\($0)'" }.joined(separator: ", ")
    guard words.count > 1 else {
      throw Failure("expected a word after '\(first)' but found none", advice: "the commands are \(list)")
    }
    throw Failure(unknown: "command", called, among: group, advice: "the commands are \(list)")
  }

  private static let listAdvice = "'govlint help' lists the commands"

  private mutating func takeCommand(from rest: inout ArraySlice<String>) throws(Failure) {
    guard let first = rest.first else {
      throw Failure("expected a command but found none", advice: "'govlint check' checks the manifests of this folder; 'govlint help' lists the rest")
    }
    switch first {
    case "--help", "-h":
      wantsHelp = true
      rest = []
    case "--version", "-V":
      command = .version
      rest = []
    case _ where first.hasPrefix("-"):
      throw Failure("expected a command before '\(first)'", advice: "such as 'govlint check \(first)'; 'govlint help' lists the commands")
    case _ where Command.all.contains { $0.name.hasPrefix(first + " ") }:
      let second = rest.dropFirst().prefix(1).filter { !$0.hasPrefix("-") }
      if second.isEmpty, rest.dropFirst().first.map({ $0 == "--help" || $0 == "-h" }) == true {
        wantsHelp = true
        rest = []
        return
      }
      command = try Arguments.command(named: [first] + second)
      rest = rest.dropFirst(2)
    default:
      command = try Arguments.command(named: [first])
      rest = rest.dropFirst()
    }
  }

  private mutating func takeFlag(_ word: String, from rest: inout ArraySlice<String>) throws(Failure) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts[0]
    let ownFlags = command?.flags ?? [.help]
    guard let flag = ownFlags.first(where: { $0.isCalled(name) }) else {
      let command = command?.name ?? "help"
      if Command.all.flatMap(\.flags).contains(where: { $0.isCalled(name) }) {
        throw Failure("'govlint \(command)' takes no flag '\(name)'", advice: "'govlint \(command) --help' lists those that it takes")
      }
      throw Failure(
        unknown: "flag", name, among: ownFlags.map(\.written),
        advice: "'govlint \(command) --help' lists the flags; a path that begins with '-' goes after '--'")
    }
    guard let value = flag.value else {
      guard parts.count == 1 else { throw Failure("'\(name)' takes no value but found '\(parts[1])'") }
      return try flag.set(&self, "")
    }
    guard let given = parts.count == 2 ? parts[1] : rest.popFirst() else {
      throw Failure("expected \(value) after '\(name)' but found nothing")
    }
    try flag.set(&self, given)
  }

  private func checkFixing() throws(Failure) {
    guard fixes || showsDifference else {
      if allowsDirty { throw Failure("'--allow-dirty' goes with '--fix', which is missing") }
      return
    }
    let flag = fixes ? "--fix" : "--diff"
    if isStaged {
      throw Failure("'\(flag)' is about the files as they lie there, and '--staged' about what git holds", advice: "leave out '--staged'")
    }
    if operands.contains("-") { throw Failure("'\(flag)' needs files, and '-' is standard input") }
    if showsDifference, output == nil, formats.contains(where: { $0.file == nil }) {
      throw Failure(
        "'--diff' writes to standard output, and the report cannot go there too",
        advice: "give it a file, such as '--format \(formats[0].name)=report.\(formats[0].name)'")
    }
  }

  private func checkOperandCount() throws(Failure) {
    guard let command, !command.operandCount.contains(operands.count) else { return }
    let usage = "usage: govlint \(command.usage)"
    if operands.count < command.operandCount.lowerBound {
      let found = operands.isEmpty ? "nothing" : "only '\(operands.joined(separator: " "))'"
      throw Failure("expected \(command.operands) after 'govlint \(command.name)' but found \(found)", advice: usage)
    }
    throw Failure("found '\(operands[command.operandCount.upperBound])' after all that 'govlint \(command.name)' takes", advice: usage)
  }
}
