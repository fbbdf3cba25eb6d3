// What things cost: `swift build -c release && swift run -c release benchmark [COUNT...]`. It prints figures and judges none.
// `benchmark portfolio COUNT FOLDER` leaves a folder of manifests there. `benchmark hostile` measures the parsers on input that is
// built to be slow; `.ci/compare-parsers` sets them beside others, `.ci/compare-cel` does so with expressions and patterns.
import Foundation

#if DEBUG
  print("This is a debug build: its figures mean nothing. Use 'swift run -c release benchmark'.")
#endif
switch CommandLine.arguments.dropFirst().first {
case "parse":
  ParsingBenchmark.run(files: Array(CommandLine.arguments.dropFirst(2)))
  exit(0)
case "manifests":
  try ParsingBenchmark.writeManifests(to: CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : ".")
  exit(0)
case "condition":
  ConditionBenchmark.askConditions(Array(CommandLine.arguments.dropFirst(2)))
  exit(0)
case "pattern":
  ConditionBenchmark.searchPatterns(Array(CommandLine.arguments.dropFirst(2)))
  exit(0)
case "manifest":
  ConditionBenchmark.printManifest()
  exit(0)
case "portfolio":
  let words = CommandLine.arguments.dropFirst(2)
  guard words.count == 2, let count = Int(words[2]), Portfolio.write(count, to: words[3]) != nil else {
    print("expected a number of manifests and a folder that can be written")
    exit(2)
  }
  exit(0)
case "hostile":
  let words = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }
  if words.count == 2, HostileInput.all.indices.contains(words[0]) {
    ParsingBenchmark.measureHostile(HostileInput.all[words[0]], megabytes: words[1])
  } else {
    try ParsingBenchmark.runHostile()
  }
  exit(0)
default: break
}
let counts = CommandLine.arguments.dropFirst().compactMap { Int($0) }.filter { $0 > 0 }
let chosen = counts.isEmpty ? [1_000, 10_000] : counts
let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
let builtBeside = programs.appendingPathComponent("govlint").path
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("govlint-benchmark-\(getpid())").path

print("\(ProcessInfo.processInfo.activeProcessorCount) cores; manifests of about 4 kB, ten of the complete example's systems again and again, one in six with a mistake")
do {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  guard FileManager.default.changeCurrentDirectoryPath(folder) else { throw CocoaError(.fileNoSuchFile) }
  if FileManager.default.isExecutableFile(atPath: builtBeside) {
    try Data(ManifestGenerator.manifest(3).utf8).write(to: URL(fileURLWithPath: "manifest.yaml"))
    StartBenchmark.run(govlint: builtBeside, manifest: "manifest.yaml")
    FolderBenchmark.run(govlint: builtBeside, counts: chosen)
  } else {
    print("\nno command at \(builtBeside): run 'swift build -c release' first to measure it")
  }
  StageBenchmark.run(counts: chosen)
} catch {
  print("cannot use \(folder): \(error)")
}
