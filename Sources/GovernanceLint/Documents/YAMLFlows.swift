/// Flow sequences and mappings (YAML 1.2.2 section 7.4).
extension YAMLParser {
  /// Reads the collection whose bracket is at the cursor. Its lines have to be indented deeper than `parent`.
  mutating func flowCollection(parent: Int, properties: Int) {
    let opening = cursor.offset
    let isMapping = cursor.byte == UInt8(ascii: "{")
    let closing = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
    guard let index = open(isMapping ? .mapping : .sequence, .flow, at: opening, properties: properties) else { return }
    flowDepth += 1
    cursor.offset += 1
    lastEnd = cursor.offset
    var count = 0
    var needsComma = false
    while true {
      skipFlowSpace(parent: parent)
      if cursor.isAtEnd || isLeavingFlow {
        reportUnclosed(opening)
        break
      }
      let byte = cursor.byte
      if byte == closing {
        cursor.offset += 1
        lastEnd = cursor.offset
        break
      }
      if byte == UInt8(ascii: ",") {
        if !needsComma { reportLoneComma() }
        needsComma = false
        cursor.offset += 1
        continue
      }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        reportMismatch(isMapping: isMapping, opening)
        cursor.offset += 1
        lastEnd = cursor.offset
        break
      }
      if needsComma { reportUnexpected(isMapping ? "',' or '}'" : "',' or ']'") }
      let before = cursor.offset
      if isMapping { flowPair(parent: parent) } else { flowItem(parent: parent) }
      count += 1
      needsComma = true
      if cursor.offset == before {
        reportUnexpected("an item")
        cursor.offset += 1
      }
    }
    close(index, end: lastEnd, count: count)
    flowDepth -= 1
    if flowDepth == 0 {
      isLeavingFlow = false
      hasReportedFlowIndent = false
    }
  }

  // What builds messages stays out of the function that recurses, whose frames have to be small.

  @inline(never) private mutating func reportMismatch(isMapping: Bool, _ opening: Int) {
    fail(
      isMapping ? "expected '}' but found ']'" : "expected ']' but found '}'", at: TextRange(cursor.offset, cursor.offset + 1),
      related: [("opened here", TextRange(opening, opening + 1))],
      fix: "Close the bracket that is open, or open the other one as well.")
  }

  @inline(never) private mutating func reportLoneComma() {
    fail(
      "expected an item before ','", at: TextRange(cursor.offset, cursor.offset + 1),
      fix: "Remove the comma, or write the item; an empty text is written ''.")
  }

  @inline(never) private mutating func reportUnexpected(_ expected: String) {
    fail(
      "expected \(expected) but found \(shownContent)", at: cursor.offset,
      fix: "Put a comma between items, and quotes around text that holds ':', ',' or brackets.")
  }

  @inline(never) private mutating func reportUnclosed(_ opening: Int) {
    guard !isLeavingFlow || !hasReportedFlowIndent, !findings.isFull else { return }
    isLeavingFlow = true
    hasReportedFlowIndent = true
    lastErrorLine = -1
    let bracket = cursor.byte(at: opening) == UInt8(ascii: "[") ? "[" : "{"
    fail("expected the '\(bracket)' that opens here to be closed", .unclosed, at: TextRange(opening, opening + 1))
  }

  /// Skips white space, comments and line breaks; checks that the collection goes on where a new line begins.
  @inline(never) private mutating func skipFlowSpace(parent: Int) {
    skipToContent()
    guard isFresh, !cursor.isAtEnd, !isLeavingFlow else { return }
    if isAtEndOfDocument {
      isLeavingFlow = true
    } else if lineIndent <= parent {
      let byte = cursor.byte
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        findings.add(
          .flowIndentation,
          "expected '\(text(cursor.offset..<cursor.offset + 1))' to be indented deeper than the key "
            + "(at column \(parent + 2) or more)",
          at: TextRange(cursor.offset, cursor.offset + 1))
      } else if !hasReportedFlowIndent {
        if !lineHasTab, isAtIndicator(UInt8(ascii: "-")) || lineHoldsKey() {
          // A block collection goes on here: the bracket was forgotten.
          isLeavingFlow = true
        } else {
          hasReportedFlowIndent = true
          fail(
            lineHasTab
              ? "expected more than \(parent) spaces of indentation but found a tab"
              : "expected lines inside brackets to be indented by more than \(parent) \(parent == 1 ? "space" : "spaces")",
            lineHasTab ? .tab : .yaml, at: TextRange(lineStart, max(lineContent, lineStart + 1)),
            fix: lineHasTab ? nil : "Indent the line deeper than the key that the brackets belong to.")
        }
      }
    }
  }

  /// An item of a flow sequence: a node, or a single pair, which is a mapping of its own.
  private mutating func flowItem(parent: Int) {
    let start = cursor.offset
    let index = records.count
    if isAtFlowIndicator(UInt8(ascii: "?")) {
      guard let mapping = open(.mapping, .flow, at: start, properties: 0) else { return }
      explicitFlowPair(parent: parent)
      return close(mapping, end: lastEnd, count: 1)
    }
    let line = lineStart
    let isJSONLike = flowNode(parent: parent)
    let keyEnd = cursor.offset
    cursor.skip(while: YAMLParser.isBlank)
    guard isAtFlowColon(isJSONLike: isJSONLike), !isLeavingFlow else {
      if !isFresh { cursor.offset = keyEnd }
      return
    }
    if line != lineStart {
      fail(
        "expected a key on one line, but it began on an earlier one", at: TextRange(cursor.offset, cursor.offset + 1),
        fix: YAMLParser.longKeyFix)
    }
    refuseLongKey(from: start)
    guard let mapping = openMapping(before: index, .flow, at: start, properties: 0) else { return }
    flowValue(parent: parent)
    close(mapping, end: lastEnd, count: 1)
  }

  /// A pair of a flow mapping; the value, or the key, may be left out.
  private mutating func flowPair(parent: Int) {
    if isAtFlowIndicator(UInt8(ascii: "?")) { return explicitFlowPair(parent: parent) }
    flowKeyAndValue(parent: parent)
  }

  private mutating func explicitFlowPair(parent: Int) {
    cursor.offset += 1
    skipFlowSpace(parent: parent)
    flowKeyAndValue(parent: parent)
  }

  private mutating func flowKeyAndValue(parent: Int) {
    let isJSONLike = flowNode(parent: parent)
    let keyEnd = lastEnd
    skipFlowSpace(parent: parent)
    guard isAtFlowColon(isJSONLike: isJSONLike), !isLeavingFlow else { return appendEmpty(at: keyEnd) }
    flowValue(parent: parent)
  }

  /// `:` and the value after it.
  private mutating func flowValue(parent: Int) {
    cursor.offset += 1
    let emptyAt = cursor.offset
    skipFlowSpace(parent: parent)
    if cursor.isAtEnd || isLeavingFlow { return appendEmpty(at: emptyAt) }
    _ = flowNode(parent: parent, emptyAt: emptyAt)
  }

  /// Whether an indicator at the cursor is followed by what ends it in flow context.
  private func isAtFlowIndicator(_ byte: UInt8) -> Bool {
    guard cursor.byte == byte else { return false }
    let next = cursor.byte(ahead: 1)
    return YAMLParser.isSpace(next) || YAMLParser.isFlowIndicator(next)
  }

  /// Whether the `:` of a pair is at the cursor. After a quoted key or a collection its value may follow at once (section 7.4.2).
  private func isAtFlowColon(isJSONLike: Bool) -> Bool {
    cursor.byte == UInt8(ascii: ":") && (isJSONLike || isAtFlowIndicator(UInt8(ascii: ":")))
  }

  /// One node in flow context, empty where none is written; returns whether it is written as JSON would write it.
  private mutating func flowNode(parent: Int, emptyAt: Int? = nil) -> Bool {
    var emptyAt = emptyAt ?? cursor.offset
    var own = 0
    let start = cursor.offset
    while cursor.byte == UInt8(ascii: "&") || cursor.byte == UInt8(ascii: "!") {
      own = joined(own, readProperties())
      emptyAt = cursor.offset
      skipFlowSpace(parent: parent)
      if isLeavingFlow || cursor.isAtEnd {
        appendEmpty(at: emptyAt, properties: own)
        return false
      }
    }
    switch cursor.byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      flowCollection(parent: parent, properties: own)
      return true
    case UInt8(ascii: "\""):
      append(doubleQuoted(parent: parent), properties: own)
      return true
    case UInt8(ascii: "'"):
      append(singleQuoted(parent: parent), properties: own)
      return true
    case UInt8(ascii: "*"):
      if own != 0 { refusePropertiesOfAlias(at: start) }
      append(alias(), properties: own)
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): appendEmpty(at: emptyAt, properties: own)
    case UInt8(ascii: ":") where isAtFlowIndicator(UInt8(ascii: ":")): appendEmpty(at: emptyAt, properties: own)
    case ByteCursor.end: appendEmpty(at: emptyAt, properties: own)
    default:
      let record = plain(parent: parent, inFlow: true)
      if own == 0 { noteYAML11(record, isKey: isAtFlowIndicator(UInt8(ascii: ":"))) }
      append(record, properties: own)
    }
    return false
  }
}
