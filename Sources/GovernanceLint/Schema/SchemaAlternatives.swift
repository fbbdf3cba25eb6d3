/// `anyOf` and `oneOf`: whether a branch fits, and of which one to speak where none does.
extension SchemaCheck {
  mutating func evaluateAlternatives(_ first: Int32, _ count: Int32, _ value: Int32, tracks: Bool, isExclusive: Bool) -> Bool {
    let range = first..<first + count
    var fitting: [Int32] = []
    var fits = 0
    let hadNotes = hasNotes
    hasNotes = false
    for index in range {
      let start = evaluated.count
      if quietly({ $0.evaluate($0.flat.lists[index], value, tracks: tracks) }) {
        fits += 1
        if collects { fitting.append(index) }
        if isExclusive, fits > 1 { break }
        if !isExclusive, !tracks { break }
      } else {
        forgetEvaluated(from: start)
      }
    }
    let sawEmpty = hasNotes
    hasNotes = hadNotes || sawEmpty
    if fits == 0 { return fails { $0.reportNearest(range, value, tracks: tracks) } }
    if isExclusive, fits > 1 { return fails { $0.reportSeveral(fitting, of: range, value) } }
    // The branch that fits may have notes on empty values, which the quiet pass did not make.
    if collects, sawEmpty, let branch = fitting.first { _ = evaluate(flat.lists[branch], value, tracks: false) }
    return true
  }

  /// Reports what is wrong with the branch that fits best.
  private mutating func reportNearest(_ range: Range<Int32>, _ value: Int32, tracks: Bool) {
    let branches = range.map { flat.lists[$0] }
    let known = branches.map { allowedTypes($0) }
    let actual = types(of: value)
    if !branches.isEmpty, known.allSatisfy({ $0.isDisjoint(with: actual) }) {
      // A later branch that takes only mappings is a way out (such as a reason why nothing is written), not what is expected.
      let expected = known.enumerated().reduce(into: SchemaTypes()) {
        if $1.offset == 0 || $1.element != .object { $0.formUnion($1.element) }
      }
      return report(types: expected, value)
    }
    let before = findings
    defer { collects = findings.count < limits.findings }
    var best: (fit: Fit, findings: [Finding], marks: [Int32])?
    for (branch, types) in zip(branches, known) {
      let start = evaluated.count
      findings = []
      collects = true
      _ = evaluate(branch, value, tracks: tracks)
      let fit = fit(branch, value, typeFits: !types.isDisjoint(with: actual))
      if best.map({ $0.fit < fit }) ?? true { best = (fit, findings, Array(evaluated[start...])) }
      forgetEvaluated(from: start)
    }
    findings = before
    if let best, !best.findings.isEmpty {
      findings += best.findings
      // What the branch knows is known, or every key would be reported a second time.
      if tracks { evaluated += best.marks }
    } else {
      reportNoAlternative(value)
    }
  }

  /// How well a branch fits a value that it does not accept.
  private struct Fit: Comparable {
    var typeFits: Bool
    /// Whether what tells branches apart (`const`) is as the branch has it.
    var constantsFit: Bool
    /// Whether the mapping has the keys that the branch requires; false where it requires none.
    var hasRequired: Bool
    /// How many keys of the mapping the branch declares.
    var declared: Int
    var findings: Int

    static func < (left: Fit, right: Fit) -> Bool {
      if left.typeFits != right.typeFits { return right.typeFits }
      if left.constantsFit != right.constantsFit { return right.constantsFit }
      if left.hasRequired != right.hasRequired { return right.hasRequired }
      if left.declared != right.declared { return left.declared < right.declared }
      return left.findings > right.findings
    }
  }

  private mutating func fit(_ branch: Int32, _ value: Int32, typeFits: Bool) -> Fit {
    var fit = Fit(typeFits: typeFits, constantsFit: true, hasRequired: false, declared: 0, findings: findings.count)
    guard nodes[value].kind == .mapping else { return fit }
    let all = tables.objects(reachedFrom: branch, .always)
    var required = 0
    var missing = 0
    for rules in all {
      var key = value + 1
      let end = nodes[value].next
      var present = 0
      while key < end {
        let child = nodes[key].next
        if let position = flat.names.find(nameBytes(key), in: rules.names) {
          let rule = flat.properties[rules.firstProperty + position]
          fit.declared += 1
          if position < rules.requiredCount { present += 1 }
          if rule.schema >= 0, tables.isConstant(rule.schema), !quietly({ $0.evaluate(rule.schema, child, tracks: false) }) {
            fit.constantsFit = false
          }
        }
        key = nodes[child].next
      }
      required += Int(rules.requiredCount)
      missing += Int(rules.requiredCount) - present
    }
    fit.hasRequired = required > 0 && missing <= 0
    return fit
  }

  /// The types that a schema can accept, as far as `type` says, here or behind references.
  private func allowedTypes(_ schema: Int32) -> SchemaTypes {
    var types = SchemaTypes.all
    tables.visit(schema, .always) { keyword in
      if case .types(let named) = keyword { types.formIntersection(named) }
    }
    return types
  }
}
