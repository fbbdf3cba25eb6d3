@testable import GovernanceLint

/// A small portfolio of which every outcome occurs, and its audit.
enum SampleAudit {
  static let rules = [
    "current.yaml": RuleTree.rule(
      """
      title: The review is not older than half a year
      when: has(system.oversight.lastReviewed)
      require: "!system.oversight.lastReviewed.isOlderThan('P6M')"
      message: "the last review of '{system.name}' is from {system.oversight.lastReviewed}"
      why: What was right once need not be right `today`.
      sources: ["ecom-21:S071"]
      """, id: "acme/current"),
    "owned.yaml": RuleTree.rule(
      "require: has(system.owner.team)\nat: system.owner\nmessage: \"'{system.name}' belongs to nobody\"", id: "acme/owned"),
    "staged.yaml": RuleTree.rule(
      "severity: warning\nrequire: \"!has(system.stage) || system.stage != 'pilot'\"\nmessage: a pilot goes on", id: "acme/staged"),
    "unique.yaml": RuleTree.rule(
      """
      appliesTo: Portfolio
      each: {system: portfolio.systems}
      require: portfolio.systems.exists_one(other, other.id == system.id)
      at: system.id
      message: "the id '{system.id}' belongs to more than one system"
      """, id: "acme/unique"),
  ]

  static let configuration = """
    {"waivers": [{"rule": "acme/owned", "system": "search", "reason": "=team is being formed, \\"soon\\"", "approvedBy": "CTO",
      "ticket": "RISK-7", "expires": "2026-08-31"}]}
    """

  /// Text that means something to a shell, a spreadsheet, a page or a reader's eyes.
  static let hostileName = "<script>alert(1)</script> & \"x\" 'y' \u{202E}=1+1"

  static let manifests: [(path: String, text: String)] = [
    (
      "ai/pricing.yaml",
      """
      apiVersion: govlint/v1
      kind: AISystem
      id: pricing
      name: Pricing
      stage: production
      owner: {team: Prices}
      oversight:
        lastReviewed: 2025-03-01
      """
    ),
    ("ai/search.yaml", RuleRun.system("stage: pilot", id: "search")),
    ("ai/broken.yaml", RuleRun.system("stage: pilott\nowner: {team: Core}", id: "broken")),
    (
      "ai/hostile.yaml",
      "apiVersion: govlint/v1\nkind: AISystem\nid: hostile\nname: \"<script>alert(1)</script> & \\\"x\\\" 'y' \\u202e=1+1\"\nstage: idea\n"
    ),
  ]

  /// The audit; what differs from build to build is left out of it.
  static func audit(
    _ manifests: [(path: String, text: String)] = manifests, rules: [String: String] = rules, asOf: String = "2026-06-30",
    commit: String? = nil
  ) -> Audit {
    let (library, _) = RuleTree.library(rules)
    let settings = Configuration.decode(Source(path: ".lint-config.json", text: configuration), format: library.formats.configuration).0
    var linter = Linter(
      ruleset: Ruleset.compile(library, configuration: settings).0, configuration: settings,
      asOf: CivilDate(asOf) ?? RuleExample.defaultToday, host: GovernanceLint.Host())
    linter.keepsEvidence = true
    var origin = AuditOrigin()
    origin.options = [("maxFileSize", "16777216")]
    origin.repository = commit.map { AuditedRepository(commit: $0, isClean: true, folder: "") }
    let checked = manifests.map { linter.check(Source(path: $0.path, text: $0.text)) }
    var record = linter.audit(checked, library: library, origin: origin, version: "0")
    // The kinds and the documents that ship change from version to version.
    record.origin.kinds = []
    record.documents = record.documents.filter { $0.name == "ecom-21" }.map { document in
      CoveredDocument(name: document.name, title: document.title, sections: Array(document.sections.prefix(1)))
    }
    return Audit(record)
  }

  static func rendered(_ audit: Audit, as name: String) -> String {
    OutputSink.text { sink in AuditForm.all.first { $0.name == name }?.render(audit, ReportOptions(), &sink) }
  }
}
