/// The keywords that look into objects and arrays, and those that combine schemas.
extension SchemaLoader {
  mutating func compileObject(_ words: SchemaWords) {
    var rules = ObjectRules()
    var isUsed = false
    var declared: [(bytes: [UInt8], schema: Int32)] = []
    var required: [[UInt8]] = []
    for entry in words.entries {
      let value = entry.value
      switch entry.word {
      case .properties:
        guard isMapping(entry) else { continue }
        for pair in value.pairs {
          declared.append((pair.key.withTextBytes { Array($0) }, schema(at: pair.value)))
        }
      case .required:
        required = names(in: value)
      case .patternProperties:
        guard isMapping(entry) else { continue }
        var found: [Int32] = []
        for pair in value.pairs {
          if let pattern = pattern(pair.key, asText: true) { found += [pattern, schema(at: pair.value)] }
        }
        rules.firstPattern = Int32(lists.count)
        rules.patternCount = Int32(found.count / 2)
        lists.append(contentsOf: found)
      case .additionalProperties: rules.additional = schema(at: value)
      case .propertyNames: rules.propertyNames = schema(at: value)
      case .minProperties: rules.minimum = count(entry) ?? 0
      case .maxProperties: rules.maximum = count(entry) ?? .max
      default: continue
      }
      isUsed = true
    }
    guard isUsed else { return }
    // Required names come first, so that a check can count off a prefix of the table.
    var table = declared
    if !required.isEmpty {
      let schemas = Dictionary(declared.map { ($0.bytes, $0.schema) }, uniquingKeysWith: { first, _ in first })
      let isRequired = Set(required)
      table = required.map { ($0, schemas[$0] ?? -1) } + declared.filter { !isRequired.contains($0.bytes) }
    }
    rules.requiredCount = Int32(required.count)
    rules.firstProperty = Int32(properties.count)
    rules.propertyCount = Int32(table.count)
    rules.names = names.add(table.map(\.bytes))
    for (position, row) in table.enumerated() {
      var takesNull = false
      if row.schema >= 0 { takesNull = SchemaLoader.namesNull(resources.words(of: written.sources[Int(row.schema)])[.type]) }
      properties.append(
        PropertyRule(schema: row.schema, takesNull: takesNull, name: names.span(of: position, in: rules.names)))
    }
    keywords.append(.object(Int32(objects.count)))
    objects.append(rules)
  }

  /// Whether `null` is among the types of a schema. Static, because a call on the loader would copy it.
  private static func namesNull(_ type: Node?) -> Bool {
    guard let type else { return false }
    return type.kind == .sequence ? type.items.contains { $0.equals("null".utf8) } : type.equals("null".utf8)
  }

  private mutating func isMapping(_ entry: SchemaWords.Entry) -> Bool {
    if entry.value.kind == .mapping { return true }
    fail(
      .keywordValue, "expected '\(entry.word.rawValue)' to be a mapping but found \(ValueWords.found(entry.value))", entry.value)
    return false
  }

  private mutating func names(in list: Node) -> [[UInt8]] {
    guard list.kind == .sequence else {
      fail(.keywordValue, "expected a list of keys but found \(ValueWords.found(list))", list)
      return []
    }
    var seen: Set<[UInt8]> = []
    return list.items.map { item in item.withTextBytes { Array($0) } }.filter { seen.insert($0).inserted }
  }

  mutating func compileArray(_ words: SchemaWords, _ dialect: SchemaDialect) {
    var rules = ArrayRules()
    var isUsed = false
    var prefix: [Node]?
    for entry in words.entries {
      let value = entry.value
      switch entry.word {
      case .prefixItems:
        guard isList(entry) else { continue }
        prefix = Array(value.items)
      case .items:
        if value.kind != .sequence {
          rules.items = schema(at: value)
        } else if dialect.draft < .draft2020 {
          prefix = Array(value.items)
          if let rest = words[.additionalItems] { rules.items = schema(at: rest) }
        } else {
          fail(.keywordValue, "expected a schema but found a list: 'prefixItems' takes one since draft 2020-12", value)
          continue
        }
      case .minItems: rules.minimum = count(entry) ?? 0
      case .maxItems: rules.maximum = count(entry) ?? .max
      default: continue
      }
      isUsed = true
    }
    if isUsed {
      (rules.firstPrefix, rules.prefixCount) = list(prefix ?? [])
      keywords.append(.array(Int32(arrays.count)))
      arrays.append(rules)
    }
    guard let contains = words[.contains] else { return }
    let least = words.entries.first { $0.word == .minContains }.flatMap { count($0) } ?? 1
    let most = words.entries.first { $0.word == .maxContains }.flatMap { count($0) } ?? .max
    keywords.append(.contains(schema(at: contains), least, most))
  }

  private mutating func isList(_ entry: SchemaWords.Entry) -> Bool {
    if entry.value.kind == .sequence { return true }
    fail(
      .keywordValue, "expected '\(entry.word.rawValue)' to be a list of schemas but found \(ValueWords.found(entry.value))",
      entry.value)
    return false
  }

  private mutating func list(_ nodes: [Node]) -> (first: Int32, count: Int32) {
    // Numbers are given before the list is written: it has to be one run.
    let indexes = nodes.map { schema(at: $0) }
    lists.append(contentsOf: indexes)
    return (Int32(lists.count - indexes.count), Int32(indexes.count))
  }

  mutating func compileDependencies(_ words: SchemaWords) {
    let first = dependencies.count
    for entry in words.entries {
      switch entry.word {
      case .dependentRequired, .dependentSchemas, .dependencies:
        guard isMapping(entry) else { continue }
        for pair in entry.value.pairs {
          let value = pair.value.resolved
          if value.kind == .sequence {
            dependencies.append(Dependency(name: pair.key.text, required: value.items.map(\.text), schema: -1))
          } else {
            dependencies.append(Dependency(name: pair.key.text, required: [], schema: schema(at: value)))
          }
        }
      default: continue
      }
    }
    if dependencies.count > first { keywords.append(.dependencies(Int32(first), Int32(dependencies.count))) }
  }

  mutating func compileApplicators(_ words: SchemaWords) {
    for entry in words.entries {
      switch entry.word {
      case .allOf:
        if let (first, count) = branches(entry) { keywords.append(.allOf(first, count)) }
      case .anyOf:
        if let (first, count) = branches(entry) { keywords.append(.anyOf(first, count)) }
      case .oneOf:
        if let (first, count) = branches(entry) { keywords.append(.oneOf(first, count)) }
      case .not: keywords.append(.not(schema(at: entry.value)))
      case .if:
        let (then, otherwise) = (words[.then], words[.else])
        keywords.append(
          .condition(schema(at: entry.value), then.map { schema(at: $0) } ?? -1, otherwise.map { schema(at: $0) } ?? -1))
      default: continue
      }
    }
  }

  private mutating func branches(_ entry: SchemaWords.Entry) -> (Int32, Int32)? {
    guard isList(entry) else { return nil }
    return list(Array(entry.value.items))
  }
}
