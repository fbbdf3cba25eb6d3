import Foundation
import GovernanceLint

/// What parsing alone costs, on one thread, in time and memory.
enum ParsingBenchmark {
  /// `benchmark parse FILE...`: a line for each file with its megabytes a second and its bytes of memory per byte.
  static func run(files: [String]) {
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else {
        print("cannot read \(file)")
        continue
      }
      let source = Source(path: file, bytes: Array(data))
      let memory = memoryPerByte(of: source)
      let seconds = Stopwatch.processorSeconds { discard(Document.parse(source).findings.count) }
      print("\(file) \((Double(data.count) / 1e6 / seconds).rounded(to: 1)) MB/s \(memory ?? "-") bytes/byte")
    }
  }

  /// `benchmark manifests FOLDER`: ten megabytes of manifests as `manifests.yaml` and `manifests.json` for ``run(files:)`` and others.
  static func writeManifests(to folder: String) throws {
    var yaml = ""
    var number = 0
    while yaml.utf8.count < 10_000_000 {
      yaml += "---\n\(ManifestGenerator.manifest(number))\n"
      number += 1
    }
    let document = Document.parse(Source(path: "manifests.yaml", text: yaml)).document
    let json = OutputSink.text { sink in
      var writer = JSONWriter(layout: .pretty)
      writer.beginArray(into: &sink)
      for root in document.roots { writer.node(root, into: &sink) }
      writer.end(into: &sink)
    }
    let base = URL(fileURLWithPath: folder)
    try Data(yaml.utf8).write(to: base.appendingPathComponent("manifests.yaml"))
    try Data(json.utf8).write(to: base.appendingPathComponent("manifests.json"))
  }

  /// `benchmark hostile`: input that is built to be slow, in two sizes: ten times the input may take ten times the time.
  static func runHostile() {
    let table = Table(
      "hostile input, one thread", columns: ["s of 10 MB", "s of 100 MB", "ratio", "bytes/byte", "findings"])
    for shape in HostileInput.all {
      let (small, _) = measure(shape, megabytes: 10)
      let (large, findings) = measure(shape, megabytes: 100)
      // Only large blocks go back to the system at once, so that what was freed before does not hide what is needed now.
      let memory = memoryPerByte(of: shape.source(megabytes: 100))
      table.row(
        "\(shape.isJSON ? "JSON" : "YAML"): \(shape.name)",
        [small.rounded(to: 2), large.rounded(to: 2), (large / small).rounded(to: 1), memory, String(findings)])
    }
  }

  private static func measure(_ shape: HostileInput, megabytes: Int) -> (seconds: Double, findings: Int) {
    let source = shape.source(megabytes: megabytes)
    var findings = 0
    let seconds = Stopwatch.processorSeconds(runs: 1) { findings = Document.parse(source).findings.count }
    return (seconds, findings)
  }

  /// The most memory that parsing takes at any time, the input not counted; nil where the system does not tell.
  private static func memoryPerByte(of source: Source) -> String? {
    // Linux forgets the peak so far when told to.
    guard (try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)) != nil,
      let before = resident("VmRSS:")
    else { return nil }
    let parsed = Document.parse(source)
    let peak = resident("VmHWM:") ?? before
    return withExtendedLifetime(parsed) { (Double(peak - before) / Double(source.bytes.count)).rounded(to: 1) }
  }

  private static func resident(_ name: String) -> Int? {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }

  /// Keeps the optimiser from dropping work whose result nobody reads.
  @inline(never) private static func discard(_ number: Int) {
    if number == .min { print(number) }
  }
}
