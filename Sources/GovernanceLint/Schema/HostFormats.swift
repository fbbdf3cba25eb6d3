/// Host names, addresses and mailboxes.
enum HostFormats {
  /// A host name of RFC 1123: labels of letters, digits and inner hyphens, at most 253 bytes.
  static func isHostname(_ text: ArraySlice<UInt8>) -> Bool {
    guard (1...253).contains(text.count) else { return false }
    return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isLabel)
  }

  private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
    guard (1...63).contains(label.count), let first = label.first, let last = label.last else { return false }
    return ASCII.isLetterOrDigit(first) && ASCII.isLetterOrDigit(last)
      && label.allSatisfy { ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// A host name in which labels may hold letters of any script, and the full stops of Japanese and Chinese are dots
  /// (RFC 3490 section 3.1).
  ///
  /// The tables of IDNA 2008 (which code points, in which company) are not consulted.
  static func isInternationalHostname(_ text: ArraySlice<UInt8>) -> Bool {
    guard !text.isEmpty, text.count <= 1012 else { return false }
    let labels = String(decoding: text, as: UTF8.self).unicodeScalars.split(omittingEmptySubsequences: false) { scalar in
      scalar == "." || scalar == "\u{3002}" || scalar == "\u{FF0E}" || scalar == "\u{FF61}"
    }
    return labels.allSatisfy { label in
      guard (1...63).contains(label.count), let first = label.first, let last = label.last else { return false }
      return first != "-" && last != "-" && !isMark(first) && label.allSatisfy { $0 == "-" || isNameCharacter($0) }
    }
  }

  private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    if let byte = UInt8(exactly: scalar.value), byte < 0x80 { return ASCII.isLetterOrDigit(byte) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: return true
    default: return isMark(scalar)
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Four decimal numbers up to 255, without leading zeros (RFC 2673 section 3.2).
  static func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 15 else { return false }
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard (1...3).contains(part.count), part.allSatisfy(ASCII.isDigit) else { return false }
        if part.count > 1, part.first == UInt8(ascii: "0") { return false }
        return part.reduce(0) { $0 * 10 + Int($1 &- 0x30) } <= 255
      }
  }

  /// Eight groups of hexadecimal digits, one run of them left out as `::`, the last two perhaps as IPv4 (RFC 4291 section 2.2).
  static func isIPv6(_ text: ArraySlice<UInt8>) -> Bool {
    guard (2...45).contains(text.count) else { return false }
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.count <= 9 else { return false }
    var groups = 0
    var gaps = 0
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        let isAtEdge = index == 0 || index == parts.count - 1
        // An empty part at the edge belongs to the `::` beside it.
        if isAtEdge {
          guard parts[index == 0 ? 1 : index - 1].isEmpty else { return false }
          continue
        }
        gaps += 1
      } else if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard isIPv4(part) else { return false }
        groups += 2
      } else {
        guard part.count <= 4, part.allSatisfy(ASCII.isHex) else { return false }
        groups += 1
      }
    }
    return gaps == 0 ? groups == 8 : gaps == 1 && groups <= 7
  }

  /// A mailbox of RFC 5321 section 4.1.2; an international one takes any character beyond ASCII (RFC 6531).
  static func isEmail(_ text: ArraySlice<UInt8>, international: Bool) -> Bool {
    guard let at = text.lastIndex(of: UInt8(ascii: "@")) else { return false }
    let local = text[..<at]
    let domain = text[(at + 1)...]
    guard (1...64).contains(local.count), domain.count <= 255 else { return false }
    func isAllowed(_ byte: UInt8) -> Bool { byte < 0x80 || international }
    if local.first == UInt8(ascii: "\"") {
      guard isQuoted(local), local.allSatisfy(isAllowed) else { return false }
    } else {
      let atoms = local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard atoms.allSatisfy({ atom in !atom.isEmpty && atom.allSatisfy { isAtomByte($0) && isAllowed($0) } })
      else { return false }
    }
    if domain.first == UInt8(ascii: "["), domain.last == UInt8(ascii: "]") {
      let literal = domain.dropFirst().dropLast()
      let tag = "ipv6:"
      guard literal.prefix(5).lazy.map({ $0 | 0x20 }).elementsEqual(tag.utf8.lazy.map { $0 | 0x20 }) else {
        return isIPv4(literal)
      }
      return isIPv6(literal.dropFirst(5))
    }
    return international ? isInternationalHostname(domain) : isHostname(domain)
  }

  private static func isQuoted(_ local: ArraySlice<UInt8>) -> Bool {
    guard local.count >= 2, local.last == UInt8(ascii: "\"") else { return false }
    var isEscaped = false
    for byte in local.dropFirst().dropLast() {
      if isEscaped {
        guard byte >= 0x20, byte != 0x7F else { return false }
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        guard byte >= 0x20, byte != 0x7F, byte != UInt8(ascii: "\"") else { return false }
      }
    }
    return !isEscaped
  }

  private static func isAtomByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x80...: true
    case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^")...UInt8(ascii: "`"),
      UInt8(ascii: "{")...UInt8(ascii: "~"):
      true
    default: ASCII.isLetterOrDigit(byte)
    }
  }
}
