/// Finds a sequence of bytes in another in linear time (Knuth, Morris, Pratt).
struct ByteSearch {
  let bytes: [UInt8]
  /// For each prefix of `bytes` the length of the longest proper prefix that also ends it.
  private var borders: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    borders = Array(repeating: 0, count: bytes.count)
    var length = 0
    for index in bytes.indices.dropFirst() {
      while length > 0, bytes[index] != bytes[length] { length = borders[length - 1] }
      if bytes[index] == bytes[length] { length += 1 }
      borders[index] = length
    }
  }

  /// Offset of the first occurrence at or after `from`; an empty sequence is found at once.
  func first(in text: [UInt8], from: Int = 0) -> Int? {
    guard !bytes.isEmpty else { return from <= text.count ? from : nil }
    var length = 0
    var index = from
    while index < text.count {
      while length > 0, text[index] != bytes[length] { length = borders[length - 1] }
      if text[index] == bytes[length] { length += 1 }
      index += 1
      if length == bytes.count { return index - length }
    }
    return nil
  }

  /// Offset of the last occurrence that begins at or before `limit`, overlapping ones included.
  func last(in text: [UInt8], upTo limit: Int) -> Int? {
    guard !bytes.isEmpty else { return min(limit, text.count) }
    var found: Int?
    var length = 0
    for index in text.indices {
      while length > 0, text[index] != bytes[length] { length = borders[length - 1] }
      if text[index] == bytes[length] { length += 1 }
      guard length == bytes.count else { continue }
      let start = index + 1 - length
      guard start <= limit else { break }
      found = start
      length = borders[length - 1]
    }
    return found
  }
}
