import GovernanceLint

/// A git repository, seen from a folder in it: all paths are relative to that folder, and what lies outside does not show.
struct Repository: Sendable {
  /// Absolute.
  let folder: String

  /// The repository around a folder. Whether there is one shows when it is asked for something.
  init(containing folder: String) { self.folder = folder }

  /// The commit that a name stands for.
  func resolve(_ reference: String) throws(Failure) -> String {
    try Repository.check(reference)
    let result = try Git.run(["rev-parse", "--verify", "--quiet", "\(reference)^{commit}"], in: folder)
    let commit = Repository.line(result.output)
    guard result.status == 0, !commit.isEmpty else { throw try unknown(reference) }
    return commit
  }

  /// The commit at which the one that is checked out, or another, left the history of a reference, which is what a change is compared with: what others
  /// have done since is not its doing. Nil where there is no commit yet.
  func mergeBase(of present: String = "HEAD", with reference: String) throws(Failure) -> String? {
    try Repository.check(reference)
    let result = try Git.run(["merge-base", present, reference], in: folder)
    let commit = Repository.line(result.output)
    if result.status == 0, !commit.isEmpty { return commit }
    _ = try facts()
    if try isUnborn() {
      if reference == "HEAD" { return nil }
      throw Failure(
        "there is no commit yet, so that nothing can be compared with '\(reference)'",
        advice: "'--base HEAD' and '--staged' take everything as added until there is one")
    }
    _ = try resolve(reference)
    guard try !facts().isShallow else { throw tooShallow("the history was fetched in part, and does not reach to where 'HEAD' left '\(reference)'") }
    throw Failure("'HEAD' and '\(reference)' have no commit in common", advice: "name a commit of this history after '--base'")
  }

  /// The commit that is checked out; nil where there is none yet.
  func head() throws(Failure) -> String? {
    let result = try Git.run(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], in: folder)
    if result.status == 0 { return Repository.line(result.output) }
    _ = try facts()
    guard try isUnborn() else { throw Failure("git cannot read the commit that is checked out ('HEAD')") }
    return nil
  }

  /// What git writes when it is asked for something that needs no more than a repository and `needsWorkTree`; else why it cannot.
  func output(_ words: [String], feeding input: [UInt8] = [], needsWorkTree: Bool = false) throws(Failure) -> [UInt8] {
    let result = try Git.run(words, in: folder, feeding: input)
    guard result.status != 0 else { return result.output }
    if try !facts().hasWorkTree, needsWorkTree {
      throw Failure(
        "'\(folder)' is a bare repository: there are no files that could be compared", advice: "run govlint in a work tree of it")
    }
    throw Failure(git: words, result)
  }

  /// What kind of repository it is; a failure where there is none, or git does not want to read it.
  private func facts() throws(Failure) -> (hasWorkTree: Bool, isShallow: Bool) {
    let words = ["rev-parse", "--is-inside-work-tree", "--is-shallow-repository"]
    let result = try Git.run(words, in: folder)
    let answers = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
    if result.status == 0, answers.count == 2 { return (answers[0] == "true", answers[1] == "true") }
    var failure = Failure(git: words, result)
    if failure.message.contains("not a git repository") {
      throw Failure(
        "a base needs a git repository, and '\(folder)' lies in none", advice: "run govlint in a clone, or leave out the comparison")
    }
    if failure.message.contains("dubious ownership") {
      failure.advice = "if you trust it: git config --global --add safe.directory '\(folder)'"
    }
    throw failure
  }

  /// Whether the branch has no commit yet.
  private func isUnborn() throws(Failure) -> Bool {
    let branch = try Git.run(["symbolic-ref", "--quiet", "HEAD"], in: folder)
    guard branch.status == 0 else { return false }
    return try Git.run(["show-ref", "--verify", "--quiet", Repository.line(branch.output)], in: folder).status != 0
  }

  private func unknown(_ reference: String) throws(Failure) -> Failure {
    guard try facts().isShallow else {
      return Failure(
        "git knows no commit '\(reference)'",
        advice: "name a branch, a tag or a commit; a branch of the server is 'origin/main', after a 'git fetch'")
    }
    return tooShallow("git knows no commit '\(reference)', and only a part of the history was fetched")
  }

  private func tooShallow(_ message: String) -> Failure {
    Failure(message, advice: "fetch all of it: 'fetch-depth: 0' of actions/checkout, 'GIT_DEPTH: 0' of GitLab CI, or 'git fetch --unshallow'")
  }

  /// What git would take for an option, or for several words.
  private static func check(_ reference: String) throws(Failure) {
    guard reference.isEmpty || reference.hasPrefix("-") || reference.utf8.contains(0) || reference.contains("..") else { return }
    throw Failure("expected a branch, tag or commit but found '\(reference)'")
  }

  private static func line(_ output: [UInt8]) -> String {
    String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
