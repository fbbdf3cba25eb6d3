import GovernanceLint

/// What must hold for every manifest: a rule that loads can be evaluated. For one thread.
final class RuleCheck {
  private let makers: [RandomManifest.Maker]
  private let linter: Linter
  private let worker: (Source, Membership) -> CheckedFile

  /// The rules that a library ships, judged as on a fixed day.
  init(_ library: RuleLibrary) {
    makers = library.kinds.map(RandomManifest.Maker.init)
    let (ruleset, _) = Ruleset.compile(library, configuration: Configuration())
    linter = Linter(
      ruleset: ruleset, configuration: Configuration(), asOf: CivilDate("2026-06-30") ?? .earliest,
      host: Host(files: ["reports/audit.pdf": "audited"]))
    worker = linter.makeWorker()
  }

  /// How many rules are applied.
  var rules: Int { linter.ruleset.descriptions.count }

  /// How many manifests are looked at together, as a portfolio.
  static let portfolioSize = 20

  /// Makes a portfolio of random manifests and checks it; what is wrong, or nil.
  ///
  /// Where they satisfy their schema, no rule ends as an error. Where they do not, none does either: it is blocked.
  ///
  /// The base is another random portfolio, whose manifests have some of the identities: rules on changes are judged too.
  func problem(withPortfolio number: Int, seed: UInt64, breaks: Bool) -> String? {
    var (files, base) = ([CheckedFile](), [CheckedFile]())
    for index in number * RuleCheck.portfolioSize..<(number + 1) * RuleCheck.portfolioSize {
      for isBase in [false, true] {
        let maker = makers[index % 8 == 7 ? index % makers.count : 0]
        let (text, broken) = maker.make(index, seed: isBase ? ~seed : seed, breaks: breaks)
        let file = worker(Source(path: "ai/\(index).json", bytes: text), .manifest)
        if broken == 0, let problem = file.findings.first(where: { $0.severity == .error && $0.rule.hasPrefix("structure/") }) {
          return "manifest \(index) does not satisfy its schema: \(words(problem))\n\(String(decoding: text, as: UTF8.self))"
        }
        if let problem = error(in: file.findings) { return "manifest \(index): \(problem)\n\(String(decoding: text, as: UTF8.self))" }
        if isBase { base.append(file) } else { files.append(file) }
      }
    }
    let report = linter.finish(files, base: Base(name: "base", files: base), version: "")
    if let problem = error(in: report.findings) { return "portfolio \(number): \(problem)" }
    return report.couldNotRun ? "portfolio \(number): an error without a finding" : nil
  }

  private func error(in findings: [Finding]) -> String? { findings.first { $0.rule == "rule/evaluation" }.map(words) }

  private func words(_ finding: Finding) -> String {
    let start = LineTable(finding.place.source).position(of: finding.place.range.start)
    return "\(finding.message) (\(finding.place.source.path):\(start.line):\(start.column))"
  }
}
