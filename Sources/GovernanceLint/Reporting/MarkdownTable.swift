/// How many findings each system has: the table of the Markdown report.
enum MarkdownTable {
  private struct Row {
    var counts = [Severity: Int]()
    var new = 0
    var gone = 0
    var waived = 0

    /// Worse systems first: what is new, then errors, then warnings.
    func isWorse(than other: Row) -> Bool? {
      for (mine, theirs) in [(new, other.new)] + Severity.allCases.reversed().map({ (counts[$0] ?? 0, other.counts[$0] ?? 0) })
      where mine != theirs {
        return mine > theirs
      }
      return nil
    }
  }

  /// Writes a row for each system that has anything, the worst first, as many as the share holds.
  static func write(_ report: Report, share: Int, into sink: inout OutputSink) {
    var rows: [String: Row] = [:]
    func name(_ finding: Finding) -> String { finding.subject ?? finding.place.source.path }
    for finding in report.findings {
      rows[name(finding), default: Row()].counts[finding.severity, default: 0] += 1
      if finding.baselineState == .new { rows[name(finding), default: Row()].new += 1 }
    }
    for finding in report.absent { rows[name(finding), default: Row()].gone += 1 }
    for finding in report.silenced { rows[name(finding), default: Row()].waived += 1 }
    // One system needs no table.
    guard rows.count > 1 else { return }
    let sorted = rows.sorted { $0.value.isWorse(than: $1.value) ?? $0.key.precedes($1.key) }
    let hasBase = report.base != nil
    sink.write("\n### By system\n\n| system | errors | warnings | notes |\(hasBase ? " new | gone |" : "") waived |\n")
    sink.write("|---|--:|--:|--:|\(hasBase ? "--:|--:|" : "")--:|\n")
    var left = share
    for (index, (name, row)) in sorted.enumerated() {
      var numbers = Severity.allCases.reversed().map { row.counts[$0] ?? 0 }
      if hasBase { numbers += [row.new, row.gone] }
      let cells = (numbers + [row.waived]).map { $0 == 0 ? "" : String($0) }
      let line = "| \(MarkdownText.code(VisibleText.shortened(name, to: 100))) | \(cells.joined(separator: " | ")) |\n"
      left -= line.utf8.count
      guard left >= 0 else {
        sink.write("\n\(sorted.count - index) more systems are not shown here.\n")
        return
      }
      sink.write(line)
    }
  }
}
