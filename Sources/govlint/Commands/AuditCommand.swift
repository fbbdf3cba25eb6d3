import GovernanceLint

extension Command {
  static let audit = Command(
    "audit", operands: "[PATH...]", count: 0...Int.max, summary: "record how every rule ended on every system, as evidence",
    details: """
      What 'govlint check' reports as findings, the audit records in full: for each system and rule whether it passed, failed, was waived, did not \
      apply or could not be judged, with the values that were read, and the digests of all that was judged and judged by. \
      The same manifests, rules, configuration and day give the same bytes.
      '--verify' makes a record again from the commit that it names, and says what differs: the exit status is 0 where nothing does, else 1.
      """,
    flags: [
      .asOf, .at, .base, .color, .config, .failOn, .pastStates, .format(AuditForm.all.map(\.name), of: "the audit"), .maximumFileSize, .output, .quiet, .verify,
    ],
    run: auditManifests)
}

/// `govlint audit`: checks all manifests and writes the record.
private func auditManifests(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  if let path = arguments.record { return try verify(path, arguments) }
  if arguments.operands.contains("-") {
    throw Failure("'-' is standard input, which nobody could audit again", advice: "name the file, or check what is typed with 'govlint check -'")
  }
  let (audit, workspace) = try audit(arguments)
  try write(audit, as: AuditForm.all, arguments, in: workspace, sideBySide: true)
  return ExitStatus(rawValue: Int32(audit.record.report.exitStatus)) ?? .couldNotRun
}

/// Checks the manifests of the work tree or of a commit, and keeps how everything ended.
func audit(_ arguments: Arguments) throws(Failure) -> (audit: Audit, workspace: Workspace) {
  shareMemory()
  let workspace = try Workspace(configuration: arguments.configuration)
  var commit: CommitVersion?
  if let reference = arguments.at { commit = try CommitVersion(reference, workspace) }
  let setup = try Setup(arguments, commit: commit)
  var run = try CheckRun(arguments, setup, commit: commit, keepsEvidence: true)
  var origin = AuditOrigin()
  origin.paths = arguments.operands
  origin.repository = try repository(workspace, commit)
  if let level = arguments.failLevel { origin.options.append(("failOn", level.rawValue)) }
  origin.options.append(("maxFileSize", String(arguments.maximumFileSize)))
  if let base = run.baseCommit { origin.options.append(("base", base)) }
  func makeRecord() -> AuditRecord {
    var record = run.linter.audit(
      run.takeChecked(), base: run.base, library: setup.loadLibrary(), origin: origin, version: toolVersion)
    run.complete(&record.report, arguments)
    return record
  }
  // Of the forms, this is the one that shows other days.
  guard arguments.formats.contains(where: { $0.name == "html" }) else { return (Audit(makeRecord()), workspace) }
  let forecaster = Forecaster(run.linter, run.checked, until: try arguments.lastDay(from: run.linter.asOf))
  let (due, record) = concurrentMap(forecaster.parts, meanwhile: makeRecord) {
    let worker = forecaster.makeWorker()
    return { part in worker(part).map(AuditOutlook.DueDate.init) }
  }
  var audit = Audit(record)
  audit.outlook.setDue(due.joined())
  if let interval = arguments.showsHistory {
    var past = arguments
    past.every = interval
    let history = try history(past, to: commit?.commit)
    audit.outlook.history = history.states.map { AuditOutlook.PastAudit(date: $0.date, counts: $0.counts) }
  }
  return (audit, workspace)
}

/// The state of the repository; nil outside one, and where git cannot tell.
private func repository(_ workspace: Workspace, _ commit: CommitVersion?) throws(Failure) -> AuditedRepository? {
  let folder = workspace.repositoryPrefix
  if let commit { return AuditedRepository(commit: commit.commit, isClean: true, folder: folder) }
  guard workspace.repositoryRoot != nil else { return nil }
  let repository = Repository(containing: workspace.folder)
  do throws(Failure) {
    guard let head = try repository.head() else { return nil }
    return AuditedRepository(commit: head, isClean: try repository.isClean(), folder: folder)
  } catch {
    tell(Failure("the record names no commit: \(error.message)", advice: error.advice))
    return nil
  }
}

/// Makes a record again from the commit that it names, and says what differs.
private func verify(_ path: String, _ arguments: Arguments) throws(Failure) -> ExitStatus {
  guard arguments.operands.isEmpty else {
    throw Failure("found '\(arguments.operands[0])' beside '--verify'", advice: "which paths were audited stands in the record")
  }
  let bytes: [UInt8]?
  do throws(SystemError) { bytes = try readFile(path, limit: Source.maximumSize) } catch { throw Failure(unreadable: path, error) }
  guard let bytes else { throw Failure("'\(path)' is too large for a record") }
  let claim: AuditClaim
  switch AuditClaim.read(Source(path: path, bytes: bytes)) {
  case .success(let read): claim = read
  case .failure(let problem): throw Failure("'\(path)' cannot be verified: \(problem.message)", advice: problem.advice)
  }
  var same = arguments
  same.record = nil
  same.at = claim.commit
  same.asOf = claim.asOf
  same.operands = claim.paths
  same.failLevel = claim.options["failOn"].flatMap(Arguments.FailLevel.init)
  same.maximumFileSize = claim.options["maxFileSize"].flatMap(Int.init) ?? arguments.maximumFileSize
  same.base = claim.options["base"]
  let differences = claim.differences(from: try audit(same).audit, version: toolVersion)
  for line in differences.isEmpty ? [claim.confirmation] : differences { _ = try print(VisibleText.escaped(line) + "\n") }
  return differences.isEmpty ? .success : .findings
}
