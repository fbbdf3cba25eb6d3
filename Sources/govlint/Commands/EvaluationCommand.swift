import GovernanceLint

extension Command {
  static let evaluate = Command(
    "eval", operands: "EXPR", count: 1...1, summary: "evaluate an expression of the rule language, on a manifest or on none",
    details: """
      Prints the value and its type; with --explain also which values decided and where they stand. \
      With --file, the manifest is read by the variable of its kind, as in a rule: govlint eval 'system.isLive()' --file ai/chatbot.yaml. \
      Of a file with several documents, the first that is a manifest is meant; 'portfolio' holds all of them.
      The exit status is 0 whatever the value is, 'false' included, and 2 where there is none: the expression has a mistake, or reads \
      what is absent.
      """,
    flags: [.asOf, .color, .config, .explain, .file, .let], run: printEvaluation)
}

/// `govlint eval EXPR`.
private func printEvaluation(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  let setup = try Setup(arguments)
  var question = Question(
    Source(path: "<expression>", text: arguments.operands[0]), asOf: arguments.asOf ?? currentDate(), host: setup.workspace.host)
  question.lets = arguments.lets.map { ($0.name, Source(path: "<--let \($0.name)>", text: $0.expression)) }
  if let file = arguments.file { question.manifest = try source(of: file, limit: arguments.maximumFileSize) }
  let (evaluation, findings) = Evaluation.evaluate(question, with: setup.loadLibrary())
  guard let evaluation else {
    // What is wrong with the expression is what somebody waits for; where that is sound, the manifest has no kind or cannot be read.
    let own = findings.filter { $0.rule.utf8.starts(with: "rule/".utf8) }
    throw Failure("the expression has no value", findings: own.isEmpty ? findings : own)
  }
  if findings.contains(where: { $0.severity == .error }) {
    tell("'\(arguments.file ?? "")' has mistakes; what is read of them means nothing", advice: "'govlint check' shows them")
  }
  try ReportOutput(path: nil).write { sink in EvaluationReport.write(evaluation, explains: arguments.explains, into: &sink) }
  return .success
}

private func source(of file: String, limit: Int) throws(Failure) -> Source {
  do throws(SystemError) {
    let bytes = file == "-" ? try FileDescriptor.standardInput.read(limit: limit) : try readFile(file, limit: limit)
    guard let bytes else { throw .tooLarge }
    return Source(path: file == "-" ? "<stdin>" : file, bytes: bytes)
  } catch {
    throw Failure(unreadable: file, error)
  }
}
