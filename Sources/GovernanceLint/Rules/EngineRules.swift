/// What the engine itself reports on manifests, described like rules; these can be neither waived nor switched off.
public enum EngineRules {
  /// All of them, sorted by id.
  public static let all: [RuleDescription] =
    (DocumentRules.all + SchemaRules.all.filter { $0.module == "structure" }
      + ExemptionRules.all + [unknownKind, emptyDocument, gateNotWeakened]).sorted { $0.id.precedes($1.id) }

  /// Whether an id is one of the engine's own.
  static func isEngine(_ id: String) -> Bool { all.contains { $0.id == id } }

  static let unknownKind = RuleDescription(
    id: "structure/unknown-kind", title: "A manifest says what kind it is", severity: .error,
    why: "Which vocabulary and which rules apply to a document follows from its kind; without one nothing was checked.",
    fix: "Begin the document with `apiVersion` and `kind`, or exclude the file in `.lint-config.json`.")

  static let emptyDocument = RuleDescription(
    id: "structure/empty-document", title: "A manifest says something", severity: .error,
    why: "An empty file declares no system; whoever counts on it being checked would be misled.",
    fix: "Fill it in, delete it, or exclude it in `.lint-config.json`.")
}
