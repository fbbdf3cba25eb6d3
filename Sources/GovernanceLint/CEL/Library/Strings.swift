/// Functions on text: cel-spec's, and those of cel-go's `ext/strings.go`. Positions and sizes count code points.
extension CELLibrary {
  static let strings: [CELFunction] = [
    CELFunction("contains", [.member("contains_string", [.string, .string], .bool, .binary(contains))]),
    CELFunction("endsWith", [.member("ends_with_string", [.string, .string], .bool, .binary(endsWith))]),
    CELFunction("startsWith", [.member("starts_with_string", [.string, .string], .bool, .binary(startsWith))]),
    CELFunction("matches", [
      .global("matches", [.string, .string], .bool, .binary(matches)),
      .member("matches_string", [.string, .string], .bool, .binary(matches)),
    ]),
    CELFunction("charAt", [.member("string_char_at_int", [.string, .int], .string, .binary(charAt))]),
    CELFunction("format", [.member("string_format", [.string, .list(.dyn)], .string, .binary(format))]),
    CELFunction("indexOf", [
      .member("string_index_of_string", [.string, .string], .int, .binary(indexOf)),
      .member("string_index_of_string_int", [.string, .string, .int], .int, .ternary(indexOf)),
    ]),
    CELFunction("lastIndexOf", [
      .member("string_last_index_of_string", [.string, .string], .int, .binary(lastIndexOf)),
      .member("string_last_index_of_string_int", [.string, .string, .int], .int, .ternary(lastIndexOf)),
    ]),
    CELFunction("join", [
      .member("list_join", [.list(.string)], .string, .unary(join)),
      .member("list_join_string", [.list(.string), .string], .string, .binary(join)),
    ]),
    CELFunction("lowerAscii", [.member("string_lower_ascii", [.string], .string, .unary(lowerASCII))]),
    CELFunction("upperAscii", [.member("string_upper_ascii", [.string], .string, .unary(upperASCII))]),
    CELFunction("replace", [
      .member("string_replace_string_string", [.string, .string, .string], .string, .ternary(replace)),
      .member("string_replace_string_string_int", [.string, .string, .string, .int], .string, .variadic(replace)),
    ]),
    CELFunction("reverse", [.member("string_reverse", [.string], .string, .unary(reverse))]),
    CELFunction("split", [
      .member("string_split_string", [.string, .string], .list(.string), .binary(split)),
      .member("string_split_string_int", [.string, .string, .int], .list(.string), .ternary(split)),
    ]),
    CELFunction("substring", [
      .member("string_substring_int", [.string, .int], .string, .binary(substring)),
      .member("string_substring_int_int", [.string, .int, .int], .string, .ternary(substring)),
    ]),
    CELFunction("trim", [.member("string_trim", [.string], .string, .unary(trim))]),
    CELFunction("strings.quote", [.global("strings_quote", [.string], .string, .unary(quote))]),
  ]
}

// Searching.
extension CELLibrary {
  /// `'tacocat'.contains('coca')`.
  @Sendable static func contains(_ value: CELValue, _ part: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let text) = value, case .string(let part) = part else { return .noSuchOverload }
    if let stop = context.spend(forBytes: text.utf8.count + part.utf8.count) { return stop }
    return .bool(ByteSearch(Array(part.utf8)).first(in: Array(text.utf8)) != nil)
  }

  /// `'tacocat'.startsWith('taco')`.
  @Sendable static func startsWith(_ value: CELValue, _ part: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let text) = value, case .string(let part) = part else { return .noSuchOverload }
    return context.spend(forBytes: part.utf8.count) ?? .bool(text.utf8.starts(with: part.utf8))
  }

  /// `'tacocat'.endsWith('cat')`.
  @Sendable static func endsWith(_ value: CELValue, _ part: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let text) = value, case .string(let part) = part else { return .noSuchOverload }
    return context.spend(forBytes: part.utf8.count) ?? .bool(text.utf8.suffix(part.utf8.count).elementsEqual(part.utf8))
  }

  /// `'v12'.matches('^v[0-9]+$')`: whether the pattern (RE2) is found anywhere in the text.
  @Sendable static func matches(_ value: CELValue, _ pattern: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let text) = value, case .string(let pattern) = pattern else { return .noSuchOverload }
    return context.isMatch(text, pattern: pattern)
  }

  /// `'tacocat'.indexOf('ac') == 1`; -1 where it is not found.
  @Sendable static func indexOf(_ value: CELValue, _ part: CELValue, _ context: inout CELContext) -> CELValue {
    indexOf(value, part, .int(0), &context)
  }

  /// `'tacocat'.indexOf('a', 3) == 5`: looks from an index on.
  @Sendable static func indexOf(
    _ value: CELValue, _ part: CELValue, _ from: CELValue, _ context: inout CELContext
  ) -> CELValue {
    guard case .string(let text) = value, case .string(let part) = part, case .int(let from) = from else { return .noSuchOverload }
    if let stop = context.spend(forBytes: text.utf8.count + part.utf8.count) { return stop }
    let bytes = Array(text.utf8)
    guard let start = byteOffset(of: from, in: bytes) else { return outOfRange(from) }
    guard let found = ByteSearch(Array(part.utf8)).first(in: bytes, from: start) else { return .int(-1) }
    return .int(Int64(scalarCount(bytes[..<found])))
  }

  /// `'tacocat'.lastIndexOf('a') == 5`; -1 where it is not found.
  @Sendable static func lastIndexOf(_ value: CELValue, _ part: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let text) = value, case .string(let part) = part else { return .noSuchOverload }
    if let stop = context.spend(forBytes: text.utf8.count + part.utf8.count) { return stop }
    let bytes = Array(text.utf8)
    guard let found = ByteSearch(Array(part.utf8)).last(in: bytes, upTo: bytes.count) else { return .int(-1) }
    return .int(Int64(scalarCount(bytes[..<found])))
  }

  /// `'tacocat'.lastIndexOf('a', 3) == 1`: looks for what begins at an index or before.
  @Sendable static func lastIndexOf(
    _ value: CELValue, _ part: CELValue, _ upTo: CELValue, _ context: inout CELContext
  ) -> CELValue {
    guard case .string(let text) = value, case .string(let part) = part, case .int(let upTo) = upTo else { return .noSuchOverload }
    if let stop = context.spend(forBytes: text.utf8.count + part.utf8.count) { return stop }
    let bytes = Array(text.utf8)
    guard let limit = byteOffset(of: upTo, in: bytes) else { return outOfRange(upTo) }
    guard let found = ByteSearch(Array(part.utf8)).last(in: bytes, upTo: limit) else { return .int(-1) }
    return .int(Int64(scalarCount(bytes[..<found])))
  }

  private static func outOfRange(_ index: Int64) -> CELValue { .failed("index out of range: \(index)") }

  private static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

  /// Where the code point of that index begins; the number of code points gives the end; nil outside.
  private static func byteOffset(of index: Int64, in bytes: [UInt8]) -> Int? {
    guard index >= 0 else { return nil }
    var seen: Int64 = 0
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if seen == index { return offset }
      seen += 1
    }
    return seen == index ? bytes.count : nil
  }
}

// Parts and changed copies.
extension CELLibrary {
  private static func text(_ bytes: some Collection<UInt8>) -> CELValue { .string(String(decoding: bytes, as: UTF8.self)) }

  /// `'tacocat'.charAt(3) == 'o'`; `''` at the end.
  @Sendable static func charAt(_ value: CELValue, _ index: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let string) = value, case .int(let index) = index else { return .noSuchOverload }
    if let stop = context.spend(forBytes: string.utf8.count) { return stop }
    let bytes = Array(string.utf8)
    guard let start = byteOffset(of: index, in: bytes) else { return outOfRange(index) }
    let end = bytes[start...].dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
    return text(bytes[start..<end])
  }

  /// `'tacocat'.substring(4) == 'cat'`.
  @Sendable static func substring(_ value: CELValue, _ start: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let string) = value, case .int(let start) = start else { return .noSuchOverload }
    if let stop = context.spend(forBytes: string.utf8.count) { return stop }
    let bytes = Array(string.utf8)
    return byteOffset(of: start, in: bytes).map { text(bytes[$0...]) } ?? outOfRange(start)
  }

  /// `'tacocat'.substring(0, 4) == 'taco'`: up to, not including, the second index.
  @Sendable static func substring(
    _ value: CELValue, _ start: CELValue, _ end: CELValue, _ context: inout CELContext
  ) -> CELValue {
    guard case .string(let string) = value, case .int(let start) = start, case .int(let end) = end else { return .noSuchOverload }
    if let stop = context.spend(forBytes: string.utf8.count) { return stop }
    let bytes = Array(string.utf8)
    guard let first = byteOffset(of: start, in: bytes) else { return outOfRange(start) }
    guard let last = byteOffset(of: end, in: bytes), first <= last else { return outOfRange(end) }
    return text(bytes[first..<last])
  }

  /// `'TacoCat'.lowerAscii() == 'tacocat'`; other letters stay.
  @Sendable static func lowerASCII(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let string) = value else { return .noSuchOverload }
    if let stop = context.spend(forBytes: string.utf8.count) { return stop }
    var bytes = Array(string.utf8)
    for index in bytes.indices where bytes[index] &- 0x41 < 26 { bytes[index] |= 0x20 }
    return text(bytes)
  }

  /// `'TacoCat'.upperAscii() == 'TACOCAT'`; other letters stay.
  @Sendable static func upperASCII(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let string) = value else { return .noSuchOverload }
    if let stop = context.spend(forBytes: string.utf8.count) { return stop }
    var bytes = Array(string.utf8)
    for index in bytes.indices where bytes[index] &- 0x61 < 26 { bytes[index] &= 0xDF }
    return text(bytes)
  }

  /// `'gums'.reverse() == 'smug'`: by code points.
  @Sendable static func reverse(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let string) = value else { return .noSuchOverload }
    return context.spend(forBytes: string.utf8.count) ?? .string(String(String.UnicodeScalarView(string.unicodeScalars.reversed())))
  }

  /// `'  text '.trim() == 'text'`: without white space (Unicode White_Space) at the ends.
  @Sendable static func trim(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let string) = value else { return .noSuchOverload }
    if let stop = context.spend(forBytes: string.utf8.count) { return stop }
    if let first = string.utf8.first, let last = string.utf8.last, first &- 0x21 < 0x5E, last &- 0x21 < 0x5E { return value }
    var rest = string.unicodeScalars[...]
    while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
    while rest.last?.properties.isWhitespace == true { rest.removeLast() }
    return .string(String(rest))
  }
}

// Taking apart and putting together.
extension CELLibrary {
  /// `['a', 'b'].join() == 'ab'`.
  @Sendable static func join(_ value: CELValue, _ context: inout CELContext) -> CELValue { join(value, .string(""), &context) }

  /// `['a', 'b'].join(', ') == 'a, b'`.
  @Sendable static func join(_ value: CELValue, _ separator: CELValue, _ context: inout CELContext) -> CELValue {
    guard let elements = context.elements(of: value), case .string(let separator) = separator else { return .noSuchOverload }
    var joined = ""
    for (index, element) in elements.enumerated() {
      guard case .string(let text) = element else { return .noSuchOverload }
      if let stop = context.spend(forBytes: text.utf8.count + separator.utf8.count) { return stop }
      if index > 0 { joined += separator }
      joined += text
    }
    return .string(joined)
  }

  /// `'hello hello'.replace('he', 'we') == 'wello wello'`.
  @Sendable static func replace(
    _ value: CELValue, _ old: CELValue, _ new: CELValue, _ context: inout CELContext
  ) -> CELValue {
    replace([value, old, new, .int(-1)], &context)
  }

  /// `'hello hello'.replace('he', 'we', 1) == 'wello hello'`: at most so many, all where the number is negative.
  @Sendable static func replace(_ arguments: [CELValue], _ context: inout CELContext) -> CELValue {
    guard arguments.count == 4, case .string(let string) = arguments[0], case .string(let old) = arguments[1],
      case .string(let new) = arguments[2], case .int(let limit) = arguments[3]
    else { return .noSuchOverload }
    if let stop = context.spend(forBytes: string.utf8.count + old.utf8.count) { return stop }
    let bytes = Array(string.utf8)
    let replacement = Array(new.utf8)
    var result: [UInt8] = []
    var position = 0
    for found in occurrences(of: Array(old.utf8), in: bytes, limit: limit) {
      if let stop = context.spend(forBytes: replacement.count) { return stop }
      result += bytes[position..<found]
      result += replacement
      position = found + old.utf8.count
    }
    return text(result + bytes[position...])
  }

  /// Where a text stands in another, without overlaps; nothing stands before each code point and at the end.
  private static func occurrences(of part: [UInt8], in bytes: [UInt8], limit: Int64) -> [Int] {
    var found: [Int] = []
    let limit = limit < 0 ? Int64.max : limit
    guard !part.isEmpty else {
      for offset in 0...bytes.count where Int64(found.count) < limit && (offset == bytes.count || bytes[offset] & 0xC0 != 0x80) {
        found.append(offset)
      }
      return found
    }
    let search = ByteSearch(part)
    var from = 0
    while Int64(found.count) < limit, let next = search.first(in: bytes, from: from) {
      found.append(next)
      from = next + part.count
    }
    return found
  }

  /// `'a b c'.split(' ') == ['a', 'b', 'c']`.
  @Sendable static func split(_ value: CELValue, _ separator: CELValue, _ context: inout CELContext) -> CELValue {
    split(value, separator, .int(-1), &context)
  }

  /// `'a b c'.split(' ', 2) == ['a', 'b c']`: into at most so many, all where the number is negative.
  @Sendable static func split(
    _ value: CELValue, _ separator: CELValue, _ limit: CELValue, _ context: inout CELContext
  ) -> CELValue {
    guard case .string(let string) = value, case .string(let separator) = separator, case .int(let limit) = limit else {
      return .noSuchOverload
    }
    if let stop = context.spend(string.utf8.count) { return stop }
    if limit == 0 { return .list([]) }
    let bytes = Array(string.utf8)
    let cuts = limit < 0 ? -1 : limit - 1
    var pieces: [CELValue] = []
    var position = 0
    for found in occurrences(of: Array(separator.utf8), in: bytes, limit: separator.isEmpty && cuts >= 0 ? cuts + 1 : cuts) {
      // Nothing separates the code points, but not the first from what is before it.
      if separator.isEmpty, found == 0 || found == bytes.count { continue }
      pieces.append(text(bytes[position..<found]))
      position = found + separator.utf8.count
    }
    if !(separator.isEmpty && bytes.isEmpty) { pieces.append(text(bytes[position...])) }
    return .list(pieces)
  }

  /// `strings.quote('say "hi"') == '"say \\"hi\\""'`: as a literal of the language.
  @Sendable static func quote(_ value: CELValue, _ context: inout CELContext) -> CELValue {
    guard case .string(let string) = value else { return .noSuchOverload }
    return context.spend(forBytes: string.utf8.count) ?? .string(CELValue.quoted(string, with: "\""))
  }
}
