import GovernanceLint

extension Command {
  static let audit = Command(
    "audit", operands: "[PATH...]", count: 0...Int.max, summary: "record how every rule ended on every system, as evidence",
    details: """
      What 'govlint check' reports as findings, the audit records in full: for each system and rule whether it passed, failed, was waived, did not \\
      apply or could not be judged, with the values that were read, and the digests of all that was judged and judged by. \\
      The same manifests, rules, configuration and day give the same bytes.
      """,
    flags: [.asOf, .color, .config, .failOn, .format(AuditForm.all.map(\.name), of: "the audit"), .maximumFileSize, .output, .quiet],
    run: auditManifests)
}

/// `govlint audit`: checks all manifests and writes the record.
private func auditManifests(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let run = try CheckRun(arguments, keepsEvidence: true)
  var record = run.linter.audit(
    run.checked, library: run.setup.loadLibrary(), origin: origin(arguments), version: toolVersion)
  run.complete(&record.report, arguments)
  let audit = Audit(record)
  for (name, file) in arguments.formats.isEmpty ? [(AuditForm.all[0].name, nil)] : arguments.formats {
    guard let form = AuditForm.all.first(where: { $0.name == name }) else { continue }
    let output = ReportOutput(path: file ?? arguments.output)
    var options = ReportOptions()
    options.isQuiet = arguments.isQuiet
    options.usesColor = output.takesColor(arguments.color)
    options.repositoryPrefix = run.setup.workspace.repositoryPrefix
    try output.write { sink in form.render(audit, options, &sink) }
  }
  return ExitStatus(rawValue: Int32(record.report.exitStatus)) ?? .couldNotRun
}

/// What was asked for, as far as it can change the record.
private func origin(_ arguments: Arguments) -> AuditOrigin {
  var origin = AuditOrigin()
  origin.paths = arguments.operands
  origin.options = [("max-file-size", String(arguments.maximumFileSize))]
  if let level = arguments.failLevel { origin.options.insert(("fail-on", level.rawValue), at: 0) }
  return origin
}
