import GovernanceLint

extension Command {
  static let newRule = Command(
    "rules new", operands: "MODULE/NAME", count: 1...1, summary: "begin a rule of your own, which passes its own test as it is",
    details: """
      Writes 'MODULE/NAME.yaml' below the folder that --output names, or the working folder, and 'MODULE/module.yaml' where there is none. \
      Nothing is overwritten. Change the rule, run 'govlint rules test', and name the module's folder in .lint-config.json.
      """,
    flags: [.color, .config, .kind, .outputFolder], run: writeRule)
}

/// `govlint rules new MODULE/NAME`.
private func writeRule(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let id = arguments.operands[0]
  let parts = id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  guard parts.count == 2, parts.allSatisfy(isRuleWord) else {
    throw Failure("expected a name such as 'acme/exit-plan' but found '\(id)'", advice: "lower-case letters, digits and '-', a letter first")
  }
  // The module that the rule joins may be one that the configuration names; it counts once.
  let setup = try Setup(arguments, moduleFolders: [])
  let library = setup.loadLibrary()
  let kind = try Kind.startable(named: arguments.kind, among: library.kinds)
  let folder = Path.joined(arguments.output ?? "", parts[0])
  let (headPath, rulePath) = ("\(folder)/module.yaml", "\(folder)/\(parts[1]).yaml")
  guard (try? FileStatus(path: rulePath)) == nil else {
    throw Failure("'\(rulePath)' exists and is not overwritten", advice: "choose another name")
  }
  let head = try existing(headPath)
  let (skeleton, mistakes) = RuleSkeleton.make(id, on: kind, head: head, in: library)
  guard let skeleton else {
    throw Failure(
      mistakes.isEmpty ? "the kind '\(kind.name)' has no key that a first rule could ask for" : "nothing was written", findings: mistakes)
  }
  let absolute = { Path.absolute($0, in: setup.workspace.current) }
  if head == nil { try writeNew(skeleton.head, to: absolute(headPath), headPath) }
  try writeNew(skeleton.rule, to: absolute(rulePath), rulePath)
  let shown = folder.contains("/") ? folder : "./\(folder)"
  return try print("next: change the rule, then run 'govlint rules test \(shown)'\n")
}

/// Whether a word may be part of a rule's id.
private func isRuleWord(_ word: String) -> Bool {
  guard let first = word.utf8.first, (0x61...0x7A).contains(first) else { return false }
  return word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
}

/// The module's file where there is one.
private func existing(_ path: String) throws(Failure) -> Source? {
  do throws(SystemError) {
    guard let bytes = try readFile(path, limit: Workspace.largestConfiguration) else { throw .tooLarge }
    return Source(path: path, bytes: bytes)
  } catch {
    if error.isNotFound { return nil }
    throw Failure(unreadable: path, error)
  }
}
