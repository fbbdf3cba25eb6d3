/// The first rule of somebody's own: a file to change, which passes its own test as it is.
public struct RuleSkeleton: Sendable {
  /// The content of `module.yaml`, for a module that has none.
  public let head: String
  /// The content of `<name>.yaml`.
  public let rule: String

  /// A rule with that id on a kind; nil, with the mistakes of the best attempt, where none passes.
  ///
  /// It asks for a key that manifests of the kind may leave out. `head` is the module's file where there is one.
  public static func make(_ id: String, on kind: Kind, head: Source?, in library: RuleLibrary) -> (RuleSkeleton?, [Finding]) {
    let module = RuleDescription(id: id, title: "", severity: .note).module
    let name = String(id.utf8.dropFirst(module.utf8.count + 1)) ?? ""
    let source = head ?? Source(path: "\(module)/module.yaml", text: newHead(module))
    var first: [Finding]?
    for property in kind.schema.root.properties where !property.isRequired {
      guard let value = value(of: property.node.target) else { continue }
      let text = rule(id, on: kind, asking: property.name, like: value)
      var trial = library
      var findings = trial.addModule([source, Source(path: "\(module)/\(name).yaml", text: text)], place: nil)
      if findings.isEmpty { findings = RuleExamples.run(trial, modules: [module]).findings }
      if findings.isEmpty { return (RuleSkeleton(head: newHead(module), rule: text), []) }
      if first == nil { first = findings }
      // Mistakes of the name and the module are those of every attempt.
      if findings.contains(where: { $0.rule != "rule/example" }) { break }
    }
    return (nil, first ?? [])
  }

  private static func newHead(_ module: String) -> String {
    """
    module: \(module)
    title: What we ask besides the law
    about: Whether each system keeps to our own rules.
    cel: 1

    """
  }

  private static func rule(_ id: String, on kind: Kind, asking key: String, like value: String) -> String {
    """
    # The id is <module>/<file name>; it names the duty. `govlint rules test` runs the examples below.
    id: \(id)
    title: The \(key) is declared
    severity: warning
    appliesTo: \(kind.name)
    # Whom the duty concerns; without it, every manifest of the kind:
    # when: has(\(kind.variable).\(key))
    require: has(\(kind.variable).\(key))
    at: \(kind.variable).\(key)
    message: the \(key) is not declared
    why: Say here, to a person who has never seen a rule, what goes wrong without it.
    fix: Declare `\(key)`.
    examples:
      passes:
        - '\(key): \(value)'
      fails:
        # A line that a finding points at ends in '# <- here'. This one points at the head of the manifest.
        - '{}'

    """
  }

  /// A value for an example; nil where that takes more than a word.
  private static func value(of node: SchemaNode) -> String? {
    if let values = node.values { return values.first { $0.isString }?.text }
    guard node.types == .string, node.format == nil, node.pattern == nil else { return nil }
    return "some text"
  }
}
