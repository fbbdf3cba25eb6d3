/// ISO 8601 periods of days and longer, which manifests write as text: `P3M`.
extension CELLibrary {
  static let periods: [CELFunction] = [
    CELFunction("isAtMost", [.member("period_is_at_most_period", [.string, .string], .bool, .machine)])
  ]
}
