/// ISO 8601 periods of days and longer, which manifests write as text: `P3M`.
extension CELLibrary {
  static let periods: [CELFunction] = [
    CELFunction("isAtMost", [.member("period_is_at_most_period", [.string, .string], .bool, .binary(isAtMost))])
  ]
}

extension CELLibrary {
  /// `'P1M'.isAtMost('P1Y')`: compares the days that the periods span from 2001-01-01, so that P1Y is 365 days and P3M is 90.
  @Sendable static func isAtMost(_ value: CELValue, _ limit: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let text) = value, case .string(let limitText) = limit else { return .noSuchOverload }
    guard let period = Period(text) else { return noPeriod(text) }
    guard let limit = Period(limitText) else { return noPeriod(limitText) }
    return .bool(period.nominalDays <= limit.nominalDays)
  }

  static func noPeriod(_ text: String) -> CELValue {
    .failed("expected a period such as 'P3M' but found '\(text.prefix(40))'")
  }
}
