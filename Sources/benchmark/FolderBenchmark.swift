import Foundation

/// How long the command takes on a folder of manifests, from start to exit, and how much memory.
enum FolderBenchmark {
  /// What is asked of each folder, and how often.
  private static let commands: [(name: String, words: [String], runs: Int)] = [
    ("check, one changed manifest", ["check", "ai/system-1.yaml"], 21),
    ("check", ["check"], 7),
    ("status", ["status"], 5),
    ("forecast, a year", ["forecast", "--within", "P1Y"], 3),
    ("audit, all formats", ["audit"] + ["text", "json", "html", "csv", "markdown", "oscal"].flatMap { ["--format", "\($0)=audit.\($0)"] }, 3),
  ]

  /// Writes the manifests below the working folder and prints what each command costs there.
  static func run(govlint: String, counts: [Int]) {
    for count in counts {
      let folder = "portfolio-\(count)"
      guard let megabytes = Portfolio.write(count, to: folder), FileManager.default.changeCurrentDirectoryPath(folder) else {
        return print("cannot write \(folder)")
      }
      defer { _ = FileManager.default.changeCurrentDirectoryPath("..") }
      let table = Table(
        "\(count) manifests of \(Int(megabytes * 1e6) / count) bytes", columns: ["median ms", "best ms", "us/manifest", "peak MiB"])
      for (name, words, runs) in commands {
        let child = ChildProcess(program: govlint, arguments: words + ["--as-of", ManifestGenerator.asOf])
        guard let first = child.run(watchingMemory: true), (0...1).contains(first.exitStatus) else {
          table.row("govlint \(name) does not run", [])
          continue
        }
        guard let cost = child.milliseconds(runs: runs) else { continue }
        table.row(
          name,
          [
            cost.median.rounded(to: 1), cost.best.rounded(to: 1), (cost.best * 1000 / Double(count)).rounded(to: 1),
            first.peakMemory?.rounded(to: 1),
          ])
      }
    }
  }
}

/// Generated manifests on disk.
enum Portfolio {
  /// Writes so many manifests with their charter, a configuration and the evidence that they name; the size of all in MB.
  static func write(_ count: Int, to folder: String) -> Double? {
    var bytes = 0
    do {
      try FileManager.default.createDirectory(atPath: "\(folder)/ai", withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: "\(folder)/evidence", withIntermediateDirectories: true)
      try write("{\"manifests\": [\"ai/**/*.yaml\"]}\n", to: "\(folder)/.lint-config.json")
      for (path, text) in ManifestGenerator.evidence { try write(text, to: "\(folder)/\(path)") }
      try write(ManifestGenerator.charter(systems: count), to: "\(folder)/ai/charter.yaml")
      for number in 0..<count {
        let text = ManifestGenerator.manifest(number, of: count)
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
