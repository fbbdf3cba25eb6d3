import GovernanceLint

/// What must hold for every input: parsing ends, with a tree of sound shape and findings that lie inside the file.
enum ParserCheck {
  /// Reads bytes as YAML and as JSON; what is wrong with the result, or nil.
  static func problem(with bytes: [UInt8], limits: DocumentLimits) -> String? {
    for path in ["a.yaml", "a.json"] {
      if let problem = problem(with: Source(path: path, bytes: bytes), limits: limits) { return "\(path): \(problem)" }
    }
    return nil
  }

  /// Limits that small inputs reach too.
  static var limits: DocumentLimits {
    var limits = DocumentLimits()
    limits.depth = 12
    limits.aliasedNodes = 50
    return limits
  }

  private static func problem(with source: Source, limits: DocumentLimits) -> String? {
    let (document, findings) = Document.parse(source, limits: limits)
    if findings.count > limits.findings { return "\(findings.count) findings" }
    for finding in findings {
      for place in [finding.place] + finding.related.map(\.place) where Int(place.range.end) > place.source.bytes.count {
        return "a finding at \(place.range): \(finding.message)"
      }
    }
    var end: UInt32 = 0
    for root in document.roots {
      if let problem = problem(with: root, from: end, to: UInt32(document.source.bytes.count)) { return problem }
      end = root.range.end
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return nil }
    return problem(withWriting: document, limits: limits)
  }

  /// Children lie inside their parents, in order, as many as their parents say.
  private static func problem(with node: Node, from start: UInt32, to end: UInt32) -> String? {
    let range = node.range
    guard start <= range.start, range.start <= range.end, range.end <= end else {
      return "a node at \(range), outside \(start) to \(end)"
    }
    // Reading text that lies out of bounds traps.
    if node.text.utf8.count > Int(UInt32.max) { return "an endless text" }
    // An alias has no children of its own.
    guard node.kind == .mapping || node.kind == .sequence else { return nil }
    var children = Array(node.items)
    for pair in node.pairs { children += [pair.key, pair.value] }
    let count = node.kind == .mapping ? children.count / 2 : children.count
    guard count == node.count else { return "\(count) children of the node at \(range), which has \(node.count)" }
    var offset = range.start
    for child in children {
      if let problem = problem(with: child, from: offset, to: range.end) { return problem }
      offset = child.range.end
    }
    return nil
  }

  /// Written as JSON, a document reads back as the same JSON and is the same in YAML, which JSON is part of.
  private static func problem(withWriting document: Document, limits: DocumentLimits) -> String? {
    let written = OutputSink.text { JSONWriter.write(document, into: &$0) }
    var limits = limits
    // Aliases are written out.
    limits.depth += limits.depth
    for path in ["written.json", "written.yaml"] {
      let (again, findings) = Document.parse(Source(path: path, text: written), limits: limits)
      if let finding = findings.first(where: { $0.rule.utf8.starts(with: "syntax/".utf8) && $0.severity == .error }) {
        // JSON has no bound on keys (YAML 1.2.2 section 7.4.2), and an alias may stand for such a key.
        if path == "written.yaml" { continue }
        return "\(path), '\(written)': \(finding.message)"
      }
      let rewritten = OutputSink.text { JSONWriter.write(again, into: &$0) }
      if !rewritten.utf8.elementsEqual(written.utf8) { return "\(path): '\(written)' became '\(rewritten)'" }
    }
    return nil
  }
}

/// What libFuzzer calls with each input. `.ci/fuzz` builds and runs it; the ordinary build only compiles it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  // libFuzzer keeps the input when it traps; 'swift run fuzz FILE' then says what is wrong.
  precondition(ParserCheck.problem(with: bytes, limits: ParserCheck.limits) == nil)
  return 0
}
