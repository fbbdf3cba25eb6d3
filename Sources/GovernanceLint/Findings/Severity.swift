/// How bad a finding is; the order is by weight, so `max` gives the worst.
public enum Severity: UInt8, Comparable, CaseIterable, Sendable {
  case note
  case warning
  case error

  /// The word that rules, configuration, SARIF and text output use.
  public var name: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// The severity of that name.
  public init?(name: some StringProtocol) {
    guard let match = Severity.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }

  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}
