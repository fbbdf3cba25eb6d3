import Foundation
import GovernanceLint

/// What one answer costs, for `.ci/compare-cel`: a condition about a manifest, a pattern in a text.
enum ConditionBenchmark {
  private static let times = 20_000

  /// `condition FILE EXPRESSION...`: for each expression how often it held and the nanoseconds of one answer.
  static func askConditions(_ words: [String]) {
    guard let file = words.first, let bytes = FileManager.default.contents(atPath: file), let library = StageBenchmark.builtInRules()?.library
    else { return print("expected a manifest, and rules beside the sources of the benchmark") }
    let asOf = CivilDate(ManifestGenerator.asOf) ?? CivilDate(daysSinceEpoch: 0)
    for expression in words.dropFirst() {
      guard var trial = ConditionTrial(expression, of: Source(path: file, bytes: Array(bytes)), with: library, asOf: asOf) else {
        print("mistake")
        continue
      }
      var held = 0
      let seconds = Stopwatch.processorSeconds { held = trial.run(times: times) }
      print(held == times ? "true" : held == 0 ? "false" : "both", (seconds / Double(times) * 1e9).rounded(to: 0))
    }
  }

  /// `pattern TEXT PATTERN...`: the same for whether a pattern matches somewhere in a text.
  static func searchPatterns(_ words: [String]) {
    let text = Array((words.first ?? "").utf8)
    for written in words.dropFirst() {
      guard case .success(let pattern) = Pattern.compile(written) else {
        print("mistake")
        continue
      }
      var found = 0
      let seconds = Stopwatch.processorSeconds {
        found = 0
        for _ in 0..<times where pattern.matches(text) { found += 1 }
      }
      print(found == times ? "true" : "false", (seconds / Double(times) * 1e9).rounded(to: 0))
    }
  }

  /// `manifest`: the manifest that is asked, as YAML.
  static func printManifest() { print(ManifestGenerator.manifest(3)) }
}
