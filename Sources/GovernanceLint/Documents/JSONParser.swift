/// Reads JSON (RFC 8259, strictly) into a ``Document``.
///
/// One loop with its own stack of open collections: nesting uses no machine stack. What is written as nearly everything is, the
/// loop of `JSONWellFormed` reads at full speed; it stops before anything else, which is a step of this file: strings with
/// escapes, and what is wrong, which becomes a finding, after which reading goes on with what was most likely meant.
public struct JSONParser {
  /// The tree of a file and what is wrong with it. A file that is no text gives a document without roots.
  public static func parse(_ source: Source, limits: DocumentLimits) -> (document: Document, findings: [Finding]) {
    // A file without syntax errors is UTF-8: outside strings JSON is ASCII, and strings are looked at as they are read.
    var result = (document: Document(source: source, records: [], rootIndexes: []), findings: [Finding]())
    if source.bytes.count <= min(limits.size, Source.maximumSize) {
      let isSound: Bool
      (result.document, result.findings, isSound) = read(source, limits)
      if isSound { return result }
    }
    let (input, findings) = DocumentInput.read(source, limits: limits)
    guard let input else { return (Document(source: source, records: [], rootIndexes: []), findings) }
    if input.isConverted { (result.document, result.findings, _) = read(input.source, limits) }
    return result
  }

  /// What is read if the file is UTF-8, and whether it certainly is, there being no syntax error.
  private static func read(_ source: Source, _ limits: DocumentLimits) -> (Document, [Finding], isSound: Bool) {
    source.bytes.withUnsafeBufferPointer { bytes in
      let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var parser = JSONParser(cursor: ByteCursor(bytes, offset: start), source: source, limits: limits)
      return parser.document()
    }
  }

  var position: Position
  /// The nodes so far, `position.count` of them, and blank ones that `position` will set.
  var records: ContiguousArray<NodeRecord> = []
  var decoded: ContiguousArray<UInt8> = []
  var findings: FindingList
  let limits: DocumentLimits
  private let source: Source

  var cursor: ByteCursor {
    @inline(__always) get { position.cursor }
    @inline(__always) _modify { yield &position.cursor }
  }

  private init(cursor: ByteCursor, source: Source, limits: DocumentLimits) {
    position = Position(cursor: cursor)
    self.source = source
    self.limits = limits
    findings = FindingList(source: source, limit: limits.findings)
    // Measured on manifests: a node for every 14 to 20 bytes.
    records.reserveCapacity(cursor.count / 13 + 16)
  }

  private mutating func document() -> (Document, [Finding], isSound: Bool) {
    skipSpace()
    if !cursor.isAtEnd {
      while position.state != .end, !findings.isFull {
        makeRoom()
        if readWellFormed() { continue }
        skipSpace()
        switch position.state {
        case .value: position.state = value()
        case .key: position.state = key()
        case .colon: position.state = colon()
        case .separator: position.state = separator()
        case .end: break
        }
      }
      closeAll()
    } else {
      findings.add(.json, "expected a JSON value but the file holds none", at: TextRange(cursor.offset, cursor.offset))
    }
    records.removeLast(records.count - position.count)
    let isSound = position.isText && findings.findings.isEmpty
    let document = Document(source: source, records: records, rootIndexes: records.isEmpty ? [] : [0], decoded: decoded)
    DuplicateKeys.find(in: document, mappings: position.suspects, into: &findings)
    return (document, findings.findings, isSound)
  }

  // MARK: States

  private mutating func value() -> State {
    let start = cursor.offset
    switch cursor.byte {
    case UInt8(ascii: "\""):
      append(string(quote: UInt8(ascii: "\"")))
      return .separator
    case UInt8(ascii: "{"), UInt8(ascii: "["): return tooDeep()
    case UInt8(ascii: "-"), 0x30...0x39:
      append(word(isValid: JSONParser.skipNumber, expected: "a number as JSON writes it"))
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      if position.current < 0 {
        fail("expected a value but found '\(character(at: start))'", start..<start + 1)
        cursor.offset += 1
        return .value
      }
      let isTrailingComma = !position.isMapping && position.children > 0
      fail(
        isTrailingComma
          ? "expected another item after ',' but found '\(character(at: start))': JSON has no trailing comma"
          : "expected a value but found '\(character(at: start))'", start..<start + 1,
        fix: isTrailingComma ? "Remove the comma." : "Write the value; nothing at all is written `null`.")
      if position.isMapping { append(emptyScalar(at: start)) }
    case UInt8(ascii: ","):
      fail("expected a value but found ','", start..<start + 1, fix: "Remove the comma, or write the value before it.")
      if position.current < 0 { cursor.offset += 1 } else { append(emptyScalar(at: start)) }
    case UInt8(ascii: "'"):
      fail("expected double quotes but found single ones", start..<start + 1, fix: "Write double quotes around the text.")
      append(string(quote: UInt8(ascii: "'")))
    case UInt8(ascii: ":"):
      fail("expected a value but found ':'", start..<start + 1)
      cursor.offset += 1
      return .value
    case ByteCursor.end where cursor.isAtEnd:
      if position.current < 0 { fail("expected a JSON value", start..<start) }
      return .end
    default:
      append(word(isValid: JSONParser.skipLiteral, expected: "a value (text goes in double quotes)"))
    }
    return .separator
  }

  private mutating func key() -> State {
    let start = cursor.offset
    switch cursor.byte {
    case UInt8(ascii: "\""): append(string(quote: UInt8(ascii: "\"")))
    case UInt8(ascii: "}"):
      fail(
        "expected another key after ',' but found '}': JSON has no trailing comma", start..<start + 1, fix: "Remove the comma.")
      return .separator
    case UInt8(ascii: ","):
      fail("expected a key but found ','", start..<start + 1, fix: "Remove the comma.")
      cursor.offset += 1
      return .key
    case UInt8(ascii: "'"):
      fail("expected double quotes but found single ones", start..<start + 1, fix: "Write double quotes around the text.")
      append(string(quote: UInt8(ascii: "'")))
    case UInt8(ascii: ":"):
      fail("expected a key before ':'", start..<start + 1)
      append(emptyScalar(at: start))
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "]"):
      fail(
        "expected a key in double quotes but found '\(character(at: start))'", start..<start + 1,
        fix: "Write a key and `:` before the value, or close the object.")
      append(emptyScalar(at: start))
      return cursor.byte == UInt8(ascii: "]") ? .separator : .value
    case ByteCursor.end where cursor.isAtEnd: return .end
    default: append(word(isValid: { _ in }, expected: "a key in double quotes"))
    }
    return .colon
  }

  private mutating func colon() -> State {
    if cursor.byte == UInt8(ascii: ":") {
      cursor.offset += 1
    } else if !cursor.isAtEnd {
      let start = cursor.offset
      fail(
        "expected ':' after the key but found '\(character(at: start))'", start..<start + 1,
        fix: "Write `:` and a value after the key.")
      if cursor.byte == UInt8(ascii: "=") { cursor.offset += 1 }
    }
    return .value
  }

  private mutating func separator() -> State {
    let byte = cursor.byte
    let start = cursor.offset
    if position.current < 0 {
      if !cursor.isAtEnd {
        fail(
          "expected the end of the file after the first value but found '\(character(at: start))'", start..<start + 1,
          fix: "Remove what follows, or put all values into one array.")
      }
      return .end
    }
    if byte == UInt8(ascii: ",") {
      cursor.offset += 1
      return position.isMapping ? .key : .value
    }
    if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
      let fits = (byte == UInt8(ascii: "}")) == position.isMapping
      if !fits {
        let opening = Int(records[position.current].start)
        fail(
          "expected '\(position.isMapping ? "}" : "]")' but found '\(character(at: start))'", start..<start + 1,
          related: [("opened here", opening..<opening + 1)],
          fix: "Close the bracket that is open, or open the other one as well.")
      }
      cursor.offset += 1
      close(at: cursor.offset)
      return .separator
    }
    if cursor.isAtEnd { return .end }
    fail(
      "expected ',' or '\(position.isMapping ? "}" : "]")' but found '\(character(at: start))'", start..<start + 1,
      fix: "Put a comma between \(position.isMapping ? "pairs" : "items"), or a `\\` before a quote inside text.")
    // Words such as the `c` in `{"a": b c}` come after a comma that was forgotten; other bytes are dropped.
    if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ";") { cursor.offset += 1 }
    return position.isMapping ? .key : .value
  }

  // MARK: Nodes

  /// Collections are opened by `readWellFormed`, as long as they do not nest too deep.
  private mutating func tooDeep() -> State {
    let start = cursor.offset
    findings.add(
      .tooDeep, "expected at most \(limits.depth) nested collections but found one more", at: TextRange(start, start + 1))
    closeAll()
    return .end
  }

  private mutating func close(at end: Int) {
    if position.isMapping {
      if position.children % 2 == 1 { append(emptyScalar(at: end)) }
      position.suspects.append(Int32(truncatingIfNeeded: position.current))
    }
    cursor.offset = end
    records.withUnsafeMutableBufferPointer { position.close(in: $0) }
  }

  /// Closes what is open at the end of the file: the innermost bracket is the one that people miss.
  private mutating func closeAll() {
    guard position.current >= 0 else { return }
    if cursor.isAtEnd {
      let start = Int(records[position.current].start)
      let opening = position.isMapping ? "{" : "["
      findings.add(
        .unclosed, "expected the '\(opening)' to be closed before the end of the file", at: TextRange(start, start + 1))
    }
    while position.current >= 0 { close(at: cursor.offset) }
  }

  private mutating func append(_ record: NodeRecord) {
    makeRoom()
    records.withUnsafeMutableBufferPointer { position.append(record, to: $0) }
  }

  private func emptyScalar(at offset: Int) -> NodeRecord {
    NodeRecord.scalar(.plain, range: offset..<offset, text: offset..<offset)
  }

  mutating func fail(_ message: String, _ range: Range<Int>, related: [(String, Range<Int>)] = [], fix: String? = nil) {
    findings.add(
      .json, message, at: TextRange(range.lowerBound, min(range.upperBound, cursor.count)),
      related: related.map { ($0.0, TextRange($0.1.lowerBound, $0.1.upperBound)) }, fix: fix)
  }
}
