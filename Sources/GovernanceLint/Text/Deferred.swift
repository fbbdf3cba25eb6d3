/// A value, or how it is read from what was written down: anew each time, so whoever needs it often keeps it.
///
/// Nothing is remembered, because what threads share would need a lock for that.
enum Deferred<Value: Sendable>: Sendable {
  case known(Value)
  case pending(@Sendable () -> Value)

  func load() -> Value {
    switch self {
    case .known(let value): value
    case .pending(let read): read()
    }
  }
}
