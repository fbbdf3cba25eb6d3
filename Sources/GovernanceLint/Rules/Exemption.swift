/// A waiver or a suppression, and what became of it in a run.
public struct Exemption: Sendable {
  /// The rule that it names.
  public var rule: String
  /// The system that it names; for a suppression that of the manifest around it, nil where that has no identity.
  public var subject: String?
  /// Who answers for it, why, until when, and where it stands.
  public var silencing: Silencing
  /// What it does.
  public var effect = Effect.unused
  /// How many findings it silences.
  public var count = 0

  /// What a waiver or a suppression does.
  public enum Effect: String, Sendable {
    /// It silences findings.
    case silences
    /// There is nothing for it to silence.
    case unused
    /// Its day has passed.
    case expired
    /// The rule does not allow it, or it is not complete.
    case refused
  }

  /// Days until its last one: 0 on that day, less after it; nil for one without an end.
  public func daysLeft(asOf day: CivilDate) -> Int? { silencing.expires.map { $0.daysSinceEpoch - day.daysSinceEpoch } }

  /// Whether it has to be looked at before another: the one that ends first, one without an end last; then by rule and place.
  func isMoreUrgent(than other: Exemption) -> Bool {
    if silencing.expires != other.silencing.expires {
      guard let mine = silencing.expires else { return false }
      return other.silencing.expires.map { mine < $0 } ?? true
    }
    if rule != other.rule { return rule.precedes(other.rule) }
    let (left, right) = (silencing.place, other.silencing.place)
    let (path, otherPath) = (left.source.path, right.source.path)
    return path == otherPath ? left.range.start < right.range.start : path.precedes(otherPath)
  }
}
