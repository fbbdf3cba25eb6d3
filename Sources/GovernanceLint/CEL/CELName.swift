/// A name as an expression writes it: where it stands, and what tells it from most others without a look at its bytes.
struct CELName: BitwiseCopyable, Sendable {
  /// Its place in ``CELExpression/bytes``, without the quotes of a quoted one.
  var range: TextRange
  /// ``Swift/String/nameHash`` of it.
  var hash: UInt32
  /// A dot before it means the root scope.
  var isRooted = false

  init(_ range: TextRange, hash: UInt32, isRooted: Bool = false) {
    self.range = range
    self.hash = hash
    self.isRooted = isRooted
  }
}

/// The function that a call names.
struct CELFunctionName: BitwiseCopyable, Sendable {
  /// Which one it is of those that are known by more than their signatures.
  var builtin: CELBuiltin?
  /// As written; nothing for an operator.
  var name: CELName
}

extension String {
  /// What ``CELName/hash`` is for it.
  var nameHash: UInt32 { UInt32(truncatingIfNeeded: byteHash) }
}

extension FNV1a {
  /// What ``CELName/hash`` is for the bytes so far.
  var nameHash: UInt32 { UInt32(truncatingIfNeeded: value) }
}

extension CELExpression {
  /// A name as written.
  func text(of name: CELName) -> String {
    let text = String(decoding: bytes[name.range.indices], as: UTF8.self)
    return name.isRooted ? "." + text : text
  }

  /// What is called: `size`, `.f`, `_&&_`.
  func text(of callee: CELFunctionName) -> String {
    callee.name.range.isEmpty ? callee.builtin?.name ?? "" : text(of: callee.name)
  }

  /// Whether two names are the same.
  func isSame(_ left: CELName, _ right: CELName) -> Bool {
    guard left.hash == right.hash, left.range.count == right.range.count, left.isRooted == right.isRooted else { return false }
    for index in 0..<left.range.count where bytes[Int(left.range.start) + index] != bytes[Int(right.range.start) + index] {
      return false
    }
    return true
  }

  /// Whether a name is a certain text.
  func isName(_ name: CELName, _ text: String, hash: UInt32) -> Bool {
    guard name.hash == hash, !name.isRooted else { return false }
    var text = text
    return text.withUTF8 { text in
      guard text.count == name.range.count else { return false }
      for index in text.indices where text[index] != bytes[Int(name.range.start) + index] { return false }
      return true
    }
  }

  /// The `a` of a chain `a.b.c` of plain names.
  func head(of id: ID) -> CELName? {
    var next = id
    while case .select(let operand, _, isOptional: false) = nodes[next].kind { next = operand }
    if case .name(let name) = nodes[next].kind { return name }
    return nil
  }

  /// `a.b.c` where the node is a chain of plain names; nil otherwise.
  func qualifiedName(of id: ID) -> String? {
    switch nodes[id].kind {
    case .name(let name): text(of: name)
    case .select(let operand, let field, isOptional: false): qualifiedName(of: operand).map { "\($0).\(text(of: field))" }
    case .select, .literal, .has, .index, .call, .list, .map, .message, .comprehension, .bind: nil
    }
  }

  /// ``Swift/String/nameHash`` of ``qualifiedName(of:)`` and a name below it.
  func qualifiedHash(of id: ID, and name: CELName? = nil) -> UInt32? {
    guard var hash = hash(ofChain: id) else { return nil }
    if let name { combine(name, into: &hash) }
    return hash.nameHash
  }

  private func hash(ofChain id: ID) -> FNV1a? {
    switch nodes[id].kind {
    case .name(let name) where !name.isRooted:
      var hash = FNV1a()
      for index in name.range.indices { hash.combine(bytes[index]) }
      return hash
    case .select(let operand, let field, isOptional: false):
      guard var hash = hash(ofChain: operand) else { return nil }
      combine(field, into: &hash)
      return hash
    case .name, .select, .literal, .has, .index, .call, .list, .map, .message, .comprehension, .bind: return nil
    }
  }

  private func combine(_ name: CELName, into hash: inout FNV1a) {
    hash.combine(UInt8(ascii: "."))
    for index in name.range.indices { hash.combine(bytes[index]) }
  }
}
