/// The JSON Schemas of the files that people write besides manifests: `rules/formats/`.
public struct FileFormats: Sendable {
  /// `.lint-config.json`.
  public internal(set) var configuration: Schema
  /// `module.yaml`.
  public private(set) var module: Schema
  /// A rule.
  public private(set) var rule: Schema
  /// `kind.yaml`.
  public private(set) var kind: Schema
  /// A file of `sources/`.
  public private(set) var source: Schema

  /// Compiles the schemas out of the files of the built-in tree; one that is missing or broken is a finding.
  static func load(_ files: [String: Source]) -> (FileFormats, [Finding]) {
    var findings: [Finding] = []
    func schema(_ name: String) -> Schema {
      let source = files["formats/\(name).json"] ?? Source(path: "rules/formats/\(name).json", bytes: [])
      let (document, syntax) = JSONParser.parse(source, limits: DocumentLimits())
      findings += syntax
      guard let root = document.roots.first else {
        findings.append(LoadFindings.empty(source))
        return Schema.anything
      }
      let (schema, problems) = Schema.load(root)
      findings += problems
      return schema
    }
    let formats = FileFormats(
      configuration: schema("configuration"), module: schema("module"), rule: schema("rule"), kind: schema("kind"),
      source: schema("source"))
    return (formats, findings)
  }
}

extension FileFormats {
  static let empty = FileFormats(configuration: .empty, module: .empty, rule: .empty, kind: .empty, source: .empty)

  /// All but the configuration's, which every run reads.
  mutating func pack(_ packing: inout Packing) {
    module.pack(&packing)
    rule.pack(&packing)
    kind.pack(&packing)
    source.pack(&packing)
  }
}
