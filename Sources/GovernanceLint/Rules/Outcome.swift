/// How a rule ends on a subject.
public enum Outcome: UInt8, CaseIterable, Sendable {
  /// `when` was false, or a person decided `notApplicable`. Not a pass.
  case notApplicable
  /// `require` was true.
  case pass
  /// It failed, and somebody answers for that.
  case waived
  /// It read a value that has a syntax or structure finding; that finding stands for it.
  case blocked
  /// `require` was false.
  case fail
  /// An expression could not be evaluated; the run exits with 2.
  case error

  /// As reports and examples spell it.
  public var name: String {
    switch self {
    case .notApplicable: "not-applicable"
    case .pass: "pass"
    case .waived: "waived"
    case .blocked: "blocked"
    case .fail: "fail"
    case .error: "error"
    }
  }

  /// Of the outcomes over several elements, the one that counts: error, fail, blocked, waived, pass, not-applicable.
  public static func worst(_ left: Outcome, _ right: Outcome) -> Outcome { left.rawValue >= right.rawValue ? left : right }
}
