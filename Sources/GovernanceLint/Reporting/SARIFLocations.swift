/// Places as SARIF locations (section 3.28).
enum SARIFLocations {
  /// The name of the folder that paths are relative to.
  static let root = "%SRCROOT%"
  /// The name of that folder as it was at the base of the comparison: what lies there is not among the files as they are.
  static let base = "BASE"

  /// A location on one line: GitHub shows an alert on a pull request only when all its lines are part of the change.
  static func location(
    _ place: Place, region: Region, options: ReportOptions, details: [(String, JSONTree?)] = []
  ) -> JSONTree {
    let region: JSONTree = .object([
      ("startLine", .int(region.start.line)), ("startColumn", .int(region.start.column)),
      ("endLine", .int(region.firstLineEnd.line)), ("endColumn", .int(region.firstLineEnd.column)),
    ])
    let physical: JSONTree = .object([("artifactLocation", artifact(place.source, options: options)), ("region", region)])
    return .object(details + [("physicalLocation", physical), ("logicalLocations", logical(place).map { .array([$0]) })])
  }

  /// The JSON Pointer of the node; nothing for a root, which the file names already.
  private static func logical(_ place: Place) -> JSONTree? {
    guard let pointer = place.pointer, !pointer.isEmpty else { return nil }
    let name = pointer.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    return .object([("name", .string(unescaped(name))), ("fullyQualifiedName", .string(pointer))])
  }

  /// A reference token of a JSON Pointer as it is meant (RFC 6901 section 4).
  private static func unescaped(_ token: Substring) -> String {
    var text = ""
    var isAfterTilde = false
    for scalar in token.unicodeScalars {
      if isAfterTilde { text += scalar == "1" ? "/" : scalar == "0" ? "~" : "~\(scalar)" }
      else if scalar != "~" { text.unicodeScalars.append(scalar) }
      isAfterTilde = scalar == "~" && !isAfterTilde
    }
    return text
  }

  /// The file of a place (section 3.4).
  static func artifact(_ source: Source, options: ReportOptions) -> JSONTree {
    let path = options.repositoryPath(source.path)
    if path.utf8.first == UInt8(ascii: "/") { return .object([("uri", .string("file://\(escaped(path))"))]) }
    let uri = path.isEmpty ? "." : escaped(path)
    return .object([("uri", .string(uri)), ("uriBaseId", .string(source.isAtBase ? base : root))])
  }

  /// All but unreserved characters (RFC 3986 section 2.3) and slashes as `%XX`.
  static func escaped(_ path: String) -> String {
    var uri: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.append(byte)
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8
      }
    }
    return String(decoding: uri, as: UTF8.self)
  }
}
