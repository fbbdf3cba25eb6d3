/// A rule module: a folder with `module.yaml` and one file for each rule.
public struct RuleModule: Sendable {
  /// What `module.yaml` says.
  public var head: Head
  /// Its rules, sorted by id.
  public var rules: [Rule]
  /// Whether it ships with the tool.
  public var isBuiltIn: Bool

  /// The content of `module.yaml`.
  public struct Head: Sendable {
    /// The folder's name, and the first part of its rules' ids.
    public var name: String
    /// What it is about, in a few words.
    public var title: String
    /// What its rules ask (Markdown).
    public var about: String
    /// Parameters that its rules share.
    public var parameters: [RuleParameter]
    /// Data that its rules read.
    var tables: Node?
    /// The file's root.
    var root: Node
  }
}

/// The obligations of one document, which rules cite.
public struct ObligationDocument: Sendable {
  /// Its short name: `ecom-21`.
  public var name: String
  /// Its full title.
  public var title: String
  /// What it asks, in the document's order.
  public var obligations: [Obligation]

  /// One statement of a document.
  public struct Obligation: Sendable {
    /// As cited: the part after the colon.
    public var id: String
    /// Where it stands in the document.
    public var section: String
    /// What it asks, in our own words.
    public var duty: String
    /// Whether a manifest can show it kept or broken.
    public var isLintable: Bool
    /// Why it is not.
    public var because: String?
  }
}
