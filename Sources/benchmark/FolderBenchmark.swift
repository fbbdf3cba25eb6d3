import Foundation

/// How long `govlint check` takes on a folder of manifests, from start to exit, and how much memory.
enum FolderBenchmark {
  /// Writes the manifests below the working folder and prints what checking them costs.
  static func run(govlint: String, counts: [Int]) {
    let table = Table(
      "govlint check, whole folder",
      columns: ["manifests", "MB", "median ms", "best ms", "us/manifest", "MB/s", "peak MiB"])
    for count in counts {
      let folder = "portfolio-\(count)"
      guard let megabytes = Portfolio.write(count, to: folder) else { return table.row("cannot write \(folder)", []) }
      let child = ChildProcess(
        program: govlint, arguments: ["check", "--as-of", ManifestGenerator.asOf, "--config", "\(folder)/.lint-config.json"])
      guard let first = child.run(watchingMemory: true), (0...1).contains(first.exitStatus) else {
        table.row("govlint check does not run", [String(count)])
        continue
      }
      guard let cost = child.milliseconds(runs: 5) else { continue }
      table.row(
        "all rules, text report",
        [
          String(count), megabytes.rounded(to: 1), cost.median.rounded(to: 0), cost.best.rounded(to: 0),
          (cost.median * 1000 / Double(count)).rounded(to: 1), (megabytes / cost.median * 1000).rounded(to: 0),
          first.peakMemory?.rounded(to: 1),
        ])
    }
  }
}

/// Generated manifests on disk.
enum Portfolio {
  /// Writes so many manifests with a configuration and the evidence that they name; the result is their size in MB.
  static func write(_ count: Int, to folder: String) -> Double? {
    var bytes = 0
    do {
      try FileManager.default.createDirectory(atPath: "\(folder)/ai", withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: "\(folder)/evidence", withIntermediateDirectories: true)
      try write("{\"manifests\": [\"ai/**/*.yaml\"]}\n", to: "\(folder)/.lint-config.json")
      try write(ManifestGenerator.evidence.text, to: "\(folder)/\(ManifestGenerator.evidence.path)")
      for number in 0..<count {
        let text = ManifestGenerator.manifest(number)
        bytes += text.utf8.count
        try write(text, to: "\(folder)/ai/system-\(number).yaml")
      }
    } catch {
      return nil
    }
    return Double(bytes) / 1e6
  }

  private static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }
}
