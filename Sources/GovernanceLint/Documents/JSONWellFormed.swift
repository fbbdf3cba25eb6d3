/// The loop over what nearly all of every JSON file is.
extension JSONParser {
  enum State {
    case value, key, colon, separator, end
  }

  /// Where reading stands: what the loop keeps in registers.
  ///
  /// The open collections are a list through their own records: until one is complete, its `next` is the index of the collection
  /// around it, and once another opens inside, its `first` is the number of its children.
  struct Position {
    var cursor: ByteCursor
    var state = State.value
    /// The number of nodes.
    var count = 0
    /// Index of the innermost open collection; -1 outside all.
    var current = -1
    /// Whether that is a mapping.
    var isMapping = false
    /// Its children so far: keys and values, or items.
    var children: UInt32 = 0
    /// The number of open collections.
    var depth = 0
    /// Whether all strings were found to be UTF-8.
    var isText = true
    /// Mappings that may name a key twice.
    var suspects: ContiguousArray<Int32> = []

    init(cursor: ByteCursor) { self.cursor = cursor }

    /// Adds a scalar, for which there must be room.
    @inline(__always) mutating func append(_ record: consuming NodeRecord, to nodes: UnsafeMutableBufferPointer<NodeRecord>) {
      record.next = Int32(truncatingIfNeeded: count &+ 1)
      nodes[count] = record
      count &+= 1
      children &+= 1
    }

    /// Adds the collection whose bracket is at the cursor, for which there must be room.
    @inline(__always) mutating func open(_ kind: NodeKind, in nodes: UnsafeMutableBufferPointer<NodeRecord>) {
      if current >= 0 { nodes[current].first = children }
      nodes[count] = .collection(kind, .flow, at: cursor.offset)
      nodes[count].next = Int32(truncatingIfNeeded: current)
      current = count
      isMapping = kind == .mapping
      children = 0
      count &+= 1
      depth &+= 1
      cursor.offset &+= 1
    }

    /// Completes the open collection, the cursor being after its bracket.
    @inline(__always) mutating func close(in nodes: UnsafeMutableBufferPointer<NodeRecord>) {
      let outer = Int(nodes[current].next)
      nodes[current].end = UInt32(truncatingIfNeeded: cursor.offset)
      nodes[current].next = Int32(truncatingIfNeeded: count)
      nodes[current].first = isMapping ? children / 2 : children
      current = outer
      isMapping = outer >= 0 && nodes[outer].kind == .mapping
      children = outer >= 0 ? nodes[outer].first &+ 1 : 1
      depth &-= 1
    }
  }

  /// Makes room for one node at least. Blank nodes are set through an unsafe pointer afterwards: appending one by one asks each
  /// time whether the array is shared, which takes as long as reading a node.
  mutating func makeRoom() {
    guard records.count - position.count < 2 else { return }
    records.append(contentsOf: repeatElement(.collection(.sequence, .flow, at: 0), count: min(cursor.count / 13 + 16, 4096)))
  }

  /// Reads on until there is no more room, or up to something that is not written as nearly everything is; false in that case.
  mutating func readWellFormed() -> Bool {
    // A copy that nothing else can reach stays in registers.
    var position = position
    let depth = limits.depth
    self.position.suspects = []
    defer { self.position = position }
    return records.withUnsafeMutableBufferPointer { nodes in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Position.slots) { table in
        position.read(into: nodes, maximumDepth: depth, table)
      }
    }
  }
}

extension JSONParser.Position {
  /// The loop; true where there is no more room.
  mutating func read(
    into nodes: UnsafeMutableBufferPointer<NodeRecord>, maximumDepth: Int, _ table: UnsafeMutableBufferPointer<UInt64>
  ) -> Bool {
    while count < nodes.count {
      cursor.skipJSONSpace()
      let byte = cursor.byte
      switch state {
      case .separator:
        if byte == UInt8(ascii: ","), current >= 0 {
          cursor.offset &+= 1
          state = isMapping ? .key : .value
        } else if byte == (isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")), current >= 0 {
          if isMapping {
            if children & 1 == 1 { return false }
            if children > 2, mayRepeatKey(nodes, table) {
              suspects.append(Int32(truncatingIfNeeded: current))
            }
          }
          cursor.offset &+= 1
          close(in: nodes)
        } else {
          return false
        }
      case .key:
        guard byte == UInt8(ascii: "\""), let key = plainString() else { return false }
        append(key, to: nodes)
        state = .colon
      case .colon:
        guard byte == UInt8(ascii: ":") else { return false }
        cursor.offset &+= 1
        state = .value
      case .value:
        if byte == UInt8(ascii: "\"") {
          guard let text = plainString() else { return false }
          append(text, to: nodes)
          state = .separator
        } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
          guard depth < maximumDepth else { return false }
          let isMapping = byte == UInt8(ascii: "{")
          open(isMapping ? .mapping : .sequence, in: nodes)
          cursor.skipJSONSpace()
          let isEmpty = cursor.byte == (isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]"))
          state = isEmpty ? .separator : isMapping ? .key : .value
        } else {
          guard let word = JSONParser.Position.plainWord(&cursor) else { return false }
          append(word, to: nodes)
          state = .separator
        }
      case .end: return false
      }
    }
    return true
  }

  /// The string at the cursor, where it has no escapes; else nil, the cursor staying where it is.
  @inline(__always) private mutating func plainString() -> NodeRecord? {
    let start = cursor.offset
    cursor.offset &+= 1
    let hasOthers = cursor.skipText(until: UInt8(ascii: "\""), UInt8(ascii: "\\"))
    guard cursor.byte == UInt8(ascii: "\"") else {
      cursor.offset = start
      return nil
    }
    let text = start &+ 1..<cursor.offset
    if hasOthers { checkText(cursor.bytes(text)) }
    cursor.offset &+= 1
    return .scalar(.doubleQuoted, range: start..<cursor.offset, text: text)
  }

  /// Takes note of a string that is not UTF-8.
  @inline(never) mutating func checkText(_ bytes: UnsafeBufferPointer<UInt8>) {
    if UTF8Validation.check(bytes).invalidOffset != nil { isText = false }
  }

  /// The number or literal at the cursor; else nil, the cursor staying where it is.
  @inline(never) private static func plainWord(_ cursor: inout ByteCursor) -> NodeRecord? {
    let start = cursor.offset
    if cursor.byte &- 0x30 < 10 || cursor.byte == UInt8(ascii: "-") {
      JSONParser.skipNumber(&cursor)
    } else {
      JSONParser.skipLiteral(&cursor)
    }
    guard cursor.offset > start, JSONParser.endsWord(cursor.byte) else {
      cursor.offset = start
      return nil
    }
    return .scalar(.plain, range: start..<cursor.offset, text: start..<cursor.offset)
  }

  /// The slots of the table for keys that are looked at while they are at hand.
  static let slots = 512

  /// Whether two keys of the open mapping have one fingerprint, or it has too many keys to tell.
  ///
  /// The table has a slot for every fingerprint, or one further where that is taken, and more than twice as many slots as keys.
  @inline(__always) private func mayRepeatKey(
    _ nodes: UnsafeMutableBufferPointer<NodeRecord>, _ table: UnsafeMutableBufferPointer<UInt64>
  ) -> Bool {
    guard children < JSONParser.Position.slots else { return true }
    let bits = UInt64(truncatingIfNeeded: UInt32.bitWidth &- (children | 8).leadingZeroBitCount)
    let mask = 1 << Int(bits) &- 1
    table[0...mask].update(repeating: 0)
    var key = current &+ 1
    while key < count {
      // Decoded text is elsewhere.
      if nodes[key].flags.contains(.isDecoded) { return true }
      let fingerprint = cursor.fingerprint(Int(nodes[key].first)..<Int(nodes[key].second)) | 1
      var slot = Int(truncatingIfNeeded: (fingerprint &* 0x9E37_79B9_7F4A_7C15) &>> (64 &- bits))
      while table[slot] != 0 {
        if table[slot] == fingerprint { return true }
        slot = (slot &+ 1) & mask
      }
      table[slot] = fingerprint
      key = Int(nodes[key &+ 1].next)
    }
    return false
  }
}

extension ByteCursor {
  /// Goes past white space (RFC 8259 section 2): most often none, one space, or a line break and the indentation.
  @inline(__always) mutating func skipJSONSpace() {
    if byte > 0x20 { return }
    if byte == 0x20 {
      offset &+= 1
      if byte > 0x20 { return }
    }
    while byte <= 0x20 {
      if byte == 0x20 {
        skipSpaces()
      } else if byte == 0x0A || byte == 0x0D || byte == 0x09 {
        offset &+= 1
      } else {
        return
      }
    }
  }
}
