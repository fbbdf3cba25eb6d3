/// Schemas that apply to one value without end.
extension SchemaLoader {
  /// Finds references that lead back to where they started without going down into the value, and takes them out.
  mutating func endLoops() {
    enum State { case new, open, done }
    var states = [State](repeating: .new, count: records.count)
    for start in records.indices where states[start] == .new {
      var path = [(record: start, edges: edges(of: start))]
      states[start] = .open
      while let top = path.last {
        guard let edge = top.edges.last else {
          states[top.record] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].edges.removeLast()
        let target = Int(edge.target)
        switch states[target] {
        case .done: continue
        case .new:
          states[target] = .open
          path.append((target, edges(of: target)))
        case .open:
          fail(.endlessReference, "this schema refers to itself for the same value and so never ends", written.sources[top.record])
          keywords[edge.keyword] = .allOf(0, 0)
        }
      }
    }
  }

  /// The schemas that a schema applies to the same value, each with the keyword that does.
  private func edges(of record: Int) -> [(target: Int32, keyword: Int)] {
    var result: [(target: Int32, keyword: Int)] = []
    for index in Int(records[record].first)..<Int(records[record].end) {
      switch keywords[index] {
      case .reference(let target), .not(let target): result.append((target, index))
      case .allOf(let first, let count), .anyOf(let first, let count), .oneOf(let first, let count):
        for target in lists[Int(first)..<Int(first + count)] { result.append((target, index)) }
      case .condition(let test, let then, let otherwise):
        for target in [test, then, otherwise] where target >= 0 { result.append((target, index)) }
      case .dependencies(let first, let end):
        for dependency in dependencies[Int(first)..<Int(end)] where dependency.schema >= 0 {
          result.append((dependency.schema, index))
        }
      case .never, .types, .values, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf, .length, .pattern,
        .format, .object, .array, .uniqueItems, .orderedBy, .contains, .dynamicReference, .unevaluatedItems, .unevaluatedProperties:
        continue
      }
    }
    return result
  }
}
