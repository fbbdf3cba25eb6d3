import Synchronization

/// A value that is made when somebody first asks for it, whatever the thread.
final class Remembered<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)

  /// The value; `make` is called once.
  func value(_ make: () -> Value) -> Value {
    known.withLock { known in
      if let known { return known }
      let value = make()
      known = value
      return value
    }
  }
}
