/// Decodes the file of a rule whose structure has been checked.
enum RuleDecoder {
  /// The rule, or nil where the file lacks what the structure check has already reported.
  static func rule(_ root: Node, module: RuleModule.Head) -> Rule? {
    guard let id = root["id"]?.text, let title = root["title"]?.text,
      let severity = Severity(name: root["severity"]?.text ?? ""), let appliesTo = root["appliesTo"]?.text,
      let require = text(root["require"]), let message = text(root["message"])
    else { return nil }
    let description = RuleDescription(
      id: id, title: title, severity: severity, why: root["why"]?.text.trimmed ?? "", fix: root["fix"]?.text.trimmed ?? "",
      sources: strings(root["sources"]), controls: strings(root["controls"]), tags: strings(root["tags"]))
    return Rule(
      description: description, appliesTo: appliesTo,
      status: root["status"].flatMap { Rule.Status(rawValue: $0.text) } ?? .active,
      replacedBy: root["replacedBy"]?.text,
      waivable: root["waivable"].flatMap { Rule.Waivable(rawValue: $0.text) } ?? .always,
      acceptsNotApplicable: root["acceptsNotApplicable"]?.text != "false",
      effective: root["effective"].map(effective),
      parameters: read(of: module.parameters, in: root) + parameters(root["params"]),
      each: named(root["each"]), when: text(root["when"]), lets: named(root["let"]), require: require,
      at: text(root["at"]), message: message, root: root, tables: module.tables)
  }

  /// The parameters of its module that an expression of the rule names; the others are not the rule's.
  private static func read(of parameters: [RuleParameter], in root: Node) -> [RuleParameter] {
    guard !parameters.isEmpty else { return [] }
    let nodes = [root["when"], root["require"], root["message"]].compactMap { $0 }
      + [root["each"], root["let"]].compactMap { $0 }.flatMap { $0.pairs.map(\.value) }
    var isRead = Array(repeating: false, count: parameters.count)
    for node in nodes {
      node.resolved.withTextBytes { text in
        var rest = text[...]
        while let place = rest.firstIndex(of: UInt8(ascii: "p")) {
          rest = rest[(place + 1)...]
          guard rest.starts(with: "arams.".utf8) else { continue }
          let name = rest.dropFirst("arams.".utf8.count)
          for (index, parameter) in parameters.enumerated() where name.starts(with: parameter.name.utf8) { isRead[index] = true }
        }
      }
    }
    return zip(parameters, isRead).filter(\.1).map(\.0)
  }

  /// The parameters under `params` of a rule or a module.
  static func parameters(_ node: Node?) -> [RuleParameter] {
    (node?.pairs).map { pairs in
      pairs.compactMap { pair in
        guard let defaultValue = pair.value["default"] else { return nil }
        return RuleParameter(
          name: pair.key.text, description: pair.value["description"]?.text ?? "", schema: pair.value,
          defaultValue: defaultValue)
      }
    } ?? []
  }

  /// The texts of a list.
  static func strings(_ node: Node?) -> [String] {
    (node?.items).map { items in items.map(\.resolved.text) } ?? []
  }

  private static func text(_ node: Node?) -> RuleText? { node.map { RuleText(node: $0.resolved) } }

  /// The names and expressions of a mapping.
  static func named(_ node: Node?) -> [Rule.NamedText] {
    (node?.pairs).map { pairs in
      pairs.map { Rule.NamedText(name: RuleText(node: $0.key), expression: RuleText(node: $0.value.resolved)) }
    } ?? []
  }

  private static func effective(_ node: Node) -> Rule.Effective {
    Rule.Effective(
      from: node["from"].flatMap { CivilDate($0.text) }, until: node["until"].flatMap { CivilDate($0.text) },
      isStayed: node["status"]?.text == "stayed")
  }

  static func examples(_ node: Node?) -> [RuleExample] {
    guard let node else { return [] }
    let groups: [(Outcome, Node?)] = [
      (.pass, node["passes"]), (.fail, node["fails"]), (.notApplicable, node["notApplicable"]),
    ]
    return groups.flatMap { expected, list in
      (list?.items).map { items in items.map { example($0.resolved, expected: expected) } } ?? []
    }
  }

  private static func example(_ node: Node, expected: Outcome) -> RuleExample {
    let isFragment = node.kind == .scalar
    var files: [String: String] = [:]
    if let listed = node["files"] {
      for pair in listed.pairs { files[pair.key.text] = pair.value.text }
    }
    return RuleExample(
      expected: expected, title: node["title"]?.text,
      manifest: isFragment ? RuleText(node: node) : text(node["manifest"]), old: node["old"].map(old),
      portfolio: node["portfolio"].map(texts) ?? [],
      parameters: node["params"], today: node["today"].flatMap { CivilDate($0.text) } ?? RuleExample.defaultToday,
      files: files, place: node.place)
  }

  private static func old(_ node: Node) -> RuleExample.Old {
    node.resolved.kind == .sequence ? .portfolio(texts(node)) : .subject(RuleText(node: node.resolved))
  }

  private static func texts(_ node: Node) -> [RuleText] { node.items.map { RuleText(node: $0.resolved) } }
}

extension String {
  /// Without white space and line breaks at both ends; block scalars end with one.
  var trimmed: String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
