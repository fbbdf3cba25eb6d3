/// What the engine itself reports on manifests, described like rules; these can be neither waived nor switched off.
public enum EngineRules {
  /// All of them, sorted by id.
  public static let all: [RuleDescription] =
    (DocumentRules.all + SchemaRules.all.filter { $0.module == "structure" }
      + ExemptionRules.all + [unknownKind, emptyDocument, gateNotWeakened, lfsPointer]).sorted { $0.id.precedes($1.id) }

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

  static let lfsPointer = RuleDescription(
    id: "structure/lfs-pointer", title: "A manifest is there, and not only the pointer of Git LFS to it", severity: .error,
    why: "Git LFS keeps the content elsewhere and leaves a few lines that name it. Nothing was checked of what they stand for.",
    fix: "Run `git lfs pull`; in CI, `lfs: true` of actions/checkout. Manifests are small text: they need no LFS.")
}

/// A file that stands for another one that Git LFS keeps (git-lfs `docs/spec.md`, "The Pointer").
public enum LFSPointer {
  private static let head = Array("version https://git-lfs.github.com/spec/".utf8)

  /// The SHA-256 of the content, in hexadecimal; nil for what is no pointer.
  public static func digest(in bytes: [UInt8]) -> String? {
    guard bytes.count < 1024, bytes.starts(with: head) else { return nil }
    let key = Array("oid sha256:".utf8)
    guard let line = bytes.split(separator: UInt8(ascii: "\n")).first(where: { $0.starts(with: key) }) else { return nil }
    let digest = line.dropFirst(key.count).prefix { $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }
    return digest.count == 64 ? String(decoding: digest, as: UTF8.self) : nil
  }
}
