/// Anchors, tags and directives (YAML 1.2.2 sections 6.8 and 6.9).
extension YAMLParser {
  /// Reads the anchor and the tag at the cursor, in either order, on one line; returns their index in `pendingProperties`.
  mutating func readProperties() -> Int {
    var result = NodeProperties()
    while true {
      let start = cursor.offset
      let byte = cursor.byte
      if byte == UInt8(ascii: "&") {
        cursor.offset += 1
        cursor.skip { !YAMLParser.isSpace($0) && !YAMLParser.isFlowIndicator($0) }
        let range = TextRange(start + 1, cursor.offset)
        if range.isEmpty {
          fail(
            "expected a name after '&'", at: TextRange(start, start + 1),
            fix: "Name the anchor, or put text that begins with `&` in quotes.")
        }
        if result.anchor != nil {
          fail("expected one anchor but found another", at: TextRange(start, cursor.offset), fix: YAMLParser.onceFix)
        }
        result.anchor = range
      } else if byte == UInt8(ascii: "!") {
        let resolved = tag()
        let range = TextRange(start, cursor.offset)
        if result.tag != nil { fail("expected one tag but found another", at: range, fix: YAMLParser.onceFix) }
        result.tag = range
        result.resolvedTag = resolved
      } else {
        break
      }
      let next = cursor.byte
      if !YAMLParser.isSpace(next), !(flowDepth > 0 && YAMLParser.isFlowIndicator(next)) {
        fail(
          "expected a space after '\(text(start..<cursor.offset))' but found \(shownContent)", at: cursor.offset,
          fix: "Put a space after it, or quotes around text that begins with `!` or `&`.")
      }
      let end = cursor.offset
      cursor.skip(while: YAMLParser.isBlank)
      if cursor.byte != UInt8(ascii: "&"), cursor.byte != UInt8(ascii: "!") {
        // An empty node stands right after its properties.
        cursor.offset = end
        break
      }
    }
    pendingProperties.append(result)
    return pendingProperties.count - 1
  }

  /// The properties of two lines before one node, which must not both have an anchor or a tag.
  mutating func joined(_ outer: Int, _ own: Int) -> Int {
    if outer == 0 || own == 0 { return outer | own }
    var result = takeProperties(own)
    let other = takeProperties(outer)
    if let second = result.anchor, other.anchor != nil {
      fail("expected one anchor but found another", at: second, fix: YAMLParser.onceFix)
    }
    if let second = result.tag, other.tag != nil {
      fail("expected one tag but found another", at: second, fix: YAMLParser.onceFix)
    }
    result.anchor = result.anchor ?? other.anchor
    if result.tag == nil { (result.tag, result.resolvedTag) = (other.tag, other.resolvedTag) }
    pendingProperties.append(result)
    return pendingProperties.count - 1
  }

  /// Properties that found their node; the list of those that have not shrinks again.
  mutating func takeProperties(_ pending: Int) -> NodeProperties {
    guard pending > 0, pending < pendingProperties.count, let result = pendingProperties[pending] else { return NodeProperties() }
    pendingProperties[pending] = nil
    while let last = pendingProperties.last, last == nil { pendingProperties.removeLast() }
    return result
  }

  /// Gives a complete node the properties of an earlier line as well.
  mutating func moveProperties(_ outer: Int, to index: Int) {
    guard index < records.count else { return }
    var own = 0
    if records[index].flags.contains(.hasProperties), let attached = properties[Int32(truncatingIfNeeded: index)] {
      pendingProperties.append(attached)
      own = pendingProperties.count - 1
    }
    attach(joined(outer, own), to: index)
  }

  mutating func refusePropertiesOfAlias(at offset: Int) {
    fail(
      "expected no anchor or tag before an alias", at: offset,
      fix: "Remove it: an alias has the anchor and the tag of the node that it stands for.")
  }

  private static let onceFix = "Keep one of the two."

  // MARK: Tags

  /// The tag at the cursor, resolved.
  private mutating func tag() -> String {
    let start = cursor.offset
    cursor.offset += 1
    if cursor.byte == UInt8(ascii: "<") {
      cursor.offset += 1
      let uriStart = cursor.offset
      cursor.skip { YAMLParser.isURICharacter($0) }
      let uri = uriStart..<cursor.offset
      if cursor.byte == UInt8(ascii: ">") {
        cursor.offset += 1
      } else {
        fail(
          "expected '>' after the tag", at: TextRange(start, cursor.offset), fix: "Write the tag as `!<tag:example.com:name>`.")
      }
      if uri.isEmpty {
        fail(
          "expected a tag between '<' and '>'", at: TextRange(start, cursor.offset),
          fix: "Write the tag as `!<tag:example.com:name>`.")
      }
      return decodedURI(uri)
    }
    cursor.skip { YAMLParser.isTagCharacter($0) }
    var handle = "!"
    var suffix = start + 1..<cursor.offset
    if cursor.byte == UInt8(ascii: "!") {
      cursor.offset += 1
      handle = text(start..<cursor.offset)
      let suffixStart = cursor.offset
      cursor.skip { YAMLParser.isTagCharacter($0) }
      suffix = suffixStart..<cursor.offset
      if suffix.isEmpty {
        fail(
          "expected a name after '\(handle)'", at: TextRange(start, cursor.offset),
          fix: "Name the tag, such as `!!str`, or leave it out.")
      }
    } else if suffix.isEmpty {
      return "!"
    }
    if let prefix = tagHandles[handle] { return prefix + decodedURI(suffix) }
    if handle == "!!" { return "tag:yaml.org,2002:" + decodedURI(suffix) }
    if handle != "!" {
      fail(
        "expected a '%TAG' directive for '\(handle)'", at: TextRange(start, cursor.offset),
        fix: "Write `%TAG \(handle) PREFIX` and `---` before the document, or leave the tag out.")
    }
    return handle + decodedURI(suffix)
  }

  private static func isURICharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"): true
    default: isTagCharacter(byte)
    }
  }

  private static func isTagCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "-"), UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "?"),
      UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "$"),
      UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: "'"), UInt8(ascii: "("),
      UInt8(ascii: ")"):
      true
    default: false
    }
  }

  /// Decodes `%21` and the like.
  private mutating func decodedURI(_ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = cursor.byte(at: offset)
      if byte == UInt8(ascii: "%") {
        if let high = hexadecimalValue(cursor.byte(at: offset + 1)), let low = hexadecimalValue(cursor.byte(at: offset + 2)) {
          bytes.append(high << 4 | low)
          offset += 3
          continue
        }
        fail(
          "expected two hexadecimal digits after '%'", at: TextRange(offset, offset + 1),
          fix: "Write a percent sign in a tag as `%25`.")
      }
      bytes.append(byte)
      offset += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Directives

  /// Reads the directives at the cursor; returns whether there are any.
  mutating func directives() -> Bool {
    var hasVersion = false
    var isAny = false
    while cursor.byte == UInt8(ascii: "%"), cursor.offset == lineStart {
      isAny = true
      let start = cursor.offset
      skipLine()
      var end = cursor.offset
      if let comment = commentStart(start..<end) {
        comments.append(TextRange(comment, end))
        end = comment
      }
      let words = text(start..<end).split { $0 == " " || $0 == "\t" }.map(String.init)
      let range = TextRange(start, end)
      if words.first == "%YAML" {
        if hasVersion { fail("expected one '%YAML' directive but found another", at: range, fix: "Keep one of them.") }
        hasVersion = true
        version(words, range)
      } else if words.first == "%TAG" {
        handle(words, range)
      }
      // Other directives are reserved (section 6.8) and mean nothing.
      skipToContent()
    }
    return isAny
  }

  private func commentStart(_ range: Range<Int>) -> Int? {
    range.dropFirst().first { cursor.byte(at: $0) == UInt8(ascii: "#") && YAMLParser.isBlank(cursor.byte(at: $0 - 1)) }
  }

  private mutating func version(_ words: [String], _ range: TextRange) {
    let numbers = words.dropFirst().first?.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) ?? []
    let areNumbers = numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    let isVersion = words.count == 2 && numbers.count == 2 && areNumbers
    if !isVersion {
      fail(
        "expected '%YAML' and a version such as 1.2, and nothing else", at: range,
        fix: "Write `%YAML 1.2`, or leave the line out: it says nothing that is not so without it.")
    } else if !numbers[0].elementsEqual("1".utf8) {
      fail("expected YAML 1.2 but found version \(words[1])", at: range, fix: "Write `%YAML 1.2`, or leave the line out.")
    }
  }

  private mutating func handle(_ words: [String], _ range: TextRange) {
    guard words.count == 3, words[1].hasPrefix("!"), words[1].hasSuffix("!") else {
      return fail(
        "expected '%TAG', a handle such as '!e!' and a prefix", at: range,
        fix: "Write it as `%TAG !e! tag:example.com,2026:`, or leave it out with the tags that use it.")
    }
    if tagHandles[words[1]] != nil {
      fail(
        "expected one '%TAG' directive for '\(words[1])' but found another", at: range,
        fix: "Keep one of them, or give the other a handle of its own.")
    }
    tagHandles[words[1]] = words[2]
  }
}
