/// What a report is about where only some files were asked for: the others are there because rules on the portfolio read them.
struct ReportScope {
  private let otherPaths: Set<String>
  /// The systems asked for; nil for all.
  private let systems: Set<String>?

  init(_ files: [CheckedFile]) {
    otherPaths = Set(files.lazy.filter { !$0.isAskedFor }.map(\.source.path))
    systems = otherPaths.isEmpty ? nil : Set(files.lazy.filter(\.isAskedFor).flatMap(\.subjects).compactMap(\.identity))
  }

  /// What is wrong with a waiver stands in the configuration, but belongs to the system that it names.
  func contains(_ finding: Finding) -> Bool {
    // What is gone has no file that could be asked for.
    (finding.place.source.isAtBase || !otherPaths.contains(finding.place.source.path)) && (!finding.rule.hasPrefix("waiver/") || names(finding.subject))
  }

  /// Whether something that is gone may be told: not of a file that nobody asked for.
  func mayTell(_ gone: Finding) -> Bool { !otherPaths.contains(gone.place.source.path) }

  func contains(_ exemption: Exemption) -> Bool {
    switch exemption.silencing.kind {
    case .waiver: names(exemption.subject)
    case .suppression: !otherPaths.contains(exemption.silencing.place.source.path)
    }
  }

  private func names(_ system: String?) -> Bool { systems == nil || system.map { systems?.contains($0) == true } ?? false }
}
