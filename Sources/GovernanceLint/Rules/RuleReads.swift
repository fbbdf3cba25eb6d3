/// Which values a rule reads, as its expressions say: paths such as `system.bias.audits[].date`, `today` and `params.within`.
///
/// Facts of a kind (`system.isLive()`) are looked into, variables of `let`, `each` and macros are followed to what they stand for.
public struct RuleReads {
  private let facts: [String: [CELExpression]]
  private let variables: Set<String>
  /// What the names in sight stand for; nil where that is no path.
  private var scope: [(name: String, path: String?)] = []
  private var paths: Set<String> = []
  private var depth = 0

  /// The paths in the order of their bytes; of those that are part of a longer one, only the longer.
  public static func paths(of rule: Rule, kinds: [Kind]) -> [String] {
    var reads = RuleReads(kinds)
    for (name, list) in rule.each.map({ ($0.name.text, $0.expression.text) }) {
      let path = reads.read(list)
      reads.scope.append((name, path.map { $0 + "[]" }))
    }
    for variable in rule.lets { reads.scope.append((variable.name.text, reads.read(variable.expression.text))) }
    for condition in [rule.when, rule.require] { if let condition { _ = reads.read(condition.text) } }
    let all = reads.paths.sorted { $0.precedes($1) }
    return all.filter { path in !all.contains { $0.hasPrefix(path + ".") || $0.hasPrefix(path + "[") } }
  }

  private init(_ kinds: [Kind]) {
    variables = Set(kinds.map(\.variable) + ["old", "portfolio", "today", "params", "tables", "file"])
    var facts: [String: [CELExpression]] = [:]
    for kind in kinds {
      for fact in kind.facts {
        let (expression, problems) = CELParser.parse(fact.expression.text)
        if problems.isEmpty { facts[fact.name.text, default: []].append(expression) }
      }
    }
    self.facts = facts
    subjects = Set(kinds.map(\.variable))
  }

  /// What rules and facts call the manifest.
  private let subjects: Set<String>

  /// Reads an expression, and says which path it is as a whole.
  private mutating func read(_ text: String) -> String? {
    let (expression, problems) = CELParser.parse(text)
    guard problems.isEmpty else { return nil }
    visit(expression.root, of: expression)
    return path(of: expression.root, in: expression)
  }

  private mutating func visit(_ id: CELExpression.ID, of expression: CELExpression) {
    let kind = expression.nodes[id].kind
    if case .has(let operand, let field) = kind, let path = path(of: operand, in: expression) {
      paths.insert("\(path).\(expression.text(of: field))")
      return
    }
    if let path = path(of: id, in: expression) { paths.insert(path) }
    switch kind {
    case .comprehension(let index):
      let comprehension = expression.comprehensions[index]
      visit(comprehension.range, of: expression)
      let outer = scope.count
      scope += names(of: comprehension, in: expression)
      if let filter = comprehension.filter { visit(filter, of: expression) }
      visit(comprehension.body, of: expression)
      scope.removeSubrange(outer...)
    case .bind(let name, let value, let body):
      visit(value, of: expression)
      scope.append((expression.text(of: name), path(of: value, in: expression)))
      visit(body, of: expression)
      scope.removeLast()
    case .call(let callee, let target?, let arguments) where arguments.count == 0 && facts[expression.text(of: callee)] != nil:
      visit(target, of: expression)
      if let path = path(of: target, in: expression) { readFact(expression.text(of: callee), of: path) }
    default:
      expression.forEachChild(of: kind) { visit($0, of: expression) }
    }
  }

  /// What a fact reads of the manifest at a path. Facts may build on others; those that go in circles do not compile.
  private mutating func readFact(_ name: String, of path: String) {
    guard depth < RuleReads.deepestFact else { return }
    depth += 1
    let outer = scope
    scope = subjects.map { ($0, path) }
    for fact in facts[name, default: []] { visit(fact.root, of: fact) }
    scope = outer
    depth -= 1
  }

  private static let deepestFact = 16

  /// What the variables of a macro stand for.
  private func names(of comprehension: CELExpression.Comprehension, in expression: CELExpression) -> [(name: String, path: String?)] {
    let range = path(of: comprehension.range, in: expression)
    let isOptional = comprehension.macro == .optMap || comprehension.macro == .optFlatMap
    let last = comprehension.variables.count - 1
    return comprehension.variables.enumerated().map { index, name in
      // Of two, the first is an index or a key.
      (expression.text(of: name), index < last ? nil : range.map { isOptional ? $0 : $0 + "[]" })
    }
  }

  /// The path that an expression is; nil for what is computed.
  private func path(of id: CELExpression.ID, in expression: CELExpression) -> String? {
    switch expression.nodes[id].kind {
    case .name(let written):
      let name = expression.text(of: written)
      if let local = scope.last(where: { $0.name == name }) { return local.path }
      return variables.contains(name) ? name : nil
    case .select(let operand, let field, isOptional: _):
      return path(of: operand, in: expression).map { "\($0).\(expression.text(of: field))" }
    case .index(let operand, _, isOptional: _): return path(of: operand, in: expression).map { $0 + "[]" }
    case .call(let callee, let target?, let arguments):
      let isSame = callee.builtin == .orValue || (callee.builtin == .value && arguments.count == 0)
      return isSame ? path(of: target, in: expression) : nil
    case .comprehension(let index):
      let comprehension = expression.comprehensions[index]
      return comprehension.macro == .filter ? path(of: comprehension.range, in: expression) : nil
    default: return nil
    }
  }
}
