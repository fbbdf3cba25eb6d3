/// Where each manifest stands today: what is wrong, what falls due next, what is waived.
public struct PortfolioStatus: Sendable {
  /// The findings and counts that it is made from.
  public var report: Report
  /// What begins to fail.
  public var forecast: Forecast
  /// The kinds that have manifests, each with its rows.
  public var tables: [Table]
  /// How many findings belong to none of the rows.
  public var others: Int

  /// The manifests of a kind, the most urgent first.
  public struct Table: Sendable {
    /// What all of them are called, such as `systems`.
    public var plural: String
    /// The keys whose values the rows show (`columns` of the kind).
    public var columns: [String]
    /// The manifests.
    public var rows: [Row]
  }

  /// A manifest.
  public struct Row: Sendable {
    /// Its identity, or where it has none its path.
    public var title: String
    /// The values of the kind's columns; empty where nothing is written.
    public var values: [String]
    /// Its findings, the worst first.
    public var findings: [Finding]
    /// What begins to fail next; nil for nothing as far as was looked.
    public var due: Forecast.Entry?
    /// How many of its findings somebody answers for.
    public var waived: Int
    /// The last day of the waiver that ends first.
    public var waivedUntil: CivilDate?

    /// How many findings have a severity.
    public func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
  }
}

extension Linter {
  /// Where each manifest stands, and what begins to fail by a forecast. The files must have been checked by this linter, with their
  /// documents kept.
  public func status(
    _ checked: [CheckedFile], _ forecast: Forecast, version: String, workers: some Workers = OneWorker()
  ) -> PortfolioStatus {
    let (report, files, _, _) = conclude(checked, base: nil, version: version, workers: workers)
    var status = PortfolioStatus(report: report, forecast: forecast, tables: [], others: 0)
    let active = Dictionary(grouping: report.findings) { $0.subject ?? $0.place.source.path }
    let silenced = Dictionary(grouping: report.silenced) { $0.subject ?? $0.place.source.path }
    let due = Dictionary(forecast.entries.map { ($0.subject, $0) }, uniquingKeysWith: { first, _ in first })
    let subjects = files.filter(\.isAskedFor).flatMap(\.subjects)
    var told: Set<String> = []
    for (index, compiled) in ruleset.kinds.enumerated() {
      var rows = subjects.filter { $0.kind == index }.map { subject in
        let path = subject.root.document.source.path
        let title = subject.identity ?? path
        told.formUnion([title, path])
        let waived = silenced[title] ?? []
        return PortfolioStatus.Row(
          title: title, values: compiled.columns.map { PortfolioStatus.value(of: $0, in: subject.root) },
          findings: (active[title] ?? []).sorted { $0.severity > $1.severity }, due: due[title], waived: waived.count,
          waivedUntil: waived.compactMap { $0.silencing?.expires }.min())
      }
      guard !rows.isEmpty else { continue }
      rows.sort { $0.isMoreUrgent(than: $1) }
      status.tables.append(PortfolioStatus.Table(plural: compiled.plural, columns: compiled.columns, rows: rows))
    }
    // The kind with most manifests is what the portfolio is about.
    status.tables.sort { $0.rows.count == $1.rows.count ? $0.plural.precedes($1.plural) : $0.rows.count > $1.rows.count }
    status.others = report.findings.count { !told.contains($0.subject ?? $0.place.source.path) }
    return status
  }
}

extension PortfolioStatus {
  /// The value below a mapping at keys joined by dots, as it is written; of lists and mappings how many items they have.
  static func value(of column: String, in root: Node) -> String {
    var node = root.resolved
    for key in column.split(separator: ".") {
      guard let value = node.pair(named: String(key))?.value.resolved else { return "" }
      node = value
    }
    if node.isNull { return "" }
    return node.kind == .scalar ? node.text : String(node.count)
  }
}

extension PortfolioStatus.Row {
  /// Errors first, then warnings; of equals, what falls due first.
  fileprivate func isMoreUrgent(than other: PortfolioStatus.Row) -> Bool {
    for severity in Severity.allCases.reversed() where count(severity) != other.count(severity) {
      return count(severity) > other.count(severity)
    }
    let (mine, theirs) = (due?.date ?? .latest, other.due?.date ?? .latest)
    return mine == theirs ? title.precedes(other.title) : mine < theirs
  }
}
