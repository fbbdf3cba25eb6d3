/// A waiver of the configuration: somebody answers for what one rule says about one system, until a day.
public struct Waiver: Sendable {
  /// The rule that is not met.
  public var rule: String
  /// The system that does not meet it, or ``portfolio``.
  public var system: String
  /// Why, by whom, until when; its place is that of the rule's id.
  public var silencing: Silencing

  let systemPlace: Place
  let reasonPlace: Place
  let approverPlace: Place
  let expiryPlace: Place

  /// What stands for a system where a rule is about all manifests together.
  public static let portfolio = "portfolio"

  /// Reads an item of `waivers` that fits the format; nil for any other.
  init?(_ node: Node) {
    guard let rule = node["rule"], let system = node["system"], let reason = node["reason"], let approver = node["approvedBy"],
      let expiry = node["expires"], let expires = CivilDate(expiry.text)
    else { return nil }
    self.rule = rule.text
    self.system = system.text
    silencing = Silencing(
      kind: .waiver, reason: reason.text, approvedBy: approver.text, ticket: node["ticket"]?.text, expires: expires,
      place: rule.anchor())
    systemPlace = system.anchor()
    reasonPlace = reason.anchor()
    approverPlace = approver.anchor()
    expiryPlace = expiry.anchor()
  }
}
