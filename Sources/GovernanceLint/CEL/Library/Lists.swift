/// Functions on lists and maps: cel-spec's `size`, and of cel-go's `ext/lists.go` what has a form without a macro.
extension CELLibrary {
  static let lists: [CELFunction] = [
    CELFunction("size", [
      .global("size_string", [.string], .int, .unary(size)),
      .global("size_bytes", [.bytes], .int, .unary(size)),
      .global("size_list", [.list(.parameter("A"))], .int, .unary(size)),
      .global("size_map", [.map(.parameter("A"), .parameter("B"))], .int, .unary(size)),
      .member("string_size", [.string], .int, .unary(size)),
      .member("bytes_size", [.bytes], .int, .unary(size)),
      .member("list_size", [.list(.parameter("A"))], .int, .unary(size)),
      .member("map_size", [.map(.parameter("A"), .parameter("B"))], .int, .unary(size)),
    ]),
  ]
}

extension CELLibrary {
  /// `size('abc') == 3`, `size([1, 2]) == 2`, `{'a': 1}.size() == 1`. Code points of text, bytes of bytes.
  @Sendable static func size(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    switch value {
    case .string(let text): context.spend(forBytes: text.utf8.count) ?? .int(Int64(text.unicodeScalars.count))
    case .bytes(let bytes): .int(Int64(bytes.count))
    case .list(let elements): .int(Int64(elements.count))
    case .map(let map): .int(Int64(map.count))
    case .node(let node):
      node.node.resolved.kind == .sequence
        ? .int(Int64(node.node.count)) : .int(Int64(context.entries(of: value)?.count ?? 0))
    default: .noSuchOverload
    }
  }
}
