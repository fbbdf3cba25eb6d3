/// Reads YAML 1.2.2 into a ``Document``: one pass by recursive descent, without tokens in between.
///
/// Nesting recurses, at most `DocumentLimits.depth` times. What is wrong becomes a finding, and reading goes on at the next line
/// that fits an open collection. The stages are in files of their own: `YAMLLines` (white space, comments, indentation),
/// `YAMLBlocks`, `YAMLFlows`, one for each style of scalar, `YAMLProperties`, and `YAMLTree`, which keeps the nodes.
public struct YAMLParser {
  /// The tree of a file and what is wrong with it. A file that is no text gives a document without roots.
  public static func parse(_ source: Source, limits: DocumentLimits) -> (document: Document, findings: [Finding]) {
    let (input, findings) = DocumentInput.read(source, limits: limits)
    guard let input else { return (Document(source: source, records: [], rootIndexes: []), findings) }
    return input.source.bytes.withUnsafeBufferPointer { bytes in
      var parser = YAMLParser(cursor: ByteCursor(bytes, offset: input.start), source: input.source, limits: limits)
      if input.hasControls { parser.refuseControlCharacters() }
      parser.stream()
      if input.hasControls { parser.refuseUnprintableText(from: input.start) }
      return parser.document()
    }
  }

  var cursor: ByteCursor
  let source: Source
  let limits: DocumentLimits
  var findings: FindingList

  /// Offset of the first byte of the cursor's line.
  var lineStart: Int
  /// Spaces at the start of that line.
  var lineIndent = 0
  /// Offset of the first byte of that line that is neither space nor tab.
  var lineContent = 0
  /// Whether there is a tab before it.
  var lineHasTab = false
  /// Columns that the line's text is taken to be further right than it is: tabs that are read as spaces.
  var lineShift = 0
  /// Whether the line's tabs were looked at.
  var isTabRead = false
  /// Whether the last entry of a collection had a tab in its indentation.
  var isInTabRun = false
  /// The open block collections.
  var openBlocks: [OpenBlock] = []
  var comments: [TextRange] = []

  var records: ContiguousArray<NodeRecord> = []
  var decoded: ContiguousArray<UInt8> = []
  var properties = NodePropertyTable()
  var rootIndexes: [Int32] = []
  var markers: [DocumentMarkers] = []
  /// Where the node that was last completed ends.
  var lastEnd = 0
  /// Open collections.
  var depth = 0
  /// Anchors and tags whose nodes are still to come; what passes through the parser is an index, and 0 means none.
  var pendingProperties: [NodeProperties?] = [NodeProperties()]
  /// Anchors of the current document.
  var anchors = AnchorTable()
  var hasAliases = false
  /// Whether the finding about what aliases stand for was made: one says it all.
  var hasRefusedAlias = false
  /// Prefixes of tag handles that `%TAG` declared for the current document.
  var tagHandles: [String: String] = [:]

  /// The line that last ended a block collection by its indentation, and the collection's.
  var closedIndent = (line: -1, indent: 0)
  /// The indentation that a line was last found to have, and the one that its collection has: later lines may be alike.
  var wrongIndent = (found: -1, expected: -1)
  /// Open flow collections.
  var flowDepth = 0
  /// Whether an error ends all open flow collections.
  var isLeavingFlow = false
  /// Whether the outermost flow collection had its finding about indentation.
  var hasReportedFlowIndent = false
  /// Whether the current document goes on after content that does not belong to its root.
  var isDocumentOpen = false
  /// Whether reading has ended before the end of the file.
  var isStopped = false
  /// Line of the last syntax error, so that one mistake is not reported twice.
  var lastErrorLine = -1

  private init(cursor: ByteCursor, source: Source, limits: DocumentLimits) {
    self.cursor = cursor
    self.source = source
    self.limits = limits
    lineStart = cursor.offset
    findings = FindingList(source: source, limit: limits.findings)
    // Measured on manifests: a node for every 14 to 20 bytes.
    records.reserveCapacity(cursor.count / 13 + 16)
  }

  private mutating func document() -> (document: Document, findings: [Finding]) {
    if hasAliases { boundAliases() }
    let document = Document(
      source: source, records: records, rootIndexes: rootIndexes, decoded: decoded, comments: comments, properties: properties,
      markers: markers)
    DuplicateKeys.find(in: document, into: &findings)
    return (document, findings.findings)
  }

  // MARK: Stream (chapter 9)

  private mutating func stream() {
    beginLine()
    while true {
      skipToContent()
      if cursor.isAtEnd { return }
      let hasDirectives = directives()
      let isExplicit = isAtMarker(UInt8(ascii: "-"))
      if !isExplicit, hasDirectives {
        fail(
          "expected '---' after the directives but found \(shownContent)", at: cursor.offset,
          fix: "Write `---` on a line of its own, or put a value that begins with `%` in quotes.")
      }
      if !isExplicit, isAtMarker(UInt8(ascii: ".")) {
        endMarker()
        continue
      }
      if cursor.isAtEnd { return }
      beginDocument(isExplicit: isExplicit)
    }
  }

  private mutating func beginDocument(isExplicit: Bool) {
    if isExplicit || !isDocumentOpen { anchors.removeAll() }
    rootIndexes.append(Int32(truncatingIfNeeded: records.count))
    var documentMarkers = DocumentMarkers()
    documentMarkers.hasStart = isExplicit
    let start = cursor.offset
    if isExplicit { cursor.offset += 3 }
    blockNode(parent: -1, sequenceFrom: 0, place: isExplicit ? .inline : .compact)
    skipToContent()
    let hasForeignContent = !isAtEndOfDocument
    if hasForeignContent {
      if isExplicit || !isDocumentOpen {
        let root = records[Int(rootIndexes[rootIndexes.count - 1])]
        let expected =
          root.kind == .sequence && root.style == .block
          ? "another item '- ' or the end of the document" : "the end of the document, or '---' and another one,"
        fail(
          "expected \(expected) but found \(shownContent)", at: cursor.offset,
          fix: "Indent the line like what it belongs with, or begin another document with `---`.")
      }
      // It is read as if a document began there: most of it may be well.
      if !isFresh || cursor.offset == start { skipLine() }
    }
    isDocumentOpen = hasForeignContent
    if isAtMarker(UInt8(ascii: ".")) {
      documentMarkers.hasEnd = true
      endMarker()
    }
    markers.append(documentMarkers)
    if !isDocumentOpen { tagHandles.removeAll(keepingCapacity: true) }
  }

  private mutating func endMarker() {
    cursor.offset += 3
    skipToContent()
    if !cursor.isAtEnd, !isFresh {
      fail(
        "expected nothing after '...' but found \(shownContent)", at: cursor.offset,
        fix: "Put it on a line of its own, or quotes around text that begins with '...'.")
      skipLine()
    }
  }
}
