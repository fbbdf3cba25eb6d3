/// Plain scalars (YAML 1.2.2 section 7.3.3).
extension YAMLParser {
  /// A plain scalar, which may go on over lines that are indented deeper than `parent`.
  mutating func plain(parent: Int, inFlow: Bool) -> NodeRecord {
    let start = cursor.offset
    refusePlainStart(inFlow: inFlow)
    var end = scanPlainLine(inFlow: inFlow)
    let firstEnd = end
    var decodedStart = -1
    while YAMLParser.isBreak(cursor.byte) {
      var breaks = 0
      repeat {
        skipBreak()
        breaks += 1
        beginLine()
      } while YAMLParser.isBreak(cursor.byte)
      guard !isAtEndOfDocument, lineIndent > parent, cursor.byte != UInt8(ascii: "#"), !endsPlain(inFlow: inFlow) else { break }
      if decodedStart < 0 {
        decodedStart = decoded.count
        decoded.append(contentsOf: cursor.bytes(start..<firstEnd))
      }
      fold(breaks)
      let lineContent = cursor.offset
      end = scanPlainLine(inFlow: inFlow)
      decoded.append(contentsOf: cursor.bytes(lineContent..<end))
      if !inFlow, cursor.byte == UInt8(ascii: ":") {
        refuseKeyInText(start..<firstEnd)
        skipLine()
        // Lines that follow at the root are most likely more of the same.
        if parent < 0 { skipDeeper(than: parent) }
        break
      }
    }
    if decodedStart >= 0 { return .scalar(.plain, range: start..<end, text: decodedStart..<decoded.count, isDecoded: true) }
    return .scalar(.plain, range: start..<end, text: start..<end)
  }

  /// A finding for a key on a line that goes on from text on the line before.
  private mutating func refuseKeyInText(_ firstLine: Range<Int>) {
    if let colon = cursor.bytes(firstLine).firstIndex(of: UInt8(ascii: ":")) {
      let offset = firstLine.lowerBound + colon
      return fail(
        "expected a space after ':' in \(shown(firstLine))", at: TextRange(offset, offset + 1), fix: YAMLParser.colonFix)
    }
    fail(
      "expected no ': ' in text that goes on from the line before; indent the key as its mapping is, or put the text in quotes",
      at: TextRange(cursor.offset, cursor.offset + 1),
      fix: openBlocks.last.map { block in
        block.isSequence
          ? "Begin the line with `- `, indented by \(block.indent), or put the text in quotes."
          : "Indent the line by \(block.indent) \(block.indent == 1 ? "space" : "spaces"), or put the text in quotes."
      })
  }

  /// What is done about a colon that is followed by no space.
  static let colonFix = "Write a space after the colon, or put the text in quotes if it is no key and value."

  /// What is done about a key that is too long, or on more than one line.
  static let longKeyFix = "Put the key on one line, or write `? ` before it and `: ` on a line of its own before the value."

  /// A plain scalar on one line, as keys are.
  mutating func plainKey() -> NodeRecord {
    let start = cursor.offset
    refusePlainStart(inFlow: false)
    let end = scanPlainLine(inFlow: false)
    return .scalar(.plain, range: start..<end, text: start..<end)
  }

  /// Line breaks between lines of text: one is a space, more are one less (section 6.5).
  mutating func fold(_ breaks: Int) {
    if breaks == 1 { decoded.append(0x20) } else { decoded.append(contentsOf: repeatElement(0x0A, count: max(0, breaks - 1))) }
  }

  /// Goes to what ends the text on this line, and returns the end of the text without trailing blanks.
  private mutating func scanPlainLine(inFlow: Bool) -> Int {
    let start = cursor.offset
    while true {
      if inFlow {
        cursor.skip {
          $0 > 0x3A ? !YAMLParser.isFlowIndicator($0) : ($0 >= 0x20 && $0 != 0x3A && $0 != 0x23 && $0 != 0x2C) || $0 == 0x09
        }
      } else {
        cursor.skipText(until: UInt8(ascii: ":"), UInt8(ascii: "#"))
      }
      let byte = cursor.byte
      if byte == UInt8(ascii: ":") {
        let next = cursor.byte(ahead: 1)
        if YAMLParser.isSpace(next) || (inFlow && YAMLParser.isFlowIndicator(next)) { break }
      } else if byte == UInt8(ascii: "#") {
        if cursor.offset > start, YAMLParser.isBlank(cursor.byte(ahead: -1)) { break }
      } else if YAMLParser.isBreak(byte) || cursor.isAtEnd || byte >= 0x20 {
        break
      }
      cursor.offset += 1
    }
    var end = cursor.offset
    while end > start, YAMLParser.isBlank(cursor.byte(at: end - 1)) { end -= 1 }
    return end
  }

  /// Whether a continuation line cannot belong to the text because of its first character.
  private func endsPlain(inFlow: Bool) -> Bool {
    let byte = cursor.byte
    if byte == UInt8(ascii: ":") {
      let next = cursor.byte(ahead: 1)
      return YAMLParser.isSpace(next) || (inFlow && YAMLParser.isFlowIndicator(next))
    }
    return inFlow && YAMLParser.isFlowIndicator(byte)
  }

  /// A finding where text begins with a character that cannot begin a plain scalar. It is taken as text all the same.
  private mutating func refusePlainStart(inFlow: Bool) {
    let byte = cursor.byte
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      let next = cursor.byte(ahead: 1)
      guard YAMLParser.isSpace(next) || (inFlow && YAMLParser.isFlowIndicator(next)) else { return }
      let name = byte == UInt8(ascii: "-") ? "a sequence" : "a mapping"
      fail(
        inFlow
          ? "expected an item but found '\(text(cursor.offset..<cursor.offset + 1))'; text that begins with it goes in quotes"
          : "expected \(name) to begin on a line of its own, but found '\(text(cursor.offset..<cursor.offset + 1))' after text",
        at: TextRange(cursor.offset, cursor.offset + 1),
        fix: inFlow ? "Put the text in quotes." : "Begin it on the next line, indented deeper, or put the text in quotes.")
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
      UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "#"):
      fail(
        "expected a value but found '\(text(cursor.offset..<cursor.offset + 1))'; text that begins with it goes in quotes",
        at: TextRange(cursor.offset, cursor.offset + 1), fix: "Put the value in quotes.")
      cursor.offset += 1
    default: return
    }
  }

  /// A note where YAML 1.1, which many readers still follow, takes a plain scalar for something else.
  @inline(__always) mutating func noteYAML11(_ record: NodeRecord, isKey: Bool) {
    let length = record.end &- record.start
    let first = cursor.byte(at: Int(record.start))
    guard length >= 2, record.style == .plain, record.kind == .scalar, !record.flags.contains(.isDecoded),
      first == 0x30 || first == 0x3C || (length <= 3 && (first | 0x20 == 0x79 || first | 0x20 == 0x6E || first | 0x20 == 0x6F))
    else { return }
    noteMeaning(TextRange(record.start, record.end), isKey: isKey)
  }

  private mutating func noteMeaning(_ range: TextRange, isKey: Bool) {
    let bytes = cursor.bytes(range.indices)
    if isKey {
      guard bytes.count == 2, bytes.elementsEqual("<<".utf8) else { return }
      findings.add(
        .yaml11, "expected the merged keys themselves: '<<' merges mappings in YAML 1.1, in YAML 1.2 it is a key like any other",
        at: range)
      return
    }
    if bytes.first == 0x30 {
      guard bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return }
      let digits = text(range.indices)
      let octal = digits.dropFirst()
      findings.add(
        .yaml11, "'\(digits)' is a decimal number in YAML 1.2 but octal in YAML 1.1; write '0o\(octal)', or quotes around text",
        at: range)
      return
    }
    let word = text(range.indices)
    let isTrue = ["yes", "Yes", "YES", "on", "On", "ON"].contains(word)
    guard isTrue || ["no", "No", "NO", "off", "Off", "OFF"].contains(word) else { return }
    findings.add(
      .yaml11,
      "'\(word)' is text in YAML 1.2 but \(isTrue) in YAML 1.1; write '\(isTrue)', or quotes around text", at: range)
  }
}
