/// The keywords that ask for one kind of value each.
extension SchemaLoader {
  mutating func compileValueKeywords(_ words: SchemaWords, _ dialect: SchemaDialect) {
    var length: (Int32, Int32) = (0, .max)
    // First what makes the other findings about a value pointless.
    if let type = words[.type] { compileType(type) }
    if let values = words[.enum] { compileValues(values) }
    if let value = words[.const] { addEnumeration([value], isConstant: true) }
    for entry in words.entries {
      let value = entry.value
      switch entry.word {
      case .minimum: if let number = number(entry) { keywords.append(.minimum(number)) }
      case .maximum: if let number = number(entry) { keywords.append(.maximum(number)) }
      case .exclusiveMinimum: if let number = number(entry) { keywords.append(.exclusiveMinimum(number)) }
      case .exclusiveMaximum: if let number = number(entry) { keywords.append(.exclusiveMaximum(number)) }
      case .multipleOf: compileMultiple(entry)
      case .minLength: length.0 = count(entry) ?? 0
      case .maxLength: length.1 = count(entry) ?? .max
      case .pattern: if let pattern = pattern(value) { keywords.append(.pattern(pattern)) }
      case .format:
        guard options.assertsFormats || dialect.vocabularies.contains(.formatAssertion) else { continue }
        // `period` is no format of the standard: there it would be an annotation.
        guard let format = SchemaFormat(rawValue: value.text), format != .period else { continue }
        keywords.append(.format(format == .duration && options.readsEmptyAsAbsent ? .period : format))
      case .uniqueItems: if value.asBool == true { keywords.append(.uniqueItems) }
      case .orderedBy: if let name = name(value) { keywords.append(.orderedBy(name.start, name.end)) }
      default: continue
      }
    }
    if length != (0, .max) { keywords.append(.length(length.0, length.1)) }
  }

  private mutating func compileType(_ value: Node) {
    var types: SchemaTypes = []
    let names = value.kind == .sequence ? Array(value.items) : [value]
    for name in names {
      guard let type = SchemaTypes(name: name.text) else {
        let known = ["null", "boolean", "object", "array", "number", "integer", "string"]
        let nearest = Suggestion.nearest(to: name.text, among: known).map { ", did you mean '\($0)'?" } ?? ""
        return fail(.keywordValue, "expected a type but found \(ValueWords.found(name))" + nearest, name)
      }
      types.formUnion(type)
    }
    keywords.append(.types(types))
  }

  private mutating func compileValues(_ value: Node) {
    guard value.kind == .sequence else {
      return fail(.keywordValue, "expected a list of values but found \(ValueWords.found(value))", value)
    }
    addEnumeration(value.items.map(\.resolved), isConstant: false)
  }

  private mutating func addEnumeration(_ nodes: [Node], isConstant: Bool) {
    var texts: [[UInt8]] = []
    for node in nodes where node.isString { texts.append(node.withTextBytes { Array($0) }) }
    keywords.append(.values(Int32(enumerations.count)))
    enumerations.append(
      Enumeration(
        names: names.add(texts), first: Int32(written.values.count), count: Int32(nodes.count), hasOthers: texts.count < nodes.count,
        isConstant: isConstant))
    written.values.append(contentsOf: nodes)
  }

  private mutating func number(_ entry: SchemaWords.Entry) -> Int32? {
    guard SchemaTypes(of: entry.value).contains(.number) else {
      fail(
        .keywordValue, "expected '\(entry.word.rawValue)' to be a number but found \(ValueWords.found(entry.value))", entry.value)
      return nil
    }
    numbers.append(entry.value.withTextBytes { DecimalNumber($0) })
    return Int32(numbers.count - 1)
  }

  private mutating func compileMultiple(_ entry: SchemaWords.Entry) {
    guard let index = number(entry) else { return }
    guard numbers[Int(index)].isDivisor else {
      let limit = DecimalNumber.maximumSmallDigits
      return fail(
        .keywordValue,
        "expected 'multipleOf' to be a positive number of at most \(limit) digits but found \(ValueWords.found(entry.value))",
        entry.value)
    }
    keywords.append(.multipleOf(index))
  }

  /// A number of things; what is larger than anything can be is taken as that.
  mutating func count(_ entry: SchemaWords.Entry) -> Int32? {
    let value = entry.value
    if SchemaTypes(of: value).contains(.integer) {
      let number = value.withTextBytes { DecimalNumber($0) }
      if !number.isNegative { return number.clampedCount }
    }
    fail(.keywordValue, "expected '\(entry.word.rawValue)' to be a count but found \(ValueWords.found(value))", value)
    return nil
  }

  private mutating func name(_ value: Node) -> NameSpan? {
    guard value.isString else {
      fail(.keywordValue, "expected the name of a key but found \(ValueWords.found(value))", value)
      return nil
    }
    return names.add(value.withTextBytes { Array($0) })
  }

  /// The number of a compiled pattern. A key is text whatever it looks like.
  mutating func pattern(_ node: Node, asText: Bool = false) -> Int32? {
    guard asText || node.isString else {
      fail(.keywordValue, "expected a regular expression but found \(ValueWords.found(node))", node)
      return nil
    }
    let text = node.text
    if let known = patternNumbers[Array(text.utf8)] { return known }
    switch Pattern.compile(text, dialect: .jsonSchema) {
    case .success(let pattern):
      patternNumbers[Array(text.utf8)] = Int32(patterns.count)
      patterns.append(pattern)
      prefixes.append(literalPrefix(text))
      return Int32(patterns.count - 1)
    case .failure(let reason):
      fail(.keywordValue, "\(ValueWords.quoted(node)) is no regular expression: \(reason.message)", node)
      return nil
    }
  }

  /// The text that a pattern such as `^x-` asks for at the start, and nothing else; an empty span for other patterns.
  ///
  /// Every key of a manifest is held against `^x-`: that should cost no more than two comparisons.
  private mutating func literalPrefix(_ text: String) -> NameSpan {
    let letters = Array(text.utf8.dropFirst())
    let isLiteral =
      text.utf8.first == UInt8(ascii: "^") && letters.allSatisfy { ASCII.isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x5F }
    guard isLiteral, !letters.isEmpty else { return NameSpan(start: 0, end: 0) }
    return names.add(letters)
  }
}
