/// What a check says about keys and values that do not fit.
extension SchemaCheck {
  mutating func add(_ kind: RuleDescription, _ message: String, at place: Place, fix: String? = nil, edit: Edit? = nil) {
    var finding = kind.finding(message, at: place, fix: fix)
    finding.edit = edit
    add(finding)
  }

  /// Adds a finding; the one that fills the list ends the collecting, and so at the next failure the check.
  mutating func add(_ finding: Finding) {
    findings.append(finding)
    if findings.count >= limits.findings { collects = false }
  }

  /// Where a value stands; for one that is not written, its key.
  func place(_ value: Int32) -> Place {
    var place = node(value).place
    if place.range.isEmpty, let key = trail.key { place.range = node(key).range }
    place.pointer = trail.pointer(in: document)
    return place
  }

  private func place(ofKey key: Int32) -> Place {
    var place = node(key).place
    var inner = trail
    inner.steps.append(.key(key))
    place.pointer = inner.pointer(in: document)
    return place
  }

  /// Where to show that a mapping lacks something: the key it belongs to, else its own first key.
  private func place(ofParent value: Int32) -> Place {
    var place = node(value).place
    if let key = trail.key {
      place.range = node(key).range
    } else if nodes[value].first > 0 {
      place.range = node(value + 1).range
    }
    place.pointer = trail.pointer(in: document)
    return place
  }

  func keyText(_ key: Int32) -> String {
    let node = node(nodes.resolved(key))
    return node.kind == .scalar ? node.text : document.source.text(node.range)
  }

  /// `value` is the mapping; `rules` are those of all schemas that could have declared the key.
  mutating func reportUnknownKey(_ key: Int32, of value: Int32, _ rules: [ObjectRules]) {
    let name = keyText(key)
    let known = knownNames(rules)
    var message = "unknown key \(ValueWords.quoted(name))"
    var fix: String?
    if let nearest = Suggestion.nearest(to: name, among: known) {
      message += ", did you mean '\(nearest)'?"
      fix = "Write `\(nearest)`, or take the key out."
    } else if !known.isEmpty, known.count <= 12 {
      fix = "Known here: " + known.map { "`\($0)`" }.joined(separator: ", ") + "."
    }
    var edit: Edit?
    if let meant = Suggestion.certain(for: name, among: known), self.key(named: meant, of: value) == nil {
      edit = node(key).edit(to: meant)
    }
    add(.unknownKey, message, at: place(ofKey: key), fix: fix, edit: edit)
  }

  mutating func reportEmpty(_ key: Int32) {
    let path = trail.path(to: keyText(key), in: document)
    add(.emptyValue, "'\(path)' has no value and counts as not written", at: place(ofKey: key))
  }

  mutating func reportMissing(_ rule: PropertyRule, _ value: Int32) {
    let name = flat.names.text(rule.name)
    if let key = key(named: name, of: value) {
      add(.missingKey, "expected a value for '\(trail.path(to: name, in: document))' but found nothing", at: place(ofKey: key))
    } else {
      reportMissing(name, reason: "", value)
    }
  }

  mutating func reportMissing(_ name: String, beside other: String, _ value: Int32) {
    reportMissing(name, reason: " beside '\(other)'", value)
  }

  private mutating func reportMissing(_ name: String, reason: String, _ value: Int32) {
    add(
      .missingKey, "expected the key '\(trail.path(to: name, in: document))'\(reason) but found none", at: place(ofParent: value),
      fix: "Add `\(name)`.")
  }

  private func key(named name: String, of value: Int32) -> Int32? {
    var key = value + 1
    while key < nodes[value].next {
      if nameBytes(key).elementsEqual(name.utf8) { return key }
      key = nodes[nodes[key].next].next
    }
    return nil
  }

  /// `schema` is the one that asks for the types, where it is one.
  mutating func report(types: SchemaTypes, _ value: Int32, of schema: Int32? = nil) {
    let node = node(value)
    let actual = self.types(of: value)
    var fix: String?
    var edit: Edit?
    if types.contains(.string), let date = schema.flatMap({ asksForDate($0) ? FormatHints.compactDate(node.text) : nil }) {
      fix = "Write `\(date)`."
      edit = node.edit(to: date)
    } else if types.contains(.string), actual == .boolean || actual.contains(.number) {
      fix = "Put the text in quotes: `\"\(node.text)\"`."
    } else if types.contains(.boolean), actual == .string, let word = truthValue(node.text) {
      fix = "Write `\(word)`, without quotes."
    } else if !types.isDisjoint(with: [.number, .integer]), actual == .string, ScalarKind(Array(node.text.utf8)[...]) != nil {
      fix = "Write the number without quotes: `\(node.text)`."
    } else if types.contains(.array), actual == .string || actual.contains(.number) {
      fix = "Write a list: `[\(node.text)]`."
    }
    add(.wrongType, "expected \(ValueWords.expected(types)) but found \(ValueWords.found(node))", at: place(value), fix: fix,
      edit: edit)
  }

  private func asksForDate(_ schema: Int32) -> Bool {
    let record = flat.records[schema]
    return (record.first..<record.end).contains { index in
      if case .format(.date) = flat.keywords[index] { true } else { false }
    }
  }

  private func truthValue(_ text: String) -> String? {
    switch text.lowercased() {
    case "yes", "on", "y", "true": "true"
    case "no", "off", "n", "false": "false"
    default: nil
    }
  }

  /// The first of these are listed in a message.
  static let maximumListed = 10

  mutating func reportValues(_ index: Int32, _ value: Int32) {
    let enumeration = flat.enumerations[index]
    let values = tables.values(enumeration)
    var listed = values.prefix(SchemaCheck.maximumListed).map { ValueWords.literal($0) }
    let more = values.count - listed.count
    if more > 0 { listed.append("\(more) others") }
    let found = ValueWords.found(node(value))
    var message = "expected \(values.count > 1 ? "one of " : "")\(ValueWords.joined(listed)) but found \(found)"
    var fix: String?
    let texts = values.filter(\.isString).map(\.text)
    if isText(value), let nearest = Suggestion.nearest(to: node(value).text, among: texts) {
      if values.count > 1 { message += ", did you mean '\(nearest)'?" }
      fix = "Write `\(nearest)`."
    } else if more > 0 {
      fix = "Use one of " + ValueWords.joined(values.map { "`\(ValueWords.literal($0))`" }) + "."
    }
    let meant = isText(value) ? Suggestion.certain(for: node(value).text, among: texts) : nil
    add(.notInEnum, message, at: place(value), fix: fix, edit: meant.flatMap { node(value).edit(to: $0) })
  }

  private func knownNames(_ all: [ObjectRules]) -> [String] {
    var names: [String] = []
    for rules in all {
      for position in rules.firstProperty..<rules.firstProperty + rules.propertyCount {
        let rule = flat.properties[position]
        let name = flat.names.text(rule.name)
        if rule.schema >= 0, !isNever(rule.schema), !names.contains(name) { names.append(name) }
      }
    }
    return names
  }

  /// The findings, each once, in the order of the file.
  func sortedFindings() -> [Finding] {
    var sorted = findings.enumerated().sorted { left, right in
      let (a, b) = (left.element.place.range.start, right.element.place.range.start)
      return a == b ? left.offset < right.offset : a < b
    }.map(\.element)
    var seen: Set<String> = []
    sorted.removeAll { !seen.insert("\($0.place.range.start) \($0.place.range.end) \($0.rule) \($0.message)").inserted }
    dropDoubtfulEdits(from: &sorted)
    if let reachedLimit { sorted.insert(tooComplex(reachedLimit), at: 0) }
    return sorted
  }

  private func tooComplex(_ limit: ReachedLimit) -> Finding {
    let message =
      switch limit {
      case .depth: "expected schemas to apply inside each other at most \(limits.depth) deep but found more: the check was given up"
      case .steps: "the check was given up: it takes too many steps for a file of this size"
      }
    return RuleDescription.tooComplex.finding(message, at: node(root).place)
  }
}
