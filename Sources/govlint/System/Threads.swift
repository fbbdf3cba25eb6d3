import GovernanceLint
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Threads for work on rules, of which one takes as long as several small files.
struct Threads: Workers {
  func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], makeWorker: @escaping @Sendable () -> (Item) -> Result
  ) -> [Result] { concurrentMap(items, atOnce: 1, from: 0, makeWorker: makeWorker) }
}

/// The result for each item, in order. From `threshold` items on, several threads share the work, each taking some items `atOnce`.
///
/// `makeWorker` is called once on each thread, so that a worker can have its own copies of what it often retains.
func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], atOnce batch: Int = 16, from threshold: Int = concurrencyThreshold, makeWorker: @escaping @Sendable () -> (Item) -> Result
) -> [Result] {
  concurrentMap(items, atOnce: batch, from: threshold, meanwhile: {}, makeWorker: makeWorker).results
}

/// The same, and what this thread does `meanwhile`, before it takes its share of the work.
func concurrentMap<Item: Sendable, Result: Sendable, Other>(
  _ items: [Item], atOnce batch: Int = 16, from threshold: Int = concurrencyThreshold, meanwhile: () -> Other,
  makeWorker: @escaping @Sendable () -> (Item) -> Result
) -> (results: [Result], other: Other) {
  guard items.count >= threshold else { return (items.map(makeWorker()), meanwhile()) }
  let work = SharedWork(items, batch, makeWorker)
  let processors = max(1, min(16, sysconf(Int32(_SC_NPROCESSORS_ONLN)), (items.count + batch - 1) / batch))
  // A thread that cannot be had is no loss: this one goes on until everything is done.
  let threads = (1..<processors).compactMap { _ in Thread { work.run() } }
  let other = meanwhile()
  work.run()
  for thread in threads { thread.join() }
  return (work.takeResults(), other)
}

/// Lets all threads take memory from one place, where what one gives back serves the others: for work that keeps much of it.
func shareMemory() {
  #if canImport(Glibc)
    // `M_ARENA_MAX`.
    _ = mallopt(-8, 1)
  #endif
}

#if canImport(Glibc)
  /// mallopt(3): Swift's module of the C library leaves `malloc.h` out.
  @_silgen_name("mallopt") private func mallopt(_ parameter: Int32, _ value: Int32) -> Int32
#endif

/// Below this many small files, starting threads costs more than they save.
let concurrencyThreshold = 500

/// Items of which each thread takes the next few until none is left.
///
/// A class, because threads share it. Unchecked, because each result is written once, by the thread that claimed its index,
/// and read after all threads have been joined.
private final class SharedWork<Item: Sendable, Result: Sendable>: @unchecked Sendable {
  private let items: [Item]
  private let makeWorker: @Sendable () -> (Item) -> Result
  private let results: UnsafeMutablePointer<Result>
  private let next = Atomic<Int>(0)
  private let batch: Int

  init(_ items: [Item], _ batch: Int, _ makeWorker: @escaping @Sendable () -> (Item) -> Result) {
    self.items = items
    self.batch = batch
    self.makeWorker = makeWorker
    results = .allocate(capacity: items.count)
  }

  func run() {
    let worker = makeWorker()
    while true {
      let start = next.add(batch, ordering: .relaxed).oldValue
      guard start < items.count else { return }
      for index in start..<min(start + batch, items.count) {
        (results + index).initialize(to: worker(items[index]))
      }
    }
  }

  /// Moves the results out; to be called once, after all threads have ended.
  func takeResults() -> [Result] {
    defer { results.deallocate() }
    return [Result](unsafeUninitializedCapacity: items.count) { buffer, count in
      buffer.baseAddress?.moveInitialize(from: results, count: items.count)
      count = items.count
    }
  }
}

/// A thread of the system.
private struct Thread {
  private var handle: pthread_t

  /// Starts a thread, or is nil where the system gives none.
  init?(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    // As large as the main thread's, because the depth that parsers allow was measured there; macOS gives 512 KiB otherwise.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    let context = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
    #if canImport(Darwin)
      var handle: pthread_t?
      let result = pthread_create(&handle, &attributes, { ThreadBody.run($0) }, context)
    #else
      var handle = pthread_t()
      let result = pthread_create(&handle, &attributes, { ThreadBody.run($0) }, context)
    #endif
    guard result == 0 else {
      Unmanaged<ThreadBody>.fromOpaque(context).release()
      return nil
    }
    #if canImport(Darwin)
      guard let handle else { return nil }
    #endif
    self.handle = handle
  }

  func join() { pthread_join(handle, nil) }
}

/// A class, because C hands a pointer to it from one thread to the other.
private final class ThreadBody: Sendable {
  private let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().body()
    return nil
  }
}
