/// A kind of manifest: what makes a document one, and what rules call it.
public struct Kind: Sendable {
  /// Its name, such as `AISystem`.
  public var name: String
  /// What rules call one: `system`.
  public var variable: String
  /// What rules call all: `systems`.
  public var plural: String
  /// The key that tells one from another.
  public var identity: String
  /// The key that holds its name, if any.
  public var title: String?
  /// The keys, besides identity and title, that a new manifest should have from the start.
  public var asks: [String]
  /// The keys whose values an overview shows, those of nested mappings joined by dots: `oversight.tier`.
  public var columns: [String]
  /// Its JSON Schema, as it was loaded or as it ships.
  var form: Deferred<Schema>
  /// The same, read where it ships.
  public var schema: Schema { form.load() }
  /// The schema's file, as `govlint schema` prints it.
  public var schemaSource: Source

  /// The keys that a manifest begins with, each with its value as YAML; none where nobody said what makes one.
  public var head: [(key: String, yaml: String)]

  var match: [(key: String, value: String)]
  var recognise: RuleText?
  var facts: [Rule.NamedText]
  var tables: Node?
  var root: Node
}
