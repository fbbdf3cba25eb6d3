/// A place that can be read: a variable, and the fields, keys and indexes below it.
struct CELPath: Equatable, Sendable {
  var root: Root
  var steps: [Step] = []

  enum Root: Equatable, Sendable {
    /// The variable at that index of the environment.
    case variable(Int)
    /// A macro's variable; each macro that is gone through makes a new one.
    case local(Int)
    /// Any other expression without macro variables: the same text has the same value, for nothing in CEL has side effects.
    case text(String)
  }

  enum Step: Equatable, Sendable {
    /// A field of a struct, or a text key of a map.
    case field(String)
    /// A place in a list, from 0.
    case index(Int)
    /// A computed key or index, by its text.
    case key(String)
    /// Every element of a list, or the value at every key of a map.
    case element
    /// What an optional holds.
    case value
  }

  /// The same for equal paths.
  var byteHash: UInt64 { steps.reduce(root.byteHash) { $0 &* 31 &+ $1.byteHash } }

  /// The variable that it is, or begins with.
  var variable: Int? { if case .variable(let index) = root { index } else { nil } }

  func appending(_ step: Step) -> CELPath { CELPath(root: root, steps: steps + [step]) }

  /// The path that says the same of every element instead of one; nil where it is about no single one.
  var ofEveryElement: CELPath? {
    var general = self
    var isOther = false
    for index in steps.indices {
      switch steps[index] {
      case .index, .key:
        general.steps[index] = .element
        isOther = true
      case .field, .element, .value: break
      }
    }
    return isOther ? general : nil
  }
}

extension CELPath.Root {
  var byteHash: UInt64 {
    switch self {
    case .variable(let index): UInt64(truncatingIfNeeded: index)
    case .local(let index): ~UInt64(truncatingIfNeeded: index)
    case .text(let text): text.byteHash
    }
  }

  static func == (left: CELPath.Root, right: CELPath.Root) -> Bool {
    switch (left, right) {
    case (.variable(let left), .variable(let right)), (.local(let left), .local(let right)): left == right
    case (.text(let left), .text(let right)): left.hasBytes(of: right)
    case (.variable, _), (.local, _), (.text, _): false
    }
  }
}

extension CELPath.Step {
  var byteHash: UInt64 {
    switch self {
    case .field(let name): name.byteHash
    case .index(let index): UInt64(truncatingIfNeeded: index)
    case .key(let key): ~key.byteHash
    case .element: 1 << 32
    case .value: 2 << 32
    }
  }

  static func == (left: CELPath.Step, right: CELPath.Step) -> Bool {
    switch (left, right) {
    case (.field(let left), .field(let right)), (.key(let left), .key(let right)): left.hasBytes(of: right)
    case (.index(let left), .index(let right)): left == right
    case (.element, .element), (.value, .value): true
    case (.field, _), (.index, _), (.key, _), (.element, _), (.value, _): false
    }
  }
}

extension CELPath {
  /// Reads the `at` of a rule: a variable, and fields and indexes below it. Every field has to exist in the schema, but no guard
  /// is needed: what is absent has a place too (``CELContext/locate(_:)``). Nil, with problems, for anything
  /// else.
  static func check(_ text: String, in environment: CELEnvironment) -> (CELPath?, [CELProblem]) {
    let (checked, problems) = CELChecker.check(text, in: environment, assuming: .impossible)
    guard problems.isEmpty else { return (nil, problems) }
    let expression = checked.expression
    if let wrong = operation(in: expression.root, of: checked) {
      let range = expression.nodes[wrong].range
      return (nil, [CELProblem(.notAPath(CELProblem.excerpt(range, of: text)), at: range)])
    }
    return (CELPresence(checked, environment).path(expression.root), [])
  }

  /// The node that makes an expression something else than a path.
  private static func operation(in id: CELExpression.ID, of checked: CheckedExpression) -> CELExpression.ID? {
    switch checked.expression.nodes[id].kind {
    case .name:
      if case .variable = checked.references[id] { return nil }
      return id
    case .select(let operand, _, isOptional: false):
      if case .variable = checked.references[id] { return nil }
      return operation(in: operand, of: checked)
    case .index(let operand, let index, isOptional: false):
      switch checked.expression.literal(index) {
      case .int, .string: return operation(in: operand, of: checked)
      case .null, .bool, .uint, .double, .bytes, nil: return index
      }
    case .select, .index, .literal, .has, .call, .list, .map, .message, .comprehension, .bind: return id
    }
  }
}
