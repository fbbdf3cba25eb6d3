@testable import GovernanceLint

/// Prints a tree so that tests can show it: every operator and macro in full parentheses.
func celTreeText(_ expression: CELExpression, _ id: CELExpression.ID? = nil) -> String {
  func text(_ id: CELExpression.ID) -> String { celTreeText(expression, id) }
  switch expression.nodes[id ?? expression.root].kind {
  case .literal(.null): return "null"
  case .literal(.bool(let value)): return "\(value)"
  case .literal(.int(let value)): return "\(value)"
  case .literal(.uint(let value)): return "\(value)u"
  case .literal(.double(let value)): return "\(value)"
  case .literal(.string(let value)): return value.debugDescription
  case .literal(.bytes(let value)): return "b\(value)"
  case .name(let name): return name
  case .select(let operand, let field, let isOptional): return "\(text(operand)).\(isOptional ? "?" : "")\(field)"
  case .has(let operand, let field): return "has(\(text(operand)).\(field))"
  case .index(let operand, let index, let isOptional): return "\(text(operand))[\(isOptional ? "?" : "")\(text(index))]"
  case .call(let name, let target, let arguments):
    return "\(target.map { "\(text($0))." } ?? "")\(name)(\(arguments.map(text).joined(separator: ", ")))"
  case .list(let elements): return "[\(elements.map { ($0.isOptional ? "?" : "") + text($0.value) }.joined(separator: ", "))]"
  case .map(let entries): return "{\(celEntriesText(expression, entries))}"
  case .message(let name, let fields): return "\(name){\(celEntriesText(expression, fields))}"
  case .comprehension(let it):
    let parts = it.variables + [it.filter, it.body].compactMap { $0.map(text) }
    return "\(text(it.range)).<\(it.macro)>(\(parts.joined(separator: ", ")))"
  case .bind(let name, let value, let body): return "<bind>(\(name), \(text(value)), \(text(body)))"
  }
}

private func celEntriesText(_ expression: CELExpression, _ entries: [CELExpression.Entry]) -> String {
  entries.map { "\($0.isOptional ? "?" : "")\(celTreeText(expression, $0.key)): \(celTreeText(expression, $0.value))" }.joined(
    separator: ", ")
}
