/// Questions about what people wrote.
extension CELLibrary {
  static let textChecks: [CELFunction] = [
    CELFunction("isPlaceholder", [.global("is_placeholder_string", [.string], .bool, .machine)]),
    CELFunction("mentionsAny", [
      .global("mentions_any_string_list", [.string, .list(.string)], .bool, .machine)
    ]),
  ]
}
