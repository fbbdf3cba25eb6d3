/// The only kind of bad news: what is wrong with the syntax, the structure or the content of a manifest, a rule or a configuration.
public struct Finding: Sendable {
  /// The rule's id, `<module>/<name>`; the engine's own are `syntax/...`, `structure/...`, `rule/...` and `configuration/...`.
  public var rule: String
  /// How bad it is.
  public var severity: Severity
  /// One sentence, lower case, no final period. Holds text from manifests: reporters escape it for their format.
  public var message: String
  /// Where to look.
  public var place: Place
  /// Other places that belong to it, such as the first of two equal keys.
  public var related: [RelatedPlace] = []
  /// The values that made the rule fail.
  public var because: [Reason] = []
  /// How to mend it (Markdown), or nil where the message says it.
  public var fix: String?
  /// What mends it without anybody's thinking; nil where there is no such thing.
  public var edit: Edit?
  /// Identity of the subject, such as the `id` of an AISystem; nil where there is none.
  public var subject: String?
  /// Where nothing is wrong but that sections are missing: what they would have to say.
  public var missing: MissingKeys?
  /// Where it is in the tree, with items of lists named by what identifies them; nil where no list lies on the way.
  var trail: String?
  /// How it compares with the base of the comparison; nil where the run has none.
  public var baselineState: BaselineState?
  /// Who answers for it, where it is waived or suppressed; nil while it is active.
  public var silencing: Silencing?

  /// A finding without related places or reasons; add those where there are some.
  public init(rule: String, severity: Severity, message: String, place: Place, fix: String? = nil) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.place = place
    self.fix = fix
  }
}

/// A second place of a finding and what it is, such as "first defined here".
public struct RelatedPlace: Sendable {
  /// What stands there.
  public var message: String
  /// Where.
  public var place: Place

  /// A place and what it is.
  public init(message: String, place: Place) {
    self.message = message
    self.place = place
  }
}

/// A value that a failing rule read.
public struct Reason: Sendable {
  /// The expression that read it, as a rule author writes it: `system.bias.auditEvery`.
  public var expression: String
  /// The value as CEL prints it, or nil where nothing was written.
  public var value: String?
  /// Where the value stands; for one that is absent, its nearest ancestor; nil for what no manifest says (`today`).
  public var place: Place?

  /// A value read by an expression.
  public init(expression: String, value: String?, place: Place?) {
    self.expression = expression
    self.value = value
    self.place = place
  }
}
