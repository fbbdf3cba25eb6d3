#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What is known about the person's terminal.
enum Terminal {
  /// Whether colour is welcome there: a terminal that knows it, and nobody said no (https://no-color.org).
  static func takesColor(_ descriptor: FileDescriptor) -> Bool {
    descriptor.isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }

  /// Columns, or nil where it is no terminal.
  static func width(_ descriptor: FileDescriptor) -> Int? {
    var size = winsize()
    guard ioctl(descriptor.number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
