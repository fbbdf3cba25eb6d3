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
  private static let placeholders: [String] = [
    "", "-", "?", "changeme", "change me", "dummy", "fill in", "fixme", "foo", "lorem ipsum", "n/a", "na", "nil", "null", "placeholder",
    "t.b.d", "tba", "tbc", "tbd", "to be announced", "to be confirmed", "to be decided", "to be defined", "to be determined", "to do",
    "to-do", "todo", "xx", "xxx", "xxxx",
  ]
  /// Words that mark a placeholder wherever they stand at the front.
  private static let placeholderBeginnings = ["todo", "tbd", "fixme", "lorem ipsum", "xxx"]

  /// `isPlaceholder('TODO: ask legal')`, `isPlaceholder(' ')`: whether text only holds the place of something to be written.
  @Sendable static func isPlaceholder(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let text) = value else { return .noSuchOverload }
    if let stop = context.spend(forBytes: text.utf8.count) { return stop }
    let beginning = text.unicodeScalars.drop(while: isBlankOrBracket).prefix(40)
    var words = String(String.UnicodeScalarView(beginning)).lowercased().unicodeScalars[...]
    while let last = words.last, isBlankOrBracket(last) || last == "." || last == "!" || last == ":" { words.removeLast() }
    let phrase = String(String.UnicodeScalarView(words))
    if placeholders.contains(phrase) { return .bool(true) }
    return .bool(
      placeholderBeginnings.contains { word in
        guard phrase.hasPrefix(word) else { return false }
        let next = phrase.unicodeScalars.dropFirst(word.unicodeScalars.count).first
        return next.map { !$0.properties.isAlphabetic && !("0"..."9").contains($0) } ?? true
      })
  }

  private static func isBlankOrBracket(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "<>[](){}*_\"'`".unicodeScalars.contains(scalar)
  }

  /// `mentionsAny('Reviewed by Legal', ['legal'])`: whether one of the words or phrases stands in a text, whole, in whatever case.
  @Sendable static func mentionsAny(_ value: CELValue, _ words: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let text) = value, let words = context.elements(of: words) else { return .noSuchOverload }
    let folded = Array(text.lowercased().utf8)
    for word in words {
      guard case .string(let word) = word else { return .noSuchOverload }
      if let stop = context.spend(forBytes: folded.count) { return stop }
      let wanted = ByteSearch(Array(word.lowercased().utf8))
      var from = 0
      while !wanted.bytes.isEmpty, let found = wanted.first(in: folded, from: from) {
        let end = found + wanted.bytes.count
        if !isWordByte(folded, before: found), !isWordByte(folded, after: end) { return .bool(true) }
        from = end
      }
    }
    return .bool(false)
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
    guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
