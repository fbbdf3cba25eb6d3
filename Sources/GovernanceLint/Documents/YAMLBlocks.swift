/// Block nodes, sequences and mappings (YAML 1.2.2 chapter 8).
extension YAMLParser {
  /// Where a node begins, as its grammar depends on it.
  enum BlockPlace {
    /// After `key:` or `---`, where a collection has to begin on a line of its own.
    case inline
    /// After `-`, `?` or their `:`, and at the start of a document: a collection may begin on the same line.
    case compact
  }

  /// Reads one node that is indented deeper than `parent`, a sequence at least by `sequenceFrom`; an empty one where none is.
  mutating func blockNode(parent: Int, sequenceFrom: Int, place: BlockPlace) {
    let indicatorEnd = cursor.offset
    var emptyAt = indicatorEnd
    /// Properties on lines before the content's, and on its own line.
    var outer = 0
    var own = 0
    skipToContent()
    var start = cursor.offset
    var isFirst = isFresh
    while true {
      if isAtEndOfDocument { return appendEmpty(at: emptyAt, properties: joined(outer, own)) }
      if lineHasTab { readTabAsSpaces(below: parent) }
      if isFresh, lineIndent <= parent, !(lineIndent >= sequenceFrom && isAtIndicator(UInt8(ascii: "-"))) {
        return appendEmpty(at: emptyAt, properties: joined(outer, own))
      }
      let byte = cursor.byte
      guard own == 0, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") else { break }
      own = readProperties()
      emptyAt = cursor.offset
      let line = lineStart
      skipToContent()
      if lineStart != line {
        outer = joined(outer, own)
        own = 0
        start = cursor.offset
        isFirst = true
      }
    }
    // A compact collection begins right after the indicator's spaces.
    let mayBeCollection = isFirst || (place == .compact && outer == 0)
    if mayBeCollection, own == 0 {
      switch cursor.byte {
      case UInt8(ascii: "-") where isAtIndicator(UInt8(ascii: "-")):
        refuseTab(before: start)
        return blockSequence(indent: indent(at: start), properties: outer)
      case UInt8(ascii: "?") where isAtIndicator(UInt8(ascii: "?")), UInt8(ascii: ":") where isAtIndicator(UInt8(ascii: ":")):
        refuseTab(before: start)
        return blockMapping(indent: indent(at: start), start: start, properties: outer)
      default: break
      }
    }
    if cursor.byte == UInt8(ascii: "|") || cursor.byte == UInt8(ascii: ">") {
      return append(blockScalar(parent: parent), properties: joined(outer, own))
    }
    flowInBlock(parent: parent, start: start, mayBeKey: mayBeCollection, outer: outer, own: own)
  }

  /// A node in flow style, or, where `:` follows it, the mapping whose first key it is.
  private mutating func flowInBlock(parent: Int, start: Int, mayBeKey: Bool, outer: Int, own: Int) {
    let line = lineStart
    let index = records.count
    let contentStart = cursor.offset
    if cursor.byte == UInt8(ascii: "[") || cursor.byte == UInt8(ascii: "{") {
      let errors = lastErrorLine
      flowCollection(parent: parent, properties: own)
      guard isAtKeyColon() else {
        if outer != 0 { moveProperties(outer, to: index) }
        return
      }
      if isKey(from: start, onLine: line, mayBeKey: mayBeKey && errors == lastErrorLine) {
        guard let mapping = openMapping(before: index, .block, at: start, properties: outer) else { return }
        blockPairs(of: mapping, indent: indent(at: start), isAfterKey: true)
      } else if outer != 0 {
        moveProperties(outer, to: index)
      }
      return
    }
    let record: NodeRecord
    switch cursor.byte {
    case UInt8(ascii: "\""): record = doubleQuoted(parent: parent)
    case UInt8(ascii: "'"): record = singleQuoted(parent: parent)
    case UInt8(ascii: "*"):
      record = alias()
      if own != 0 { refusePropertiesOfAlias(at: contentStart) }
    case UInt8(ascii: ":") where own != 0 && isAtIndicator(UInt8(ascii: ":")):
      record = .scalar(.plain, range: contentStart..<contentStart, text: contentStart..<contentStart)
    default: record = plain(parent: parent, inFlow: false)
    }
    guard isAtKeyColon() else {
      if outer | own == 0 { noteYAML11(record, isKey: false) }
      return append(record, properties: joined(outer, own))
    }
    if isKey(from: start, onLine: line, mayBeKey: mayBeKey) {
      refuseTab(before: start)
      guard let mapping = open(.mapping, .block, at: start, properties: outer) else { return }
      noteYAML11(record, isKey: true)
      append(record, properties: own)
      blockPairs(of: mapping, indent: indent(at: start), isAfterKey: true)
    } else {
      append(record, properties: joined(outer, own))
    }
  }

  /// Whether, spaces skipped, the cursor is at the `:` that makes a key of what stands before it.
  private mutating func isAtKeyColon() -> Bool {
    if cursor.byte != UInt8(ascii: ":") {
      cursor.skip(while: YAMLParser.isBlank)
      guard cursor.byte == UInt8(ascii: ":") else { return false }
    }
    return YAMLParser.isSpace(cursor.byte(ahead: 1)) && !isFresh
  }

  /// Whether what ends before the `:` at the cursor can be a key; a finding, and the rest of the line skipped, where it cannot.
  private mutating func isKey(from start: Int, onLine line: Int, mayBeKey: Bool) -> Bool {
    if line != lineStart {
      fail(
        "expected a key on one line, but it began on an earlier one", at: TextRange(lineContent, cursor.offset + 1),
        fix: YAMLParser.longKeyFix)
    } else if !mayBeKey {
      fail(
        "expected no second ': ' on the line; put the value in quotes, or the key on a line of its own",
        at: TextRange(cursor.offset, cursor.offset + 1),
        fix: "Write `key: \"the value: with its colon\"`, or begin the inner mapping on the next line, indented deeper.")
    } else {
      refuseLongKey(from: start)
      return true
    }
    skipLine()
    return false
  }

  /// An implicit key has at most 1024 characters (section 7.4.2), so that parsers need not look ahead further.
  mutating func refuseLongKey(from start: Int) {
    guard cursor.offset - start > 1024 else { return }
    let characters = cursor.bytes(start..<cursor.offset).reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    if characters > 1024 {
      fail(
        "expected a key of at most 1024 characters but found \(characters)", at: TextRange(start, cursor.offset),
        fix: YAMLParser.longKeyFix)
    }
  }

  // MARK: Sequences

  private mutating func blockSequence(indent: Int, properties: Int) {
    let start = cursor.offset
    guard let index = open(.sequence, .block, at: start, properties: properties) else { return }
    var count = 0
    openBlocks.append(OpenBlock(indent: indent, isSequence: true))
    while true {
      cursor.offset += 1
      blockNode(parent: indent, sequenceFrom: indent + 1, place: .compact)
      count += 1
      guard nextEntry(indent: indent), isAtIndicator(UInt8(ascii: "-")) else { break }
    }
    openBlocks.removeLast()
    close(index, end: lastEnd, count: count)
  }

  /// Goes to the next line of a collection; false where it has ended. What stands in the way is a finding.
  private mutating func nextEntry(indent: Int) -> Bool {
    while true {
      skipToContent()
      if isAtEndOfDocument { return false }
      if lineHasTab { readTabAsSpaces(below: nil) }
      if !isFresh {
        fail(
          trailingMessage(), at: cursor.offset,
          fix: "Put the whole value in quotes, or what follows it on a line of its own; a comment begins with ` #`.")
        skipLine()
      } else if lineIndent < indent {
        closedIndent = (lineStart, indent)
        return false
      } else if lineIndent > indent {
        if wrongIndent != (lineIndent, indent) {
          wrongIndent = (lineIndent, indent)
          fail(
            indentMessage(indent), at: TextRange(lineStart, max(lineContent, lineStart + 1)),
            fix: "Indent the line like those that it belongs with; deeper than its key, if it is that key's value.")
        }
        // A key that is indented too deep is still a key; anything else cannot be placed.
        if !isAtIndicator(UInt8(ascii: "-")), lineHoldsKey() { return true }
        skipDeeper(than: indent)
        if isFresh, lineIndent == indent, !isAtEndOfDocument { return true }
      } else {
        if wrongIndent.expected == indent { wrongIndent = (-1, -1) }
        refuseTab(before: cursor.offset)
        return true
      }
    }
  }

  private func trailingMessage() -> String {
    switch cursor.byte(ahead: -1) {
    case _ where cursor.byte == UInt8(ascii: ":"):
      "expected the end of the line but found ':'; a value with ': ' in it goes in quotes"
    case UInt8(ascii: "'"):
      "expected the end of the line after the closing quote but found \(shownContent); "
        + "inside single quotes, a quote is written ''"
    case UInt8(ascii: "\""):
      "expected the end of the line after the closing quote but found \(shownContent); "
        + "inside quotes, a quote is written \\\""
    default: "expected the end of the line after the value but found \(shownContent)"
    }
  }

  /// Names the columns that would fit: that of the collection that is open, and that of the one which the line just ended.
  private func indentMessage(_ indent: Int) -> String {
    func spaces(_ count: Int) -> String { "\(count) \(count == 1 ? "space" : "spaces") (column \(count + 1))" }
    let other = closedIndent.line == lineStart ? " or \(spaces(closedIndent.indent))" : ""
    return "expected indentation of \(spaces(indent))\(other) but found \(spaces(lineIndent))"
  }

  /// Whether the rest of the line holds `: ` or ends with `:`.
  func lineHoldsKey() -> Bool {
    var offset = cursor.offset
    while !YAMLParser.isBreak(cursor.byte(at: offset)), offset < cursor.count {
      if cursor.byte(at: offset) == UInt8(ascii: ":"), YAMLParser.isSpace(cursor.byte(at: offset + 1)) { return true }
      offset += 1
    }
    return false
  }

  // MARK: Mappings

  private mutating func blockMapping(indent: Int, start: Int, properties: Int) {
    guard let index = open(.mapping, .block, at: start, properties: properties) else { return }
    blockPairs(of: index, indent: indent, isAfterKey: false)
  }

  /// The pairs of an open mapping, the cursor being at its first key or (`isAfterKey`) at the `:` after that.
  private mutating func blockPairs(of index: Int, indent: Int, isAfterKey: Bool) {
    var isAfterKey = isAfterKey
    var count = 0
    openBlocks.append(OpenBlock(indent: indent, isSequence: false))
    repeat {
      count += 1
      // A key that is indented too deep has its value deeper still.
      let own = isFresh ? max(indent, lineIndent) : indent
      if isAfterKey {
        isAfterKey = false
        value(indent: indent)
      } else if isAtIndicator(UInt8(ascii: "?")) {
        explicitPair(indent: own)
      } else if isAtIndicator(UInt8(ascii: ":")) {
        appendEmpty(at: cursor.offset)
        value(indent: own)
      } else if isAtIndicator(UInt8(ascii: "-")) {
        count -= 1
        fail(
          "expected a key, as in the lines before, but found a sequence item '-'",
          at: TextRange(cursor.offset, cursor.offset + 1),
          fix: "Give the items a key of their own, or indent them below the key that they belong to.")
        repeat { skipDeeper(than: indent) } while isFresh && lineIndent == indent && isAtIndicator(UInt8(ascii: "-"))
      } else {
        implicitPair(indent: own)
      }
    } while nextEntry(indent: indent)
    openBlocks.removeLast()
    close(index, end: lastEnd, count: count)
  }

  /// `:` and the value after an implicit key.
  private mutating func value(indent: Int) {
    cursor.offset += 1
    blockNode(parent: indent, sequenceFrom: indent, place: .inline)
  }

  private mutating func explicitPair(indent: Int) {
    cursor.offset += 1
    blockNode(parent: indent, sequenceFrom: indent, place: .compact)
    let keyEnd = lastEnd
    skipToContent()
    if isFresh, lineIndent == indent, isAtIndicator(UInt8(ascii: ":")), !cursor.isAtEnd {
      cursor.offset += 1
      blockNode(parent: indent, sequenceFrom: indent, place: .compact)
    } else {
      appendEmpty(at: keyEnd)
    }
  }

  private mutating func implicitPair(indent: Int) {
    let start = cursor.offset
    let line = lineStart
    var own = 0
    if cursor.byte == UInt8(ascii: "&") || cursor.byte == UInt8(ascii: "!") {
      own = readProperties()
      cursor.skip(while: YAMLParser.isBlank)
    }
    switch cursor.byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"): flowCollection(parent: indent, properties: own)
    case UInt8(ascii: "\""): append(doubleQuoted(parent: indent), properties: own)
    case UInt8(ascii: "'"): append(singleQuoted(parent: indent), properties: own)
    case UInt8(ascii: "*"):
      if own != 0 { refusePropertiesOfAlias(at: start) }
      append(alias(), properties: own)
    case let byte where YAMLParser.isSpace(byte) || isAtIndicator(UInt8(ascii: ":")):
      appendEmpty(at: cursor.offset, properties: own)
    default:
      let record = plainKey()
      noteYAML11(record, isKey: true)
      append(record, properties: own)
    }
    if isAtKeyColon(), line == lineStart {
      refuseLongKey(from: start)
      return value(indent: indent)
    }
    missingColon(after: start, line: line, indent: indent)
  }

  /// A finding for a key without `: `. The tree gets an empty value, or what stands after a `:` without space.
  private mutating func missingColon(after start: Int, line: Int, indent: Int) {
    let keyEnd = lastEnd
    if line != lineStart {
      fail(
        "expected a key on one line, but it began on an earlier one",
        at: TextRange(lineContent, max(cursor.offset, lineContent + 1)), fix: YAMLParser.longKeyFix)
    } else if cursor.byte == UInt8(ascii: ":") {
      fail(
        "expected a space after ':'", at: TextRange(cursor.offset, cursor.offset + 1), fix: YAMLParser.colonFix)
      return value(indent: indent)
    } else if let colon = cursor.bytes(start..<max(start, keyEnd)).firstIndex(of: UInt8(ascii: ":")), colon > 0 {
      fail(
        "expected a space after ':' in \(shown(start..<keyEnd))", at: TextRange(start + colon, start + colon + 1),
        fix: YAMLParser.colonFix)
    } else if cursor.byte(at: start) == UInt8(ascii: "-") {
      fail(
        "expected a space after '-' in \(shown(start..<keyEnd))", at: TextRange(start, start + 1),
        fix: "Write `- ` before an item, or put a key that begins with `-` in quotes and `: ` after it.")
    } else {
      fail(
        "expected ':' after the key \(shown(start..<keyEnd))", at: TextRange(start, max(keyEnd, start + 1)),
        fix: "Write `: ` and a value after the key; if it goes on with the text of the line before, indent it deeper.")
    }
    appendEmpty(at: keyEnd)
    skipDeeper(than: indent)
  }
}
