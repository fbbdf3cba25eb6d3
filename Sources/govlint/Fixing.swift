import GovernanceLint

/// Mends what can be mended without thought: what the edits of a run's findings make of its files, round by round until there are none.
///
/// Nothing is written meanwhile. A round shows what the one before has hidden, such as a wrong word below a misspelt key.
struct Fixing {
  /// A file that has changed.
  struct File {
    /// Its place among those of the run.
    var index: Int
    var path: String
    var old: [UInt8]
    var new: [UInt8]
    /// What was done.
    var changes: [Change]
    /// What was checked of it before.
    let checked: CheckedFile
  }

  /// An edit that was made.
  struct Change {
    var rule: String
    /// The line where it was made, from 1.
    var line: Int
    /// What stood there.
    var before: String
    /// What was done there.
    var edit: Edit
  }

  /// In the order of the paths.
  private(set) var files: [File] = []
  /// The run with the new content of the files.
  private(set) var run: CheckRun
  private let workspace: Workspace
  /// What may not be changed, by the bytes of its path, and what may.
  private var isAllowed: [[UInt8]: Bool] = [:]

  /// More than any chain of mistakes that hide each other; it bounds the work.
  private static let maximumRounds = 64

  /// `allowing` says of some paths which of them may be changed; it is asked once about each.
  init(
    _ run: CheckRun, _ report: Report, _ workspace: Workspace, allowing: ([String]) throws(Failure) -> [Bool] = { $0.map { _ in true } }
  ) throws(Failure) {
    self.run = run
    self.workspace = workspace
    var findings = report.findings
    for _ in 0..<Fixing.maximumRounds {
      let mendable = findings.filter { $0.edit != nil && !$0.place.source.isAtBase }
      var byPath = Dictionary(grouping: mendable) { Array($0.place.source.path.utf8) }
      // First what a comment is about is to be right, and lines stay where they are.
      if byPath.values.joined().contains(where: { $0.edit?.replacement.isEmpty == false }) {
        byPath = byPath.mapValues { $0.filter { $0.edit?.replacement.isEmpty == false } }
      }
      try ask(Array(byPath.keys), allowing)
      var hasChanged = false
      for index in self.run.checked.indices {
        let path = Array(self.run.checked[index].source.path.utf8)
        guard let findings = byPath[path], isAllowed[path] == true else { continue }
        if apply(findings, toFile: index) { hasChanged = true } else { isAllowed[path] = false }
      }
      guard hasChanged else { break }
      findings = self.run.linter.finish(self.run.checked, base: self.run.base, version: toolVersion).findings
    }
    files.sort { $0.index < $1.index }
  }

  private mutating func ask(_ paths: [[UInt8]], _ allowing: ([String]) throws(Failure) -> [Bool]) throws(Failure) {
    let unknown = paths.filter { isAllowed[$0] == nil }.sorted { $0.lexicographicallyPrecedes($1) }
    guard !unknown.isEmpty else { return }
    for (path, answer) in zip(unknown, try allowing(unknown.map { String(decoding: $0, as: UTF8.self) })) { isAllowed[path] = answer }
  }

  /// Makes the edits of some findings; false where nothing comes of them.
  private mutating func apply(_ findings: [Finding], toFile index: Int) -> Bool {
    guard let source = findings.first?.place.source else { return false }
    let edits = findings.filter { $0.place.source.bytes == source.bytes }.compactMap(\.edit)
    let (bytes, applied) = Edit.apply(edits, to: source.bytes)
    let new = Source(path: source.path, bytes: bytes)
    let limits = run.linter.limits
    let (before, after) = (Document.parse(source, limits: limits).document, Document.parse(new, limits: limits).document)
    guard !applied.isEmpty, before.hasSameTree(as: after, exceptFor: applied) else { return false }
    let lines = LineTable(source)
    let changes = applied.compactMap { edit in
      findings.first { $0.edit == edit }.map { finding in
        Change(
          rule: finding.rule, line: lines.line(of: finding.place.range.start), before: source.text(edit.range), edit: edit)
      }
    }
    if let known = files.firstIndex(where: { $0.index == index }) {
      files[known].new = bytes
      files[known].changes += changes
    } else {
      files.append(
        File(index: index, path: source.path, old: source.bytes, new: bytes, changes: changes, checked: run.checked[index]))
    }
    run.replace(index, with: run.linter.check(new))
    return true
  }

  /// Leaves a file as it was.
  mutating func undo(_ file: File) { run.replace(file.index, with: file.checked) }

  /// Writes to standard output what is different.
  func writeDifference() throws(Failure) {
    var options = ReportOptions()
    options.repositoryPrefix = workspace.repositoryPrefix
    try ReportOutput().write { sink in
      for file in files { UnifiedDiff.write(path: options.repositoryPath(file.path), old: file.old, new: file.new, into: &sink) }
    }
  }
}

/// Mends files and tells what was done; run and report are then about what is left.
func fix(_ run: inout CheckRun, _ report: inout Report, _ arguments: Arguments, _ workspace: Workspace) throws(Failure) {
  var fixing = try Fixing(run, report, workspace) { paths throws(Failure) in
    let refusals = try FixTargets(workspace, allowsDirty: arguments.allowsDirty).refusals(of: paths)
    for case (let path, let refusal?) in zip(paths, refusals) { tell("left '\(path)' as it is: \(refusal.message)", advice: refusal.advice) }
    return refusals.map { $0 == nil }
  }
  guard !fixing.files.isEmpty else { return }
  var isComplete = true
  var written: Set<String> = []
  var (count, changed) = (0, 0)
  for file in fixing.files {
    do throws(Failure) {
      // Two paths may lead to one file.
      let isFirst = resolvedPath(workspace.opened(file.path)).map { written.insert($0).inserted } ?? true
      if isFirst { try write(file, workspace) }
      count += isFirst ? file.changes.count : 0
      changed += isFirst ? 1 : 0
      if isFirst, !arguments.isQuiet { tell(file) }
    } catch {
      tell(error)
      fixing.undo(file)
      isComplete = false
    }
  }
  if count > 0, !arguments.isQuiet {
    tell("mended \(count) \(count == 1 ? "mistake" : "mistakes") in \(changed) \(changed == 1 ? "file" : "files")")
  }
  run = fixing.run
  report = run.report(arguments, workspace)
  if !isComplete { report.couldNotRun = true }
}

/// Tells what was done to a file, in the order of its lines.
private func tell(_ file: Fixing.File) {
  let changes = file.changes.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  for change in changes { tell("\(file.path):\(change.line): \(change.words)") }
}

/// Puts the new content in the place of the old one, unless somebody else was faster.
private func write(_ file: Fixing.File, _ workspace: Workspace) throws(Failure) {
  let path = workspace.opened(file.path)
  guard let present = try? readFile(path, limit: file.old.count), present == file.old else {
    throw Failure("left '\(file.path)' as it is: it has changed since it was checked", advice: "run govlint again")
  }
  do throws(SystemError) {
    let output = try OutputFile(path: path)
    do throws(SystemError) {
      try output.write(file.new)
    } catch {
      output.discard()
      throw error
    }
    try output.finish()
  } catch {
    throw Failure("cannot write '\(file.path)': \(error.words)")
  }
}

extension Fixing.Change {
  /// What was done, as a sentence.
  fileprivate var words: String {
    func quoted(_ text: String) -> String { "'\(text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed)'" }
    if edit.movesItems { return "put the entries in order (\(rule))" }
    let after = edit.replacement
    return (after.isEmpty ? "took out \(quoted(before))" : "wrote \(quoted(after)) for \(quoted(before))") + " (\(rule))"
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
