/// The format for programs: one object, described by ``ReportSchema``.
enum JSONReporter {
  /// `json`.
  static let reporter = Reporter(
    name: "json", summary: "one JSON object for programs; 'govlint schema report' describes it", render: render)

  private static func render(_ report: Report, options: ReportOptions, into sink: inout OutputSink) {
    var json = JSONWriter(layout: .pretty)
    json.beginObject(into: &sink)
    let head: [(String, JSONTree?)] = [
      ("tool", .tool(report.version)),
      ("asOf", .string(report.asOf.description)),
      ("base", report.base.map(JSONTree.string)), ("exitStatus", .int(report.exitStatus)),
      ("summary", summary(report)),
    ]
    for (key, value) in head {
      guard let value else { continue }
      json.key(key, into: &sink)
      value.write(to: &json, into: &sink)
    }
    var tables = LineTables()
    // Beside findings that count, equal ones that are waived or gone have a number of their own.
    var fingerprints = FindingFingerprints()
    let lists = [("findings", report.findings), ("waived", report.silenced)] + (report.base == nil ? [] : [("absent", report.absent)])
    for (key, findings) in lists {
      json.key(key, into: &sink)
      json.beginArray(into: &sink)
      for item in findings {
        finding(item, fingerprint: fingerprints.next(item), tables: &tables).write(to: &json, into: &sink)
      }
      json.end(into: &sink)
    }
    json.end(into: &sink)
    sink.write("\n")
  }

  /// The counts; the subjects of each kind go by the kind's plural, such as `systems`.
  static func summary(_ report: Report) -> JSONTree {
    let counts: [(String, JSONTree?)] = [
      ("rules", .int(report.rulesChecked)), ("errors", .int(report.count(.error))),
      ("warnings", .int(report.count(.warning))), ("notes", .int(report.count(.note))), ("waived", .int(report.silenced.count)),
      ("new", report.base.map { _ in .int(report.findings.count { $0.baselineState == .new }) }),
      ("unchanged", report.base.map { _ in .int(report.findings.count { $0.baselineState == .unchanged }) }),
      ("absent", report.base.map { _ in .int(report.absent.count) }),
    ]
    // A kind whose plural is one of the report's own words stays out, because a key may stand only once.
    let reserved = ["manifests"] + counts.map(\.0)
    let subjects = report.subjects.filter { !reserved.contains($0.plural) }
    return .object([("manifests", .int(report.manifests))] + subjects.map { (VisibleText.escaped($0.plural), .int($0.count)) } + counts)
  }

  static func finding(_ finding: Finding, fingerprint: String, tables: inout LineTables) -> JSONTree {
    let place = finding.place
    let related = finding.related.map { related in
      JSONTree.object([
        ("message", .string(related.message)), ("path", .string(related.place.source.path)),
        ("atBase", atBase(related.place)), ("range", range(related.place, tables: &tables)), ("pointer", related.place.pointer.map(JSONTree.string)),
      ])
    }
    let because = finding.because.map { reason(for: $0, in: finding, tables: &tables) }
    return .object([
      ("rule", .string(finding.rule)), ("severity", .string(finding.severity.name)), ("message", .string(finding.message)),
      ("baselineState", finding.baselineState.map { .string($0.rawValue) }),
      ("system", finding.subject.map(JSONTree.string)), ("path", .string(place.source.path)),
      ("atBase", atBase(place)), ("range", range(place, tables: &tables)), ("pointer", place.pointer.map(JSONTree.string)),
      ("because", because.isEmpty ? nil : .array(because)), ("related", related.isEmpty ? nil : .array(related)),
      ("fix", finding.fix.map(JSONTree.string)), ("edit", finding.edit.map { edit($0, in: place.source, tables: &tables) }),
      ("fingerprint", .string(fingerprint)),
      ("silencing", finding.silencing.map { silencing($0, tables: &tables) }),
    ])
  }

  /// In bytes for those who change the file, in lines and columns for those who show it.
  private static func edit(_ edit: Edit, in source: Source, tables: inout LineTables) -> JSONTree {
    let lines = tables.lines(of: source)
    return .object([
      ("range", .object([
        ("start", position(lines.position(of: edit.range.start))), ("end", position(lines.position(of: edit.range.end))),
      ])),
      ("offset", .int(Int(edit.range.start))), ("length", .int(edit.range.count)), ("replacement", .string(edit.replacement)),
    ])
  }

  /// Who answers for a finding, or was meant to.
  static func silencing(_ silencing: Silencing, tables: inout LineTables) -> JSONTree {
    .object([
      ("kind", .string(silencing.kind.rawValue)), ("reason", .string(silencing.reason)),
      ("approvedBy", silencing.approvedBy.map(JSONTree.string)), ("ticket", silencing.ticket.map(JSONTree.string)),
      ("expires", silencing.expires.map { .string($0.description) }),
      ("path", .string(silencing.place.source.path)), ("range", range(silencing.place, tables: &tables)),
    ])
  }

  /// `path` is written only where it differs from the finding's.
  private static func reason(for reason: Reason, in finding: Finding, tables: inout LineTables) -> JSONTree {
    let path = reason.place?.source.path
    let isElsewhere = path.map { !$0.utf8.elementsEqual(finding.place.source.path.utf8) } ?? false
    return .object([
      ("expression", .string(reason.expression)), ("value", reason.value.map(value) ?? .null),
      ("path", isElsewhere ? path.map(JSONTree.string) : nil), ("atBase", reason.place.flatMap(atBase)),
      ("pointer", reason.place?.pointer.map(JSONTree.string)),
      ("line", reason.place.map { .int(tables.region(of: $0).start.line) }),
    ])
  }

  /// Written only of what the base holds.
  private static func atBase(_ place: Place) -> JSONTree? { place.source.isAtBase ? .bool(true) : nil }

  private static func range(_ place: Place, tables: inout LineTables) -> JSONTree {
    let region = tables.region(of: place)
    return .object([("start", position(region.start)), ("end", position(region.end))])
  }

  private static func position(_ position: TextPosition) -> JSONTree {
    .object([("line", .int(position.line)), ("column", .int(position.column))])
  }

  /// A value as CEL prints it in JSON: texts without their quotes, numbers and truth values as such, all else as text.
  private static func value(_ text: String) -> JSONTree {
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: break
    }
    if let text = CELLiteralText.unquoted(text) { return .string(text) }
    return CELLiteralText.isNumber(text) ? .number(text) : .string(text)
  }
}
