/// The values of a manifest that have a syntax or structure finding: what rules read of them says nothing about the system.
struct BrokenPlaces: Sendable {
  /// The file did not parse to its end, so that anything absent may be what was lost.
  private var isWhole = true
  private var ranges: [TextRange] = []
  /// Keys that the schema does not know, with the mapping that they stand in: a misspelt key is why another is missing.
  private var unknownKeys: [(mapping: TextRange, key: String)] = []
  /// Mappings that lack a key which they have to have, and values that are blank where there has to be one.
  private var lacking: [TextRange] = []

  /// In which parts of the manifest they are.
  private(set) var sections = BrokenSections()

  /// Nothing is broken.
  static let none = BrokenPlaces()

  private init() {}

  /// The places of a manifest's findings. Notes break nothing.
  init(_ findings: [Finding], in root: Node, as shape: CELShape, of shapes: CELShapeTable) {
    let document = root.document
    for finding in findings where finding.severity > .note {
      if finding.rule.hasPrefix("syntax/") { isWhole = false }
      ranges.append(finding.place.range)
      if finding.rule == RuleDescription.missingKey.id { addLacking(finding.place, in: document) }
      guard finding.rule == RuleDescription.unknownKey.id,
        let mapping = BrokenPlaces.mapping(holding: finding.place.range, in: document)
      else { continue }
      unknownKeys.append((mapping.range, document.source.text(finding.place.range)))
    }
    if !isEmpty { sections = BrokenSections(isWhole ? ranges + lacking : nil, in: root.resolved, as: shape, of: shapes) }
  }

  /// Whether no rule can be blocked.
  var isEmpty: Bool { isWhole && ranges.isEmpty }

  private mutating func addLacking(_ place: Place, in document: Document) {
    guard let root = document.roots.first(where: { $0.range.contains(place.range) }), let pointer = place.pointer,
      let node = root.node(atPointer: pointer)?.resolved
    else { return }
    lacking.append(node.range)
    // Of a blank value, the mapping that it belongs to.
    if node.kind != .mapping, let mapping = BrokenPlaces.mapping(holding: place.range, in: document) {
      lacking.append(mapping.range)
    }
  }

  /// Whether a rule read something of which it cannot be said what was meant. `hasFailed` says that it could not be evaluated:
  /// rules count on keys that have to be there.
  func blocks(_ read: CELRead, hasFailed: Bool) -> Bool {
    guard isWhole else { return true }
    let node = read.node.resolved
    if hasFailed, read.outcome == .absent, lacking.contains(node.range) { return true }
    if let missing = read.missing.first {
      if node.kind != .mapping, ranges.contains(node.range) { return true }
      return unknownKeys.contains { mapping, key in
        mapping == node.range && Suggestion.nearest(to: key, among: [missing]) != nil
      }
    }
    // Of several forms that a value may have, the finding is about the nearest, and may stand deep inside.
    if hasFailed, ranges.contains(where: { node.range.contains($0) }) { return true }
    switch node.kind {
    case .scalar, .alias: return ranges.contains { node.range.contains($0) }
    case .sequence:
      return ranges.contains { range in range == node.range || node.items.contains { $0.resolved.range == range } }
    case .mapping: return ranges.contains(node.range)
    }
  }

  private static func mapping(holding range: TextRange, in document: Document) -> Node? {
    var mapping: Node?
    var next = document.roots.first { $0.range.contains(range) }
    while let node = next {
      if node.kind == .mapping { mapping = node }
      let children = node.kind == .mapping ? node.pairs.map(\.value) : Array(node.items)
      next = children.first { $0.kind != .alias && $0.range.contains(range) }
    }
    return mapping
  }
}

/// Which parts of manifests are broken, by the fields right below their roots: rules that read none of those need no closer look.
struct BrokenSections {
  /// Whether rules may be kept from their answer whatever they read.
  private var areAll = false
  /// Indexes of fields of shapes, each once; mostly one or two.
  private var fields: [Int32] = []

  /// Nothing is broken.
  init() {}

  /// The parts of a manifest that hold some places; nil for all.
  fileprivate init(_ ranges: [TextRange]?, in root: Node, as shape: CELShape, of shapes: CELShapeTable) {
    // An alias may lead anywhere.
    areAll = ranges == nil || root.kind != .mapping || root.document.records.contains { $0.kind == .alias }
    for range in ranges ?? [] where !areAll {
      let pair = root.pairs.first { $0.key.record.start <= range.start && range.end <= $0.value.record.end }
      if let field = pair.flatMap({ shapes.fieldIndex(named: $0.key.text, of: shape) }) { add(field) } else { areAll = true }
    }
  }

  /// Whether nothing is broken.
  var isEmpty: Bool { !areAll && fields.isEmpty }

  /// Adds those of another manifest.
  mutating func formUnion(_ other: BrokenSections) {
    areAll = areAll || other.areAll
    for field in other.fields { add(field) }
  }

  private mutating func add(_ field: Int32) {
    if !fields.contains(field) { fields.append(field) }
  }

  /// Whether a rule may read some of it.
  func mayBeRead(by judged: JudgedRule) -> Bool {
    areAll || (!fields.isEmpty && fields.contains(where: judged.rule.sections.contains))
  }
}
