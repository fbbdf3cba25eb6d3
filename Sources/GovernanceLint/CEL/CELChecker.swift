/// Finds out the type of every node of an expression and what every name refers to (cel-spec `doc/langdef.md`, "Gradual Type
/// Checking" and "Name Resolution"), and tells every mistake in one go.
///
/// With guards to assume, it also promises: what it has no problem with can raise no missing-field, missing-key, index or type
/// error at run time (``CELPresence``). Without, it checks types alone, as cel-spec does.
struct CELChecker {
  let text: String
  let expression: CELExpression
  let environment: CELEnvironment
  /// Whether rules are checked, which may leave nothing to run time.
  let isStrict: Bool

  /// Whether types do not count (``resolve(_:of:in:)``).
  private(set) var isResolvingOnly = false
  /// A name of which is known that no longer one begins with it.
  var plainHead: UInt32?

  var types: [CELType]
  var references: [CELReference?]
  /// Nodes of which a problem was told, or that depend on such a one: nothing more is said about them.
  var isBroken: [Bool]
  var problems: [CELProblem] = []
  var unification: CELUnification
  /// Variables of enclosing macros, the innermost last.
  var locals: [Local] = []

  struct Local {
    var name: CELName
    var type: CELType
    /// Nothing is to be said about it.
    var isBroken = false
  }

  /// Parses and checks. Where the text does not parse, that is all there is to tell.
  static func check(
    _ text: String, in environment: CELEnvironment, expecting expected: CELType? = nil, assuming guards: CELGuards? = nil
  ) -> (CheckedExpression, [CELProblem]) {
    let (expression, problems) = CELParser.parse(text)
    guard problems.isEmpty else {
      let nodes = expression.nodes.count
      let unchecked = CheckedExpression(
        text: text, expression: expression, types: Array(repeating: .dyn, count: nodes),
        references: Array(repeating: nil, count: nodes))
      return (unchecked, problems)
    }
    return check(expression, of: text, in: environment, expecting: expected, assuming: guards)
  }

  /// Checks a tree without mistakes. `expected` is the type that the whole must have; `guards` is what is known where it is used.
  static func check(
    _ expression: CELExpression, of text: String, in environment: CELEnvironment, expecting expected: CELType? = nil,
    assuming guards: CELGuards? = nil
  ) -> (CheckedExpression, [CELProblem]) {
    var checker = CELChecker(expression, text, environment, isStrict: guards != nil)
    checker.check(expression.root)
    if let expected { checker.expect(expected) }
    let checked = checker.result
    var problems = checker.problems
    if let guards {
      problems += CELPresence.problems(of: checked, in: environment, assuming: guards, except: checker.isBroken)
      problems += CELConstantArguments.problems(of: checked, in: environment, except: checker.isBroken)
    }
    return (checked, problems.sorted { $0.range < $1.range })
  }

  /// Finds what names refer to and leaves all else to run time: no type is known, and nothing is a problem. What refers to
  /// nothing fails when it is evaluated.
  static func resolve(_ expression: CELExpression, of text: String, in environment: CELEnvironment) -> CheckedExpression {
    var checker = CELChecker(expression, text, environment, isStrict: false)
    checker.isResolvingOnly = true
    checker.check(expression.root)
    checker.types = Array(repeating: .dyn, count: checker.types.count)
    return checker.result
  }

  init(_ expression: CELExpression, _ text: String, _ environment: CELEnvironment, isStrict: Bool) {
    self.expression = expression
    self.text = text
    self.environment = environment
    self.isStrict = isStrict
    types = Array(repeating: .dyn, count: expression.nodes.count)
    references = Array(repeating: nil, count: expression.nodes.count)
    isBroken = Array(repeating: false, count: expression.nodes.count)
    unification = CELUnification(environment.types)
  }

  private var result: CheckedExpression {
    let known = types.contains(where: \.hasParameters) ? types.map(unification.concrete) : types
    return CheckedExpression(text: text, expression: expression, types: known, references: references)
  }

  private mutating func expect(_ expected: CELType) {
    let root = expression.root
    guard !isBroken[root] else { return }
    let found = unification.resolved(types[root])
    if !unification.fits(found, expected) || (isStrict && found.isUnknown && expected != .dyn) {
      report(.wrongResult(expected: describe(expected), found: describe(found)), at: root)
    }
  }

  // MARK: Nodes

  @discardableResult
  mutating func check(_ id: CELExpression.ID) -> CELType {
    let type = infer(id)
    types[id] = type
    return type
  }

  private mutating func infer(_ id: CELExpression.ID) -> CELType {
    switch expression.nodes[id].kind {
    case .literal(let index): return expression.literals[index].type
    case .name(let name): return checkName(name, id)
    case .select(let operand, let field, let isOptional):
      if !isOptional, let type = checkQualified(id) { return type }
      let type = select(field, from: operand, id)
      return isOptional && !isBroken[id] ? .optional(type) : type
    case .has(let operand, let field):
      _ = select(field, from: operand, id)
      return .bool
    case .index(let operand, let index, let isOptional):
      let type = checkIndex(operand, index, id)
      return isOptional && !isBroken[id] ? .optional(type) : type
    case .call(let callee, let target, let arguments): return checkCall(callee, target, arguments, id)
    case .list(let elements): return .list(checkElements(elements))
    case .map(let entries): return checkMap(entries)
    case .message(let type, let fields):
      for index in stride(from: 1, to: Int(fields.count), by: 2) { check(expression.operand(index, of: fields)) }
      return report(.messageLiteral(expression.qualifiedName(of: type) ?? ""), at: id)
    case .comprehension(let index): return checkComprehension(expression.comprehensions[index], id)
    case .bind(let name, let value, let body):
      let type = check(value)
      return inScope([Local(name: name, type: type, isBroken: isBroken[value])]) { $0.check(body) }
    }
  }

  /// The type of `operand.field`, through an optional an optional of it.
  private mutating func select(_ field: CELName, from operand: CELExpression.ID, _ id: CELExpression.ID) -> CELType {
    let type = unification.resolved(check(operand))
    guard !isBroken[operand] else { return broken(id) }
    let isOptional: Bool
    let target: CELType
    if case .optional(let wrapped) = type {
      (target, isOptional) = (unification.resolved(wrapped), true)
    } else {
      (target, isOptional) = (type, false)
    }
    let result: CELType
    switch target {
    case .object(let object):
      guard let index = environment.types.objects[object].place(of: field, in: expression) else {
        let fields = environment.types.objects[object].fields
        let name = expression.text(of: field)
        let nearest = Suggestion.nearest(to: name, among: fields.map(\.name))
        return report(
          .unknownField(name, of: environment.types.objects[object].name, nearest: nearest), at: fieldRange(of: id), id,
          replacement: nearest)
      }
      references[id] = .field(object: object, field: index)
      result = environment.types.objects[object].fields[index].type
    case .map(let key, let value):
      guard unification.fits(.string, key) else {
        return report(.keyMismatch(found: "string", expected: describe(key)), at: fieldRange(of: id), id)
      }
      result = value
    case .dyn, .parameter:
      // A parameter must not come to stand for something else later on.
      _ = unification.fits(.dyn, target)
      guard !isStrict else { return report(.unknownType(excerpt(operand)), at: id) }
      result = .dyn
    case .list, .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .optional, .type, .opaque:
      return report(.noFields(excerpt(operand), type: describe(target), field: expression.text(of: field)), at: fieldRange(of: id), id)
    }
    if case .has = expression.nodes[id].kind { return result }
    return isOptional && !isOptionalSelect(id) ? .optional(result) : result
  }

  private func isOptionalSelect(_ id: CELExpression.ID) -> Bool {
    switch expression.nodes[id].kind {
    case .select(_, _, isOptional: true), .index(_, _, isOptional: true): true
    case .select, .index, .literal, .name, .has, .call, .list, .map, .message, .comprehension, .bind: false
    }
  }

  private mutating func checkIndex(_ operand: CELExpression.ID, _ index: CELExpression.ID, _ id: CELExpression.ID) -> CELType {
    let type = unification.resolved(check(operand))
    let key = unification.resolved(check(index))
    guard !isBroken[operand], !isBroken[index] else { return broken(id) }
    var target = type
    var isOptional = false
    if case .optional(let wrapped) = type { (target, isOptional) = (unification.resolved(wrapped), true) }
    let result: CELType
    switch target {
    case .list(let element):
      guard unification.fits(key, .int), !(isStrict && key.isUnknown) else {
        return report(.keyMismatch(found: describe(key), expected: "int"), at: range(index), id)
      }
      result = element
    case .map(let expected, let value):
      guard unification.fits(key, expected) || (key.isNumber && unification.resolved(expected).isNumber) else {
        return report(.keyMismatch(found: describe(key), expected: describe(expected)), at: range(index), id)
      }
      refine(index, toward: expected, context: .key(of: operand))
      result = value
    case .dyn, .parameter:
      _ = unification.fits(.dyn, target)
      guard !isStrict else { return report(.unknownType(excerpt(operand)), at: id) }
      result = .dyn
    case .null, .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .optional, .type, .object, .opaque:
      return report(.noIndex(excerpt(operand), type: describe(target)), at: id)
    }
    return isOptional && !isOptionalSelect(id) ? .optional(result) : result
  }

  // MARK: Reporting

  /// Tells a problem of a node and marks it, so that nothing follows from it.
  @discardableResult
  mutating func report(_ message: CELMessage, at id: CELExpression.ID) -> CELType { report(message, at: range(id), id) }

  @discardableResult
  mutating func report(
    _ message: CELMessage, at range: TextRange, _ id: CELExpression.ID, replacement: String? = nil
  ) -> CELType {
    problems.append(CELProblem(message, at: range, replacement: replacement))
    return broken(id)
  }

  mutating func broken(_ id: CELExpression.ID) -> CELType {
    isBroken[id] = true
    return .dyn
  }

  func range(_ id: CELExpression.ID) -> TextRange { expression.nodes[id].range }
  func excerpt(_ id: CELExpression.ID) -> String { CELProblem.excerpt(range(id), of: text) }
  func describe(_ type: CELType) -> String { unification.resolved(type).description(environment.types) }

  /// Where the field of a select or `has` is written.
  func fieldRange(of id: CELExpression.ID) -> TextRange { CELProblem.fieldRange(of: id, in: expression, text: text) }

  /// Runs `body` with more variables.
  mutating func inScope(_ more: [Local], _ body: (inout CELChecker) -> CELType) -> CELType {
    locals += more
    let type = body(&self)
    locals.removeLast(more.count)
    return type
  }
}

extension CELLiteral {
  var type: CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    }
  }
}
