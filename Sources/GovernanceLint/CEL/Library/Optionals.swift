/// Optional values (cel-spec proposal 246, cel-go `cel/library.go` "OptionalTypes").
extension CELLibrary {
  static let optionals: [CELFunction] = [
    CELFunction("optional.of", [.global("optional_of", [value], optional, .machine)]),
    CELFunction("optional.ofNonZeroValue", [
      .global("optional_ofNonZeroValue", [value], optional, .machine)
    ]),
    CELFunction("optional.none", [.global("optional_none", [], optional, .machine)]),
    CELFunction("optional.unwrap", [.global("optional_unwrap", [.list(optional)], .list(value), .machine)]),
    CELFunction("unwrapOpt", [.member("optional_unwrapOpt", [.list(optional)], .list(value), .machine)]),
    CELFunction("hasValue", [.member("optional_hasValue", [optional], .bool, .machine)]),
    CELFunction("value", [.member("optional_value", [optional], value, .machine)]),
    CELFunction("or", [.member("optional_or_optional", [optional, optional], optional, .machine)]),
    CELFunction("orValue", [.member("optional_orValue_value", [optional, value], value, .machine)]),
  ]

  private static var value: CELType { .parameter("V") }
  private static var optional: CELType { .optional(.parameter("V")) }
}
