import Foundation
import GovernanceLint

/// Makes portfolios of any size out of the complete example: ten of its systems again and again under other ids, which name each
/// other as there, and its charter. The same ones in each run.
enum ManifestGenerator {
  /// The as-of date that the example is written for.
  static let asOf = "2026-06-30"

  /// The files that the manifests name as evidence, by their paths from the folder of the configuration.
  static let evidence: [(path: String, text: String)] = {
    let folder = example.appendingPathComponent("evidence")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { ("evidence/\($0)", read(folder.appendingPathComponent($0))) }
  }()

  /// The manifest of that number out of so many, as YAML. One in six has a mistake, of two kinds, so that findings are made too.
  static func manifest(_ number: Int, of count: Int = systems.count) -> String {
    let (system, group) = (systems[number % systems.count], number / systems.count)
    var text = system.pieces.joined(separator: "-\(group)")
    if let rank = system.rank { text = text.replacingFirst(rankMark, with: "\n  rank: \((rank - 1) * (count / systems.count) + group + 1)") }
    switch number % 12 {
    case 5: return text.replacingFirst("\n  tier: ", with: "\n  tier: mostly-")
    case 11: return text.replacingFirst("\n  lastReviewed: 2026-", with: "\n  lastReviewed: 2024-")
    default: return text
    }
  }

  /// The charter of a portfolio of so many systems, with those on its roadmap that have to be there.
  static func charter(systems count: Int) -> String {
    let lines = read(example.appendingPathComponent("charter.yaml")).components(separatedBy: "\n")
    return lines.flatMap { line -> [String] in
      guard line.hasPrefix(initiative), let name = line.dropFirst(initiative.count).split(separator: ",").first else { return [line] }
      let plan = line.components(separatedBy: ", dependsOn")[0].dropFirst(initiative.count + name.count)
      return (0..<count).filter { systems[$0 % systems.count].name == name }.map { number in
        "\(initiative)\(systems[number % systems.count].id)-\(number / systems.count)\(plan)\(plan.hasSuffix("}") ? "" : "}")"
      }
    }.joined(separator: "\n")
  }

  /// A system of the example, and what stands between the places that name it or another.
  private struct System {
    var name: String
    var id: String
    var pieces: [String]
    /// Which of the systems with a rank it is, from 1.
    var rank: Int?
  }

  /// Live ones in between those that are planned, thought about or retired: about 4 kB each.
  private static let systems: [System] = {
    let names = [
      "shopping-agent", "sms-marketing", "bestseller-list", "churn-prediction", "shopping-agent", "demand-forecasting",
      "bestseller-list", "dynamic-pricing", "route-optimization", "competitor-prices",
    ]
    var systems: [System] = []
    for name in names {
      var text = read(example.appendingPathComponent("\(name).yaml"))
      for other in names {
        for (before, after) in [("\nid: ", "\n"), ("system: ", ","), ("dependsOn: [", "]")] {
          text = text.replacingOccurrences(of: before + other + after, with: before + other + nameMark + after)
        }
      }
      // The second of a name has another id.
      let id = systems.contains { $0.name == name } ? name + "-too" : name
      text = text.replacingFirst("\nid: \(name)", with: "\nid: \(id)")
      text = text.replacingOccurrences(of: "\n  rank: [0-9]+", with: rankMark, options: .regularExpression)
      let rank = text.contains(rankMark) ? systems.count { $0.rank != nil } + 1 : nil
      systems.append(System(name: name, id: id, pieces: text.components(separatedBy: nameMark), rank: rank))
    }
    return systems
  }()

  private static let initiative = "    - {system: "
  private static let nameMark = "\u{1}"
  private static let rankMark = "\u{2}"

  private static let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("examples/clean")

  private static func read(_ file: URL) -> String {
    (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }
}

extension String {
  fileprivate func replacingFirst(_ text: String, with other: String) -> String {
    range(of: text).map { replacingCharacters(in: $0, with: other) } ?? self
  }
}
