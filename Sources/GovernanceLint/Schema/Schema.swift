/// A compiled JSON Schema (draft 2020-12, and 2019-09 and draft-07 read as such): immutable, with every reference resolved.
///
/// Nodes of the schema are numbers into flat tables; ``SchemaNode`` is a handle to one.
public struct Schema: Sendable {
  let tables: SchemaTables

  /// The schema of the whole document.
  public var root: SchemaNode { SchemaNode(schema: self, index: tables.root) }

  /// The schema `true`, which accepts every value.
  public static let anything: Schema = {
    let word = NodeRecord(kind: .scalar, style: .plain, flags: [], start: 0, end: 4, next: 1, first: 0, second: 4)
    return load(Node(document: Document(source: Source(path: "", text: "true"), records: [word], rootIndexes: [0]), index: 0)).schema
  }()
}

/// What a schema is loaded for.
public struct SchemaOptions: Sendable {
  /// Whether a `format` that is not met is an error, even where the schema's dialect takes it as an annotation.
  public var assertsFormats: Bool
  /// Whether a key with an empty value counts as not written (RULES.md, Presence), and `duration` means whole days.
  public var readsEmptyAsAbsent: Bool

  /// JSON Schema to the letter: formats are annotations unless the dialect's vocabulary asserts them.
  public static let standard = SchemaOptions(assertsFormats: false, readsEmptyAsAbsent: false)
  /// Manifests, rules and configuration: formats are asserted and an empty value is a blank to fill in.
  public static let manifest = SchemaOptions(assertsFormats: true, readsEmptyAsAbsent: true)

  /// Options that differ from the two that are named.
  public init(assertsFormats: Bool, readsEmptyAsAbsent: Bool) {
    self.assertsFormats = assertsFormats
    self.readsEmptyAsAbsent = readsEmptyAsAbsent
  }
}

/// The documents that a schema may refer to, by URI. Nothing is fetched.
public struct SchemaRegistry: Sendable {
  private(set) var documents: [String: Node] = [:]

  /// A registry without documents.
  public init() {}

  /// Makes a schema document known under a URI (without fragment).
  public mutating func add(_ root: Node, uri: String) { documents[uri] = root }
}

/// The bounds of a check; what lies past one is a finding.
public struct SchemaLimits: Sendable {
  /// How many schemas may be inside each other at one time, counted along references and along the manifest.
  public var depth = 1_000
  /// How many schemas are evaluated in all, for each node of the manifest.
  public var stepsPerNode = 200
  /// How many schemas are evaluated in any case.
  public var freeSteps = 1_000_000
  /// How many findings are reported for one manifest.
  public var findings = 100

  /// The limits as documented at each property.
  public init() {}
}

/// The tables of a compiled schema, which never change once made.
///
/// A class, because it owns memory and a handle should cost one retain.
final class SchemaTables: Sendable {
  let options: SchemaOptions
  let root: Int32
  let flat: FlatSchema
  let patterns: ContiguousArray<Pattern>
  let numbers: ContiguousArray<DecimalNumber>
  let dependencies: ContiguousArray<Dependency>
  /// For each name that a `$dynamicRef` uses: which schema has that `$dynamicAnchor` in which resource.
  let dynamicAnchors: ContiguousArray<[Int32: Int32]>
  let written: SchemaSources

  init(_ parts: SchemaLoader, root: Int32) {
    self.root = root
    options = parts.options
    flat = FlatSchema(
      records: FlatTable(parts.records), keywords: FlatTable(parts.keywords), objects: FlatTable(parts.objects),
      properties: FlatTable(parts.properties), arrays: FlatTable(parts.arrays), enumerations: FlatTable(parts.enumerations),
      lists: FlatTable(parts.lists), prefixes: FlatTable(parts.prefixes),
      names: NameTables(parts.names))
    patterns = parts.patterns
    numbers = parts.numbers
    dependencies = parts.dependencies
    dynamicAnchors = parts.dynamicAnchors
    written = parts.written
  }

  deinit { flat.free() }

  /// Values of `enum` and `const`.
  func values(_ enumeration: Enumeration) -> ArraySlice<Node> {
    ArraySlice(written.values[Int(enumeration.first)..<Int(enumeration.first + enumeration.count)])
  }

  /// The numbers in a run of `FlatSchema.lists`.
  func list(_ first: Int32, _ count: Int32) -> [Int32] { (first..<first + count).map { flat.lists[$0] } }
}

/// Where a schema is written.
struct SchemaSources: Sendable {
  /// Values of `enum` and `const`.
  var values: ContiguousArray<Node> = []
  /// Where each schema stands.
  var sources: ContiguousArray<Node> = []
  /// The number of the schema that stands at a node.
  var indexes = SchemaIndexes()
}
