import Foundation

@testable import GovernanceLint

/// What is wrong with a tree's shape: children outside their parents or out of order, text out of bounds; nil where all is right.
func unsoundness(of document: Document) -> String? {
  var next: Int32 = 0
  for (position, root) in document.rootIndexes.enumerated() {
    if root != next { return "root \(position) begins at node \(root), not \(next)" }
    if let problem = unsoundness(of: Node(document: document, index: root)) { return problem }
    next = document.records[Int(root)].next
  }
  return Int(next) == document.records.count ? nil : "nodes after the last root"
}

private func unsoundness(of node: Node) -> String? {
  let record = node.record
  let document = node.document
  guard record.start <= record.end, Int(record.end) <= document.source.bytes.count else { return "range \(node.range)" }
  guard record.next > node.index, Int(record.next) <= document.records.count else {
    return "next \(record.next) of \(node.index)"
  }
  switch record.kind {
  case .scalar:
    let size = record.flags.contains(.isDecoded) ? document.decoded.count : document.source.bytes.count
    let isInBounds = record.first <= record.second && Int(record.second) <= size && record.next == node.index + 1
    return isInBounds ? nil : "text of node \(node.index)"
  case .alias:
    return Int32(record.first) <= node.index && record.next == node.index + 1 ? nil : "alias \(node.index)"
  case .mapping, .sequence:
    var index = node.index + 1
    var children = 0
    var offset = record.start
    while index < record.next {
      let child = Node(document: document, index: index)
      if child.record.start < offset { return "node \(index) at \(child.range) begins before \(offset)" }
      if child.record.end > record.end { return "node \(index) at \(child.range) ends after its parent, \(node.range)" }
      if let problem = unsoundness(of: child) { return problem }
      offset = child.record.end
      index = child.record.next
      children += 1
    }
    let expected = record.kind == .mapping ? Int(record.first) * 2 : Int(record.first)
    return index == record.next && children == expected ? nil : "\(children) children of node \(node.index), \(expected) expected"
  }
}

/// Inputs of the outside suite, where it is there.
func suiteInputs() -> [String] {
  let folder = ProcessInfo.processInfo.environment["GOVLINT_CONFORMANCE"] ?? "../shared/conformance"
  guard let data = FileManager.default.contents(atPath: folder + "/yaml.json"),
    let suite = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
  else { return [] }
  return (suite["cases"] as? [[String: Any]] ?? []).compactMap { $0["yaml"] as? String }
}

/// Inputs that between them use every construct.
let yamlInputs = [
  "apiVersion: x/v1\nkind: AISystem\nid: a-1\nbias: {audits: [{date: 2026-01-01, by: \"x\\n\"}]}\nlist:\n- a\n- - b\n"
    + "  - c: d\n    e: |\n     text\n\n     more\n",
  "%YAML 1.2\n%TAG !e! tag:e,2000:\n--- !e!x\n&a key: &b 'it''s'\n? [complex, {k: v}]\n"
    + ": >-\n  folded\n  text\n\n    deeper\n*b : *a\n...\n---\n# only\n",
  "- \"multi\n  line \\\n   text\\u00e9\"\n- plain\n  goes on\n\n  here # comment\n- !!int 1\n"
    + "- [a: b, ? c : d, : e, \"f\":g, ]\n- {a, b: , ? c, : d}\r\n- |2+\n    x\n\n",
  "a: &x [1, 2]\nb: *x\nc: [*x, *x]\nd: {<<: *x}\nyes: no\n\tbad: 1\n  worse: 2\n]: x\n'open: 1\n",
]
