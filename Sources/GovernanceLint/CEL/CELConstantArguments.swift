/// Arguments that stand in an expression as literals and could never work. Nothing that a manifest says would mend them, so a rule
/// that has one is refused when it is loaded and fails on no manifest.
struct CELConstantArguments {
  private let checked: CheckedExpression
  private let environment: CELEnvironment
  private var problems: [CELProblem] = []

  /// What is wrong with the literals of a checked expression. Nothing is said about nodes of which `isBroken` says that something
  /// has been told.
  static func problems(of checked: CheckedExpression, in environment: CELEnvironment, except isBroken: [Bool]) -> [CELProblem] {
    var arguments: CELConstantArguments?
    let expression = checked.expression
    for id in expression.nodes.indices where !isBroken[id] {
      guard case .call(let callee, let target, let operands) = expression.nodes[id].kind, case .function = checked.references[id]
      else { continue }
      let all = operands.with(target: target)
      let hasLiteral = expression[all].contains { if case .literal = expression.nodes[$0.id].kind { true } else { false } }
      guard hasLiteral else { continue }
      if arguments == nil { arguments = CELConstantArguments(checked: checked, environment: environment) }
      arguments?.check(callee.builtin, all, of: id)
    }
    return arguments?.problems ?? []
  }

  private init(checked: CheckedExpression, environment: CELEnvironment) {
    self.checked = checked
    self.environment = environment
  }

  private func isLiteral(_ id: CELExpression.ID) -> Bool {
    if case .literal = checked.expression.nodes[id].kind { true } else { false }
  }

  private mutating func check(_ builtin: CELBuiltin?, _ list: CELExpression.Operands, of id: CELExpression.ID) {
    let known = problems.count
    let operands = checked.expression[list].map(\.id)
    switch builtin {
    case .plus, .minus, .isOlderThan, .isDueWithin: for operand in operands.dropFirst() { checkPeriod(operand) }
    case .isAtMost: for operand in operands { checkPeriod(operand) }
    case .date: checkDay(operands)
    case .matches: if operands.count == 2 { checkPattern(operands[1]) }
    case .divide, .remainder: if operands.count == 2 { checkDivisor(operands[1], isRemainder: builtin == .remainder) }
    case .getFullYear, .getMonth, .getDayOfYear, .getDayOfMonth, .getDate, .getDayOfWeek, .getHours, .getMinutes, .getSeconds,
      .getMilliseconds:
      if operands.count == 2 { checkTimeZone(operands[1]) }
    default: break
    }
    if problems.count == known, operands.allSatisfy(isLiteral) { checkValue(operands, of: id) }
  }

  /// A call all of whose arguments are literals always gives the same; where that is a failure, it always fails.
  private mutating func checkValue(_ operands: [CELExpression.ID], of id: CELExpression.ID) {
    guard !operands.isEmpty, case .function(let place, let overloads) = checked.references[id], let first = overloads.first
    else { return }
    let function = environment.function(at: Int(place))
    let values = operands.compactMap { checked.expression.literal($0).map { CELValue($0) } }
    var context = CELContext(code: .none)
    let result: CELValue
    switch (function.overloads[first].apply, values.count) {
    case (.unary(let apply), 1): result = apply(values[0], &context)
    case (.binary(let apply), 2): result = apply(values[0], values[1], &context)
    case (.ternary(let apply), 3): result = apply(values[0], values[1], values[2], &context)
    default: return
    }
    if case .failure(let failure) = result { report(.alwaysFails(failure.message), at: id) }
  }

  private mutating func checkPeriod(_ id: CELExpression.ID) {
    guard let text = text(id), Period(text) == nil else { return }
    let meant = CELConstantArguments.period(meantBy: text)
    report(.noPeriod(text, meant: meant), at: id, replacement: meant.map { "'\($0)'" })
  }

  private mutating func checkDay(_ operands: [CELExpression.ID]) {
    guard let id = operands.first, let text = text(id), CivilDate(text) == nil else { return }
    let meant = CELConstantArguments.day(meantBy: text)
    report(.noDay(text, meant: meant), at: id, replacement: meant.map { "'\($0)'" })
  }

  private mutating func checkPattern(_ id: CELExpression.ID) {
    guard let text = text(id), case .failure(let reason) = Pattern.compile(text) else { return }
    report(.noPattern(reason.message), at: id)
  }

  private mutating func checkDivisor(_ id: CELExpression.ID, isRemainder: Bool) {
    switch checked.expression.literal(id) {
    case .int(0), .uint(0): report(.divisionByZero(isRemainder: isRemainder), at: id)
    default: break
    }
  }

  private mutating func checkTimeZone(_ id: CELExpression.ID) {
    guard let text = text(id), CELTimePart.fixedOffset(text) == nil else { return }
    if !CELTimePart.mayBeName(text) { report(.noTimeZone(text), at: id) }
    if CELTimePart.mayBeName(text), !environment.allowsNamedTimeZones { report(.namedTimeZone(text), at: id) }
  }

  private func text(_ id: CELExpression.ID) -> String? { checked.expression.text(ofLiteral: id) }

  private mutating func report(_ message: CELMessage, at id: CELExpression.ID, replacement: String? = nil) {
    problems.append(CELProblem(message, at: checked.expression.nodes[id].range, replacement: replacement))
  }
}

// What was meant by what people write.
extension CELConstantArguments {
  /// `P6M` for `6M`, `6 months` and `p6m`; nil where it cannot be told.
  static func period(meantBy text: String) -> String? {
    let letters = Array(text.utf8.filter { $0 != 0x20 }.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }.prefix(32))
    var kept: [UInt8] = []
    for byte in letters.first == UInt8(ascii: "P") ? letters.dropFirst() : letters[...] {
      let isDigit = (0x30...0x39).contains(byte)
      // Of a word, its first letter says which it is.
      if isDigit || kept.last.map({ (0x30...0x39).contains($0) }) == true { kept.append(byte) }
    }
    let period = "P" + String(decoding: kept, as: UTF8.self)
    return Period(period) == nil ? nil : period
  }

  /// `2026-01-05` for `2026-1-5`, `2026/01/05` and `5.1.2026`; nil where it cannot be told.
  static func day(meantBy text: String) -> String? {
    let parts = text.utf8.split { !(0x30...0x39).contains($0) }.map { Substring($0) }
    guard parts.count == 3, text.utf8.count <= 10, let first = Int(parts[0]), let second = Int(parts[1]), let third = Int(parts[2])
    else { return nil }
    if parts[0].utf8.count == 4 { return CivilDate(year: first, month: second, day: third)?.description }
    // A month before the day is written with slashes; nobody can tell which is which there.
    guard parts[2].utf8.count == 4, text.utf8.contains(UInt8(ascii: ".")) else { return nil }
    return CivilDate(year: third, month: second, day: first)?.description
  }
}
