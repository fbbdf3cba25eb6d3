/// Bounds on what aliases stand for, so that walking a tree takes no longer than its file is worth.
extension YAMLParser {
  /// Lets aliases that would make the tree too large or too deep stand for nothing, each with a finding.
  ///
  /// One pass in document order; anchored nodes are complete before an alias names them.
  mutating func boundAliases() {
    /// Of each node, aliases written out: how many nodes it is, and how deep.
    var sizes = [UInt32](repeating: 1, count: records.count)
    var heights = [UInt16](repeating: 0, count: records.count)
    var expanded = 0
    var open: [Int] = []
    for index in records.indices {
      while let last = open.last, Int(records[last].next) <= index {
        open.removeLast()
        complete(last, below: open.last, &sizes, &heights)
      }
      if records[index].kind == .alias, Int(records[index].first) != index {
        let target = Int(records[index].first)
        let size = Int(sizes[target])
        let range = TextRange(records[index].start, records[index].end)
        if expanded + size > limits.aliasedNodes {
          refuse(index, "expected aliases to stand for at most \(limits.aliasedNodes) nodes in all but found more", at: range)
        } else if open.count + Int(heights[target]) > limits.depth {
          refuse(index, "expected at most \(limits.depth) nested collections, aliases written out, but found more", at: range)
        } else {
          expanded += size
          sizes[index] = sizes[target]
          heights[index] = heights[target]
        }
      }
      if records[index].kind == .mapping || records[index].kind == .sequence {
        heights[index] = 1
        open.append(index)
      } else {
        complete(index, below: open.last, &sizes, &heights)
      }
    }
  }

  /// Adds a complete node to the one around it.
  private func complete(_ index: Int, below parent: Int?, _ sizes: inout [UInt32], _ heights: inout [UInt16]) {
    guard let parent else { return }
    sizes[parent] = UInt32(clamping: UInt64(sizes[parent]) + UInt64(sizes[index]))
    heights[parent] = max(heights[parent], UInt16(clamping: Int(heights[index]) + 1))
  }

  private mutating func refuse(_ index: Int, _ message: String, at range: TextRange) {
    records[index].first = UInt32(truncatingIfNeeded: index)
    guard !hasRefusedAlias else { return }
    hasRefusedAlias = true
    findings.add(.aliasExpansion, message, at: range)
  }
}
