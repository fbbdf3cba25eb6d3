/// Keys that a mapping names twice (YAML 1.2.2 section 3.2.1.3; RFC 8259 section 4).
enum DuplicateKeys {
  /// Looks at every mapping of a document. Keys are compared as text, as ``Node`` finds them.
  static func find(in document: Document, into findings: inout FindingList) {
    var mappings: [Int32] = []
    for index in document.records.indices where document.records[index].kind == .mapping { mappings.append(Int32(truncatingIfNeeded: index)) }
    find(in: document, mappings: mappings, into: &findings)
  }

  /// Looks at the mappings of those indexes.
  static func find(in document: Document, mappings: some Sequence<Int32>, into findings: inout FindingList) {
    document.source.bytes.withUnsafeBufferPointer { source in
      document.decoded.withUnsafeBufferPointer { decoded in
        let texts = KeyTexts(records: document.records, source: ByteCursor(source), decoded: ByteCursor(decoded))
        find(in: texts, mappings, document, into: &findings)
      }
    }
  }

  private static func find(
    in texts: KeyTexts, _ mappings: some Sequence<Int32>, _ document: Document, into findings: inout FindingList
  ) {
    var keys: ContiguousArray<Key> = []
    for index in mappings.lazy.map({ Int($0) }) where texts.records[index].first > 1 {
      keys.removeAll(keepingCapacity: true)
      texts.collect(ofMapping: index, into: &keys)
      // Few keys are compared each with each; many are sorted, so that the time is not quadratic.
      if keys.count <= 12 {
        for second in keys.indices {
          for first in 0..<second where keys[first].fingerprint == keys[second].fingerprint {
            guard texts.areEqual(keys[first], keys[second]) else { continue }
            report(keys[first], keys[second], in: document, into: &findings)
            break
          }
        }
      } else {
        keys.sort(by: texts.precedes)
        var first = keys[0]
        for key in keys.dropFirst() {
          if texts.areEqual(first, key) { report(first, key, in: document, into: &findings) } else { first = key }
        }
      }
      if findings.isFull { return }
    }
  }

  private static func report(_ first: Key, _ second: Key, in document: Document, into findings: inout FindingList) {
    // Finding a path walks past all siblings: only for what is kept.
    guard !findings.isFull else { return }
    let (first, second) = (Node(document: document, index: first.index), Node(document: document, index: second.index))
    findings.add(
      .duplicateKey, "expected each key once but found '\(second.keyText)' again", at: second.range, pointer: second.path.pointer,
      related: [("first written here", first.range)])
  }
}

/// A key of the mapping that is looked at.
private struct Key {
  /// Only keys with equal ones are compared byte by byte.
  var fingerprint: UInt64
  /// The key's node.
  var index: Int32
}

/// The texts of a document's keys.
private struct KeyTexts {
  let records: ContiguousArray<NodeRecord>
  let source: ByteCursor
  let decoded: ByteCursor

  func collect(ofMapping index: Int, into keys: inout ContiguousArray<Key>) {
    let end = records[index].next
    var key = Int32(truncatingIfNeeded: index + 1)
    while key < end {
      let target = resolved(key)
      if target.kind == .scalar {
        let cursor = target.flags.contains(.isDecoded) ? decoded : source
        keys.append(Key(fingerprint: cursor.fingerprint(Int(target.first)..<Int(target.second)), index: key))
      }
      let value = records[Int(key)].next
      key = records[Int(value)].next
    }
  }

  func areEqual(_ left: Key, _ right: Key) -> Bool {
    left.fingerprint == right.fingerprint && text(left).elementsEqual(text(right))
  }

  func precedes(_ left: Key, _ right: Key) -> Bool {
    if left.fingerprint != right.fingerprint { return left.fingerprint < right.fingerprint }
    let (leftText, rightText) = (text(left), text(right))
    return leftText.elementsEqual(rightText) ? left.index < right.index : leftText.lexicographicallyPrecedes(rightText)
  }

  private func text(_ key: Key) -> UnsafeBufferPointer<UInt8> {
    let record = resolved(key.index)
    return (record.flags.contains(.isDecoded) ? decoded : source).bytes(Int(record.first)..<Int(record.second))
  }

  private func resolved(_ index: Int32) -> NodeRecord {
    let record = records[Int(index)]
    return record.kind == .alias ? records[Int(record.first)] : record
  }
}
