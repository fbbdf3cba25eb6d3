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
      let memory = memoryPerByte(of: source) { discard(Document.parse(source).findings.count) }
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
  ///
  /// Each is measured in a process of its own: memory that an earlier one gave back is there at once, and new memory has to be
  /// cleared first.
  static func runHostile() throws {
    let table = Table(
      "hostile input, one thread", columns: ["s of 10 MB", "s of 100 MB", "ratio", "bytes/byte", "findings"])
    for (index, shape) in HostileInput.all.enumerated() {
      let small = try output(of: ["hostile", String(index), "10"])
      let large = try output(of: ["hostile", String(index), "100"])
      guard small.count == 3, large.count == 3, let before = Double(small[0]), let after = Double(large[0]) else {
        table.row("\(shape.isJSON ? "JSON" : "YAML"): \(shape.name)", ["failed"])
        continue
      }
      table.row(
        "\(shape.isJSON ? "JSON" : "YAML"): \(shape.name)",
        [before.rounded(to: 2), after.rounded(to: 2), (after / before).rounded(to: 1), large[1], large[2]])
    }
  }

  /// `benchmark hostile INDEX MEGABYTES`: the seconds, the bytes per byte and the number of findings of one input.
  static func measureHostile(_ shape: HostileInput, megabytes: Int) {
    let source = shape.source(megabytes: megabytes)
    var findings = 0
    var seconds = 0.0
    let memory = memoryPerByte(of: source) {
      seconds = Stopwatch.processorSeconds(runs: 1) { findings = Document.parse(source).findings.count }
    }
    print(seconds, memory ?? "-", findings)
  }

  /// The words that this program prints.
  private static func output(of arguments: [String]) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// The most memory that work on an input takes at any time, the input not counted; nil where the system does not tell.
  private static func memoryPerByte(of source: Source, _ work: () -> Void) -> String? {
    // Linux forgets the peak so far when told to.
    let forgets = (try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)) != nil
    let before = resident("VmRSS:")
    work()
    guard forgets, let before, let peak = resident("VmHWM:") else { return nil }
    return (Double(peak - before) / Double(source.bytes.count)).rounded(to: 1)
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
