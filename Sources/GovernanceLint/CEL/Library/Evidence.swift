/// Evidence in files, read through the host of the context.
extension CELLibrary {
  static let evidence: [CELFunction] = [
    CELFunction("fileExists", [.global("file_exists_string", [.string], .bool, .machine)]),
    CELFunction("sha256OfFile", [.global("sha256_of_file_string", [.string], .string, .machine)]),
  ]
}
