/// Why a finding does not count: somebody answers for it, until a day.
public struct Silencing: Sendable {
  /// How it was written.
  public enum Kind: String, Sendable {
    /// In `waivers` of the configuration (SARIF: an `external` suppression).
    case waiver
    /// In a comment of the manifest (SARIF: `inSource`).
    case suppression
  }

  /// How it was written.
  public var kind: Kind
  /// Why; never blank.
  public var reason: String
  /// Who approved it; nil for a suppression, for which the authors of the commit answer.
  public var approvedBy: String?
  /// Where it is followed up, such as `RISK-142`.
  public var ticket: String?
  /// The last day on which it holds; nil for one without an end.
  public var expires: CivilDate?
  /// Where it stands.
  public var place: Place

  /// Who answers for a finding, and until when.
  public init(kind: Kind, reason: String, approvedBy: String?, ticket: String?, expires: CivilDate?, place: Place) {
    self.kind = kind
    self.reason = reason
    self.approvedBy = approvedBy
    self.ticket = ticket
    self.expires = expires
    self.place = place
  }
}
