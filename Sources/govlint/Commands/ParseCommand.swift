import GovernanceLint

extension Command {
  static let parse = Command(
    "parse", operands: "FILE", count: 1...1,
    summary: "show how a file is understood: as a tree with places, JSON or events",
    details: """
      FILE is JSON where its name ends in '.json', else YAML; '-' reads standard input. What is wrong with it is told on standard error.
      'tree' has a line for each node: what it is, how it is written, where (line:column, up to the column after its end), what it means. \
      'json' has a line for each document. 'events' is the notation of the YAML test suite.
      The exit status is 1 where the file has errors.
      """,
    flags: [.color, .maximumFileSize, .standardInputName, .to], run: printTree)
}

/// `govlint parse FILE`: shows what was understood, and tells what is wrong with the file.
func printTree(_ arguments: Arguments) throws(Failure) -> ExitStatus {
  var limits = DocumentLimits()
  limits.size = arguments.maximumFileSize
  let (document, findings) = Document.parse(try source(arguments, limit: limits.size), limits: limits)
  try ReportOutput(path: nil).write { sink in
    switch arguments.notation {
    case .tree: DocumentTree.write(document, into: &sink)
    case .json:
      for root in document.roots {
        var writer = JSONWriter()
        writer.node(root, into: &sink)
        sink.write("\n")
      }
    case .events: YAMLEvents.write(document, into: &sink)
    }
  }
  tell(findings, color: arguments.color)
  return findings.contains { $0.severity == .error } ? .findings : .success
}

/// The file that the command line names.
private func source(_ arguments: Arguments, limit: Int) throws(Failure) -> Source {
  let operand = arguments.operands[0]
  let name = operand == "-" ? arguments.standardInputName ?? "<stdin>" : operand
  let bytes: [UInt8]?
  do throws(SystemError) {
    bytes = operand == "-" ? try FileDescriptor.standardInput.read(limit: limit) : try readFile(operand, limit: limit)
  } catch {
    throw Failure("cannot read '\(name)': \(error.words)")
  }
  guard let bytes else {
    throw Failure("cannot read '\(name)': it has more than \(limit) bytes", advice: "raise the limit with '--max-file-size'")
  }
  return Source(path: name, bytes: bytes)
}
