/// Functions on text: cel-spec's, and those of cel-go's `ext/strings.go`. Positions and sizes count code points.
extension CELLibrary {
  static let strings: [CELFunction] = [
    CELFunction("contains", [.member("contains_string", [.string, .string], .bool, .machine)]),
    CELFunction("endsWith", [.member("ends_with_string", [.string, .string], .bool, .machine)]),
    CELFunction("startsWith", [.member("starts_with_string", [.string, .string], .bool, .machine)]),
    CELFunction("matches", [
      .global("matches", [.string, .string], .bool, .machine),
      .member("matches_string", [.string, .string], .bool, .machine),
    ]),
    CELFunction("charAt", [.member("string_char_at_int", [.string, .int], .string, .machine)]),
    CELFunction("format", [.member("string_format", [.string, .list(.dyn)], .string, .machine)]),
    CELFunction("indexOf", [
      .member("string_index_of_string", [.string, .string], .int, .machine),
      .member("string_index_of_string_int", [.string, .string, .int], .int, .machine),
    ]),
    CELFunction("lastIndexOf", [
      .member("string_last_index_of_string", [.string, .string], .int, .machine),
      .member("string_last_index_of_string_int", [.string, .string, .int], .int, .machine),
    ]),
    CELFunction("join", [
      .member("list_join", [.list(.string)], .string, .machine),
      .member("list_join_string", [.list(.string), .string], .string, .machine),
    ]),
    CELFunction("lowerAscii", [.member("string_lower_ascii", [.string], .string, .machine)]),
    CELFunction("upperAscii", [.member("string_upper_ascii", [.string], .string, .machine)]),
    CELFunction("replace", [
      .member("string_replace_string_string", [.string, .string, .string], .string, .machine),
      .member("string_replace_string_string_int", [.string, .string, .string, .int], .string, .machine),
    ]),
    CELFunction("reverse", [.member("string_reverse", [.string], .string, .machine)]),
    CELFunction("split", [
      .member("string_split_string", [.string, .string], .list(.string), .machine),
      .member("string_split_string_int", [.string, .string, .int], .list(.string), .machine),
    ]),
    CELFunction("substring", [
      .member("string_substring_int", [.string, .int], .string, .machine),
      .member("string_substring_int_int", [.string, .int, .int], .string, .machine),
    ]),
    CELFunction("trim", [.member("string_trim", [.string], .string, .machine)]),
    CELFunction("strings.quote", [.global("strings_quote", [.string], .string, .machine)]),
  ]
}
