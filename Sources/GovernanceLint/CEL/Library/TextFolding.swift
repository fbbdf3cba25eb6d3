/// Looks for words in a text, whole and in whatever case. It keeps its room from one text to the next.
struct TextFolding {
  /// The text in small letters.
  private var text: ContiguousArray<UInt8> = []
  /// Where something may begin: at the front, and after what is neither letter nor digit.
  private var starts: ContiguousArray<Int32> = []
  private var word: ContiguousArray<UInt8> = []

  /// Takes a text to look in.
  mutating func fold(_ written: UnsafeBufferPointer<UInt8>) {
    TextFolding.fold(written, into: &text)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        index += 1
        if !TextFolding.isWord(byte), index < text.count { starts.append(Int32(truncatingIfNeeded: index)) }
        continue
      }
      var end = index + 1
      while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
      if !isWord(index..<end), end < text.count { starts.append(Int32(truncatingIfNeeded: end)) }
      index = end
    }
  }

  /// Whether a word or phrase in small letters stands in the text.
  func mentions(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = word.first, word.count <= text.count else { return false }
    if word.count > TextFolding.longWord { return mentionsLong(word) }
    let last = text.count - word.count
    return text.withUnsafeBufferPointer { text in
      for start in starts {
        let start = Int(start)
        guard start <= last else { return false }
        guard text[start] == first else { continue }
        var position = 1
        while position < word.count, text[start &+ position] == word[position] { position &+= 1 }
        if position == word.count, !isWord(after: start + word.count) { return true }
      }
      return false
    }
  }

  /// The same for one that is written in whatever case.
  mutating func mentionsUnfolded(_ written: UnsafeBufferPointer<UInt8>) -> Bool {
    TextFolding.fold(written, into: &word)
    return word.withUnsafeBufferPointer { mentions($0) }
  }

  /// From so many bytes on, a search that looks at each byte of the text once.
  private static let longWord = 64

  private func mentionsLong(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let wanted = ByteSearch(Array(word))
    let bytes = Array(text)
    var from = 0
    while let found = wanted.first(in: bytes, from: from) {
      if !isWord(before: found), !isWord(after: found + word.count) { return true }
      from = found + word.count
    }
    return false
  }

  /// A text in small letters. Most is ASCII or Latin, for which nobody has to ask the tables of Unicode.
  static func fold(_ written: UnsafeBufferPointer<UInt8>, into folded: inout ContiguousArray<UInt8>) {
    folded.removeAll(keepingCapacity: true)
    folded.append(contentsOf: written)
    var index = 0
    while index < folded.count {
      let byte = folded[index]
      if byte < 0x80 {
        if byte &- 0x41 < 26 { folded[index] = byte | 0x20 }
        index += 1
      } else if byte == 0xC3, index + 1 < folded.count {
        // À to Þ, but for the sign of multiplication.
        let next = folded[index + 1]
        if next < 0x9F, next != 0x97 { folded[index + 1] = next | 0x20 }
        index += 2
      } else if byte == 0xC2 {
        index += 2
      } else if byte == 0xE2, index + 2 < folded.count, folded[index + 1] <= 0x81 {
        // Punctuation: dashes, quotation marks.
        index += 3
      } else {
        let rest = String(decoding: written, as: UTF8.self).lowercased()
        folded.removeAll(keepingCapacity: true)
        folded.append(contentsOf: rest.utf8)
        return
      }
    }
  }

  private func isWord(before index: Int) -> Bool {
    var start = index
    while start > 0 {
      start -= 1
      if text[start] & 0xC0 != 0x80 { break }
    }
    return isWord(start..<index)
  }

  private func isWord(after index: Int) -> Bool {
    var end = index
    while end < text.count {
      end += 1
      if end == text.count || text[end] & 0xC0 != 0x80 { break }
    }
    return isWord(index..<end)
  }

  /// Whether an ASCII character is a letter or a digit.
  private static func isWord(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 }

  /// Whether the one scalar that these bytes are is a letter or a digit.
  private func isWord(_ range: Range<Int>) -> Bool {
    if range.isEmpty { return false }
    let byte = text[range.lowerBound]
    if byte < 0x80 { return TextFolding.isWord(byte) }
    if range.count > 1, case let next = text[range.lowerBound + 1] {
      // À to ÿ, but for the signs of multiplication and division; spaces, dashes and quotation marks.
      if byte == 0xC3 { return next != 0x97 && next != 0xB7 }
      if byte == 0xE2, next == 0x80 { return false }
    }
    guard let scalar = String(decoding: text[range], as: UTF8.self).unicodeScalars.first else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
