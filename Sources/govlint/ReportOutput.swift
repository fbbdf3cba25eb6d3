import GovernanceLint

/// Where a report goes: standard output, or a file that appears whole or not at all.
struct ReportOutput {
  /// The file after `--output`; nil for standard output.
  var path: String?
  /// Whether it is added to what the file holds already.
  var isAppended = false

  /// Whether to colour text there.
  func takesColor(_ choice: Arguments.ColorChoice) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: path == nil && Terminal.takesColor(.standardOutput)
    }
  }

  /// Writes what `render` writes, piece by piece.
  ///
  /// A reader that goes away (`govlint check | head`) ends the writing quietly; the exit status is still that of the findings.
  func write(_ render: (inout OutputSink) -> Void) throws(Failure) {
    do throws(SystemError) {
      guard let path else { return try pour(render, into: FileDescriptor.standardOutput.write) }
      let file = try OutputFile(path: path, isAppended: isAppended)
      do throws(SystemError) {
        try pour(render, into: file.write)
      } catch {
        file.discard()
        throw error
      }
      try file.finish()
    } catch {
      if error.isClosedPipe { return }
      throw Failure("cannot write \(path.map { "to '\($0)'" } ?? "to standard output"): \(error.words)")
    }
  }

  /// Runs a rendering, which cannot fail, into a place that can; after a failure the rest is dropped.
  private func pour(
    _ render: (inout OutputSink) -> Void, into write: @escaping ([UInt8]) throws(SystemError) -> Void
  ) throws(SystemError) {
    // A class, because the closure that learns of the failure outlives the statement that made it.
    final class Outcome { var failure: SystemError? }
    let outcome = Outcome()
    var sink = OutputSink { piece in
      guard outcome.failure == nil else { return }
      do throws(SystemError) { try write(piece) } catch { outcome.failure = error }
    }
    render(&sink)
    sink.finish()
    if let failure = outcome.failure { throw failure }
  }
}

/// Writes something in every form that was asked for; without one, in the first. Paths are shown as `workspace` has them. What takes
/// long is written `sideBySide`, each form on the next thread that is free; each has a place of its own.
func write<Content: Sendable>(
  _ content: Content, as forms: [Form<Content>], _ arguments: Arguments, in workspace: Workspace? = nil, sideBySide: Bool = false
) throws(Failure) {
  let wanted = arguments.formats.isEmpty ? [(name: forms[0].name, file: nil)] : arguments.formats
  let jobs = wanted.compactMap { name, file in
    forms.first { $0.name == name }.map { (form: $0, output: ReportOutput(path: file ?? arguments.output)) }
  }
  let results = concurrentMap(jobs, atOnce: 1, from: sideBySide ? 2 : .max) {
    { job in
      let options = ReportOptions(arguments, job.output, workspace)
      return Result { () throws(Failure) in try job.output.write { sink in job.form.render(content, options, &sink) } }
    }
  }
  for result in results { try result.get() }
}

extension ReportOptions {
  /// What the command line says of how to write to a place.
  init(_ arguments: Arguments, _ output: ReportOutput, _ workspace: Workspace?) {
    self.init()
    isQuiet = arguments.isQuiet
    usesColor = output.takesColor(arguments.color)
    includesWaived = arguments.includesWaived
    if let workspace { repositoryPrefix = workspace.repositoryPrefix }
  }
}
