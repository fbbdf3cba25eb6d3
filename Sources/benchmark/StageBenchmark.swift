import Foundation
import GovernanceLint

/// What each stage of the library costs on one thread: parsing, the structure check, the rules.
enum StageBenchmark {
  /// Prints the stages for each number of manifests. Structure and rules are what a check takes longer than the stages before it.
  static func run(counts: [Int]) {
    guard let (library, mistakes) = builtInRules() else {
      return print("\nno rules beside the sources of the benchmark: stages are not measured")
    }
    let (ruleset, problems) = Ruleset.compile(library, configuration: Configuration())
    let errors = (mistakes + problems).count { $0.severity == .error }
    if errors > 0 { print("\nthe rules have \(errors) mistakes: those that have are not measured") }
    let all = linter(ruleset)
    var withoutRules = Configuration()
    withoutRules.modules = []
    let structureOnly = linter(Ruleset.compile(library, configuration: withoutRules).0)
    for count in counts {
      let charter = Source(path: "ai/charter.yaml", text: ManifestGenerator.charter(systems: count))
      let sources = [charter] + (0..<count).map { Source(path: "ai/system-\($0).yaml", text: ManifestGenerator.manifest($0, of: count)) }
      let bytes = sources.reduce(0) { $0 + $1.bytes.count }
      let table = Table(
        "\(count) manifests of \(bytes / count) bytes, one thread", columns: ["ms", "us/manifest", "MB/s"])
      func row(_ stage: String, _ seconds: Double) {
        table.row(
          stage,
          [
            (seconds * 1000).rounded(to: 1), (seconds * 1e6 / Double(count)).rounded(to: 1),
            (Double(bytes) / 1e6 / seconds).rounded(to: 0),
          ])
      }
      let parsing = Stopwatch.seconds {
        for source in sources { discard(Document.parse(source).findings.count) }
      }
      let structure = Stopwatch.seconds {
        let check = structureOnly.makeWorker()
        for source in sources { discard(check(source, .manifest).findings.count) }
      }
      let checking = Stopwatch.seconds {
        let check = all.makeWorker()
        for source in sources { discard(check(source, .manifest).findings.count) }
      }
      let checked = sources.map { all.check($0) }
      var report: Report?
      let finishing = Stopwatch.seconds { report = all.finish(checked, version: "0") }
      row("parse", parsing)
      row("structure", structure - parsing)
      row("rules on one manifest", checking - structure)
      row("rules on the portfolio, order, counts", finishing)
      row("all", checking + finishing)
      if let report { print("\(report.rulesChecked) rules, \(report.findings.count) findings") }
    }
    let loading = Stopwatch.seconds { discard(builtInRules()?.library.rules.count ?? 0) }
    let compiling = Stopwatch.seconds { discard(Ruleset.compile(library, configuration: Configuration()).1.count) }
    let table = Table("before the first manifest, \(library.rules.count) rules", columns: ["ms"])
    table.row("read, decode and check the rule files", [(loading * 1000).rounded(to: 1)])
    table.row("compile the rules", [(compiling * 1000).rounded(to: 1)])
    let shipped = PackedRules(ruleset, library)
    // Much of it is read when it is needed, from where it stays.
    let packed = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: shipped.packed.count)
    _ = packed.initialize(from: shipped.packed)
    let reading = Stopwatch.seconds { discard(PackedRules(reading: UnsafeBufferPointer(packed)) { library }.ruleset.descriptions.count) }
    table.row("read them as they ship", [(reading * 1000).rounded(to: 2)])
    measureOwnRules(shipped)
  }

  /// What 250 rules cost that do not ship: copies of those that do, in modules of other names, on one thread.
  private static func measureOwnRules(_ shipped: PackedRules) {
    var modules: [String: [Source]] = [:]
    var count = 0
    for file in builtInFiles() ?? [] where !["formats", "kinds", "sources"].contains(file.path.prefix { $0 != "/" }) {
      let isRule = !file.path.hasSuffix("module.yaml")
      if isRule, count == 250 { continue }
      if isRule { count += 1 }
      let module = String(file.path.prefix { $0 != "/" })
      let text = String(decoding: file.source.bytes, as: UTF8.self)
        .replacingOccurrences(of: "id: \(module)/", with: "id: my\(module)/")
        .replacingOccurrences(of: "module: \(module)", with: "module: my\(module)")
      modules[module, default: []].append(Source(path: "own/my" + file.path, text: text))
    }
    let folders = modules.sorted { $0.key < $1.key }.map { (files: $0.value, place: nil as Place?) }.filter { $0.files.count > 1 }
    let files = builtInFiles() ?? []
    var configuration = Configuration()
    configuration.modules = []
    var mistakes = 0
    var library: RuleLibrary?
    let decoding = Stopwatch.seconds {
      var own = RuleLibrary(builtIn: files, compiled: shipped) { _ in false }
      mistakes = own.addModules(folders, workers: OneWorker()).joined().count
      library = own
    }
    guard let library else { return }
    let compiling = Stopwatch.seconds {
      mistakes = Ruleset.compile(library, configuration: configuration, builtIn: shipped.ruleset) { library }.1.count
    }
    let table = Table("\(count) rules of a user's, one thread, \(mistakes) mistakes", columns: ["ms"])
    table.row("decode", [(decoding * 1000).rounded(to: 1)])
    table.row("check and plan", [(compiling * 1000).rounded(to: 1)])
  }

  /// The rules of the repository that this program was built in.
  static func builtInRules() -> (library: RuleLibrary, mistakes: [Finding])? { builtInFiles().map { RuleLibrary.load(builtIn: $0) } }

  private static func builtInFiles() -> [(path: String, source: Source)]? {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let folder = sources.deletingLastPathComponent().appendingPathComponent("rules").path
    guard let paths = FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) else { return nil }
    let files = paths.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted().compactMap { path in
      FileManager.default.contents(atPath: "\(folder)/\(path)").map { (path: path, source: Source(path: path, bytes: Array($0))) }
    }
    return files.isEmpty ? nil : files
  }

  private static func linter(_ ruleset: Ruleset) -> Linter {
    let host = Host(files: Dictionary(uniqueKeysWithValues: ManifestGenerator.evidence.map { ($0.path, $0.text) }))
    let asOf = CivilDate(ManifestGenerator.asOf) ?? CivilDate(daysSinceEpoch: 0)
    return Linter(ruleset: ruleset, configuration: Configuration(), asOf: asOf, host: host)
  }

  /// Keeps the optimiser from dropping work whose result nobody reads.
  @inline(never) private static func discard(_ number: Int) {
    if number == .min { print(number) }
  }
}
