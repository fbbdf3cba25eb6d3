/// Base64 (RFC 4648 section 4), as cel-go's `ext/encoders.go` has it.
extension CELLibrary {
  static let encoders: [CELFunction] = [
    CELFunction("base64.decode", [.global("base64_decode_string", [.string], .bytes, .machine)]),
    CELFunction("base64.encode", [.global("base64_encode_bytes", [.bytes], .string, .machine)]),
  ]
}
