@testable import GovernanceLint

/// Prints a tree so that tests can show it: every operator and macro in full parentheses.
func celTreeText(_ expression: CELExpression, _ id: CELExpression.ID? = nil) -> String {
  func text(_ id: CELExpression.ID) -> String { celTreeText(expression, id) }
  func text(_ name: CELName) -> String { expression.text(of: name) }
  func list(_ operands: CELExpression.Operands) -> [String] {
    expression[operands].map { ($0.isOptional ? "?" : "") + text($0.id) }
  }
  let id = id ?? expression.root
  switch expression.literal(id) {
  case .null: return "null"
  case .bool(let value): return "\(value)"
  case .int(let value): return "\(value)"
  case .uint(let value): return "\(value)u"
  case .double(let value): return "\(value)"
  case .string(let value): return value.debugDescription
  case .bytes(let value): return "b\(value)"
  case nil: break
  }
  switch expression.nodes[id].kind {
  case .literal: return ""
  case .name(let name): return text(name)
  case .select(let operand, let field, let isOptional): return "\(text(operand)).\(isOptional ? "?" : "")\(text(field))"
  case .has(let operand, let field): return "has(\(text(operand)).\(text(field)))"
  case .index(let operand, let index, let isOptional): return "\(text(operand))[\(isOptional ? "?" : "")\(text(index))]"
  case .call(let callee, let target, let arguments):
    return "\(target.map { "\(text($0))." } ?? "")\(expression.text(of: callee))(\(list(arguments).joined(separator: ", ")))"
  case .list(let elements): return "[\(list(elements).joined(separator: ", "))]"
  case .map(let entries): return "{\(celEntriesText(expression, entries))}"
  case .message(let type, let fields): return "\(text(type)){\(celEntriesText(expression, fields))}"
  case .comprehension(let index):
    let it = expression.comprehensions[index]
    let parts = it.variables.map(text) + [it.filter, it.body].compactMap { $0.map(text) }
    return "\(text(it.range)).<\(it.macro)>(\(parts.joined(separator: ", ")))"
  case .bind(let name, let value, let body): return "<bind>(\(text(name)), \(text(value)), \(text(body)))"
  }
}

private func celEntriesText(_ expression: CELExpression, _ entries: CELExpression.Operands) -> String {
  let operands = Array(expression[entries])
  return stride(from: 0, to: operands.count, by: 2).map { index in
    let (key, value) = (operands[index], operands[index + 1])
    return "\(value.isOptional ? "?" : "")\(celTreeText(expression, key.id)): \(celTreeText(expression, value.id))"
  }.joined(separator: ", ")
}
