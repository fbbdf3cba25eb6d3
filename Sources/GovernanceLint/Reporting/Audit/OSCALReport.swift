/// NIST OSCAL 1.2.1 assessment results, for governance and compliance platforms.
///
/// Every rule is an objective with a finding: satisfied or not. An observation says which systems met it or where it does not
/// apply; each failure has an observation of its own, and each waiver a risk that was accepted. Identifiers are version 5 UUIDs of
/// what they stand for, and times are the start of the as-of day, so the same audit is the same file.
enum OSCALReport {
  /// `oscal`.
  static let form = AuditForm(name: "oscal", summary: "OSCAL 1.2.1 assessment results, for compliance platforms", render: render)

  static let oscalVersion = "1.2.1"
  /// The namespace of our properties.
  static let namespace = "https://govlint.dev/ns/oscal"

  private static func render(_ audit: Audit, options: ReportOptions, into sink: inout OutputSink) {
    let record = audit.record
    let time = "\(record.report.asOf)T00:00:00Z"
    let seed = record.origin.repository?.commit ?? record.files.map(\.sha256).joined()
    var json = JSONWriter()
    func member(_ key: String, _ value: JSONTree) {
      json.key(key, into: &sink)
      value.write(to: &json, into: &sink)
    }
    func list(_ key: String, _ items: [JSONTree]) {
      if !items.isEmpty { member(key, .array(items)) }
    }
    json.beginObject(into: &sink)
    json.key("assessment-results", into: &sink)
    json.beginObject(into: &sink)
    member("uuid", .string(StableUUID.text("assessment-results", record.report.asOf.description, seed)))
    member(
      "metadata",
      .object([
        ("title", "AI governance audit"), ("last-modified", .string(time)), ("version", .string(record.report.asOf.description)),
        ("oscal-version", .string(oscalVersion)),
        ("props", .array(properties([
          ("tool", "govlint \(record.report.version)"), ("commit", record.origin.repository?.commit),
          ("clean-tree", record.origin.repository.map { $0.isClean ? "true" : "false" }),
          ("configuration-sha256", record.origin.configuration?.sha256),
        ]))),
      ]))
    // There is no assessment plan: what is judged follows from the rules, which the back matter lists.
    let plan = StableUUID.text("resource", "rules", seed)
    member("import-ap", .object([("href", .string("#\(plan)"))]))
    json.key("results", into: &sink)
    json.beginArray(into: &sink)
    json.beginObject(into: &sink)
    member("uuid", .string(StableUUID.text("result", record.report.asOf.description, seed)))
    member("title", .string("Audit as of \(record.report.asOf)"))
    member("description", .string("\(AuditWords.verdict(record)): \(AuditWords.scope(record))."))
    member("start", .string(time))
    member("end", .string(time))
    list("props", properties(Outcome.byUrgency.map { ($0.name, String(audit.counts[$0])) }))
    var results = OSCALResults(audit, time: time)
    json.key("local-definitions", into: &sink)
    json.beginObject(into: &sink)
    json.key("components", into: &sink)
    results.writeComponents(to: &json, into: &sink)
    json.end(into: &sink)
    member(
      "reviewed-controls",
      .object([
        ("description", "The objectives are the rules that apply to the manifests."),
        ("control-selections", .array([.object([("include-all", .object([]))])])),
        ("control-objective-selections", .array([.object([("include-objectives", .array(results.objectives))])])),
      ]))
    json.key("observations", into: &sink)
    json.beginArray(into: &sink)
    results.writeObservations(to: &json, into: &sink)
    json.end(into: &sink)
    list("risks", results.risks)
    list("findings", results.findings)
    json.end(into: &sink)
    json.end(into: &sink)
    member("back-matter", .object([("resources", .array([resource(plan, record)]))]))
    json.end(into: &sink)
    json.end(into: &sink)
    sink.write("\n")
  }

  /// The rule modules with their digests.
  private static func resource(_ uuid: String, _ record: AuditRecord) -> JSONTree {
    .object([
      ("uuid", .string(uuid)), ("title", "Rules that were evaluated"),
      ("description", "The rule modules of this audit; each digest is the SHA-256 of the list that sha256sum prints of the module's files."),
      ("props", .array(properties(record.origin.modules.map { ("module-" + $0.name, $0.sha256) }))),
    ])
  }

  /// Properties in our namespace; those without a value are left out.
  static func properties(_ pairs: [(String, String?)]) -> [JSONTree] {
    pairs.compactMap { name, value in
      value.map { .object([("name", .string(token(name))), ("ns", .string(namespace)), ("value", .string(line($0)))]) }
    }
  }

  /// A name as XML knows it (`NCName`): what may not stand in one becomes a hyphen.
  static func token(_ text: String) -> String {
    if isToken(text.utf8) { return text }
    var token = ""
    for scalar in text.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic && scalar.properties.generalCategory.isLetter
      let isInner = scalar.properties.numericType == .decimal || scalar == "." || scalar == "-" || scalar == "_"
      if token.isEmpty, !isLetter, scalar != "_" { token = "_" }
      token.unicodeScalars.append(isLetter || isInner ? scalar : "-")
    }
    return token.isEmpty ? "_" : token
  }

  /// Whether a name in ASCII is one already, as nearly all are.
  private static func isToken(_ text: String.UTF8View) -> Bool {
    guard let first = text.first, ASCII.isLetter(first) || first == UInt8(ascii: "_") else { return false }
    return text.allSatisfy {
      ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
    }
  }

  /// Text without white space around it, on one line; OSCAL knows no empty text.
  static func line(_ text: String) -> String {
    let trimmed = VisibleText.escaped(text).trimmed
    return trimmed.isEmpty ? "-" : trimmed
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isLetter: Bool {
    switch self {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }
}
