/// One rule as its file says it: decoded, not yet compiled.
public struct Rule: Sendable {
  /// Id, title, severity, why, fix, sources: what people read.
  public var description: RuleDescription
  /// The kind that it reads, or `Portfolio`.
  public var appliesTo: String
  /// Whether it counts.
  public var status: Status
  /// The id of the rule that takes the place of a deprecated one.
  public var replacedBy: String?
  /// Who may silence it.
  public var waivable: Waivable
  /// Whether `{notApplicable: reason}` in a manifest settles it.
  public var acceptsNotApplicable: Bool
  /// When a law that it comes from applies.
  public var effective: Effective?
  /// What can be set in the configuration, the module's own parameters first.
  public var parameters: [RuleParameter]
  var each: [NamedText]
  var when: RuleText?
  var lets: [NamedText]
  var require: RuleText
  var at: RuleText?
  var message: RuleText
  /// The file's root: places of findings about the rule itself.
  var root: Node
  /// The tables of its module.
  var tables: Node?

  /// Its tests and its documentation at once. Decoded when they are asked for: a check never does.
  public var examples: [RuleExample] { RuleDecoder.examples(root["examples"]) }

  /// A name and the expression after it.
  struct NamedText: Sendable {
    var name: RuleText
    var expression: RuleText
  }

  /// Whether a rule counts.
  public enum Status: String, CaseIterable, Sendable {
    /// It does.
    case active
    /// Its findings are notes.
    case preview
    /// It does until it is removed; another takes its place.
    case deprecated
  }

  /// Who may silence a rule.
  public enum Waivable: String, CaseIterable, Sendable {
    /// A comment, a waiver or the configuration.
    case always
    /// A waiver with approver and expiry; in the configuration only with reason and approver.
    case approved
    /// Nobody.
    case never
  }

  /// When a law applies.
  public struct Effective: Sendable {
    /// Before it, findings are notes.
    public var from: CivilDate?
    /// After it, the rule does not apply.
    public var until: CivilDate?
    /// While stayed, findings are notes.
    public var isStayed: Bool
  }
}

/// A parameter of a rule: a JSON Schema fragment with a default.
public struct RuleParameter: Sendable {
  /// Read as `params.<name>`.
  public var name: String
  /// What it means.
  public var description: String
  /// The fragment, as written in the rule or its module.
  public var schema: Node
  /// The value where the configuration gives none.
  public var defaultValue: Node
}

/// A manifest and what a rule makes of it.
public struct RuleExample: Sendable {
  /// What the rule is expected to say.
  public var expected: Outcome
  /// What it shows, or nil.
  public var title: String?
  /// The fragment of the subject, nil for examples that consist of `portfolio` alone.
  public var manifest: RuleText?
  /// What the base of the comparison holds; nil for none.
  public var old: Old?
  /// Further manifests.
  public var portfolio: [RuleText]
  /// Parameters that differ from the defaults.
  public var parameters: Node?
  /// The as-of date.
  public var today: CivilDate
  /// Files that exist, with their content.
  public var files: [String: String]
  /// Where it stands in the rule's file.
  public var place: Place

  /// What an example says of the base of its comparison.
  public enum Old: Sendable {
    /// The subject as it was; the other manifests were what they are.
    case subject(RuleText)
    /// All manifests that there were.
    case portfolio([RuleText])

    /// The manifests that it writes down.
    var texts: [RuleText] {
      switch self {
      case .subject(let text): [text]
      case .portfolio(let texts): texts
      }
    }
  }

  /// The as-of date of examples that name none.
  public static let defaultToday = CivilDate(daysSinceEpoch: 20_634)
}
