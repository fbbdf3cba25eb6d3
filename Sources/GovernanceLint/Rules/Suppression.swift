/// A comment of a manifest that silences one rule on one line: `# govlint: ignore RULE until DAY -- REASON`.
struct Suppression: Sendable {
  var rule: String
  /// The rule's id in the comment.
  var rulePlace: Place
  var silencing: Silencing
  /// The bytes of the line that it is about: its own, or where it stands alone the next one that holds more than a comment.
  var line: TextRange
  /// Takes the comment out, and its line where it has one of its own; nil where that could change what the file says.
  var removal: Edit?

  /// The manifest around it, or the only one of its file.
  func subject(in file: CheckedFile) -> Subject? {
    let around = file.subjects.first { $0.root.range.contains(TextRange(line.start, line.start)) }
    return around ?? (file.subjects.count == 1 ? file.subjects.first : nil)
  }

  /// The suppressions among a document's comments, and what is wrong with those that cannot be understood.
  static func read(_ document: Document) -> (suppressions: [Suppression], findings: [Finding]) {
    let bytes = document.source.bytes
    // Most files have none: this is all that happens to them.
    guard document.comments.contains(where: { SuppressionComment.isMeant(bytes[$0.indices]) }) else { return ([], []) }
    var suppressions: [Suppression] = []
    var findings: [Finding] = []
    for (comment, line) in zip(document.comments, lines(of: document.comments, in: bytes))
    where SuppressionComment.isMeant(bytes[comment.indices]) {
      let place = Place(source: document.source, range: comment)
      switch SuppressionComment.parse(document.source.text(comment)) {
      case .failure(let problem): findings.append(ExemptionRules.suppressionMalformed.finding(problem.message, at: place))
      case .success(let parsed):
        let start = Int(comment.start) + parsed.ruleOffset
        let rulePlace = Place(source: document.source, range: TextRange(start, start + parsed.rule.utf8.count))
        let silencing = Silencing(
          kind: .suppression, reason: parsed.reason, approvedBy: nil, ticket: nil, expires: parsed.until, place: place)
        suppressions.append(
          Suppression(
            rule: parsed.rule, rulePlace: rulePlace, silencing: silencing, line: line, removal: document.removal(ofComment: comment)))
      }
    }
    return (suppressions, findings)
  }

  /// The line that each comment is about. From the last comment backwards, because those that stand together share a line.
  private static func lines(of comments: [TextRange], in bytes: [UInt8]) -> [TextRange] {
    func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var lines = Array(repeating: TextRange(0, 0), count: comments.count)
    for index in comments.indices.reversed() {
      var start = Int(comments[index].start)
      while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
      guard start == 0 || isBreak(bytes[start - 1]) || bytes[..<start].elementsEqual([0xEF, 0xBB, 0xBF]) else {
        while start > 0, !isBreak(bytes[start - 1]) { start -= 1 }
        lines[index] = TextRange(start, Int(comments[index].end))
        continue
      }
      var next = Int(comments[index].end)
      while next < bytes.count, isBlank(bytes[next]) || isBreak(bytes[next]) { next += 1 }
      if index + 1 < comments.count, next == comments[index + 1].start {
        lines[index] = lines[index + 1]
        continue
      }
      var end = next
      while end < bytes.count, !isBreak(bytes[end]) { end += 1 }
      while next > 0, isBlank(bytes[next - 1]) { next -= 1 }
      lines[index] = TextRange(next, end)
    }
    return lines
  }
}

/// The words of a comment that is meant for this tool.
enum SuppressionComment {
  struct Parsed {
    var rule: String
    /// Bytes from the start of the comment to the rule.
    var ruleOffset: Int
    var until: CivilDate?
    var reason: String
  }

  struct Problem: Error { var message: String }

  private static let name = Array("govlint".utf8)
  /// Other words by which people call it; a comment that has one of them after the tool's name is not left unread.
  private static let verbs = ["ignore", "disable", "suppress", "skip", "waive", "allow", "off"]

  /// Whether a comment, `#` included, begins with the name of this tool, so that somebody may have meant to suppress something.
  static func isMeant(_ comment: ArraySlice<UInt8>) -> Bool {
    let text = comment.drop { $0 == UInt8(ascii: "#") || $0 == 0x20 || $0 == 0x09 }
    guard text.count >= 8, name.indices.allSatisfy({ text[text.startIndex + $0] | 0x20 == name[$0] }) else { return false }
    let rest = text.dropFirst(7)
    if rest.first == UInt8(ascii: ":") { return true }
    let word = rest.drop { $0 == 0x20 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    return verbs.contains { $0.utf8.elementsEqual(word.map { $0 | 0x20 }) }
  }

  /// Reads `# govlint: ignore RULE until DAY -- REASON`; the part with the day may be missing.
  static func parse(_ comment: String) -> Result<Parsed, Problem> {
    func problem(_ message: String) -> Result<Parsed, Problem> { .failure(Problem(message: message)) }
    let text = comment.utf8.drop { $0 == UInt8(ascii: "#") || $0 == 0x20 || $0 == 0x09 }
    guard text.starts(with: "govlint:".utf8) else {
      return problem("expected '# govlint: ignore RULE until DAY -- REASON' but found '\(shortened(comment))'")
    }
    let words = text.dropFirst(8).split { $0 == 0x20 || $0 == 0x09 }.map { Substring($0) }
    let head = words.prefix { $0 != "--" }
    guard let verb = head.first else { return problem("expected 'ignore', a rule, '--' and the reason after 'govlint:' but found nothing") }
    guard verb == "ignore" else { return problem("expected 'ignore' after 'govlint:' but found '\(shortened(verb))'") }
    guard head.count > 1 else { return problem("expected the id of a rule after 'ignore'") }
    let rule = head[1]
    guard rule.utf8.contains(UInt8(ascii: "/")), !rule.utf8.contains(UInt8(ascii: ",")) else {
      return problem("expected the id of one rule, such as 'oversight/tier-declared', but found '\(shortened(rule))'")
    }
    var until: CivilDate?
    if head.count > 2 {
      guard head[2] == "until" else {
        return problem("expected 'until' and a day, or '--' and the reason, after the rule but found '\(shortened(head[2]))'")
      }
      until = head.count > 3 ? CivilDate(head[3]) : nil
      guard until != nil else {
        return problem("expected a day such as '2027-01-31' after 'until' but found \(head.count > 3 ? "'\(shortened(head[3]))'" : "none")")
      }
      guard head.count == 4 else { return problem("expected '--' and the reason after the day but found '\(shortened(head[4]))'") }
    }
    let offset = comment.utf8.distance(from: comment.startIndex, to: rule.startIndex)
    guard head.count < words.count else { return problem("expected '--' and the reason at the end but found none") }
    let reason = words.dropFirst(head.count + 1).joined(separator: " ")
    guard !CELLibrary.isPlaceholder(reason) else {
      return problem("expected a reason after '--' but found \(reason.isEmpty ? "none" : "'\(shortened(reason))'")")
    }
    return .success(Parsed(rule: String(rule), ruleOffset: offset, until: until, reason: reason))
  }

  private static func shortened(_ text: some StringProtocol) -> String {
    let scalars = text.unicodeScalars
    return scalars.count > 60 ? String(String.UnicodeScalarView(scalars.prefix(59))) + "…" : String(text)
  }
}
