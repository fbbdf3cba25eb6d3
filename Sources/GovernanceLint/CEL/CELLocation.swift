// Where the `at` of a rule points.

extension CELContext {
  /// Where a path points, for the place of a finding: the node, or the nearest above it and what is missing below; nil where it
  /// leads through nothing that a manifest holds.
  func locate(_ path: CELPath) -> CELRead? {
    guard case .variable(let index) = path.root, variables.indices.contains(index), var value = variables[index] else { return nil }
    for (position, step) in path.steps.enumerated() {
      if case .node(let node) = value { return CELContext.locate(path.steps[position...], below: node.node) }
      switch (step, value) {
      case (.field(let name), .map(let map)):
        guard let next = map.value(named: name) else { return nil }
        value = next
      case (.index(let index), .list(let elements)):
        guard elements.indices.contains(index) else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    guard case .node(let node) = value else { return nil }
    return CELRead(node: node.node, missing: [], outcome: .present)
  }

  private static func locate(_ steps: ArraySlice<CELPath.Step>, below root: Node) -> CELRead {
    var node = root
    for (position, step) in steps.enumerated() {
      let next: Node?
      switch step {
      case .field(let name): next = node.pair(named: name)?.value
      case .key(let text): next = node.pair(named: String(text.dropFirst().dropLast()))?.value
      case .index(let index): next = node.items.dropFirst(index).first { _ in true }
      case .value: next = node
      case .element: return CELRead(node: node, missing: [], outcome: .present)
      }
      guard let next, !next.isNull else {
        let missing = steps.dropFirst(position).compactMap { step -> String? in
          switch step {
          case .field(let name), .key(let name): name
          case .index(let index): String(index)
          case .element, .value: nil
          }
        }
        return CELRead(node: node, missing: missing, outcome: .absent)
      }
      node = next
    }
    return CELRead(node: node, missing: [], outcome: .present)
  }
}
