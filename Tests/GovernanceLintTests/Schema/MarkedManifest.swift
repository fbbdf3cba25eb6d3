import GovernanceLint
import Testing

/// A manifest in which `«` and `»` stand around every place at which a finding is expected.
struct MarkedManifest {
  let source: Source
  /// The marked ranges, in the order in which they begin; of those that begin together, the outer one first.
  let ranges: [TextRange]

  init(_ text: String, path: String) {
    var bytes: [UInt8] = []
    var open: [Int] = []
    var found: [(start: Int, end: Int)] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "«":
        open.append(found.count)
        found.append((bytes.count, bytes.count))
      case "»":
        if let last = open.popLast() { found[last].end = bytes.count }
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    source = Source(path: path, bytes: bytes)
    ranges = found.map { TextRange($0.start, $0.end) }
  }
}

/// Checks a marked manifest against a schema: a finding at every mark, `rule: message` each, and nothing else.
func checkSchema(
  _ schema: String, _ manifest: String, _ expected: [String] = [], options: SchemaOptions = .manifest,
  limits: SchemaLimits = SchemaLimits(), path: String = "m.json", sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let (compiled, problems) = loadSchema(schema, options: options)
  #expect(problems.isEmpty, "\(problems.map(\.message))", sourceLocation: sourceLocation)
  let marked = MarkedManifest(manifest, path: path)
  let (document, syntax) = Document.parse(marked.source)
  #expect(syntax.allSatisfy { $0.severity < .error }, "\(syntax.map(\.message))", sourceLocation: sourceLocation)
  let root = try #require(document.roots.first, sourceLocation: sourceLocation)
  let findings = compiled.check(root, limits: limits)
  #expect(findings.map { "\($0.rule): \($0.message)" } == expected, sourceLocation: sourceLocation)
  #expect(
    findings.map { marked.source.text($0.place.range) } == marked.ranges.map { marked.source.text($0) },
    sourceLocation: sourceLocation)
  #expect(findings.map(\.place.range) == marked.ranges, sourceLocation: sourceLocation)
  #expect(compiled.accepts(root, limits: limits) == !findings.contains { $0.severity == .error }, sourceLocation: sourceLocation)
}

/// Compiles a schema that is written as JSON, or as YAML where it does not begin with a brace.
func loadSchema(_ text: String, options: SchemaOptions = .manifest) -> (schema: Schema, findings: [Finding]) {
  let path = text.hasPrefix("{") ? "schema.json" : "schema.yaml"
  let document = Document.parse(Source(path: path, text: text)).document
  return Schema.load(document.roots[0], options: options)
}
