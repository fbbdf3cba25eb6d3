// Which variable, type or function a name means (cel-spec `doc/langdef.md`, "Name Resolution").

extension CELChecker {
  /// A simple name: a macro's variable, or what the environment has under that name.
  mutating func checkName(_ name: CELName, _ id: CELExpression.ID) -> CELType {
    if let local = local(name) {
      references[id] = .local
      return locals[local].isBroken ? broken(id) : locals[local].type
    }
    if environment.container.isEmpty, !name.isRooted {
      for index in environment.variables.indices where environment.variables[index].hash == name.hash {
        if expression.isName(name, environment.variables[index].name, hash: name.hash) { return checkVariable(index, id) }
      }
      for index in CELType.names.indices where expression.isName(name, CELType.names[index].name, hash: CELType.names[index].hash) {
        return checkType(index, id)
      }
    } else if let type = lookUp(expression.text(of: name), id) {
      return type
    }
    // A variable that cannot be named here has no name.
    let known = (locals.map { expression.text(of: $0.name) } + environment.variables.map(\.name)).filter { !$0.isEmpty }
    let text = expression.text(of: name)
    let nearest = Suggestion.nearest(to: text, among: known)
    return report(.unknownName(text, nearest: nearest), at: range(id), id, replacement: nearest)
  }

  /// `a.b.c` where it is one name as a whole; nil where it is the field of something.
  mutating func checkQualified(_ id: CELExpression.ID) -> CELType? {
    guard let head = expression.head(of: id), mayBeginQualified(head), local(head) == nil else { return nil }
    if environment.container.isEmpty, let hash = expression.qualifiedHash(of: id) {
      for index in environment.variables.indices where environment.variables[index].hash == hash {
        if expression.qualifiedName(of: id) == environment.variables[index].name { return checkVariable(index, id) }
      }
      for index in CELType.names.indices where CELType.names[index].hash == hash {
        if expression.qualifiedName(of: id) == CELType.names[index].name { return checkType(index, id) }
      }
      return nil
    }
    return expression.qualifiedName(of: id).flatMap { lookUp($0, id) }
  }

  /// Whether a name may be the first part of a longer one. Most are not, and need no further look.
  private mutating func mayBeginQualified(_ head: CELName) -> Bool {
    if head.hash == plainHead { return false }
    if !environment.container.isEmpty || head.isRooted { return true }
    for index in environment.variables.indices where environment.variables[index].qualifier == head.hash { return true }
    if CELType.names.contains(where: { $0.qualifier == head.hash }) { return true }
    plainHead = head.hash
    return false
  }

  /// The macro's variable that a name means, which hides everything of the environment.
  func local(_ name: CELName) -> Int? {
    var index = locals.count
    while index > 0 {
      index -= 1
      if expression.isSame(locals[index].name, name) { return index }
    }
    return nil
  }

  private mutating func lookUp(_ name: String, _ id: CELExpression.ID) -> CELType? {
    for candidate in environment.candidates(for: name) {
      if let index = environment.variables.firstIndex(where: { $0.name == candidate }) { return checkVariable(index, id) }
      if let index = CELType.names.firstIndex(where: { $0.name == candidate }) { return checkType(index, id) }
    }
    return nil
  }

  private mutating func checkVariable(_ index: Int, _ id: CELExpression.ID) -> CELType {
    references[id] = .variable(index)
    if environment.variables[index].isBroken { return broken(id) }
    return isResolvingOnly ? .dyn : environment.variables[index].type
  }

  private mutating func checkType(_ index: Int, _ id: CELExpression.ID) -> CELType {
    references[id] = .type(index)
    return .type(CELType.names[index].type)
  }
}

extension CELEnvironment {
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

  /// The function at a place: one of the library, or of the environment's own, which come after those.
  func function(at place: Int) -> CELFunction {
    place < CELLibrary.functions.count ? CELLibrary.functions[place] : functions[place - CELLibrary.functions.count]
  }

  /// The place of the function of that name.
  func place(ofFunction name: String) -> Int? {
    functions.firstIndex { $0.name == name }.map { CELLibrary.functions.count + $0 } ?? CELLibrary.place(of: name)
  }

  /// The place of the function that a call names, the namespace left out of account.
  func place(of callee: CELFunctionName, in expression: CELExpression) -> Int? {
    if !functions.isEmpty || callee.name.isRooted { return place(ofFunction: expression.text(of: callee)) }
    if let known = callee.builtin?.function { return known }
    let name = callee.name
    return CELLibrary.place(hash: name.hash) { expression.isName(name, $0, hash: name.hash) }
  }
}

extension CELType {
  /// A type that has a name as a value (cel-spec `doc/langdef.md`, "Type Values"). `dyn` is no value.
  struct Named: Sendable {
    let name: String
    let hash: UInt32
    /// Hash of the part before the first dot; nil where there is none.
    let qualifier: UInt32?
    let type: CELType

    fileprivate init(_ name: String, _ type: CELType) {
      self.name = name
      self.type = type
      hash = name.nameHash
      qualifier = name.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(name[..<$0]).nameHash }
    }
  }

  static let names = [
    Named("bool", .bool), Named("bytes", .bytes), Named("double", .double), Named("google.protobuf.Duration", .duration),
    Named("google.protobuf.Timestamp", .timestamp), Named("int", .int), Named("list", .list(.dyn)),
    Named("map", .map(.dyn, .dyn)), Named("null_type", .null), Named("optional_type", .optional(.dyn)),
    Named("string", .string), Named("type", .type(.dyn)), Named("uint", .uint),
  ]

  /// The type of that name.
  static func named(_ name: String) -> CELType? { names.first { $0.name == name }?.type }

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
    case .parameter(let parameter): parameter.letter ?? "dyn"
    case .opaque(let name, let parts):
      parts.isEmpty ? name : "\(name)(\(parts.map { $0.description(types) }.joined(separator: ", ")))"
    }
  }
}
