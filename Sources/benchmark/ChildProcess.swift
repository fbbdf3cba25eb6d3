import Foundation

/// A program that is started and waited for, its output thrown away.
struct ChildProcess {
  var program: String
  var arguments: [String]

  /// What a run cost.
  struct Cost {
    var milliseconds: Double
    var exitStatus: Int32
    /// The largest resident size, in MiB; nil where it could not be read.
    var peakMemory: Double?
  }

  /// Runs it once; nil when it cannot be started.
  func run(watchingMemory: Bool = false) -> Cost? {
    var child = pid_t()
    let start = DispatchTime.now().uptimeNanoseconds
    guard spawn(&child) else { return nil }
    var status: Int32 = 0
    var usage = rusage()
    var peak: Double?
    if watchingMemory {
      while wait4(child, &status, WNOHANG, &usage) == 0 {
        peak = residentPeak(of: child) ?? peak
        usleep(200)
      }
    } else {
      wait4(child, &status, 0, &usage)
    }
    let milliseconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
    #if canImport(Darwin)
      peak = Double(usage.ru_maxrss) / 1_048_576
    #endif
    let didExit = status & 0x7F == 0
    return Cost(milliseconds: milliseconds, exitStatus: didExit ? (status >> 8) & 0xFF : -1, peakMemory: peak)
  }

  /// The median and the best of so many runs, after a few to warm up; nil when it cannot be started.
  func milliseconds(runs: Int) -> (median: Double, best: Double)? {
    let costs = (0..<runs + 1).compactMap { _ in run() }.dropFirst().map(\.milliseconds)
    return costs.min().map { (Stopwatch.median(Array(costs)), $0) }
  }

  private func spawn(_ child: inout pid_t) -> Bool {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    var environment = [strdup("PATH=\(path)"), nil]
    defer { free(environment[0]) }
    return posix_spawn(&child, program, &actions, nil, &words, &environment) == 0
  }

  /// The high-water mark that Linux keeps for a running process. Not `ru_maxrss`: the parent's size at the start is part of that.
  private func residentPeak(of child: pid_t) -> Double? {
    guard let status = FileManager.default.contents(atPath: "/proc/\(child)/status") else { return nil }
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
    return kibibytes.map { $0 / 1024 }
  }
}
