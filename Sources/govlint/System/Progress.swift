import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How far some work has come, told on a terminal once it takes longer than a second; nowhere else.
final class Progress: Sendable {
  private let label: String
  private let total: Int
  private let isShown: Bool
  private let start = Progress.milliseconds()
  private let done = Atomic<Int>(0)
  /// When it was last written; 0 for never.
  private let lastWritten = Atomic<Int>(0)

  /// Work in so many steps: `checking 120 of 1000`.
  init(_ label: String, of total: Int) {
    self.label = label
    self.total = total
    isShown = FileDescriptor.standardError.isTerminal
  }

  /// A step is done; any thread may say so.
  func advance() {
    guard isShown else { return }
    let count = done.add(1, ordering: .relaxed).newValue
    guard count % Progress.stride == 0 || total < Progress.stride * 10 else { return }
    let now = Progress.milliseconds()
    let last = lastWritten.load(ordering: .relaxed)
    guard now - start > 1000, now - last > 100 else { return }
    // Of several threads one writes.
    guard lastWritten.compareExchange(expected: last, desired: now, ordering: .relaxed).exchanged else { return }
    write("\r\(label) \(count) of \(total)")
  }

  /// All is done: what was written is wiped away.
  func finish() {
    if lastWritten.load(ordering: .relaxed) > 0 { write("\r\u{1B}[K") }
  }

  /// The clock is looked at after so many steps.
  private static let stride = 16

  private func write(_ text: String) { try? FileDescriptor.standardError.write(Array(text.utf8)) }

  private static func milliseconds() -> Int {
    var time = timespec()
    guard clock_gettime(CLOCK_MONOTONIC, &time) == 0 else { return 0 }
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }
}
