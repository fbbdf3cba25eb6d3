/// Functions on lists and maps: cel-spec's `size`, and of cel-go's `ext/lists.go` what has a form without a macro.
extension CELLibrary {
  static let lists: [CELFunction] = [
    CELFunction("size", [
      .global("size_string", [.string], .int, .machine),
      .global("size_bytes", [.bytes], .int, .machine),
      .global("size_list", [.list(.parameter("A"))], .int, .machine),
      .global("size_map", [.map(.parameter("A"), .parameter("B"))], .int, .machine),
      .member("string_size", [.string], .int, .machine),
      .member("bytes_size", [.bytes], .int, .machine),
      .member("list_size", [.list(.parameter("A"))], .int, .machine),
      .member("map_size", [.map(.parameter("A"), .parameter("B"))], .int, .machine),
    ]),
  ]
}
