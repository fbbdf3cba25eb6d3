/// Evidence in files, read through the host of the context.
extension CELLibrary {
  static let evidence: [CELFunction] = [
    CELFunction("fileExists", [.global("file_exists_string", [.string], .bool, .unary(fileExists))]),
    CELFunction("sha256OfFile", [.global("sha256_of_file_string", [.string], .string, .unary(sha256OfFile))]),
  ]
}

extension CELLibrary {
  /// What asking the host costs: a file is a thousand times as slow as a comparison.
  private static let costOfFile = 100

  /// `fileExists('reports/bias-2026.pdf')`: whether there is such a file, the path relative to the configuration.
  @Sendable static func fileExists(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let path) = value else { return .noSuchOverload }
    return context.spend(costOfFile) ?? .bool(context.host.exists(path))
  }

  /// `sha256OfFile('reports/bias-2026.pdf')`: the digest in lower-case hexadecimal, or `''` where there is no such file.
  @Sendable static func sha256OfFile(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let path) = value else { return .noSuchOverload }
    if let stop = context.spend(costOfFile) { return stop }
    guard let content = context.host.read(path) else { return .string("") }
    return .string(SHA256.hexadecimal(of: content))
  }
}
