/// Questions about what people wrote.
extension CELLibrary {
  static let textChecks: [CELFunction] = [
    CELFunction("isPlaceholder", [.global("is_placeholder_string", [.string], .bool, .unary(isPlaceholder))]),
    CELFunction("mentionsAny", [
      .global("mentions_any_string_list", [.string, .list(.string)], .bool, .binary(mentionsAny))
    ]),
  ]
}

extension CELLibrary {
  /// What people write when they mean to write something later.
  private static let placeholders: [StaticString] = [
    "", "-", "?", "changeme", "change me", "dummy", "fill in", "fixme", "foo", "lorem ipsum", "n/a", "na", "nil", "null", "placeholder",
    "t.b.d", "tba", "tbc", "tbd", "to be announced", "to be confirmed", "to be decided", "to be defined", "to be determined", "to do",
    "to-do", "todo", "xx", "xxx", "xxxx",
  ]
  /// Words that mark a placeholder wherever they stand at the front.
  private static let placeholderBeginnings: [StaticString] = ["todo", "tbd", "fixme", "lorem ipsum", "xxx"]
  /// How many characters are looked at.
  private static let placeholderLength = 40

  /// `isPlaceholder('TODO: ask legal')`, `isPlaceholder(' ')`: whether text only holds the place of something to be written.
  @Sendable static func isPlaceholder(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let text) = value else { return .noSuchOverload }
    return context.spend(forBytes: text.utf8.count) ?? .bool(isPlaceholder(text))
  }

  static func isPlaceholder(_ text: String) -> Bool {
    var words: [Unicode.Scalar] = []
    words.reserveCapacity(placeholderLength)
    for scalar in text.unicodeScalars where !words.isEmpty || !isBlankOrBracket(scalar) {
      if words.count == placeholderLength { break }
      let isCapital = scalar >= "A" && scalar <= "Z"
      words.append(isCapital ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
    }
    while let last = words.last, isBlankOrBracket(last) || last == "." || last == "!" || last == ":" { words.removeLast() }
    if placeholders.contains(where: { $0.utf8CodeUnitCount == words.count && begin(words, with: $0) }) { return true }
    return placeholderBeginnings.contains { word in
      guard begin(words, with: word) else { return false }
      let next = words.dropFirst(word.utf8CodeUnitCount).first
      return next.map { !$0.properties.isAlphabetic && !("0"..."9").contains($0) } ?? true
    }
  }

  /// Whether text begins with a word in ASCII.
  private static func begin(_ text: [Unicode.Scalar], with word: StaticString) -> Bool {
    guard text.count >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount where text[index].value != UInt32(word.utf8Start[index]) { return false }
    return true
  }

  private static func isBlankOrBracket(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t"..."\r", "<", ">", "[", "]", "(", ")", "{", "}", "*", "_", "\"", "'", "`": true
    default: !scalar.isASCII && scalar.properties.isWhitespace
    }
  }

  /// `mentionsAny('Reviewed by Legal', ['legal'])`: whether one of the words or phrases stands in a text, whole, in whatever case.
  @Sendable static func mentionsAny(_ value: CELValue, _ words: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let written) = value, let words = context.elements(of: words) else { return .noSuchOverload }
    let text = folded(written)
    for word in words {
      guard case .string(let word) = word else { return .noSuchOverload }
      if let stop = context.spend(forBytes: text.count) { return stop }
      let wanted = ByteSearch(folded(word))
      var from = 0
      while !wanted.bytes.isEmpty, let found = wanted.first(in: text, from: from) {
        let end = found + wanted.bytes.count
        if !isWordByte(text, before: found), !isWordByte(text, after: end) { return .bool(true) }
        from = end
      }
    }
    return .bool(false)
  }

  /// The text in small letters; most is ASCII, for which nobody has to ask the tables of Unicode.
  private static func folded(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for index in bytes.indices {
      guard bytes[index] < 0x80 else { return Array(text.lowercased().utf8) }
      if bytes[index] >= UInt8(ascii: "A"), bytes[index] <= UInt8(ascii: "Z") { bytes[index] |= 0x20 }
    }
    return bytes
  }

  private static func isWordByte(_ bytes: [UInt8], before index: Int) -> Bool {
    var start = index
    while start > 0 {
      start -= 1
      if bytes[start] & 0xC0 != 0x80 { break }
    }
    return isWord(bytes[start..<index])
  }

  private static func isWordByte(_ bytes: [UInt8], after index: Int) -> Bool {
    var end = index
    while end < bytes.count {
      end += 1
      if end == bytes.count || bytes[end] & 0xC0 != 0x80 { break }
    }
    return isWord(bytes[index..<end])
  }

  /// Whether the one scalar that these bytes are is a letter or a digit.
  private static func isWord(_ bytes: ArraySlice<UInt8>) -> Bool {
    if let byte = bytes.first, byte < 0x80 { return (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) }
    guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
