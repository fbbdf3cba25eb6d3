/// What people read about a rule, be it of a module or of the engine itself (`syntax/...`, `structure/...`).
public struct RuleDescription: Sendable {
  /// `<module>/<name>`, stable for ever.
  public var id: String
  /// The duty, in one line.
  public var title: String
  /// How bad a finding is, as configured.
  public var severity: Severity
  /// Why the duty exists (Markdown); empty where the title says it all.
  public var why: String
  /// How to mend a finding (Markdown).
  public var fix: String
  /// Obligations that it implements: `<document>:<id>`.
  public var sources: [String]
  /// Clauses of frameworks that it serves: `<framework>:<clause>`.
  public var controls: [String]
  /// Free words to filter by.
  public var tags: [String]

  /// A description; what is left out is empty.
  public init(
    id: String, title: String, severity: Severity, why: String = "", fix: String = "",
    sources: [String] = [], controls: [String] = [], tags: [String] = []
  ) {
    self.id = id
    self.title = title
    self.severity = severity
    self.why = why
    self.fix = fix
    self.sources = sources
    self.controls = controls
    self.tags = tags
  }

  /// A finding of this rule; `fix` says more than the rule's own where it is given.
  func finding(_ message: String, at place: Place, fix: String? = nil) -> Finding {
    Finding(rule: id, severity: severity, message: message, place: place, fix: fix ?? self.fix)
  }

  /// The part of the id before the slash.
  public var module: String { String(id[..<(id.utf8.firstIndex(of: UInt8(ascii: "/")) ?? id.endIndex)]) }
}
