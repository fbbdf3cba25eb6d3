extension Document {
  /// Whether a file in which edits were made is the same tree but for the scalars that they are about, and those are text.
  ///
  /// Items that an edit moves are looked for in their new places.
  /// `edits` are in the order of their places in this document.
  public func hasSameTree(as edited: Document, exceptFor edits: [Edit]) -> Bool {
    guard records.count == edited.records.count, rootIndexes == edited.rootIndexes,
      let places = places(in: edited, after: edits.filter(\.movesItems))
    else { return false }
    var rest = edits.filter { !$0.replacement.isEmpty && !$0.movesItems }[...]
    for index in records.indices {
      let place = places[index]
      let (old, new) = (records[index], edited.records[place])
      guard old.kind == new.kind, Int(old.next) - index == Int(new.next) - place,
        old.flags.contains(.hasProperties) == new.flags.contains(.hasProperties),
        properties[Int32(index)]?.resolvedTag == edited.properties[Int32(place)]?.resolvedTag
      else { return false }
      guard old.kind == .scalar else {
        // The number of pairs or items, or what an alias stands for.
        guard old.first == new.first else { return false }
        continue
      }
      while let edit = rest.first, edit.range.end <= old.start { rest.removeFirst() }
      let (before, after) = (Node(document: self, index: Int32(index)), Node(document: edited, index: Int32(place)))
      if let edit = rest.first, before.range.contains(edit.range) {
        guard after.isString else { return false }
      } else {
        let isSame = before.withTextBytes { text in after.withTextBytes { $0.elementsEqual(text) } }
        guard isSame, old.style == new.style else { return false }
      }
    }
    return true
  }

  /// The index that each node has in a file in which items have moved; nil where one cannot be found there.
  private func places(in edited: Document, after edits: [Edit]) -> [Int]? {
    var places = Array(records.indices)
    for edit in edits {
      let list = records.indices.lazy.map { Node(document: self, index: Int32($0)) }.first { node in
        node.kind == .sequence && node.record.first > 1 && node.items.allSatisfy { edit.range.contains($0.range) }
      }
      guard let list else { return nil }
      var waiting: [String: [Int]] = [:]
      for item in Node(document: edited, index: list.index).items.reversed() {
        waiting[edited.source.text(item.range), default: []].append(Int(item.index))
      }
      for item in list.items {
        guard let place = waiting[source.text(item.range)]?.popLast() else { return nil }
        for index in Int(item.index)..<Int(item.record.next) { places[index] = place + index - Int(item.index) }
      }
    }
    return places
  }
}
