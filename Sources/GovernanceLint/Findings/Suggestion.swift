/// "Did you mean": the candidate nearest to a word that is not among them.
public enum Suggestion {
  /// The candidate that is the fewest single edits away from `word`, or nil where none is within a third of the word's length.
  ///
  /// Edits are those of optimal string alignment: insert, delete, replace, swap neighbours; letters are compared without case.
  /// Of equally near ones, the first in `candidates`.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.prefix(64).lowercased().unicodeScalars)
    let limit = max(1, wanted.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let scalars = Array(candidate.prefix(64).lowercased().unicodeScalars)
      guard abs(scalars.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, scalars)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// The candidate that `word` is meant to be beyond doubt: the only one near it, and no more than a slip of the pen away.
  ///
  /// One that differs in capitals and in what stands between words (`Human_in_the loop`) is meant, whatever else is near. Otherwise
  /// the first letter and all digits have to agree, because `reversible` is no misspelt `irreversible`, nor `tier-2` a `tier-1`.
  public static func certain(for word: String, among candidates: [String]) -> String? {
    guard word.utf8.count <= 64 else { return nil }
    let wanted = folded(word)
    let same = candidates.filter { folded($0) == wanted }
    if let first = same.first { return same.allSatisfy { $0.utf8.elementsEqual(first.utf8) } ? first : nil }
    let limit = max(1, wanted.count / 3)
    let near = candidates.filter { candidate in
      let scalars = folded(candidate)
      return abs(scalars.count - wanted.count) <= limit && distance(wanted, scalars) <= limit
    }
    guard let only = near.first, near.allSatisfy({ $0.utf8.elementsEqual(only.utf8) }) else { return nil }
    let meant = folded(only)
    func digits(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] { text.filter { $0.properties.numericType != nil } }
    guard wanted.count >= 4, meant.first == wanted.first, digits(meant) == digits(wanted),
      distance(wanted, meant) <= max(1, wanted.count / 8)
    else { return nil }
    return only
  }

  /// In lower case, with a hyphen for whatever may stand between words.
  private static func folded(_ text: String) -> [Unicode.Scalar] {
    text.prefix(65).lowercased().unicodeScalars.map { $0 == "_" || $0 == " " ? "-" : $0 }
  }

  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    // Three rows of a table, of which the last is written over the first of them.
    let width = b.count + 1
    var rows = Array(0..<3 * width)
    for i in 0..<a.count {
      let (beforeLast, last, row) = ((i + 2) % 3 * width, i % 3 * width, (i + 1) % 3 * width)
      rows[row] = i + 1
      for j in 0..<b.count {
        var cost = min(rows[row + j] + 1, rows[last + j + 1] + 1, rows[last + j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[beforeLast + j - 1] + 1) }
        rows[row + j + 1] = cost
      }
    }
    return rows[a.count % 3 * width + b.count]
  }
}
