import Foundation
import Testing

@testable import GovernanceLint

/// The compiled rules that are built into the executable are those that compiling the files gives.
struct PackedRulesTests {
  @Test func whatIsReadWritesTheSame() throws {
    let (rules, library) = try PackedRulesTests.compiled.get()
    let packed = rules.packed
    #expect(packed.count > 10_000)
    #expect(String(validating: packed, as: UTF8.self) != nil)
    #expect(PackedRulesTests.read(packed, library).packed == packed)
  }

  @Test func whatIsReadJudgesTheSame() throws {
    let (rules, library) = try PackedRulesTests.compiled.get()
    let read = PackedRulesTests.read(rules.packed, library)
    var files = try PackedRulesTests.portfolio()
    #expect(files.count > 10)
    for (number, (rule, example)) in library.rules.flatMap({ rule in rule.examples.map { (rule, $0) } }).enumerated() {
      let texts = [example.manifest].compactMap { $0 } + example.portfolio
      for (index, text) in texts.enumerated() {
        let named = ExampleSource.kind(of: text.text, among: library.kinds)
        guard let kind = named ?? library.kinds.first(where: { $0.name == rule.appliesTo }) ?? library.kinds.first else { continue }
        let id = "example-\(number)-\(index)"
        files.append(ExampleSource(text.text, kind: kind, identity: id, path: "\(id).yaml").source)
      }
    }
    // Texts that are no manifests, or bad ones, have findings of the schema and of recognition.
    files += files.prefix(12).map { Source(path: "cut/" + $0.path, bytes: Array($0.bytes.prefix($0.bytes.count * 2 / 3))) }
    files += files.prefix(12).map { file in
      Source(path: "misspelt/" + file.path, text: file.text(TextRange(0, file.bytes.count)).replacingOccurrences(of: "er", with: "re"))
    }
    let expected = PackedRulesTests.report(on: files, by: rules.ruleset)
    #expect(expected.contains("\"structure/") && expected.contains("\"bias/"))
    #expect(PackedRulesTests.report(on: files, by: read.ruleset) == expected)
  }

  @Test func aConfigurationSelectsTheSame() throws {
    let (rules, library) = try PackedRulesTests.compiled.get()
    let read = PackedRulesTests.read(rules.packed, library)
    let files = try PackedRulesTests.portfolio()
    let texts = [
      #"{"modules": ["bias", "consent"]}"#,
      #"{"modules": ["bais"]}"#,
      #"{"modules": [], "rules": {"bias/audited": "off"}}"#,
      #"{"rules": {"manifest/owner-declared": "note", "bias/audited": "off", "no/such": "off"}}"#,
      #"{"rules": {"bias/audited": {"severity": "off", "reason": "moved", "approvedBy": "ethics"}}, "failOn": "warning"}"#,
      #"{"rules": {"bias/audited": "loud"}}"#,
    ]
    for text in texts {
      let source = Source(path: ".lint-config.json", text: text)
      let (first, problems) = Configuration.decode(source, format: library.formats.configuration)
      let (second, sameProblems) = Configuration.decode(source, format: read.configuration)
      #expect(problems.map(\.message) == sameProblems.map(\.message))
      #expect(!first.needsCompiler)
      let (compiled, findings) = Ruleset.compile(library, configuration: first)
      let (selected, sameFindings) = read.ruleset.selected(by: second)
      #expect(findings.map(\.message) == sameFindings.map(\.message))
      #expect(
        PackedRulesTests.report(on: files, by: compiled, first) == PackedRulesTests.report(on: files, by: selected, second), "\(text)")
    }
  }

  @Test func ownRulesBesideThemAreCompiledTheSame() throws {
    let (rules, library) = try PackedRulesTests.compiled.get()
    let read = PackedRulesTests.read(rules.packed, library)
    let files = try PackedRulesTests.portfolio()
    let own = try PackedRulesTests.sources(in: "rules").map(\.source).filter { ["bias", "data"].contains($0.path.prefix(4)) }.map { file in
      let text = file.text(TextRange(0, file.bytes.count))
      return Source(
        path: "my" + file.path, text: text.replacing("module: ", with: "module: my").replacing(/id: (bias|data)\//) { "id: my\($0.1)/" })
    }
    let folders = [own.filter { $0.path.hasPrefix("mybias") }, own.filter { $0.path.hasPrefix("mydata") }].map { ($0, nil as Place?) }
    let texts = [
      #"{"modules": ["./my"]}"#,
      #"{"modules": ["bias", "consent", "./my"], "rules": {"mybias/audited": "off", "consent/kept-up": "off"}}"#,
      #"{"rules": {"bias/audit-due-soon": {"severity": "warning", "params": {"within": "P60D"}}}}"#,
      #"{"rules": {"mybias/audit-due-soon": {"params": {"within": "P600D", "no": 1}}, "bias/audited": "note", "no/such": "off"}}"#,
    ]
    for text in texts {
      let (configuration, problems) = Configuration.decode(Source(path: ".lint-config.json", text: text), format: read.configuration)
      #expect(problems.isEmpty && configuration.needsCompiler)
      var whole = library
      let mistakes = whole.addModules(folders, workers: OneWorker()).flatMap { $0 }
      let (expected, findings) = Ruleset.compile(whole, configuration: configuration)
      let all = whole
      var part = RuleLibrary(builtIn: try PackedRulesTests.sources(in: "rules"), compiled: read) { text.contains("\($0)/audit-due-soon") }
      #expect(part.modules.count < 2)
      let sameMistakes = part.addModules(folders, workers: Backwards()).flatMap { $0 }
      let (compiled, sameFindings) = Ruleset.compile(
        part, configuration: configuration, builtIn: read.ruleset, workers: Backwards()) { all }
      #expect(mistakes.isEmpty && sameMistakes.isEmpty)
      #expect(findings.map(\.message) == sameFindings.map(\.message))
      #expect(
        PackedRulesTests.report(on: files, by: expected, configuration) == PackedRulesTests.report(on: files, by: compiled, configuration),
        "\(text)")
    }
  }

  @Test func aModuleThatIsCalledLikeOneThatShipsIsTold() throws {
    let (rules, library) = try PackedRulesTests.compiled.get()
    let sources = try PackedRulesTests.sources(in: "rules")
    let own = [Source(path: "own/module.yaml", text: "module: bias\ntitle: Mine\ncel: 1\n")]
    var whole = library
    var part = RuleLibrary(builtIn: sources, compiled: rules) { _ in false }
    let expected = whole.addModule(own, place: nil)
    let found = part.addModule(own, place: nil)
    #expect(expected.count == 1 && found.map(\.message) == expected.map(\.message))
    #expect(found.first?.related.map(\.place.source.path) == expected.first?.related.map(\.place.source.path))
    #expect(part.ruleIDs == library.rules.map(\.description.id) && part.moduleNames == library.modules.map(\.head.name))
  }

  /// A worker for every few items, the last items first.
  private struct Backwards: Workers {
    func map<Item: Sendable, Result: Sendable>(
      _ items: [Item], makeWorker: @escaping @Sendable () -> (Item) -> Result
    ) -> [Result] {
      var worker = makeWorker()
      return items.reversed().enumerated().map { index, item in
        if index % 7 == 0 { worker = makeWorker() }
        return worker(item)
      }.reversed()
    }
  }

  @Test func whatIsCutShortIsReadToItsEnd() throws {
    let (rules, library) = try PackedRulesTests.compiled.get()
    let packed = rules.packed
    for part in 1..<40 { _ = PackedRulesTests.read(Array(packed.prefix(packed.count * part / 40)), library) }
    _ = PackedRulesTests.read([], library)
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func sources(in folder: String) throws -> [(path: String, source: Source)] {
    let folder = root.appendingPathComponent(folder).path
    return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted()
      .map { path in
        let content = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)"))
        return (path, Source(path: path, bytes: Array(content)))
      }
  }

  private static func portfolio() throws -> [Source] { try sources(in: "examples/gadgetgo").map(\.source) }

  private static let compiled = Result<(PackedRules, RuleLibrary), any Error> {
    let (library, mistakes) = RuleLibrary.load(builtIn: try sources(in: "rules"))
    let (ruleset, findings) = Ruleset.compile(library, configuration: Configuration())
    try #require((mistakes + findings).isEmpty)
    return (PackedRules(ruleset, library), library)
  }

  private static func read(_ packed: [UInt8], _ library: RuleLibrary) -> PackedRules {
    // What is packed into the executable stays there; so does this.
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: packed.count)
    _ = memory.initialize(from: packed)
    return PackedRules(reading: UnsafeBufferPointer(memory)) { library }
  }

  private static func report(on files: [Source], by ruleset: Ruleset, _ configuration: Configuration = Configuration()) -> String {
    let linter = Linter(
      ruleset: ruleset, configuration: configuration, asOf: RuleExample.defaultToday, host: Host(files: ["evidence/a.txt": "a"]))
    let report = linter.finish(files.map { linter.check($0) }, version: "0")
    return Reporter.all.map { reporter in OutputSink.text { reporter.render(report, ReportOptions(), &$0) } }.joined()
  }
}
