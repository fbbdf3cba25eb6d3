import Foundation

/// How long the command takes to start, measured against an empty C program.
enum StartBenchmark {
  private static let runs = 51

  /// Prints the medians. `folder` holds the manifest `manifest` and is the working folder.
  static func run(govlint: String, manifest: String) {
    let table = Table("start, median of \(runs) runs", columns: ["ms", "x C"])
    let baseline = emptyProgram().flatMap { ChildProcess(program: $0, arguments: []).medianMilliseconds(runs: runs) }
    table.row("empty C program, static", [baseline?.rounded(to: 2), baseline.map { _ in "1.0" }])
    let commands = [
      ("govlint --version", ["--version"]), ("govlint check, one manifest", ["check", "--as-of", ManifestGenerator.asOf, manifest]),
    ]
    for (name, arguments) in commands {
      let child = ChildProcess(program: govlint, arguments: arguments)
      let ran = child.run().map { (0...1).contains($0.exitStatus) } ?? false
      let median = ran ? child.medianMilliseconds(runs: runs) : nil
      let ratio = median.flatMap { median in baseline.map { median / $0 } }
      table.row(name, [median?.rounded(to: 2), ratio?.rounded(to: 1)])
    }
  }

  /// Compiles `int main(void) { return 0; }` in the working folder; nil where there is no C compiler.
  private static func emptyProgram() -> String? {
    let folder = FileManager.default.currentDirectoryPath
    let (source, program) = ("\(folder)/empty.c", "\(folder)/empty")
    guard (try? "int main(void) { return 0; }\n".write(toFile: source, atomically: false, encoding: .utf8)) != nil else { return nil }
    // macOS has no static executables; there the dynamic one is what can be had.
    for options in [["-O2", "-static"], ["-O2"]] {
      for compiler in ["cc", "gcc", "clang"] {
        let arguments = [compiler] + options + [source, "-o", program]
        if ChildProcess(program: "/usr/bin/env", arguments: arguments).run()?.exitStatus == 0 { return program }
      }
    }
    return nil
  }
}
