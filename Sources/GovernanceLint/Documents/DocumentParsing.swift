extension Document {
  /// The tree of a file and what is wrong with it: JSON where the path ends in `.json`, else YAML.
  ///
  /// Never fails: a file that is no text, or larger than the limit, gives a document without roots and one finding. An empty file
  /// gives a document without roots; whether that is worth a finding is the caller's to say.
  public static func parse(
    _ source: Source, limits: DocumentLimits = DocumentLimits()
  ) -> (document: Document, findings: [Finding]) {
    guard !source.bytes.isEmpty else { return (Document(source: source, records: [], rootIndexes: []), []) }
    let (document, findings) = source.isJSON ? JSONParser.parse(source, limits: limits) : YAMLParser.parse(source, limits: limits)
    guard findings.contains(where: { $0.severity == .error }) else { return (document, findings) }
    // All that is wrong may follow from a merge that was left unfinished.
    let conflicts = MergeConflicts.find(in: document.source, limit: limits.findings)
    return (document, conflicts.isEmpty ? findings : conflicts)
  }
}

extension Source {
  /// Whether the file is read as JSON.
  var isJSON: Bool { path.utf8.suffix(5).elementsEqual(".json".utf8) }
}
