/// Writes JSON piece by piece, the same bytes for the same calls.
public struct JSONWriter {
  /// How the text is laid out.
  public enum Layout: Sendable {
    /// No white space.
    case compact
    /// One pair or item a line, two spaces a level.
    case pretty
  }

  private let layout: Layout
  /// Whether each open collection holds something yet, and whether it is an object.
  private var open: [(isObject: Bool, isEmpty: Bool)] = []
  /// Whether a key was just written, so that its value follows on the same line.
  private var isAfterKey = false
  /// How many collections that are keys this one stands in.
  var keyDepth = 0

  /// A writer at the start of a text.
  public init(layout: Layout = .compact) { self.layout = layout }

  /// Begins an object; pairs of ``key(_:into:)`` and a value follow.
  public mutating func beginObject(into sink: inout OutputSink) { begin(isObject: true, "{", into: &sink) }
  /// Begins an array.
  public mutating func beginArray(into sink: inout OutputSink) { begin(isObject: false, "[", into: &sink) }

  /// Ends the innermost object or array.
  public mutating func end(into sink: inout OutputSink) {
    guard let last = open.popLast() else { return }
    if !last.isEmpty { newLine(into: &sink) }
    sink.write(last.isObject ? "}" : "]")
  }

  /// Writes the key of the next value.
  public mutating func key(_ key: String, into sink: inout OutputSink) { self.key(utf8: key.utf8, into: &sink) }

  /// Writes the key of the next value, given as UTF-8.
  public mutating func key(utf8 key: some Sequence<UInt8>, into sink: inout OutputSink) {
    separate(into: &sink)
    JSONWriter.quote(key, into: &sink)
    sink.write(layout == .pretty ? ": " : ":")
    isAfterKey = true
  }

  /// Writes a string.
  public mutating func string(_ text: String, into sink: inout OutputSink) { string(utf8: text.utf8, into: &sink) }

  /// Writes a string, given as UTF-8.
  public mutating func string(utf8 text: some Sequence<UInt8>, into sink: inout OutputSink) {
    separate(into: &sink)
    JSONWriter.quote(text, into: &sink)
  }

  /// Writes an integer.
  public mutating func int(_ value: Int64, into sink: inout OutputSink) { raw(String(value).utf8, into: &sink) }
  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool, into sink: inout OutputSink) { raw((value ? "true" : "false").utf8, into: &sink) }
  /// Writes `null`.
  public mutating func null(into sink: inout OutputSink) { raw("null".utf8, into: &sink) }

  /// Writes the shortest number that reads back as the same double; JSON has no word for infinities and NaN, which become null.
  public mutating func double(_ value: Double, into sink: inout OutputSink) {
    guard value.isFinite else { return null(into: &sink) }
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    raw(text.utf8, into: &sink)
  }

  /// Writes bytes that are JSON already, such as a number as it was written.
  public mutating func raw(_ json: some Sequence<UInt8>, into sink: inout OutputSink) {
    separate(into: &sink)
    sink.write(bytes: json)
  }

  /// Lets `body` append bytes that are JSON already.
  mutating func raw(into sink: inout OutputSink, _ body: (inout [UInt8]) -> Void) {
    separate(into: &sink)
    sink.append(body)
  }

  private mutating func begin(isObject: Bool, _ bracket: String, into sink: inout OutputSink) {
    separate(into: &sink)
    sink.write(bracket)
    open.append((isObject, true))
  }

  private mutating func separate(into sink: inout OutputSink) {
    if isAfterKey {
      isAfterKey = false
    } else if let last = open.indices.last {
      if !open[last].isEmpty { sink.write(",") }
      open[last].isEmpty = false
      newLine(into: &sink)
    }
  }

  private func newLine(into sink: inout OutputSink) {
    guard layout == .pretty else { return }
    sink.write("\n")
    for _ in open { sink.write("  ") }
  }

  /// Quotes and escapes (RFC 8259 section 7): what must be escaped is, and nothing else.
  private static func quote(_ text: some Sequence<UInt8>, into sink: inout OutputSink) {
    sink.append { quoted in
      quoted.append(UInt8(ascii: "\""))
      let isWritten = text.withContiguousStorageIfAvailable { text in
        let isPlain = text.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        if isPlain { quoted.append(contentsOf: text) }
        return isPlain
      }
      if isWritten != true { for byte in text { escape(byte, into: &quoted) } }
      quoted.append(UInt8(ascii: "\""))
    }
  }

  private static func escape(_ byte: UInt8, into quoted: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
    case 0x08: quoted += "\\b".utf8
    case 0x09: quoted += "\\t".utf8
    case 0x0A: quoted += "\\n".utf8
    case 0x0C: quoted += "\\f".utf8
    case 0x0D: quoted += "\\r".utf8
    case 0..<0x20: quoted += "\\u00\(hexadecimal(byte))".utf8
    default: quoted.append(byte)
    }
  }
}
