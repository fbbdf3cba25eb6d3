/// Findings as SARIF results (section 3.27), in the order of the report.
struct SARIFResults {
  private let ruleIndexes: [String: Int]
  private let options: ReportOptions
  private var tables = LineTables()
  private var fingerprints = FindingFingerprints()
  /// The line hashes of the file that the last finding was about.
  private var hashed: (source: Source, hashes: LineHashes)?

  /// The most related locations that GitHub keeps.
  private static let relatedLimit = 100

  /// Results that refer to the rules of a report.
  init(_ report: Report, options: ReportOptions) {
    ruleIndexes = Dictionary(report.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.options = options
  }

  /// The next finding's result.
  mutating func next(_ finding: Finding) -> JSONTree {
    let region = tables.region(of: finding.place)
    var related: [JSONTree] = []
    let text = message(of: finding, related: &related)
    let lineHash = hashes(of: finding.place.source)[region.start.line]
    return .object([
      ("ruleId", .string(finding.rule)),
      ("ruleIndex", ruleIndexes[finding.rule].map(JSONTree.int)),
      ("level", .string(finding.severity.name)),
      ("baselineState", finding.baselineState.map { .string($0.rawValue) }),
      ("message", SARIFReporter.text(text)),
      ("locations", .array([SARIFLocations.location(finding.place, region: region, options: options)])),
      ("relatedLocations", related.isEmpty ? nil : .array(related)),
      (
        "partialFingerprints",
        .object([
          ("primaryLocationLineHash", lineHash.map(JSONTree.string)), ("govlint/v1", .string(fingerprints.next(finding))),
        ])
      ),
      ("suppressions", options.includesWaived ? .array(finding.silencing.map { [suppression($0)] } ?? []) : nil),
      ("fixes", finding.edit.map { .array([fix($0, of: finding)]) }),
      ("properties", finding.subject.map { .object([("subject", .string($0))]) }),
    ])
  }

  /// What mends the finding without anybody's thinking (section 3.55).
  private mutating func fix(_ edit: Edit, of finding: Finding) -> JSONTree {
    let lines = tables.lines(of: finding.place.source)
    let (start, end) = (lines.position(of: edit.range.start), lines.position(of: edit.range.end))
    let region: JSONTree = .object([
      ("startLine", .int(start.line)), ("startColumn", .int(start.column)),
      ("endLine", .int(end.line)), ("endColumn", .int(end.column)),
    ])
    let content: JSONTree? = edit.replacement.isEmpty ? nil : .object([("text", .string(edit.replacement))])
    let change: JSONTree = .object([
      ("artifactLocation", SARIFLocations.artifact(finding.place.source, options: options)),
      ("replacements", .array([.object([("deletedRegion", region), ("insertedContent", content)])])),
    ])
    let words =
      edit.movesItems ? "Put the entries in order." : edit.replacement.isEmpty ? "Take it out." : "Write '\(VisibleText.escaped(edit.replacement))'."
    return .object([("description", SARIFReporter.text(words)), ("artifactChanges", .array([change]))])
  }

  /// Who answers for the finding (section 3.35). The run says of every result whether it is suppressed, or of none (3.27.23).
  private mutating func suppression(_ silencing: Silencing) -> JSONTree {
    .object([
      ("kind", .string(silencing.kind == .waiver ? "external" : "inSource")), ("status", "accepted"),
      ("justification", .string(VisibleText.escaped(silencing.reason))),
      ("location", SARIFLocations.location(silencing.place, region: tables.region(of: silencing.place), options: options)),
      (
        "properties",
        .object([
          ("approvedBy", silencing.approvedBy.map(JSONTree.string)), ("ticket", silencing.ticket.map(JSONTree.string)),
          ("expires", silencing.expires.map { .string($0.description) }),
        ])
      ),
    ])
  }

  private mutating func hashes(of source: Source) -> LineHashes {
    if let hashed, hashed.source.path == source.path, hashed.source.bytes == source.bytes { return hashed.hashes }
    let hashes = LineHashes(source.bytes)
    hashed = (source, hashes)
    return hashes
  }

  /// The finding's message as the first sentence, which is all that GitHub shows in lists; then the related places, the
  /// reasons and the cure, linked to the locations that are added to `related`.
  private mutating func message(of finding: Finding, related: inout [JSONTree]) -> String {
    var sentences = [SARIFResults.literal(finding.message)]
    if finding.place.source.isAtBase { sentences.append("The place is that at the base of the comparison") }
    let places = finding.related.prefix(SARIFResults.relatedLimit).map { place in
      if place.place.source.isAtBase {
        return "\(SARIFResults.literal(place.message)) (\(label(of: place.place, isElsewhere: true)))"
      }
      return link(SARIFResults.literal(place.message), to: place.place, saying: place.message, related: &related)
    }
    if !places.isEmpty { sentences.append("See \(places.joined(separator: ", "))") }
    let reasons = finding.because.map { reason in
      let fact = "\(reason.expression) \(reason.value.map { "= \($0)" } ?? "is not written")"
      guard let place = reason.place, related.count < SARIFResults.relatedLimit else { return SARIFResults.literal(fact) }
      let label = label(of: place, isElsewhere: !place.source.path.utf8.elementsEqual(finding.place.source.path.utf8))
      // A location would be looked up in the files as they are.
      let shown = place.source.isAtBase ? label : link(label, to: place, saying: fact, related: &related)
      return "\(SARIFResults.literal(fact)) (\(shown))"
    }
    if !reasons.isEmpty { sentences.append("Because \(reasons.joined(separator: ", "))") }
    if let fix = finding.fix {
      sentences.append("Fix: \(SARIFResults.literal(fix.split(whereSeparator: \.isWhitespace).joined(separator: " ")))")
    }
    return sentences.map { ".?!".contains($0.last ?? " ") ? $0 : "\($0)." }.joined(separator: " ")
  }

  private mutating func label(of place: Place, isElsewhere: Bool) -> String {
    let line = tables.region(of: place).start.line
    return (isElsewhere ? "\(SARIFResults.literal(place.source.path)):\(line)" : "line \(line)") + place.source.version
  }

  /// A link to a new related location (section 3.11.6).
  private mutating func link(_ text: String, to place: Place, saying message: String, related: inout [JSONTree]) -> String {
    let id = related.count + 1
    related.append(
      SARIFLocations.location(
        place, region: tables.region(of: place), options: options,
        details: [("id", .int(id)), ("message", SARIFReporter.text(SARIFResults.literal(message)))]))
    return "[\(text)](\(id))"
  }

  /// Text that may come from a manifest, so that no part of it reads as a link: where there are brackets, they and backslashes
  /// are escaped (section 3.11.6); hidden characters are written out. Braces stay, because without `arguments` no viewer takes
  /// them for placeholders, and all would show them doubled.
  private static func literal(_ text: String) -> String {
    let text = VisibleText.escaped(text)
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }) else { return text }
    var literal = ""
    for scalar in text.unicodeScalars {
      if ["[", "]", "\\"].contains(scalar) { literal += "\\" }
      literal.unicodeScalars.append(scalar)
    }
    return literal
  }
}
