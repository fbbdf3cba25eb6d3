/// Reads JSON (RFC 8259, strictly) into a ``Document``.
///
/// One loop with its own stack of open collections: nesting uses no machine stack. What is wrong becomes a finding, and reading
/// goes on with what was most likely meant.
public struct JSONParser {
  /// The tree of a file and what is wrong with it. A file that is no text gives a document without roots.
  public static func parse(_ source: Source, limits: DocumentLimits) -> (document: Document, findings: [Finding]) {
    let (input, findings) = DocumentInput.read(source, limits: limits)
    guard let input else { return (Document(source: source, records: [], rootIndexes: []), findings) }
    return input.source.bytes.withUnsafeBufferPointer { bytes in
      var parser = JSONParser(cursor: ByteCursor(bytes, offset: input.start), source: input.source, limits: limits)
      return parser.document()
    }
  }

  var cursor: ByteCursor
  var decoded: ContiguousArray<UInt8> = []
  var findings: FindingList
  private let source: Source
  private let limits: DocumentLimits
  private var records: ContiguousArray<NodeRecord> = []
  /// The open collection; its index is -1 outside all.
  private var current = OpenCollection(index: -1, isMapping: false, count: 0)
  /// The open collections around it.
  private var outer: ContiguousArray<OpenCollection> = []

  private struct OpenCollection {
    var index: Int32
    var isMapping: Bool
    /// Children so far: keys and values, or items.
    var count: UInt32
  }

  private enum State {
    case value, key, colon, separator, end
  }

  private init(cursor: ByteCursor, source: Source, limits: DocumentLimits) {
    self.cursor = cursor
    self.source = source
    self.limits = limits
    findings = FindingList(source: source, limit: limits.findings)
    // Measured on manifests: a node for every 14 to 20 bytes.
    records.reserveCapacity(cursor.count / 13 + 16)
  }

  private mutating func document() -> (document: Document, findings: [Finding]) {
    skipSpace()
    if !cursor.isAtEnd {
      var state = State.value
      while state != .end, !findings.isFull {
        skipSpace()
        switch state {
        case .value: state = value()
        case .key: state = key()
        case .colon: state = colon()
        case .separator: state = separator()
        case .end: break
        }
      }
      closeAll()
    } else {
      findings.add(.json, "expected a JSON value but the file holds none", at: TextRange(cursor.offset, cursor.offset))
    }
    let document = Document(source: source, records: records, rootIndexes: records.isEmpty ? [] : [0], decoded: decoded)
    DuplicateKeys.find(in: document, into: &findings)
    return (document, findings.findings)
  }

  // MARK: States

  private mutating func value() -> State {
    let start = cursor.offset
    switch cursor.byte {
    case UInt8(ascii: "\""):
      append(string(quote: UInt8(ascii: "\"")))
      return .separator
    case UInt8(ascii: "{"): return open(.mapping)
    case UInt8(ascii: "["): return open(.sequence)
    case UInt8(ascii: "-"), 0x30...0x39:
      append(word(isValid: JSONParser.skipNumber, expected: "a number as JSON writes it"))
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      if current.index < 0 {
        fail("expected a value but found '\(character(at: start))'", start..<start + 1)
        cursor.offset += 1
        return .value
      }
      let isTrailingComma = !current.isMapping && current.count > 0
      fail(
        isTrailingComma
          ? "expected another item after ',' but found '\(character(at: start))': JSON has no trailing comma"
          : "expected a value but found '\(character(at: start))'", start..<start + 1)
      if current.isMapping { append(emptyScalar(at: start)) }
    case UInt8(ascii: ","):
      fail("expected a value but found ','", start..<start + 1)
      if current.index < 0 { cursor.offset += 1 } else { append(emptyScalar(at: start)) }
    case UInt8(ascii: "'"):
      fail("expected double quotes but found single ones", start..<start + 1)
      append(string(quote: UInt8(ascii: "'")))
    case UInt8(ascii: ":"):
      fail("expected a value but found ':'", start..<start + 1)
      cursor.offset += 1
      return .value
    case ByteCursor.end where cursor.isAtEnd:
      if current.index < 0 { fail("expected a JSON value", start..<start) }
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
      fail("expected another key after ',' but found '}': JSON has no trailing comma", start..<start + 1)
      return .separator
    case UInt8(ascii: ","):
      fail("expected a key but found ','", start..<start + 1)
      cursor.offset += 1
      return .key
    case UInt8(ascii: "'"):
      fail("expected double quotes but found single ones", start..<start + 1)
      append(string(quote: UInt8(ascii: "'")))
    case UInt8(ascii: ":"):
      fail("expected a key before ':'", start..<start + 1)
      append(emptyScalar(at: start))
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "]"):
      fail("expected a key in double quotes but found '\(character(at: start))'", start..<start + 1)
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
      fail("expected ':' after the key but found '\(character(at: start))'", start..<start + 1)
      if cursor.byte == UInt8(ascii: "=") { cursor.offset += 1 }
    }
    return .value
  }

  private mutating func separator() -> State {
    let byte = cursor.byte
    let start = cursor.offset
    if current.index < 0 {
      if !cursor.isAtEnd {
        fail("expected the end of the file after the first value but found '\(character(at: start))'", start..<start + 1)
      }
      return .end
    }
    if byte == UInt8(ascii: ",") {
      cursor.offset += 1
      return current.isMapping ? .key : .value
    }
    if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
      let fits = (byte == UInt8(ascii: "}")) == current.isMapping
      if !fits {
        let opening = Int(records[Int(current.index)].start)
        fail(
          "expected '\(current.isMapping ? "}" : "]")' but found '\(character(at: start))'", start..<start + 1,
          related: [("opened here", opening..<opening + 1)])
      }
      cursor.offset += 1
      close(at: cursor.offset)
      return .separator
    }
    if cursor.isAtEnd { return .end }
    fail("expected ',' or '\(current.isMapping ? "}" : "]")' but found '\(character(at: start))'", start..<start + 1)
    // Words such as the `c` in `{"a": b c}` come after a comma that was forgotten; other bytes are dropped.
    if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ";") { cursor.offset += 1 }
    return current.isMapping ? .key : .value
  }

  // MARK: Nodes

  private mutating func open(_ kind: NodeKind) -> State {
    let start = cursor.offset
    guard outer.count < limits.depth else {
      findings.add(
        .tooDeep, "expected at most \(limits.depth) nested collections but found one more", at: TextRange(start, start + 1))
      closeAll()
      return .end
    }
    outer.append(current)
    current = OpenCollection(index: Int32(truncatingIfNeeded: records.count), isMapping: kind == .mapping, count: 0)
    records.append(.collection(kind, .flow, at: start))
    cursor.offset += 1
    skipSpace()
    if cursor.byte == (kind == .mapping ? UInt8(ascii: "}") : UInt8(ascii: "]")) { return .separator }
    return kind == .mapping ? .key : .value
  }

  private mutating func close(at end: Int) {
    let index = Int(current.index)
    if current.isMapping, current.count % 2 == 1 { append(emptyScalar(at: end)) }
    records[index].end = UInt32(truncatingIfNeeded: end)
    records[index].next = Int32(truncatingIfNeeded: records.count)
    records[index].first = current.isMapping ? current.count / 2 : current.count
    current = outer.removeLast()
    current.count &+= 1
  }

  /// Closes what is open at the end of the file: the innermost bracket is the one that people miss.
  private mutating func closeAll() {
    guard current.index >= 0 else { return }
    if cursor.isAtEnd {
      let start = Int(records[Int(current.index)].start)
      let opening = current.isMapping ? "{" : "["
      findings.add(
        .unclosed, "expected the '\(opening)' to be closed before the end of the file", at: TextRange(start, start + 1))
    }
    while current.index >= 0 { close(at: cursor.offset) }
  }

  @inline(__always) private mutating func append(_ record: consuming NodeRecord) {
    record.next = Int32(truncatingIfNeeded: records.count &+ 1)
    records.append(record)
    current.count &+= 1
  }

  private func emptyScalar(at offset: Int) -> NodeRecord {
    NodeRecord.scalar(.plain, range: offset..<offset, text: offset..<offset)
  }

  mutating func fail(_ message: String, _ range: Range<Int>, related: [(String, Range<Int>)] = []) {
    findings.add(
      .json, message, at: TextRange(range.lowerBound, min(range.upperBound, cursor.count)),
      related: related.map { ($0.0, TextRange($0.1.lowerBound, $0.1.upperBound)) })
  }
}
