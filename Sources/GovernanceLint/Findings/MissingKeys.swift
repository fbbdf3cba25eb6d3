/// What a manifest does not say yet and a rule asks for: keys of sections that are not there at all.
public struct MissingKeys: Sendable {
  /// The kind of the manifest, by its plural word, as ``Report/subjects`` names it.
  public var kind: String
  /// The keys, each with those that it stands under: `["oversight", "tier"]`.
  public var paths: [[String]]
}
