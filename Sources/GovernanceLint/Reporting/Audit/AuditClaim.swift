/// What an audit record says of itself: enough to make it again.
public struct AuditClaim: Sendable {
  /// The commit that was audited.
  public let commit: String
  /// The day as of which rules were judged.
  public let asOf: CivilDate
  /// The paths that were named.
  public let paths: [String]
  /// The options that were given, by name.
  public let options: [String: String]
  private let source: Source
  private let root: Node

  /// Why a record cannot be verified.
  public struct Problem: Error {
    /// What was found: lower case, no final period.
    public var message: String
    /// What to do about it.
    public var advice: String?
  }

  /// Reads a record whose digest is right and that names a clean commit.
  public static func read(_ source: Source) -> Result<AuditClaim, Problem> {
    func problem(_ message: String, _ advice: String? = nil) -> Result<AuditClaim, Problem> {
      .failure(Problem(message: message, advice: advice))
    }
    var limits = DocumentLimits()
    limits.size = Source.maximumSize
    let (document, findings) = JSONParser.parse(source, limits: limits)
    guard let root = document.roots.first, root.kind == .mapping, !findings.contains(where: { $0.severity == .error }),
      root["format"]?["name"]?.text == "govlint-audit"
    else { return problem("it is no audit record", "records are what 'govlint audit --format json' writes") }
    guard root["format"]?["version"]?.text == String(AuditJSON.version) else {
      return problem(
        "it is of version \(root["format"]?["version"]?.text ?? "nothing") of the format, and this tool knows version \(AuditJSON.version)",
        "verify it with govlint \(root["tool"]?["version"]?.text ?? "of its time")")
    }
    guard isSealed(source.bytes, root) else {
      return problem("its digest is wrong: it was changed after it was made", "what is meant to be read by people is 'jq . RECORD'")
    }
    guard let repository = root["repository"], let commit = repository["commit"]?.text else {
      return problem("it names no commit: it was made outside a repository")
    }
    guard repository["clean"]?.text == "true" else {
      return problem("it was made of files that were not committed, which nobody can have again", "commit first, then audit")
    }
    guard let asOf = root["asOf"].flatMap({ CivilDate($0.text) }), let options = root["options"] else { return problem("it names no day") }
    return .success(
      AuditClaim(
        commit: commit, asOf: asOf, paths: (options["paths"]?.items).map { $0.map(\.text) } ?? [],
        options: Dictionary(
          options.pairs.filter { $0.value.kind == .scalar }.map { ($0.key.text, $0.value.text) }, uniquingKeysWith: { first, _ in first }),
        source: source, root: root))
  }

  /// Whether the digest at the end is that of all that stands before it.
  private static func isSealed(_ bytes: [UInt8], _ root: Node) -> Bool {
    guard let digest = root["digest"]?.text, digest.utf8.count == 64 else { return false }
    let seal = Array(",\"digest\":\"\(digest)\"}\n".utf8)
    guard bytes.count > seal.count, bytes.suffix(seal.count).elementsEqual(seal) else { return false }
    var sha256 = SHA256()
    sha256.update(Array(bytes.dropLast(seal.count)))
    sha256.update([UInt8(ascii: "}")])
    return sha256.hexadecimal() == digest
  }

  /// Said where nothing differs.
  public var confirmation: String {
    let subjects = root["subjects"]?.count ?? 0
    return "verified: commit \(commit) as of \(asOf) gives the same \(source.bytes.count) bytes (\(TextSummary.counted(subjects, plural: "manifests")))"
  }

  /// What differs from the audit that was made again, a line each; none where both are the same bytes.
  public func differences(from audit: Audit, version: String) -> [String] {
    let bytes = OutputSink.bytes { AuditJSON.form.render(audit, ReportOptions(), &$0) }
    if bytes == source.bytes { return [] }
    var limits = DocumentLimits()
    limits.size = Source.maximumSize
    let (document, _) = JSONParser.parse(Source(path: "again", bytes: bytes), limits: limits)
    guard let again = document.roots.first else { return ["the record made again cannot be read"] }
    var differences = AuditDifferences()
    differences.compare(root, again, "")
    return differences.lines
  }
}
