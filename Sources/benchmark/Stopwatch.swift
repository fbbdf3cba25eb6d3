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

  /// The seconds of processor time that work on one thread takes. On a busy machine the time on the wall says more about the
  /// others, and not as much for a short process as for a long one.
  static func processorSeconds(runs: Int = 5, _ work: () -> Void) -> Double {
    median(
      (0..<runs).map { _ in
        let start = processorNanoseconds
        work()
        return (processorNanoseconds - start) / 1e9
      })
  }

  private static var processorNanoseconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }

  /// The middle value, or 0 of none.
  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
