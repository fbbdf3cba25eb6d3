/// Does several things at the same time, as far as the outside can: the library has no threads.
public protocol Workers: Sendable {
  /// The result for each item, in order.
  ///
  /// `makeWorker` is called once on each thread, so that a worker can have its own copies of what it often retains.
  func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], makeWorker: @escaping @Sendable () -> (Item) -> Result
  ) -> [Result]
}

/// One thing after the other.
public struct OneWorker: Workers {
  /// All that it needs.
  public init() {}

  /// The result for each item, on this thread.
  public func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], makeWorker: @escaping @Sendable () -> (Item) -> Result
  ) -> [Result] { items.map(makeWorker()) }
}
