/// The JSON Schemas of the files that people write besides manifests: `rules/formats/`.
public struct FileFormats: Sendable {
  /// `.lint-config.json`.
  public let configuration: Schema
  /// `module.yaml`.
  public let module: Schema
  /// A rule.
  public let rule: Schema
  /// `kind.yaml`.
  public let kind: Schema
  /// A file of `sources/`.
  public let source: Schema

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
