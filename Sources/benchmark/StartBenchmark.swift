import Foundation

/// How long the command takes to start, measured against an empty C program.
enum StartBenchmark {
  private static let runs = 51

  /// Prints the medians. `folder` holds the manifest `manifest` and is the working folder.
  static func run(govlint: String, manifest: String) {
    let table = Table("start, \(runs) runs", columns: ["median ms", "best ms", "best x C"])
    let baseline = emptyProgram().flatMap { ChildProcess(program: $0, arguments: []).milliseconds(runs: runs) }
    func row(_ name: String, _ cost: (median: Double, best: Double)?) {
      let ratio = cost.flatMap { cost in baseline.map { cost.best / $0.best } }
      table.row(name, [cost?.median.rounded(to: 2), cost?.best.rounded(to: 2), ratio?.rounded(to: 1)])
    }
    row("empty C program, static", baseline)
    let commands = [
      ("govlint --version", ["--version"]),
      ("govlint check, one manifest", ["check", "--as-of", ManifestGenerator.asOf, manifest]),
    ]
    for (name, arguments) in commands {
      let child = ChildProcess(program: govlint, arguments: arguments)
      let ran = child.run().map { (0...1).contains($0.exitStatus) } ?? false
      row(name, ran ? child.milliseconds(runs: runs) : nil)
    }
  }

  /// Compiles `int main(void) { return 0; }` in the working folder; nil where there is no C compiler.
  private static func emptyProgram() -> String? {
    let folder = FileManager.default.currentDirectoryPath
    let (source, program) = ("\(folder)/empty.c", "\(folder)/empty")
    let text = "int main(void) { return 0; }\n"
    guard (try? text.write(toFile: source, atomically: false, encoding: .utf8)) != nil else { return nil }
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
