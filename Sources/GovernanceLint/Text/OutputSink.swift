/// Where reports are written: a buffer of bytes that is handed on in pieces, so that no report has to fit into one string.
public struct OutputSink: TextOutputStream {
  private var buffer: [UInt8] = []
  private let emit: ([UInt8]) -> Void
  private let pieceSize: Int

  /// A sink that hands on pieces of about `pieceSize` bytes, and the rest at ``finish()``.
  public init(pieceSize: Int = 65_536, emit: @escaping ([UInt8]) -> Void) {
    self.pieceSize = pieceSize
    self.emit = emit
  }

  /// Appends text as UTF-8.
  public mutating func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= pieceSize { finish() }
  }

  /// Appends bytes as they are; a whole piece is handed on at once.
  public mutating func write(bytes: [UInt8]) {
    if bytes.count >= pieceSize {
      finish()
      return emit(bytes)
    }
    buffer.append(contentsOf: bytes)
    if buffer.count >= pieceSize { finish() }
  }

  /// Appends bytes as they are.
  public mutating func write(bytes: some Sequence<UInt8>) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= pieceSize { finish() }
  }

  /// Lets `body` append bytes in place: what is put together from many small parts takes no way round.
  public mutating func append(_ body: (inout [UInt8]) -> Void) {
    body(&buffer)
    if buffer.count >= pieceSize { finish() }
  }

  /// Hands on what is still buffered.
  public mutating func finish() {
    guard !buffer.isEmpty else { return }
    emit(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Everything that `body` writes, as text.
  public static func text(_ body: (inout OutputSink) -> Void) -> String { String(decoding: bytes(body), as: UTF8.self) }

  /// Everything that `body` writes.
  static func bytes(_ body: (inout OutputSink) -> Void) -> [UInt8] {
    // A class, because the closure that collects the pieces outlives the call that changes them.
    final class Collected { var bytes: [UInt8] = [] }
    let collected = Collected()
    var sink = OutputSink { collected.bytes += $0 }
    body(&sink)
    sink.finish()
    return collected.bytes
  }
}
