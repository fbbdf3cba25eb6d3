/// What `govlint eval` prints.
public enum EvaluationReport {
  /// The value and its type; with `explains`, a line for each value that decided.
  public static func write(_ evaluation: Evaluation, explains: Bool, into sink: inout OutputSink) {
    sink.write("value: \(VisibleText.escaped(evaluation.value))\n")
    sink.write("type: \(VisibleText.escaped(evaluation.type))\n")
    guard explains else { return }
    var tables = LineTables()
    for reason in evaluation.because {
      sink.write("because: \(VisibleText.escaped(reason.expression))")
      sink.write(reason.value.map { " = \(VisibleText.escaped($0))" } ?? " is not written")
      if let place = reason.place {
        let start = tables.region(of: place).start
        sink.write(" (\(VisibleText.escaped(place.source.path)):\(start.line):\(start.column))")
      }
      sink.write("\n")
    }
    if evaluation.because.isEmpty { sink.write("because: nothing outside of the expression was read\n") }
  }
}
