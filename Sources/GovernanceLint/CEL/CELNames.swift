// Which variable, type or function a name means (cel-spec `doc/langdef.md`, "Name Resolution").

extension CELChecker {
  /// A simple name: a macro's variable, or what the environment has under that name.
  mutating func checkName(_ name: String, _ id: CELExpression.ID) -> CELType {
    if let local = locals.last(where: { $0.name == name }) {
      references[id] = .local
      return local.isBroken ? broken(id) : local.type
    }
    if let type = lookUp(name, id) { return type }
    // A variable that cannot be named here has no name.
    let known = (locals.map(\.name) + environment.variables.map(\.name)).filter { !$0.isEmpty }
    let nearest = Suggestion.nearest(to: name, among: known)
    return report(.unknownName(name, nearest: nearest), at: range(id), id, replacement: nearest)
  }

  /// `a.b.c` where it is one name as a whole; nil where it is the field of something.
  mutating func checkQualified(_ id: CELExpression.ID) -> CELType? {
    guard let head = expression.head(of: id), mayBeginQualified(head), let name = expression.qualifiedName(of: id), !isLocal(name)
    else { return nil }
    return lookUp(name, id)
  }

  /// Whether a name may be the first part of a longer one. Most are not, and need no further look.
  private func mayBeginQualified(_ head: String) -> Bool {
    if !environment.container.isEmpty || head.utf8.first == UInt8(ascii: ".") || head == "google" { return true }
    let hash = head.byteHash
    for index in environment.variables.indices where environment.variables[index].qualifier == hash { return true }
    return false
  }

  /// Whether a qualified name begins with a macro's variable, which hides everything of the environment.
  func isLocal(_ qualified: String) -> Bool {
    guard !locals.isEmpty else { return false }
    let first = qualified.prefix { $0 != "." }
    return locals.contains { $0.name == first }
  }

  private mutating func lookUp(_ name: String, _ id: CELExpression.ID) -> CELType? {
    if environment.container.isEmpty, name.utf8.first != UInt8(ascii: ".") { return lookUp(candidate: name, id) }
    for candidate in environment.candidates(for: name) {
      if let type = lookUp(candidate: candidate, id) { return type }
    }
    return nil
  }

  private mutating func lookUp(candidate: String, _ id: CELExpression.ID) -> CELType? {
    if let index = environment.variableIndex(candidate) {
      references[id] = .variable(index)
      if environment.variables[index].isBroken { return broken(id) }
      return isResolvingOnly ? .dyn : environment.variables[index].type
    }
    guard let type = CELType.named(candidate) else { return nil }
    references[id] = .type(type)
    return .type(type)
  }
}

extension CELEnvironment {
  /// The variable of that name.
  fileprivate func variableIndex(_ name: String) -> Int? {
    for index in variables.indices where variables[index].name == name { return index }
    return nil
  }

  /// What a name may stand for in the container, the innermost first; a leading dot means the root.
  func candidates(for name: String) -> [String] {
    if name.utf8.first == UInt8(ascii: ".") { return [String(name.dropFirst())] }
    if container.isEmpty { return [name] }
    var candidates: [String] = []
    var scope = Substring(container)
    while !scope.isEmpty {
      candidates.append("\(scope).\(name)")
      scope = scope.lastIndex(of: ".").map { scope[..<$0] } ?? ""
    }
    return candidates + [name]
  }

  /// The function of that name: one of the environment's own, or of the library.
  func function(named name: String) -> CELFunction? {
    functions.isEmpty ? CELLibrary.function(named: name) : functions.first { $0.name == name } ?? CELLibrary.function(named: name)
  }
}

extension CELType {
  /// The type that a name denotes as a value (cel-spec `doc/langdef.md`, "Type Values"). `dyn` is no value.
  static func named(_ name: String) -> CELType? {
    switch name {
    case "bool": .bool
    case "bytes": .bytes
    case "double": .double
    case "google.protobuf.Duration": .duration
    case "google.protobuf.Timestamp": .timestamp
    case "int": .int
    case "list": .list(.dyn)
    case "map": .map(.dyn, .dyn)
    case "null_type": .null
    case "optional_type": .optional(.dyn)
    case "string": .string
    case "type": .type(.dyn)
    case "uint": .uint
    default: nil
    }
  }

  /// What messages call it.
  func description(_ types: CELTypeTable) -> String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string, .choice: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .dyn: "dyn"
    case .list(let element): "list(\(element.description(types)))"
    case .map(let key, let value): "map(\(key.description(types)), \(value.description(types)))"
    case .optional(let wrapped): "optional(\(wrapped.description(types)))"
    case .type: "type"
    case .object(let index): types.objects[index].name
    case .parameter(let name): name.utf8.first == UInt8(ascii: "%") ? "dyn" : name
    case .opaque(let name, let parts):
      parts.isEmpty ? name : "\(name)(\(parts.map { $0.description(types) }.joined(separator: ", ")))"
    }
  }
}
