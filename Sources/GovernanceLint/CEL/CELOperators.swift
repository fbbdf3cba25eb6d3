/// What operators compute from values: arithmetic that fails where it would overflow.
enum CELOperators {
  private static var overflow: CELValue { .failed("number out of range: the result does not fit its type") }

  private static func checked(_ result: (partialValue: Int64, overflow: Bool)) -> CELValue {
    result.overflow ? overflow : .int(result.partialValue)
  }

  private static func checked(_ result: (partialValue: UInt64, overflow: Bool)) -> CELValue {
    result.overflow ? overflow : .uint(result.partialValue)
  }

  private static func checked(_ time: CELTimestamp?) -> CELValue {
    time.map(CELValue.timestamp) ?? .failed("timestamp out of range: years go from 0001 to 9999")
  }

  private static func checked(_ duration: CELDuration?) -> CELValue {
    duration.map(CELValue.duration) ?? .failed("duration out of range: it spans more than 292 years")
  }

  @Sendable static func add(_ left: CELValue, _ right: CELValue, _ context: inout CELContext) -> CELValue {
    switch (left, right) {
    case (.int(let left), .int(let right)): return checked(left.addingReportingOverflow(right))
    case (.uint(let left), .uint(let right)): return checked(left.addingReportingOverflow(right))
    case (.double(let left), .double(let right)): return .double(left + right)
    case (.string(let left), .string(let right)):
      return context.spend(forBytes: left.utf8.count + right.utf8.count) ?? .string(left + right)
    case (.bytes(let left), .bytes(let right)):
      return context.spend(forBytes: left.count + right.count) ?? .bytes(left + right)
    case (.timestamp(let time), .duration(let duration)), (.duration(let duration), .timestamp(let time)):
      return checked(time.adding(duration))
    case (.duration(let left), .duration(let right)): return checked(left.adding(right))
    default:
      guard let left = context.elements(of: left), let right = context.elements(of: right) else { return .noSuchOverload }
      return context.spend(left.count + right.count) ?? .list(left + right)
    }
  }

  @Sendable static func subtract(_ left: CELValue, _ right: CELValue, _ context: inout CELContext) -> CELValue {
    switch (left, right) {
    case (.int(let left), .int(let right)): checked(left.subtractingReportingOverflow(right))
    case (.uint(let left), .uint(let right)): checked(left.subtractingReportingOverflow(right))
    case (.double(let left), .double(let right)): .double(left - right)
    case (.timestamp(let left), .timestamp(let right)): checked(left.since(right))
    case (.timestamp(let time), .duration(let duration)): checked(duration.negated.flatMap(time.adding))
    case (.duration(let left), .duration(let right)): checked(right.negated.flatMap(left.adding))
    default: .noSuchOverload
    }
  }

  @Sendable static func multiply(_ left: CELValue, _ right: CELValue, _ context: inout CELContext) -> CELValue {
    switch (left, right) {
    case (.int(let left), .int(let right)): checked(left.multipliedReportingOverflow(by: right))
    case (.uint(let left), .uint(let right)): checked(left.multipliedReportingOverflow(by: right))
    case (.double(let left), .double(let right)): .double(left * right)
    default: .noSuchOverload
    }
  }

  @Sendable static func divide(_ left: CELValue, _ right: CELValue, _ context: inout CELContext) -> CELValue {
    switch (left, right) {
    case (.int(_), .int(0)), (.uint(_), .uint(0)): .failed("division by zero")
    case (.int(let left), .int(let right)): checked(left.dividedReportingOverflow(by: right))
    case (.uint(let left), .uint(let right)): .uint(left / right)
    case (.double(let left), .double(let right)): .double(left / right)
    default: .noSuchOverload
    }
  }

  @Sendable static func modulo(_ left: CELValue, _ right: CELValue, _ context: inout CELContext) -> CELValue {
    switch (left, right) {
    case (.int(_), .int(0)), (.uint(_), .uint(0)): .failed("modulus by zero")
    case (.int(let left), .int(let right)): checked(left.remainderReportingOverflow(dividingBy: right))
    case (.uint(let left), .uint(let right)): .uint(left % right)
    default: .noSuchOverload
    }
  }

  @Sendable static func negate(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .int(let value): checked(Int64(0).subtractingReportingOverflow(value))
    case .double(let value): .double(-value)
    default: .noSuchOverload
    }
  }
}
