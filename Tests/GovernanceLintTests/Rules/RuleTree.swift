import Foundation

@testable import GovernanceLint

/// `rules/` as it is on disk, and modules of one's own beside it.
enum RuleTree {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../rules").standardizedFileURL

  private static let files: [(path: String, source: Source)] = {
    let paths = (FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String] ?? []).sorted()
    return paths.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.map { path in
      let content = (try? Data(contentsOf: root.appending(path: path))) ?? Data()
      return (path, Source(path: "rules/" + path, bytes: Array(content)))
    }
  }()

  /// Everything that ships.
  static let builtIn = RuleLibrary.load(builtIn: files)

  /// Kinds, formats and obligations that ship, and no module.
  static let bare = RuleLibrary.load(
    builtIn: files.filter { file in ["formats/", "kinds/", "sources/"].contains { file.path.hasPrefix($0) } }
  ).0

  static let head = "module: acme\ntitle: What Acme asks\ncel: 1\n"

  /// The file of a rule with these keys; what it has to have besides is filled in.
  static func rule(_ keys: String, id: String = "acme/rule") -> String {
    let defaults = [
      ("id", id), ("title", "A duty"), ("severity", "error"), ("appliesTo", "AISystem"), ("require", "has(system.stage)"),
      ("message", "nothing good"), ("why", "Because."), ("fix", "Mend it."),
      ("examples", "{passes: ['stage: idea'], fails: ['id: a']}"),
    ]
    let given = keys.split(separator: "\n").compactMap { $0.split(separator: ":").first }
    let missing = defaults.filter { key, _ in !given.contains { $0 == key || $0 == "«\(key)" } }
    return keys + (keys.hasSuffix("\n") ? "" : "\n") + missing.map { "\($0): \($1)\n" }.joined()
  }

  /// The bare library with a module of these files, by name.
  static func library(_ files: [String: String], head: String = head) -> (RuleLibrary, [Finding]) {
    var library = bare
    let sources = ([("module.yaml", head)] + files.sorted { $0.key < $1.key }).map {
      Source(path: "acme/\($0.0)", text: $0.1)
    }
    let findings = library.addModule(sources, place: nil)
    return (library, findings)
  }

  /// Every finding about a module: of loading and of compiling it.
  static func findings(_ files: [String: String], head: String = head,
    configuration: Configuration = Configuration()) -> [Finding] {
    let (library, findings) = library(files, head: head)
    return findings.isEmpty ? Ruleset.compile(library, configuration: configuration).1 : findings
  }

  /// Findings as text output shows them.
  static func rendered(_ findings: [Finding]) -> String {
    var options = ReportOptions()
    options.showsSummary = false
    var report = Report(version: "0", asOf: CivilDate(daysSinceEpoch: 0))
    report.findings = findings
    return OutputSink.text { Reporter.all[0].render(report, options, &$0) }
  }
}

/// A run over some manifests by the rules of one module.
struct RuleRun {
  let linter: Linter
  let report: Report
  /// By rule and subject, `acme/rule a: fail`; rules on the portfolio have no subject.
  let outcomes: [String]

  /// `manifests` have the four head keys added, `id: a` and so on, where the text does not begin with `---`, `{` or `apiVersion`.
  init(
    _ rules: [String: String], _ manifests: [(path: String, text: String)], head: String = RuleTree.head,
      configuration: String = "{}",
    asOf: String = "2026-06-30", membership: Membership = .manifest, ruleCost: Int? = nil,
    base: [(path: String, text: String)]? = nil
  ) {
    let (library, problems) = RuleTree.library(rules, head: head)
    let settings = Configuration.decode(Source(path: ".lint-config.json", text: configuration), format: library.formats.configuration)
    let (ruleset, mistakes) = Ruleset.compile(library, configuration: settings.0)
    precondition((problems + settings.1 + mistakes).isEmpty, RuleTree.rendered(problems + settings.1 + mistakes))
    var linter = Linter(ruleset: ruleset, configuration: settings.0, asOf: CivilDate(asOf) ?? RuleExample.defaultToday,
      host: GovernanceLint.Host())
    if let ruleCost { linter.ruleCost = ruleCost }
    self.linter = linter
    let checked = manifests.map { linter.check(Source(path: $0.path, text: $0.text), as: membership) }
    let base = base.map { files in
      Base(name: "main", files: files.map { linter.check(Source(path: $0.path, text: $0.text, isAtBase: true)) })
    }
    report = linter.finish(checked, base: base, version: "0")
    let (files, _, portfolio, _) = linter.settle(checked, base: base)
    let rules = ruleset.rules
    let subjects = files.flatMap(\.subjects)
    var outcomes: [String] = []
    for (index, rule) in rules.enumerated() {
      for subject in subjects {
        guard let outcome = subject.outcomes[index] else { continue }
        outcomes.append("\(rule.id) \(subject.identity ?? "-"): \(outcome.name)")
      }
    }
    for (rule, outcome) in zip(rules.filter { $0.kind == nil }, portfolio) { outcomes.append("\(rule.id): \(outcome.name)") }
    self.outcomes = outcomes
  }

  /// One rule on one manifest.
  init(_ rule: String, on manifest: String, asOf: String = "2026-06-30", configuration: String = "{}",
    head: String = RuleTree.head) {
    self.init(
      ["rule.yaml": RuleTree.rule(rule)], [("a.yaml", RuleRun.system(manifest))], head: head, configuration: configuration,
      asOf: asOf)
  }

  static func system(_ keys: String, id: String = "a") -> String {
    "apiVersion: govlint/v1\nkind: AISystem\nid: \(id)\nname: System \(id)\n" + keys + (keys.hasSuffix("\n") || keys.isEmpty ? "" : "\n")
  }

  /// The outcome of the only rule on the only subject.
  var outcome: String { outcomes.first.map { String($0.split(separator: " ").last ?? "") } ?? "none" }

  /// The report in a format.
  func rendered(_ format: String) -> String {
    guard let reporter = Reporter.all.first(where: { $0.name == format }) else { return "" }
    return OutputSink.text { reporter.render(report, ReportOptions(), &$0) }
  }

  /// `path:line:column severity rule message` of each finding.
  var lines: [String] {
    report.findings.map { finding in
      let position = LineTable(finding.place.source).position(of: finding.place.range.start)
      return "\(finding.place.source.path):\(position.line):\(position.column) \(finding.severity.name) \(finding.rule) \(finding.message)"
    }
  }
}
