/// Anchors and tags by node; few nodes have one.
///
/// Sorted by the nodes' indexes, in whose order the parser finds nearly all of them: so it grows by appending, and a file that
/// has a tag on every node costs no more for each than a small one, as a dictionary of that size would.
struct NodePropertyTable: Sendable {
  private var indexes: ContiguousArray<Int32> = []
  private var entries: ContiguousArray<NodeProperties> = []

  var isEmpty: Bool { indexes.isEmpty }

  /// What stands before the node of that index.
  subscript(index: Int32) -> NodeProperties? {
    let position = position(of: index)
    return position < indexes.count && indexes[position] == index ? entries[position] : nil
  }

  /// Sets or replaces an entry.
  mutating func set(_ entry: NodeProperties, at index: Int32) {
    guard let last = indexes.last, last >= index else {
      indexes.append(index)
      entries.append(entry)
      return
    }
    let position = position(of: index)
    if indexes[position] == index {
      entries[position] = entry
    } else {
      indexes.insert(index, at: position)
      entries.insert(entry, at: position)
    }
  }

  /// Follows the nodes from an index on to where they are one further.
  mutating func shift(from index: Int32) {
    var position = indexes.count - 1
    while position >= 0, indexes[position] >= index {
      indexes[position] += 1
      position -= 1
    }
  }

  /// Where an index stands or would stand.
  private func position(of index: Int32) -> Int {
    var low = 0
    var high = indexes.count
    while low < high {
      let middle = (low + high) / 2
      if indexes[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
