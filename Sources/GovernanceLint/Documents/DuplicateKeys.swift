/// Keys that a mapping names twice (YAML 1.2.2 section 3.2.1.3; RFC 8259 section 4).
enum DuplicateKeys {
  /// Looks at every mapping of a document. Keys are compared as text, as ``Node`` finds them.
  static func find(in document: Document, into findings: inout FindingList) {
    var keys: [Key] = []
    for index in document.records.indices {
      guard document.records[index].kind == .mapping, document.records[index].first > 1 else { continue }
      keys.removeAll(keepingCapacity: true)
      collect(of: Node(document: document, index: Int32(index)), into: &keys)
      // Few keys are compared each with each; many are sorted, so that the time is not quadratic.
      if keys.count <= 12 {
        for second in 1..<max(1, keys.count) {
          if let first = keys[..<second].first(where: { keys[second].isEqual(to: $0, in: document) }) {
            report(first, keys[second], in: document, into: &findings)
          }
        }
      } else {
        keys.sort { $0.precedes($1, in: document) }
        var first = keys[0]
        for key in keys.dropFirst() {
          if key.isEqual(to: first, in: document) { report(first, key, in: document, into: &findings) } else { first = key }
        }
      }
      if findings.isFull { return }
    }
  }

  private struct Key {
    /// A hash of the text: only keys with equal ones are compared byte by byte.
    var fingerprint: UInt64
    /// The key's node.
    var index: Int32

    func isEqual(to other: Key, in document: Document) -> Bool {
      fingerprint == other.fingerprint && text(in: document).elementsEqual(other.text(in: document))
    }

    func precedes(_ other: Key, in document: Document) -> Bool {
      if fingerprint != other.fingerprint { return fingerprint < other.fingerprint }
      let (text, otherText) = (text(in: document), other.text(in: document))
      return text.elementsEqual(otherText) ? index < other.index : text.lexicographicallyPrecedes(otherText)
    }

    func text(in document: Document) -> ArraySlice<UInt8> {
      Node(document: document, index: index).resolved.withTextBytes { $0 }
    }
  }

  private static func collect(of mapping: Node, into keys: inout [Key]) {
    for pair in mapping.pairs {
      let key = pair.key.resolved
      guard key.kind == .scalar else { continue }
      let fingerprint = key.withTextBytes { text in
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
      }
      keys.append(Key(fingerprint: fingerprint, index: pair.key.index))
    }
  }

  private static func report(_ first: Key, _ second: Key, in document: Document, into findings: inout FindingList) {
    let (first, second) = (Node(document: document, index: first.index), Node(document: document, index: second.index))
    let name = second.resolved.text
    findings.add(
      .duplicateKey, "expected each key once but found '\(name)' again", at: second.range,
      related: [("first written here", first.range)])
  }
}
