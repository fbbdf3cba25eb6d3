/// URIs, IRIs, templates, UUIDs and JSON Pointers.
enum URIFormats {
  /// Which characters a reference may hold: those of URIs, or those of IRIs too.
  enum Characters {
    case ascii
    case unicode
  }

  /// A URI (RFC 3986) or IRI (RFC 3987), or a reference relative to one.
  static func isReference(_ text: ArraySlice<UInt8>, characters: Characters, needsScheme: Bool) -> Bool {
    var rest = text
    var scheme: ArraySlice<UInt8>?
    let stop = rest.firstIndex { byte in
      byte == UInt8(ascii: ":") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }
    if let stop, rest[stop] == UInt8(ascii: ":") {
      scheme = rest[..<stop]
      rest = rest[(stop + 1)...]
    }
    if let scheme {
      // Without a scheme the first segment may not hold a colon, so a malformed one cannot be a path either.
      guard let first = scheme.first, ASCII.isLetter(first),
        scheme.allSatisfy({
          ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        })
      else { return false }
    } else if needsScheme {
      return false
    }
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      guard holds(rest[(hash + 1)...], .query, characters) else { return false }
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      guard holds(rest[(mark + 1)...], .privateQuery, characters) else { return false }
      rest = rest[..<mark]
    }
    if rest.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      guard isAuthority(rest[..<end], characters) else { return false }
      rest = rest[end...]
    }
    return holds(rest, .path, characters)
  }

  private static func isAuthority(_ text: ArraySlice<UInt8>, _ characters: Characters) -> Bool {
    var host = text
    if let at = host.lastIndex(of: UInt8(ascii: "@")) {
      guard holds(host[..<at], .userInfo, characters) else { return false }
      host = host[(at + 1)...]
    }
    if host.first == UInt8(ascii: "[") {
      guard let close = host.firstIndex(of: UInt8(ascii: "]")), isIPLiteral(host[(host.startIndex + 1)..<close]) else {
        return false
      }
      host = host[(close + 1)...]
      guard !host.isEmpty else { return true }
      return host.first == UInt8(ascii: ":") && host.dropFirst().allSatisfy(ASCII.isDigit)
    }
    if let colon = host.lastIndex(of: UInt8(ascii: ":")) {
      guard host[(colon + 1)...].allSatisfy(ASCII.isDigit) else { return false }
      host = host[..<colon]
    }
    return holds(host, .host, characters)
  }

  private static func isIPLiteral(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, first | 0x20 == UInt8(ascii: "v") else { return HostFormats.isIPv6(text) }
    guard let dot = text.firstIndex(of: UInt8(ascii: ".")), dot > text.startIndex + 1, dot + 1 < text.endIndex,
      text[(text.startIndex + 1)..<dot].allSatisfy(ASCII.isHex)
    else { return false }
    return text[(dot + 1)...].allSatisfy { isUnreserved($0) || isSubDelimiter($0) || $0 == UInt8(ascii: ":") }
  }

  private enum Part {
    case userInfo
    case host
    case path
    case query
    /// A query: an IRI may hold private-use characters there (RFC 3987 section 2.2).
    case privateQuery
  }

  private static func holds(_ text: ArraySlice<UInt8>, _ part: Part, _ characters: Characters) -> Bool {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == UInt8(ascii: "%") {
        guard index + 2 < text.endIndex, ASCII.isHex(text[index + 1]), ASCII.isHex(text[index + 2]) else { return false }
        index += 3
        continue
      }
      if byte >= 0x80 {
        guard characters == .unicode else { return false }
        var end = index + 1
        while end < text.endIndex, text[end] & 0xC0 == 0x80 { end += 1 }
        guard let scalar = String(decoding: text[index..<end], as: UTF8.self).unicodeScalars.first,
          isInternational(scalar.value, part)
        else { return false }
        index = end
        continue
      }
      guard isUnreserved(byte) || isSubDelimiter(byte) || isAllowed(byte, part) else { return false }
      index += 1
    }
    return true
  }

  private static func isAllowed(_ byte: UInt8, _ part: Part) -> Bool {
    switch part {
    case .host: false
    case .userInfo: byte == UInt8(ascii: ":")
    case .path: byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "/")
    case .query, .privateQuery:
      byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?")
    }
  }

  /// `ucschar` and, in queries, `iprivate` of RFC 3987 section 2.2.
  private static func isInternational(_ value: UInt32, _ part: Part) -> Bool {
    switch value {
    case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0x10000...0xDFFFF: value & 0xFFFF < 0xFFFE
    case 0xE1000...0xEFFFD: true
    case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: part == .privateQuery
    default: false
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    ASCII.isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "~")
  }

  private static func isSubDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&")...UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="): true
    default: false
    }
  }

  /// A template of RFC 6570: literals and `{expressions}`.
  static func isTemplate(_ text: ArraySlice<UInt8>) -> Bool {
    var index = text.startIndex
    while index < text.endIndex {
      switch text[index] {
      case UInt8(ascii: "{"):
        guard let close = text[index...].firstIndex(of: UInt8(ascii: "}")), isExpression(text[(index + 1)..<close]) else {
          return false
        }
        index = close + 1
      case UInt8(ascii: "%"):
        guard index + 2 < text.endIndex, ASCII.isHex(text[index + 1]), ASCII.isHex(text[index + 2]) else { return false }
        index += 3
      case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
        UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "}"):
        return false
      default: index += 1
      }
    }
    return true
  }

  private static func isExpression(_ text: ArraySlice<UInt8>) -> Bool {
    var names = text
    if let first = names.first, "+#./;?&=,!@|".utf8.contains(first) { names = names.dropFirst() }
    return names.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).allSatisfy { variable in
      var name = variable
      if name.last == UInt8(ascii: "*") {
        name = name.dropLast()
      } else if let colon = name.firstIndex(of: UInt8(ascii: ":")) {
        let length = name[(colon + 1)...]
        guard (1...4).contains(length.count), length.allSatisfy(ASCII.isDigit), length.first != UInt8(ascii: "0") else {
          return false
        }
        name = name[..<colon]
      }
      return name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && holds(part, .host, .ascii)
          && part.allSatisfy { ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "%") }
      }
    }
  }

  /// Five groups of 8, 4, 4, 4 and 12 hexadecimal digits (RFC 4122 section 3).
  static func isUUID(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count == 36 else { return false }
    return text.enumerated().allSatisfy { offset, byte in
      offset == 8 || offset == 13 || offset == 18 || offset == 23 ? byte == UInt8(ascii: "-") : ASCII.isHex(byte)
    }
  }

  /// RFC 6901 section 3: empty, or `/` before each token, `~` only as `~0` and `~1`.
  static func isJSONPointer(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    guard first == UInt8(ascii: "/") else { return false }
    var isTilde = false
    for byte in text {
      if isTilde, byte != UInt8(ascii: "0"), byte != UInt8(ascii: "1") { return false }
      isTilde = byte == UInt8(ascii: "~")
    }
    return !isTilde
  }

  /// A number of levels to go up, then `#` or a JSON Pointer.
  static func isRelativeJSONPointer(_ text: ArraySlice<UInt8>) -> Bool {
    let digits = text.prefix(while: ASCII.isDigit)
    guard let first = digits.first, digits.count == 1 || first != UInt8(ascii: "0") else { return false }
    let rest = text.dropFirst(digits.count)
    return rest.elementsEqual("#".utf8) || isJSONPointer(rest)
  }
}
