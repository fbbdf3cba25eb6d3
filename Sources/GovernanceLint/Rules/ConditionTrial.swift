/// Asks one manifest the same condition again and again: for measuring what an answer costs.
public struct ConditionTrial {
  private let manifest: CELNode
  private let program: CELProgram
  private var context: CELContext

  /// A trial of a condition as a rule on the manifest's kind could ask it; nil where one of them has mistakes.
  public init?(_ condition: String, of manifest: Source, with library: RuleLibrary, asOf: CivilDate) {
    var compiler = RuleCompiler(library)
    let ruleset = Ruleset(
      kinds: compiler.kinds, variables: compiler.variables, code: compiler.code, rules: [], library: { library })
    let file = Linter(ruleset: ruleset, configuration: Configuration(), asOf: asOf, host: Host()).check(manifest)
    guard let subject = file.subjects.first, subject.broken.isEmpty else { return nil }
    let environment = compiler.environment(kind: subject.kind)
    let (checked, problems) = CELChecker.check(condition, in: environment, expecting: .bool)
    guard problems.isEmpty else { return nil }
    program = compiler.plan([checked], in: environment)[0]
    self.manifest = CELNode(subject.root, shape: compiler.kinds[subject.kind].shape)
    context = CELContext(code: compiler.code, variables: environment.variables.count)
    context.today = CELTimestamp(asOf)
    context.variables[RuleVariables.subject] = .node(self.manifest)
    context.variables[RuleVariables.today] = CELValue(asOf)
  }

  /// How often the condition held. Nothing is remembered from one time to the next, as if each were another manifest.
  public mutating func run(times: Int) -> Int {
    NodeView.with(manifest.document) { nodes in
      var count = 0
      for _ in 0..<times {
        context.beginSubject(manifest, nodes: nodes)
        if context.test(program) == .yes { count += 1 }
        context.endSubject()
      }
      return count
    }
  }
}
