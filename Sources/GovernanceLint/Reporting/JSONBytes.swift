/// JSON that is put together byte by byte, for what reports hold millions of; ``JSONTree`` is easier to read.
extension [UInt8] {
  /// Appends text of the program.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends the digits of a number that is not negative.
  mutating func append(number: Int) {
    let zero = UInt8(ascii: "0")
    if number < 10 { return append(zero &+ UInt8(truncatingIfNeeded: number)) }
    if number >= 100 { append(number: number / 100) }
    let rest = number % 100
    if number >= 100 || rest >= 10 { append(zero &+ UInt8(truncatingIfNeeded: rest / 10)) }
    append(zero &+ UInt8(truncatingIfNeeded: rest % 10))
  }

  /// Appends a JSON string, hidden characters escaped.
  mutating func append(quoted text: String) {
    append(UInt8(ascii: "\""))
    append(escaped: text.utf8)
    append(UInt8(ascii: "\""))
  }

  /// Appends text as it stands in a JSON string, hidden characters escaped.
  mutating func append(escaped text: some Collection<UInt8>) {
    let isPlain = text.withContiguousStorageIfAvailable { text in
      guard text.isPlainJSON else { return false }
      append(contentsOf: text)
      return true
    }
    guard isPlain != true else { return }
    let quoted = OutputSink.bytes { sink in
      var writer = JSONWriter()
      writer.text(String(decoding: text, as: UTF8.self), into: &sink)
    }
    append(contentsOf: quoted[1..<quoted.count - 1])
  }
}

/// Texts that are written again and again, one after the other in memory, by number.
struct PreparedBytes {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  /// Adds one; its number is how many there were before.
  mutating func add(_ text: some Sequence<UInt8>) {
    bytes += text
    ends.append(bytes.count)
  }

  /// Appends the text of a number.
  @inline(__always)
  func append(_ number: Int, to target: inout [UInt8]) {
    let range = ends[number]..<ends[number + 1]
    bytes.withUnsafeBufferPointer { target.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether it stands in a JSON string as it is: visible ASCII but for what JSON escapes.
  var isPlainJSON: Bool {
    // Without an early end, so that many bytes are looked at at once; most texts are short and plain.
    var special: UInt8 = 0
    for byte in self {
      special |= byte &- 0x20 < 0x5F ? 0 : 1
      special |= byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 1 : 0
    }
    return special == 0
  }
}
