/// What objects are asked for: one walk over the pairs answers all of it.
extension SchemaCheck {
  mutating func evaluateObject(_ rules: ObjectRules, _ value: Int32, tracks: Bool) -> Bool {
    let record = nodes[value]
    guard record.kind == .mapping else { return true }
    var isSatisfied = true
    var present = RequiredNames(count: Int(rules.requiredCount))
    var count = 0
    var key = value + 1
    while key < record.next {
      let child = nodes[key].next
      let position = flat.names.find(nameBytes(key), in: rules.names)
      let rule = position.map { flat.properties[rules.firstProperty + $0] }
      if let rule, tables.options.readsEmptyAsAbsent, !rule.takesNull, isNull(child) {
        hasNotes = true
        if collects, position.map({ $0 >= rules.requiredCount }) ?? false { reportEmpty(key) }
        if tracks { evaluated.append(child) }
      } else {
        count += 1
        if let position { present.insert(Int(position)) }
        if rule != nil, passesOver(key) {
          if tracks { evaluated.append(child) }
        } else if !evaluatePair(of: value, rules, rule, key, child, tracks: tracks) {
          guard collects else { return false }
          isSatisfied = false
        }
      }
      key = nodes[child].next
    }
    if !present.isComplete {
      guard collects else { return false }
      isSatisfied = false
      for position in 0..<rules.requiredCount where collects && !present.contains(Int(position)) {
        reportMissing(flat.properties[rules.firstProperty + position], value)
      }
    }
    if count < rules.minimum || count > rules.maximum {
      return fails { $0.reportCount(count, rules.minimum, rules.maximum, "key", value) }
    }
    return isSatisfied
  }

  private mutating func evaluatePair(
    of value: Int32, _ rules: ObjectRules, _ rule: PropertyRule?, _ key: Int32, _ child: Int32, tracks: Bool
  ) -> Bool {
    var isSatisfied = true
    var isKnown = false
    if rules.propertyNames >= 0, !evaluateName(rules.propertyNames, key) {
      guard collects else { return false }
      isSatisfied = false
    }
    if let rule, rule.schema >= 0 {
      isKnown = true
      if !evaluateChild(rule.schema, key, child) {
        guard collects else { return false }
        isSatisfied = false
      }
    }
    for index in 0..<rules.patternCount {
      let entry = rules.firstPattern + 2 * index
      guard matches(flat.lists[entry], nameBytes(key)) else { continue }
      isKnown = true
      if !evaluateChild(flat.lists[entry + 1], key, child) {
        guard collects else { return false }
        isSatisfied = false
      }
    }
    if !isKnown {
      guard rules.additional >= 0 else { return isSatisfied }
      if isNever(rules.additional) {
        isSatisfied = fails { $0.reportUnknownKey(key, of: value, [rules]) }
      } else if !evaluateChild(rules.additional, key, child) {
        isSatisfied = false
      }
    }
    if tracks { evaluated.append(child) }
    return isSatisfied
  }

  /// The bytes of a key, the anchored one where it is an alias.
  func nameBytes(_ key: Int32) -> UnsafeBufferPointer<UInt8> { nodes.text(nodes.resolved(key)) }

  func isNever(_ schema: Int32) -> Bool {
    let record = flat.records[schema]
    guard record.end == record.first + 1, case .never = flat.keywords[record.first] else { return false }
    return true
  }

  private mutating func evaluateName(_ schema: Int32, _ key: Int32) -> Bool {
    let outer = currentName
    currentName = nodes.resolved(key)
    defer { currentName = outer }
    return evaluate(schema, key, tracks: false)
  }

  mutating func evaluateChild(_ schema: Int32, _ key: Int32, _ child: Int32) -> Bool {
    guard collects else { return evaluate(schema, child, tracks: false) }
    trail.steps.append(.key(key))
    defer { trail.steps.removeLast() }
    return evaluate(schema, child, tracks: false)
  }

  /// The value of a key of a mapping, or nil. An empty value counts as none where manifests are checked.
  func child(_ name: String, of value: Int32) -> Int32? {
    let record = nodes[value]
    guard record.kind == .mapping else { return nil }
    var key = value + 1
    while key < record.next {
      let child = nodes[key].next
      if nameBytes(key).elementsEqual(name.utf8) {
        return tables.options.readsEmptyAsAbsent && isNull(child) ? nil : child
      }
      key = nodes[child].next
    }
    return nil
  }

  mutating func evaluateDependencies(_ first: Int32, _ end: Int32, _ value: Int32, tracks: Bool) -> Bool {
    guard nodes[value].kind == .mapping else { return true }
    var isSatisfied = true
    for index in Int(first)..<Int(end) where child(tables.dependencies[index].name, of: value) != nil {
      let dependency = tables.dependencies[index]
      for name in dependency.required where child(name, of: value) == nil {
        guard collects else { return false }
        isSatisfied = false
        reportMissing(name, beside: dependency.name, value)
      }
      if dependency.schema >= 0, !evaluate(dependency.schema, value, tracks: tracks) {
        guard collects else { return false }
        isSatisfied = false
      }
    }
    return isSatisfied
  }
}

/// Which of the required names of an object were met: a word of bits, and more only where there are more than 64.
private struct RequiredNames {
  private let count: Int
  private var first: UInt64 = 0
  private var rest: [Bool] = []

  init(count: Int) {
    self.count = count
    if count > 64 { rest = [Bool](repeating: false, count: count - 64) }
  }

  mutating func insert(_ position: Int) {
    guard position < count else { return }
    if position < 64 { first |= 1 << UInt64(position) } else { rest[position - 64] = true }
  }

  func contains(_ position: Int) -> Bool {
    position < 64 ? first & (1 << UInt64(position)) != 0 : rest[position - 64]
  }

  var isComplete: Bool { first.nonzeroBitCount == min(count, 64) && rest.allSatisfy { $0 } }
}
