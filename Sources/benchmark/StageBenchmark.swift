import Foundation
import GovernanceLint

/// What each stage of the library costs on one thread: parsing, the structure check, the rules.
enum StageBenchmark {
  /// Prints the stages for each number of manifests.
  static func run(counts: [Int]) {
    for count in counts {
      let sources = (0..<count).map { Source(path: "ai/system-\($0).yaml", text: ManifestGenerator.manifest($0)) }
      let megabytes = Double(sources.reduce(0) { $0 + $1.bytes.count }) / 1e6
      let table = Table(
        "\(count) manifests, \(megabytes.rounded(to: 1)) MB, one thread", columns: ["ms", "us/manifest", "MB/s"])
      func report(_ stage: String, _ seconds: Double) {
        table.row(
          stage,
          [
            (seconds * 1000).rounded(to: 1), (seconds * 1e6 / Double(count)).rounded(to: 1),
            (megabytes / seconds).rounded(to: 0),
          ])
      }
      let parsing = Stopwatch.seconds {
        for source in sources { discard(Document.parse(source).findings.count) }
      }
      report("parse", parsing)
    }
  }

  /// Keeps the optimiser from dropping work whose result nobody reads.
  @inline(never) static func discard(_ number: Int) {
    if number == .min { print(number) }
  }
}
