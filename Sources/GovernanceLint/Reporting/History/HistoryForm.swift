/// A form in which a history is written: a name and a pure function from the history to bytes.
public typealias HistoryForm = Form<PortfolioHistory>

extension Form<PortfolioHistory> {
  /// All forms, the default first.
  public static var all: [HistoryForm] {
    [
      HistoryForm(name: "text", summary: "for people: a line for each commit, with a bar of what fails", render: HistoryText.render),
      HistoryForm(name: "json", summary: "one JSON object; 'govlint schema history' describes it", render: HistoryJSON.render),
      HistoryForm(name: "csv", summary: "one row for each commit and module, for spreadsheets", render: HistoryCSV.render),
    ]
  }
}

/// The history on a terminal.
enum HistoryText {
  private static let columns: [(outcome: Outcome, title: String)] = [
    (.pass, "pass"), (.fail, "fail"), (.waived, "waived"), (.blocked, "blocked"), (.error, "error"),
  ]
  private static let barWidth = 16

  static func render(_ history: PortfolioHistory, options: ReportOptions, into sink: inout OutputSink) {
    let style = TextStyle(usesColor: options.usesColor)
    let most = history.states.map { $0.counts[.fail] }.max() ?? 0
    sink.write(style.paint("date        commit   manifests" + columns.map { padded($0.title, 8) }.joined() + "  fails", .label) + "\n")
    for state in history.states {
      let counts = state.counts
      let cells = columns.map { padded(String(counts[$0.outcome]), 8) }.joined()
      let bar = most > 0 ? String(repeating: "#", count: (counts[.fail] * barWidth + most - 1) / most) : ""
      let line = "\(state.date)  \(state.commit.prefix(7))\(padded(String(state.manifests), 11))\(cells)"
      sink.write(line + (bar.isEmpty ? "" : "  " + style.paint(bar, .severity(.error))) + "\n")
    }
    guard let first = history.states.first, let last = history.states.last, history.states.count > 1 else { return }
    let changes = last.modules.compactMap { module -> (name: String, before: Int, now: Int)? in
      let before = first.modules.first { $0.name == module.name }?.counts[.fail] ?? 0
      return before == module.counts[.fail] ? nil : (module.name, before, module.counts[.fail])
    }
    guard !changes.isEmpty else { return }
    sink.write("\n\(style.paint("What fails, by module, first and last", .label))\n")
    let width = changes.map { DisplayWidth.of(VisibleText.escaped($0.name)) }.max() ?? 0
    for change in changes {
      let name = VisibleText.escaped(change.name)
      let padding = String(repeating: " ", count: width - DisplayWidth.of(name))
      sink.write("  \(name)\(padding)\(padded(String(change.before), 6)) ->\(padded(String(change.now), 4))\n")
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }
}

/// The history as one JSON object, described by ``HistorySchema``.
enum HistoryJSON {
  static func render(_ history: PortfolioHistory, options: ReportOptions, into sink: inout OutputSink) {
    var json = JSONWriter(layout: .pretty)
    JSONTree.object([
      ("tool", .tool(history.version)),
      ("states", .array(history.states.map(tree))),
    ]).write(to: &json, into: &sink)
    sink.write("\n")
  }

  private static func tree(_ state: PortfolioHistory.State) -> JSONTree {
    .object([
      ("commit", .string(state.commit)), ("date", .string(state.date.description)), ("manifests", .int(state.manifests)),
      ("findings", .object(Severity.allCases.reversed().map { ($0.name, .int(state.findings[$0] ?? 0)) })),
      ("outcomes", outcomes(state.counts)),
      ("modules", .array(state.modules.map { .object([("module", .string($0.name)), ("outcomes", outcomes($0.counts))]) })),
    ])
  }

  private static func outcomes(_ counts: OutcomeCounts) -> JSONTree {
    .object(Outcome.byUrgency.map { ($0.name, .int(counts[$0])) })
  }
}

/// One row for each commit and module (RFC 4180; formulas are made inert as ``AuditCSV`` does).
enum HistoryCSV {
  static func render(_ history: PortfolioHistory, options: ReportOptions, into sink: inout OutputSink) {
    let outcomes = Outcome.byUrgency
    sink.write((["date", "commit", "manifests", "module"] + outcomes.map { $0 == .notApplicable ? "not_applicable" : $0.name }).joined(separator: ",") + "\r\n")
    for state in history.states {
      for module in state.modules {
        let cells = [state.date.description, state.commit, String(state.manifests), module.name] + outcomes.map { String(module.counts[$0]) }
        sink.write(cells.map(AuditCSV.field).joined(separator: ",") + "\r\n")
      }
    }
  }
}
