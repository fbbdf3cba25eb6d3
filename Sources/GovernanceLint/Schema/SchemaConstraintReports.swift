/// What a check says about values that break the bounds of numbers, lengths, counts, formats and combinations.
extension SchemaCheck {
  mutating func report(range keyword: SchemaKeyword, _ value: Int32) {
    let bound: String
    switch keyword {
    case .minimum(let index): bound = "at least \(tables.numbers[Int(index)])"
    case .maximum(let index): bound = "at most \(tables.numbers[Int(index)])"
    case .exclusiveMinimum(let index): bound = "more than \(tables.numbers[Int(index)])"
    case .exclusiveMaximum(let index): bound = "less than \(tables.numbers[Int(index)])"
    case .multipleOf(let index): bound = "a multiple of \(tables.numbers[Int(index)])"
    default: return
    }
    add(.outOfRange, "expected \(bound) but found \(node(value).text)", at: place(value))
  }

  mutating func reportCount(_ count: Int, _ least: Int32, _ most: Int32, _ noun: String, _ value: Int32) {
    let bound = count < least ? "at least \(ValueWords.count(Int(least), noun))" : "at most \(ValueWords.count(Int(most), noun))"
    add(.outOfRange, "expected \(bound) but found \(count == 0 ? "none" : String(count))", at: place(value))
  }

  mutating func report(pattern index: Int32, _ value: Int32) {
    let pattern = tables.patterns[Int(index)].text
    add(.badPattern, "expected text that matches '\(pattern)' but found \(ValueWords.quoted(node(value)))", at: place(value))
  }

  mutating func report(format: SchemaFormat, _ value: Int32) {
    let text = node(value).text
    let hint = FormatHints.hint(for: format, text)
    var message = "expected \(format.expectation) but found \(ValueWords.quoted(text))"
    if let reason = hint?.reason { message += ": \(reason)" }
    let edit = hint?.replacement.flatMap { node(value).edit(to: $0) }
    add(.badFormat, message, at: place(value), fix: hint?.fix, edit: edit)
  }

  mutating func reportDuplicate(_ first: Int32, _ second: Int32, _ value: Int32) {
    var place = node(second).place
    place.pointer = trail.pointer(in: document)
    let literal = ValueWords.literal(node(second))
    var finding = RuleDescription.duplicateItem.finding("expected every item once but found \(literal) twice", at: place)
    finding.related = [RelatedPlace(message: "first listed here", place: node(first).place)]
    add(finding)
  }

  mutating func reportNothingAllowed(_ value: Int32) {
    add(.notAllowed, "expected nothing here but found \(ValueWords.found(node(value)))", at: place(value))
  }

  mutating func reportNot(_ schema: Int32, _ value: Int32) {
    let title = SchemaNode(schema: Schema(tables: tables), index: schema).title
    let what = title.map { "anything but '\($0)'" } ?? "a value that the schema does not rule out"
    add(.notAllowed, "expected \(what) but found \(ValueWords.found(node(value)))", at: place(value))
  }

  mutating func reportNoAlternative(_ value: Int32) {
    add(.noAlternative, "expected one of the schema's alternatives but found \(ValueWords.found(node(value)))", at: place(value))
  }

  /// A branch with a title is called by it, others by their position.
  mutating func reportSeveral(_ fitting: [Int32], of range: Range<Int32>, _ value: Int32) {
    let words = fitting.map { branch in
      SchemaNode(schema: Schema(tables: tables), index: flat.lists[branch]).title.map { "'\($0)'" }
        ?? "number \(branch - range.lowerBound + 1)"
    }
    add(
      .noAlternative,
      "expected a value that fits one alternative but found one that fits \(ValueWords.joined(words, last: "and"))",
      at: place(value))
  }
}
