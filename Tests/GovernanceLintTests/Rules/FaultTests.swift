import Foundation
import Testing

@testable import GovernanceLint

/// Plants a fault for each rule into `examples/clean`: that rule fires, and no other, but for two at most that follow from it.
///
/// The faults stand in `Faults.json`: a manifest and edits of it; where one file alone cannot show the fault, what changes in
/// `others`; and the rules that fire as well. Rules about changes compare the faulty portfolio with the clean one.
struct FaultTests {
  struct Fault: Decodable, CustomTestStringConvertible {
    var rule: String
    var manifest: String
    var edits: [Edit]
    var others: [Change]?
    var follows: [String]?
    var changes: [Change] { [Change(manifest: manifest, edits: edits)] + (others ?? []) }
    var testDescription: String { rule }
  }

  /// What happens to one manifest. Without edits it is removed; with `copyOf` it is a new one that begins as that other.
  struct Change: Decodable {
    var manifest: String
    var copyOf: String?
    var edits: [Edit]
  }

  /// A JSON Pointer with the new value, or without one for what is taken out; `-` is the place behind a list's last element.
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

  /// How many further rules a fault may break.
  private static let limit = 2

  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  private static let folder = tests.appending(path: "../../../examples/clean").standardizedFileURL
  static let faults = (try? JSONDecoder().decode([Fault].self, from: Data(contentsOf: tests.appending(path: "Faults.json")))) ?? []

  private static let ruleset = Ruleset.compile(RuleTree.builtIn.0, configuration: Configuration()).0
  private static let linter = Linter(
    ruleset: ruleset, configuration: Configuration(), asOf: RuleExample.defaultToday,
    host: Host(
      read: { path in (try? Data(contentsOf: folder.appending(path: path))).map { Array($0) } },
      exists: { path in FileManager.default.fileExists(atPath: folder.appending(path: path).path) }))

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

  @Test func everyRuleHasAFault() {
    let rules = Set(FaultTests.ruleset.rules.filter { $0.status == .active }.map(\.id))
    let faulty = FaultTests.faults.map(\.rule)
    #expect(rules.subtracting(faulty).sorted() == [], "rules without a fault")
    #expect(Set(faulty).subtracting(rules).sorted() == [], "faults without a rule")
    #expect(Set(faulty).count == faulty.count)
  }

  @Test(arguments: faults) func oneFaultIsOneFinding(_ fault: Fault) throws {
    let rule = try #require(FaultTests.ruleset.rules.first { $0.id == fault.rule })
    var files = FaultTests.clean
    for change in fault.changes {
      let origin = try #require(FaultTests.clean.first { $0.source.path == change.copyOf ?? change.manifest })
      let index = files.firstIndex { $0.source.path == change.manifest }
      if change.edits.isEmpty {
        files.remove(at: try #require(index))
      } else if let index {
        files[index] = FaultTests.linter.check(try faulty(origin, change))
      } else {
        files.append(FaultTests.linter.check(try faulty(origin, change)))
      }
    }
    let base = rule.readsOld || rule.readsChanges ? Base(name: "clean", files: FaultTests.clean) : nil
    let found = Set(FaultTests.linter.finish(files, base: base, version: "0").findings.map(\.rule))
    let follows = fault.follows ?? []
    #expect(found == Set([fault.rule] + follows))
    #expect(follows.count <= FaultTests.limit)
  }

  /// The manifest with its edits, as JSON under the name that the change gives.
  private func faulty(_ file: CheckedFile, _ change: Change) throws -> Source {
    let root = try #require(file.subjects.first?.root)
    var writer = JSONWriter()
    let text = OutputSink.text { writer.node(root, into: &$0) }
    var tree = try JSONSerialization.jsonObject(with: Data(text.utf8))
    for edit in change.edits {
      let keys = edit.path.split(separator: "/").map {
        $0.replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
      }
      tree = changed(tree, keys[...], edit.value?.any)
    }
    let data = try JSONSerialization.data(withJSONObject: tree, options: [.sortedKeys, .prettyPrinted])
    return Source(path: change.manifest.replacingOccurrences(of: ".yaml", with: ".json"), bytes: Array(data))
  }

  private func changed(_ tree: Any, _ keys: ArraySlice<String>, _ value: Any?) -> Any {
    guard let key = keys.first else { return value ?? tree }
    if var object = tree as? [String: Any] {
      object[key] = keys.count == 1 ? value : changed(object[key] ?? [String: Any](), keys.dropFirst(), value)
      return object
    }
    guard var items = tree as? [Any] else { return tree }
    if key == "-", let value { return items + [value] }
    guard let index = Int(key), items.indices.contains(index) else { return tree }
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
