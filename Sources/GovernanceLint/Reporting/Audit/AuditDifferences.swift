/// What differs between two audit records, in words.
///
/// Items of lists are matched by what names them and not by their number, so that one rule more does not shift all that follow;
/// numbers that refer to such lists are left out, because what they refer to is compared itself.
struct AuditDifferences {
  private(set) var found: [String] = []
  private var omitted = 0

  /// So many are told; the rest is counted.
  private static let limit = 50
  /// What tells the items of a list from one another, by the list's key.
  private static let names: [String: [String]] = [
    "subjects": ["kind", "id", "path", "line"], "results": ["rule"], "portfolio": ["rule"], "rules": ["rule"], "manifests": ["path"], "files": ["path"],
    "modules": ["module"], "kinds": ["kind"], "values": ["pointer"], "findings": ["fingerprint"], "silenced": ["fingerprint"],
  ]
  private static let references: Set = ["read", "digest"]

  /// The differences, a line each.
  var lines: [String] {
    if found.isEmpty { return ["the records say the same in different bytes"] }
    return found + (omitted > 0 ? ["and \(omitted) more"] : [])
  }

  /// Recurses as deep as records nest, which is not deep; what is deeper was not written by this tool.
  mutating func compare(_ record: Node, _ again: Node, _ place: String, depth: Int = 0) {
    guard depth < 12, record.kind == again.kind else { return tell("\(place): '\(shown(record))' in the record, '\(shown(again))' now") }
    switch record.kind {
    case .scalar, .alias:
      if record.text != again.text { tell("\(place): '\(shown(record))' in the record, '\(shown(again))' now") }
    case .sequence: compareItems(Array(record.items), Array(again.items), place, depth)
    case .mapping:
      for pair in record.pairs where !AuditDifferences.references.contains(pair.key.text) {
        let key = pair.key.text
        guard let other = again.pair(named: key)?.value else {
          tell("\(joined(place, key)): only in the record")
          continue
        }
        // In a result, these are numbers of findings.
        if place.contains("results"), key == "findings" || key == "silenced" { continue }
        if pair.value.kind == .sequence, other.kind == .sequence, let names = AuditDifferences.names[key] {
          compareNamed(Array(pair.value.items), Array(other.items), names, joined(place, key), depth)
        } else {
          compare(pair.value, other, joined(place, key), depth: depth + 1)
        }
      }
      for pair in again.pairs where record.pair(named: pair.key.text) == nil { tell("\(joined(place, pair.key.text)): not in the record") }
    }
  }

  private mutating func compareItems(_ record: [Node], _ again: [Node], _ place: String, _ depth: Int) {
    if record.count != again.count { tell("\(place): \(record.count) in the record, \(again.count) now") }
    for (index, (left, right)) in zip(record, again).enumerated() { compare(left, right, "\(place)[\(index)]", depth: depth + 1) }
  }

  private mutating func compareNamed(_ record: [Node], _ again: [Node], _ names: [String], _ place: String, _ depth: Int) {
    func name(_ node: Node) -> String { names.map { node.pair(named: $0)?.value.text ?? "" }.joined(separator: "\n") }
    var others = Dictionary(again.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    for item in record {
      let words = title(item, names)
      guard let other = others.removeValue(forKey: name(item)) else {
        tell("\(place) \(words): only in the record")
        continue
      }
      compare(item, other, "\(place) \(words)", depth: depth + 1)
    }
    for item in again where others[name(item)] != nil { tell("\(place) \(title(item, names)): not in the record") }
  }

  private func title(_ node: Node, _ names: [String]) -> String {
    let wanted = ["id", "rule", "path", "module", "kind", "pointer"].first { node.pair(named: $0) != nil && (names.contains($0) || $0 == "rule") }
    return "'\(wanted.flatMap { node.pair(named: $0)?.value.text } ?? "")'"
  }

  private mutating func tell(_ line: String) {
    if found.count < AuditDifferences.limit { found.append(line) } else { omitted += 1 }
  }

  private func joined(_ place: String, _ key: String) -> String { place.isEmpty ? key : "\(place) \(key)" }

  private func shown(_ node: Node) -> String { SubjectValues.text(of: node) }
}
