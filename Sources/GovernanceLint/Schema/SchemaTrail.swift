/// The way from a document's root to a node, as people and as JSON Pointers write it.
struct SchemaTrail {
  enum Step {
    /// The index of the key's node.
    case key(Int32)
    case item(Int)
  }

  /// The pointer of the value with which the check began.
  var root = ""
  var steps: [Step] = []

  /// The index of the key whose value is looked at; nil at the root and for items of lists.
  var key: Int32? {
    if case .key(let index) = steps.last { return index }
    return nil
  }

  /// RFC 6901.
  func pointer(in document: Document) -> String {
    var text = Array(root.utf8)
    for step in steps {
      text.append(UInt8(ascii: "/"))
      switch step {
      case .item(let index): text += String(index).utf8
      case .key(let index): NodePath.append(Node(document: document, index: index).resolved.text, to: &text)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A key below here in the notation of rules: `audits[0].date`.
  func path(to name: String, in document: Document) -> String {
    var text = ""
    for step in steps {
      switch step {
      case .item(let index): text += "[\(index)]"
      case .key(let index): text += (text.isEmpty ? "" : ".") + Node(document: document, index: index).resolved.text
      }
    }
    return text.isEmpty ? name : text + "." + name
  }
}
