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
    guard case .string(var text) = value else { return .noSuchOverload }
    return context.spend(forBytes: text.utf8.count) ?? .bool(text.withUTF8 { isPlaceholder($0) })
  }

  /// The same for UTF-8.
  static func isPlaceholder(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    mayBePlaceholder(text) && isPlaceholder(String(decoding: text, as: UTF8.self))
  }

  /// Whether a text begins like something that people write to say that they will write more: most begin like nothing of it.
  private static func mayBePlaceholder(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in text {
      guard byte < 0x80 else { return true }
      let scalar = Unicode.Scalar(byte)
      if isBlankOrBracket(scalar) { continue }
      return placeholders.contains { $0.utf8CodeUnitCount > 0 && $0.utf8Start[0] == (byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    }
    return true
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
    guard case .string(var text) = value, let words = context.elements(of: words) else { return .noSuchOverload }
    let answer = text.withUTF8 { context.mentions($0, words) }
    if let exhaustion = context.exhaustion { return .failed(exhaustion) }
    return answer.map(CELValue.bool) ?? .noSuchOverload
  }
}
