import Foundation
import Testing

@testable import GovernanceLint

/// What needs the portfolio ends the same, whoever judges it and whatever was decided before.
struct PortfolioJudgementTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../examples/gadgetgo").standardizedFileURL
  private static let ruleset = Ruleset.compile(RuleTree.builtIn.0, configuration: Configuration()).0

  /// The example's systems, some of them with another stage, under many names.
  private static func files(_ count: Int, _ linter: Linter) throws -> [CheckedFile] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted()
    let stages = ["idea", "evaluation", "pilot", "production", "retired"]
    return try (0..<count).map { number in
      var text = String(decoding: try Data(contentsOf: folder.appending(path: names[number % names.count])), as: UTF8.self)
      let id = String(text.firstMatch(of: /(?m)^id: (\S+)/)?.1 ?? "none")
      if number >= names.count {
        text = text.replacing("id: \(id)", with: "id: \(id)-\(number)", maxReplacements: 1)
          .replacing(/(?m)^stage: \S+/, with: "stage: \(stages[number % stages.count])")
      }
      return linter.check(Source(path: "\(number).yaml", text: text))
    }
  }

  private static func linter(_ change: (inout Linter) -> Void = { _ in }) -> Linter {
    var linter = Linter(ruleset: ruleset, configuration: Configuration(), asOf: RuleExample.defaultToday, host: Host())
    change(&linter)
    return linter
  }

  private static func answers(_ judged: (files: [CheckedFile], findings: [Finding], portfolioOutcomes: [Outcome], portfolioEvidence: ReadValues)) -> [String] {
    judged.files.flatMap(\.subjects).map { subject in "\(subject.outcomes.map { $0?.name ?? "-" })" }
      + judged.portfolioOutcomes.map(\.name)
      + judged.findings.map { "\($0.rule) \($0.place.source.path) \($0.place.range) \($0.message)" }.sorted()
  }

  @Test func whatIsExcludedWouldNotApply() throws {
    let linter = PortfolioJudgementTests.linter()
    let files = try PortfolioJudgementTests.files(40, linter)
    var all = files
    for file in all.indices { for subject in all[file].subjects.indices { all[file].subjects[subject].excluded = 0 } }
    let exclusions = Exclusions(linter.ruleset)
    // Most of them ask about the stage, which the systems have in all forms.
    #expect(exclusions.bits.count { $0 != 0 } > 12)
    let excluded = files.flatMap(\.subjects).reduce(0) { $0 | $1.excluded }
    #expect(excluded.nonzeroBitCount > 8)
    #expect(PortfolioJudgementTests.answers(linter.judgeAll(files)) == PortfolioJudgementTests.answers(linter.judgeAll(all)))
  }

  /// Does the last first, each with a worker of its own.
  private struct Backwards: Workers {
    func map<Item: Sendable, Result: Sendable>(
      _ items: [Item], makeWorker: @escaping @Sendable () -> (Item) -> Result
    ) -> [Result] { items.reversed().map { makeWorker()($0) }.reversed() }
  }

  @Test(arguments: [1_000_000_000, -299_990_000, -299_900_000])
  func workersDoNotMatter(runCost: Int) throws {
    // Beside what is allowed for each manifest.
    let linter = PortfolioJudgementTests.linter { $0.runCost = runCost }
    let files = try PortfolioJudgementTests.files(300, PortfolioJudgementTests.linter())
    let backwards = PortfolioJudgementTests.answers(linter.judgeAll(files, workers: Backwards()))
    #expect(PortfolioJudgementTests.answers(linter.judgeAll(files)) == backwards)
    // In turn, as where evidence is kept: what is recorded costs more, because nothing is passed over.
    let inTurn = PortfolioJudgementTests.linter { $0.keepsEvidence = true }
    if runCost > 0 { #expect(PortfolioJudgementTests.answers(inTurn.judgeAll(files)) == backwards) }
    #expect(backwards.contains { $0.hasPrefix("rule/evaluation") } == (runCost < 0))
  }
}
