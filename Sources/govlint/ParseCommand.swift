import GovernanceLint

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
