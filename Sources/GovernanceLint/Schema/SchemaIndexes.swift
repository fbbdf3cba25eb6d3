/// A number for nodes of several documents, kept in one flat array for each document.
struct SchemaIndexes: Sendable {
  private var slots: [ObjectIdentifier: Int] = [:]
  /// Kept, so that an identifier names the same document for as long as this lives.
  private var documents: [Document] = []
  private var numbers: [[Int32]] = []

  /// The number of a node, or -1.
  subscript(node: Node) -> Int32 {
    get {
      guard let slot = slot(of: node.document) else { return -1 }
      return numbers[slot][Int(node.index)]
    }
    set {
      let slot: Int
      if let known = self.slot(of: node.document) {
        slot = known
      } else {
        slot = documents.count
        slots[ObjectIdentifier(node.document)] = slot
        documents.append(node.document)
        numbers.append([Int32](repeating: -1, count: node.document.records.count))
      }
      numbers[slot][Int(node.index)] = newValue
    }
  }

  /// Nearly always the first document is asked for: the one that is loaded.
  private func slot(of document: Document) -> Int? {
    documents.first === document ? 0 : slots[ObjectIdentifier(document)]
  }
}
