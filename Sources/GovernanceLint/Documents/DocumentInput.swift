/// The text that a parser works on, made from a file's bytes.
struct DocumentInput {
  /// The file; one that was UTF-16 or UTF-32 is UTF-8 here, and positions refer to that.
  let source: Source
  /// Whether it was UTF-16 or UTF-32.
  let isConverted: Bool
  /// Offset of the first byte after a byte order mark.
  let start: Int
  /// Whether there may be control characters that YAML forbids.
  let hasControls: Bool

  /// The text of a file, or the one finding that says why there is none.
  static func read(_ source: Source, limits: DocumentLimits) -> (input: DocumentInput?, findings: [Finding]) {
    var findings = FindingList(source: source, limit: limits.findings)
    let limit = min(limits.size, Source.maximumSize)
    guard source.bytes.count <= limit else {
      findings.add(
        .tooLarge, "expected at most \(limit) bytes but found \(source.bytes.count); raise the limit with --max-file-size",
        at: TextRange(0, 0))
      return (nil, findings.findings)
    }
    switch TextEncoding(source.bytes) {
    case .utf8(let start, let hasControls):
      return (DocumentInput(source: source, isConverted: false, start: start, hasControls: hasControls), [])
    case .converted(let text):
      return (
        DocumentInput(source: Source(path: source.path, bytes: text), isConverted: true, start: 0, hasControls: true), []
      )
    case .none(let reason, let range):
      findings.add(.encoding, reason, at: range)
      return (nil, findings.findings)
    }
  }
}
