import Foundation

/// Takes times.
enum Stopwatch {
  /// The seconds that a piece of work takes: the median of several runs, as the machine may do other things too.
  static func seconds(runs: Int = 5, _ work: () -> Void) -> Double {
    median(
      (0..<runs).map { _ in
        let start = DispatchTime.now().uptimeNanoseconds
        work()
        return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
      })
  }

  /// The middle value, or 0 of none.
  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
