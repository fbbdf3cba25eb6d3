/// The way from a document's root to a node. Those who walk a tree through aliases keep their own: it is the way they came.
public struct NodePath: Hashable, Sendable {
  /// One step down.
  public enum Step: Hashable, Sendable {
    /// To the value of a key.
    case key(String)
    /// To the item at an index, from 0.
    case index(Int)
  }

  /// The steps, from the root on; none is the root itself.
  public var steps: [Step]

  /// A path of steps.
  public init(_ steps: [Step] = []) { self.steps = steps }

  /// The path of a key's value below this one.
  public func appending(key: String) -> NodePath { NodePath(steps + [.key(key)]) }

  /// The path of an item below this one.
  public func appending(index: Int) -> NodePath { NodePath(steps + [.index(index)]) }

  /// The JSON Pointer (RFC 6901): `/bias/audits/0/date`; the root is empty.
  public var pointer: String {
    var pointer: [UInt8] = []
    for step in steps {
      pointer.append(UInt8(ascii: "/"))
      switch step {
      case .index(let index): pointer += String(index).utf8
      case .key(let key): NodePath.append(key, to: &pointer)
      }
    }
    return String(decoding: pointer, as: UTF8.self)
  }

  /// Appends a key as a JSON Pointer has it, to one in bytes.
  static func append(_ key: String, to pointer: inout [UInt8]) {
    for byte in key.utf8 {
      switch byte {
      case UInt8(ascii: "~"): pointer += "~0".utf8
      case UInt8(ascii: "/"): pointer += "~1".utf8
      default: pointer.append(byte)
      }
    }
  }

  /// The path as messages name it: `bias.audits[0].date`; keys that are no plain words stand in brackets and quotes.
  public var dotted: String {
    steps.reduce(into: "") { text, step in
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where NodePath.isWord(key): text += text.isEmpty ? key : "." + key
      case .key(let key):
        text += "["
        text += OutputSink.text { sink in
          var writer = JSONWriter()
          writer.string(key, into: &sink)
        }
        text += "]"
      }
    }
  }

  private static func isWord(_ key: String) -> Bool {
    guard let first = key.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return key.utf8.allSatisfy {
      switch $0 {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...: true
      default: false
      }
    }
  }
}

extension Node {
  /// The way to it from the root of its document; a key has the path of its value.
  ///
  /// It is found by walking down from the root, past the siblings on each level: for findings, not for every node of a walk.
  public var path: NodePath {
    guard var node = document.root(holding: self) else { return NodePath() }
    var path = NodePath()
    while node.index != index, index < node.record.next {
      if node.kind == .mapping {
        guard let pair = node.pairs.first(where: { index < $0.value.record.next }) else { return path }
        path.steps.append(.key(pair.key.keyText))
        if index < pair.value.index { return path }
        node = pair.value
      } else {
        guard let (position, item) = node.items.enumerated().first(where: { index < $0.element.record.next }) else { return path }
        path.steps.append(.index(position))
        node = item
      }
    }
    return path
  }

  /// The text by which a key is named: a collection as a key by its JSON.
  public var keyText: String {
    let node = resolved
    if node.kind == .scalar { return node.text }
    return OutputSink.text { sink in
      var writer = JSONWriter()
      writer.node(node, into: &sink)
    }
  }

  /// The node that a JSON Pointer (RFC 6901) names from here, aliases followed; nil where there is none.
  public func node(atPointer pointer: String) -> Node? {
    if pointer.isEmpty { return self }
    guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
    var node = self
    for token in pointer.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let key = Node.decodedToken(token), let next = node.child(key) else { return nil }
      node = next
    }
    return node
  }

  private static func decodedToken(_ token: Substring.UTF8View) -> [UInt8]? {
    var key: [UInt8] = []
    var bytes = token.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "~") else {
        key.append(byte)
        continue
      }
      switch bytes.next() {
      case UInt8(ascii: "0"): key.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): key.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return key
  }

  private func child(_ token: [UInt8]) -> Node? {
    let node = resolved
    if node.kind == .mapping { return node.pairs.first { $0.key.equals(token) }?.value }
    // An index has no leading zero (section 4).
    guard node.kind == .sequence, token.count < 10, token == [0x30] || (token.first ?? 0x30) != 0x30,
      token.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let index = ScalarKind.integer(token[...])
    else { return nil }
    return node.items.dropFirst(Int(index)).first { _ in true }
  }
}

extension Document {
  /// The innermost node whose bytes hold an offset, its last byte's end included; nil outside all documents.
  public func node(at offset: UInt32) -> Node? {
    func holds(_ node: Node) -> Bool { node.record.start <= offset && offset <= node.record.end }
    guard var node = roots.last(where: holds) else { return nil }
    while true {
      var inner: Node?
      // Of two neighbours that touch, the second begins at the offset.
      switch node.kind {
      case .mapping: for pair in node.pairs { for child in [pair.key, pair.value] where holds(child) { inner = child } }
      case .sequence: for item in node.items where holds(item) { inner = item }
      case .scalar, .alias: return node
      }
      guard let inner else { return node }
      node = inner
    }
  }
}
