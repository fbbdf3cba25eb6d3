extension Document {
  /// Whether a file in which edits were made is the same tree but for the scalars that they are about, and those are text.
  ///
  /// `edits` are in the order of their places in this document.
  public func hasSameTree(as edited: Document, exceptFor edits: [Edit]) -> Bool {
    guard records.count == edited.records.count, rootIndexes == edited.rootIndexes else { return false }
    var rest = edits.filter { !$0.replacement.isEmpty }[...]
    for index in records.indices {
      let (old, new) = (records[index], edited.records[index])
      guard old.kind == new.kind, old.next == new.next, old.flags.contains(.hasProperties) == new.flags.contains(.hasProperties),
        properties[Int32(index)]?.resolvedTag == edited.properties[Int32(index)]?.resolvedTag
      else { return false }
      guard old.kind == .scalar else {
        // The number of pairs or items, or what an alias stands for.
        guard old.first == new.first else { return false }
        continue
      }
      while let edit = rest.first, edit.range.end <= old.start { rest.removeFirst() }
      let (before, after) = (Node(document: self, index: Int32(index)), Node(document: edited, index: Int32(index)))
      if let edit = rest.first, before.range.contains(edit.range) {
        guard after.isString else { return false }
      } else {
        let isSame = before.withTextBytes { text in after.withTextBytes { $0.elementsEqual(text) } }
        guard isSame, old.style == new.style else { return false }
      }
    }
    return true
  }
}
