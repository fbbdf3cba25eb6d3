import Foundation
import Testing

@testable import GovernanceLint

/// Plants faults into `examples/clean`, each for one rule: that rule fires, and no more than two others.
///
/// The faults stand in `Faults.json`: a manifest, and edits of it, each a JSON Pointer with the new value, or without one for what is
/// taken out. Rules about changes compare the faulty portfolio with the clean one.
struct FaultTests {
  struct Fault: Decodable, CustomTestStringConvertible {
    var rule: String
    var manifest: String
    var edits: [Edit]
    var testDescription: String { rule }
  }

  struct Edit: Decodable {
    var path: String
    var value: JSON?
  }

  /// A value as JSON has it; keys keep no order, and need none.
  indirect enum JSON: Decodable {
    case null, bool(Bool), number(Double), string(String), array([JSON]), object([String: JSON])

    init(from decoder: Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let flag = try? value.decode(Bool.self) {
        self = .bool(flag)
      } else if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else if let text = try? value.decode(String.self) {
        self = .string(text)
      } else if let items = try? value.decode([JSON].self) {
        self = .array(items)
      } else {
        self = .object(try value.decode([String: JSON].self))
      }
    }

    var any: Any {
      switch self {
      case .null: NSNull()
      case .bool(let flag): flag
      case .number(let number): number == number.rounded() ? Int(number) : number
      case .string(let text): text
      case .array(let items): items.map(\.any)
      case .object(let pairs): pairs.mapValues(\.any)
      }
    }
  }

  /// How many rules a fault may break.
  private static let limit = 3

  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  private static let folder = tests.appending(path: "../../../examples/clean").standardizedFileURL
  static let faults = (try? JSONDecoder().decode([Fault].self, from: Data(contentsOf: tests.appending(path: "Faults.json")))) ?? []

  private static let ruleset = Ruleset.compile(RuleTree.builtIn.0, configuration: Configuration()).0
  private static let linter = Linter(
    ruleset: ruleset, configuration: Configuration(), asOf: RuleExample.defaultToday,
    host: Host(read: { _ in nil }, exists: { FileManager.default.fileExists(atPath: folder.appending(path: $0).path) }))

  /// The clean portfolio.
  private static let clean: [CheckedFile] = {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    return names.filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".json")) }.map { name in
      linter.check(Source(path: name, bytes: Array((try? Data(contentsOf: folder.appending(path: name))) ?? Data())))
    }
  }()

  @Test func nothingIsWrongWithoutAFault() {
    let report = FaultTests.linter.finish(FaultTests.clean, version: "0")
    #expect(report.findings.map(\.message) == [])
    #expect(report.manifests >= 16)
  }

  /// So many of the rules have a fault; the rest wait for one.
  private static let floor = 230

  @Test func mostRulesHaveAFault() {
    let rules = Set(FaultTests.ruleset.rules.filter { $0.status == .active }.map(\.id))
    let faulty = Set(FaultTests.faults.map(\.rule))
    #expect(faulty.count >= FaultTests.floor)
    #expect(faulty.subtracting(rules).sorted() == [])
  }

  @Test(arguments: faults) func oneFaultIsOneFinding(_ fault: Fault) throws {
    let index = try #require(FaultTests.clean.firstIndex { $0.source.path == fault.manifest }, "no manifest '\(fault.manifest)'")
    let rule = try #require(FaultTests.ruleset.rules.first { $0.id == fault.rule })
    var files = FaultTests.clean
    if fault.edits.isEmpty {
      files.remove(at: index)
    } else {
      files[index] = FaultTests.linter.check(try faulty(FaultTests.clean[index], fault.edits))
    }
    let base = rule.readsOld || rule.readsChanges ? Base(name: "clean", files: FaultTests.clean) : nil
    let found = Set(FaultTests.linter.finish(files, base: base, version: "0").findings.map(\.rule))
    #expect(found.contains(fault.rule), "found \(found.sorted())")
    #expect(found.count <= FaultTests.limit, "found \(found.sorted())")
  }

  /// The manifest with its edits, as JSON under the same name.
  private func faulty(_ file: CheckedFile, _ edits: [Edit]) throws -> Source {
    let root = try #require(file.subjects.first?.root)
    var writer = JSONWriter()
    let text = OutputSink.text { writer.node(root, into: &$0) }
    var tree = try JSONSerialization.jsonObject(with: Data(text.utf8))
    for edit in edits {
      let keys = edit.path.split(separator: "/").map {
        $0.replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
      }
      tree = changed(tree, keys[...], edit.value?.any)
    }
    let data = try JSONSerialization.data(withJSONObject: tree, options: [.sortedKeys, .prettyPrinted])
    return Source(path: file.source.path.replacingOccurrences(of: ".yaml", with: ".json"), bytes: Array(data))
  }

  private func changed(_ tree: Any, _ keys: ArraySlice<String>, _ value: Any?) -> Any {
    guard let key = keys.first else { return value ?? tree }
    if var object = tree as? [String: Any] {
      object[key] = keys.count == 1 ? value : changed(object[key] ?? [String: Any](), keys.dropFirst(), value)
      return object
    }
    guard var items = tree as? [Any], let index = Int(key), items.indices.contains(index) else { return tree }
    if keys.count > 1 {
      items[index] = changed(items[index], keys.dropFirst(), value)
    } else if let value {
      items[index] = value
    } else {
      items.remove(at: index)
    }
    return items
  }
}
