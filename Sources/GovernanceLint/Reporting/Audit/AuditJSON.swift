/// The full record: one JSON object on one line, described by ``AuditSchema``, that ends in a digest of itself.
///
/// Members stand in a fixed order and nothing depends on the machine, so the same audit gives the same bytes. The digest is the
/// SHA-256 of the object without its last member `digest` (and without the line break at the end).
public enum AuditJSON {
  /// `json`.
  static let form = AuditForm(
    name: "json", summary: "the full record as one JSON object; 'govlint schema audit' describes it", render: render)

  /// The version of what ``AuditSchema`` describes.
  static let version = 1

  private static func render(_ audit: Audit, options: ReportOptions, into sink: inout OutputSink) {
    // A class, because the closure that sees the pieces outlives the call.
    final class Hash { var sha256 = SHA256() }
    let hash = Hash()
    var outer = sink
    // What is hashed ends in a brace, for which the last member is written in its place.
    var held: [UInt8] = []
    var inner = OutputSink { piece in
      if !held.isEmpty { outer.write(bytes: held) }
      hash.sha256.update(piece)
      held = piece
    }
    write(audit, into: &inner)
    inner.finish()
    if !held.isEmpty { outer.write(bytes: held.dropLast()) }
    outer.write(",\"digest\":\"\(hash.sha256.hexadecimal())\"}\n")
    sink = outer
  }

  /// The record without its digest.
  private static func write(_ audit: Audit, into sink: inout OutputSink) {
    let record = audit.record
    let report = record.report
    var json = JSONWriter()
    func member(_ key: String, _ value: JSONTree?) {
      guard let value else { return }
      json.key(key, into: &sink)
      value.write(to: &json, into: &sink)
    }
    func list<Item>(_ key: String, _ items: some Sequence<Item>, _ tree: (Item) -> JSONTree) {
      json.key(key, into: &sink)
      json.beginArray(into: &sink)
      for item in items { tree(item).write(to: &json, into: &sink) }
      json.end(into: &sink)
    }
    json.beginObject(into: &sink)
    member("format", .object([("name", "govlint-audit"), ("version", .int(version))]))
    member("tool", .object([
      ("name", "govlint"), ("version", .string(report.version)), ("cel", .int(AuditRecord.expressionVersion)),
    ]))
    member("asOf", .string(report.asOf.description))
    member("repository", record.origin.repository.map { repository in
      .object([("commit", .string(repository.commit)), ("clean", .bool(repository.isClean)), ("folder", .string(repository.folder))])
    })
    member("options", .object(
      [("paths", .array(record.origin.paths.map(JSONTree.string)))]
        + record.origin.options.map { ($0.name, .string($0.value)) }))
    member("exitStatus", .int(report.exitStatus))
    member("summary", summary(audit))
    member("configuration", record.origin.configuration.map(file))
    list("kinds", record.origin.kinds) { folder($0, as: "kind") }
    list("modules", record.origin.modules) { folder($0, as: "module") }
    list("rules", record.rules, rule)
    list("manifests", record.files, file)
    json.key("subjects", into: &sink)
    json.beginArray(into: &sink)
    var results = AuditResults(audit)
    for index in record.subjects.indices { json.raw(into: &sink) { results.write(subject: index, into: &$0) } }
    json.end(into: &sink)
    json.key("portfolio", into: &sink)
    json.beginArray(into: &sink)
    for (rule, outcome) in record.portfolio { json.raw(into: &sink) { results.write(portfolioRule: rule, outcome, into: &$0) } }
    json.end(into: &sink)
    var tables = LineTables()
    var fingerprints = FindingFingerprints()
    list("findings", report.findings) { JSONReporter.finding($0, fingerprint: fingerprints.next($0), tables: &tables) }
    list("silenced", report.silenced) { JSONReporter.finding($0, fingerprint: fingerprints.next($0), tables: &tables) }
    list("waivers", report.exemptions) { WaiverList.tree($0, report, tables: &tables) }
    json.end(into: &sink)
  }

  private static func summary(_ audit: Audit) -> JSONTree {
    let counts = audit.counts
    guard case .object(let pairs) = JSONReporter.summary(audit.record.report) else { return .null }
    return .object(pairs.filter { $0.0 != "outcomes" } + [("outcomes", .object(Outcome.byUrgency.map { ($0.name, .int(counts[$0])) }))])
  }

  private static func file(_ file: AuditedFile) -> JSONTree {
    .object([("path", .string(file.path)), ("sha256", .string(file.sha256))])
  }

  private static func folder(_ folder: AuditedFolder, as key: String) -> JSONTree {
    .object([
      (key, .string(folder.name)), ("title", .string(folder.title)), ("builtIn", .bool(folder.isBuiltIn)),
      ("sha256", .string(folder.sha256)), ("files", .array(folder.files.map(file))),
    ])
  }

  private static func rule(_ rule: AuditedRule) -> JSONTree {
    let description = rule.description
    return .object([
      ("rule", .string(description.id)), ("title", .string(description.title)), ("severity", .string(description.severity.name)),
      ("sources", .array(description.sources.map(JSONTree.string))), ("controls", .array(description.controls.map(JSONTree.string))),
    ])
  }
}

extension Outcome {
  /// The worst first, as people want to read them.
  static let byUrgency: [Outcome] = [.error, .fail, .blocked, .waived, .pass, .notApplicable]
}
