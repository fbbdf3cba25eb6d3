/// A rule with one thing changed: where every example behaves as before, nothing shows that the thing is needed.
struct RuleMutant {
  let rule: Rule
  /// What was changed, as the end of a sentence: `'has(system.risk)' is left out`.
  let change: String
  /// Where, in the rule's file.
  let place: Place
}

extension Rule {
  /// `require` negated, each conjunct of `when` and `require` left out, each literal of them and of `let` changed.
  var mutants: [RuleMutant] {
    var mutants: [RuleMutant] = []
    func add(_ text: RuleText, _ edits: [Mutation], _ write: (inout Rule, RuleText) -> Void) {
      for edit in edits {
        var rule = self
        write(&rule, text.replacing(edit.range, with: edit.replacement))
        mutants.append(RuleMutant(rule: rule, change: edit.change, place: text.place(of: edit.range)))
      }
    }
    if let when { add(when, Mutation.conjuncts(of: when.text) + Mutation.literals(of: when.text)) { $0.when = $1 } }
    for index in verdictLets {
      add(lets[index].expression, Mutation.literals(of: lets[index].expression.text)) { $0.lets[index].expression = $1 }
    }
    let edits = [Mutation.negation(of: require.text)] + Mutation.conjuncts(of: require.text) + Mutation.literals(of: require.text)
    add(require, edits) { $0.require = $1 }
    return mutants
  }
}

extension Rule {
  /// The `let` variables that `require` reads, by themselves or through others. What only the message reads shows in no outcome.
  private var verdictLets: [Int] {
    var read = names(in: require)
    return lets.indices.reversed().filter { index in
      guard read.contains(lets[index].name.text) else { return false }
      read.formUnion(names(in: lets[index].expression))
      return true
    }.reversed()
  }

  private func names(in text: RuleText) -> Set<String> {
    let expression = CELParser.parse(text.text).0
    return Set(expression.nodes.compactMap { if case .name(let name) = $0.kind { expression.text(of: name) } else { nil } })
  }
}

/// A change of an expression's text.
private struct Mutation {
  var range: TextRange
  var replacement: String
  var change: String

  static func negation(of text: String) -> Mutation {
    // The line feed ends a comment that the expression may end in.
    Mutation(range: TextRange(0, text.utf8.count), replacement: "!(\(text)\n)", change: "'require' is negated")
  }

  /// Each operand of the outermost `&&`: `true` in its place leaves it out.
  static func conjuncts(of text: String) -> [Mutation] {
    let expression = CELParser.parse(text).0
    func operands(_ id: CELExpression.ID) -> [CELExpression.ID] {
      guard case .call(let callee, _, let arguments) = expression.nodes[id].kind, callee.builtin == .and else { return [id] }
      return expression[arguments].flatMap { operands($0.id) }
    }
    return operands(expression.root).map { id in
      let range = expression.nodes[id].range
      return Mutation(range: range, replacement: "true", change: "\(quoted(range, of: text)) is left out")
    }
  }

  /// Each literal: another value in its place. An item of a list becomes its neighbour, which leaves it out.
  static func literals(of text: String) -> [Mutation] {
    let expression = CELParser.parse(text).0
    var neighbours: [CELExpression.ID: CELExpression.ID] = [:]
    for case .list(let items) in expression.nodes.map(\.kind) where items.count > 1 {
      for index in 0..<Int(items.count) {
        neighbours[expression.operand(index, of: items)] = expression.operand(index == 0 ? 1 : index - 1, of: items)
      }
    }
    return expression.nodes.indices.compactMap { id in
      guard let literal = expression.literal(id) else { return nil }
      let range = expression.nodes[id].range
      if let neighbour = neighbours[id] {
        let replacement = part(expression.nodes[neighbour].range, of: text)
        return Mutation(range: range, replacement: replacement, change: "\(quoted(range, of: text)) is left out of its list")
      }
      guard let replacement = other(literal, written: part(range, of: text)) else { return nil }
      let new = quoted(TextRange(0, replacement.utf8.count), of: replacement)
      return Mutation(range: range, replacement: replacement, change: "\(quoted(range, of: text)) becomes \(new)")
    }
  }

  /// The nearest other value: what lies at a bound is noticed only by an example that lies there too.
  private static func other(_ literal: CELLiteral, written: String) -> String? {
    switch literal {
    case .null, .bytes: return nil
    case .bool(let value): return value ? "false" : "true"
    case .int(let value): return value == .max ? nil : String(value + 1)
    case .uint(let value): return value == .max ? nil : "\(value + 1)u"
    case .double(let value): return (value + 1).isFinite ? "\(value + 1)" : nil
    case .string(let value):
      if let date = CivilDate(value) { return "'\(CivilDate(daysSinceEpoch: date.daysSinceEpoch + 1))'" }
      if Period(value) != nil { return "'\(longer(value))'" }
      guard let mark = written.last, !written.hasSuffix("\"\"\""), !written.hasSuffix("'''") else { return nil }
      return written.dropLast() + "x" + String(mark)
    }
  }

  /// A period one day longer, or one week where it counts weeks.
  private static func longer(_ period: String) -> String {
    guard let unit = period.last, unit == "D" || unit == "W" else { return period + "1D" }
    let head = period.dropLast()
    let digits = head.reversed().prefix { $0.isNumber }
    guard let number = Int(String(digits.reversed())), number < .max else { return period }
    return "\(head.dropLast(digits.count))\(number + 1)\(unit)"
  }

  private static func part(_ range: TextRange, of text: String) -> String {
    String(decoding: Array(text.utf8)[range.indices], as: UTF8.self)
  }

  /// A part for a message, in quotes unless it is a text literal and brings its own.
  private static func quoted(_ range: TextRange, of text: String) -> String {
    let part = CELProblem.excerpt(range, of: text)
    return part.hasPrefix("'") && part.hasSuffix("'") ? part : "'\(part)'"
  }
}
