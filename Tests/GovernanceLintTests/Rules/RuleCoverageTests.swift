import Testing

@testable import GovernanceLint

struct RuleCoverageTests {
  /// The founding documents, with only a module that cites them so.
  private func coverage(citing sources: String) -> RuleCoverage {
    RuleCoverage(RuleTree.library(["rule.yaml": RuleTree.rule("sources: [\(sources)]")]).0)
  }

  @Test func aStatementIsCoveredByTheRulesThatCiteIt() throws {
    let document = try #require(coverage(citing: "ecom-21:S001").documents.first { $0.name == "ecom-21" })
    let statements = document.statements
    #expect(statements.first { $0.obligation.id == "S001" }?.rules == ["acme/rule"])
    #expect(statements.filter { !$0.rules.isEmpty }.count == 1)
    #expect(statements.counts.covered == 1)
    #expect(statements.counts.lintable + statements.counts.notLintable == statements.count)
  }

  @Test func whatCannotBeLintedIsNotMissing() {
    for document in coverage(citing: "").documents {
      let counts = document.statements.counts
      // The engine's own rules are there without any module.
      #expect(document.statements.count(where: \.isMissing) == counts.lintable - counts.covered)
      #expect(document.statements.allSatisfy { $0.obligation.isLintable || $0.obligation.because != nil })
    }
  }

  @Test func noStatementOfTheFoundingDocumentsIsLeft() {
    let documents = RuleCoverage(RuleTree.builtIn.0).documents
    #expect(documents.map(\.name) == ["ecom-21", "module-6", "scl-00"])
    #expect(documents.flatMap { document in document.statements.filter(\.isMissing).map { "\(document.name):\($0.obligation.id)" } } == [])
  }

  @Test func sectionsStandInTheOrderOfTheDocument() throws {
    let document = try #require(coverage(citing: "").documents.first)
    #expect(Set(document.sections.map(\.title)).count == document.sections.count)
    #expect(document.sections.first?.statements.first?.obligation.id == document.statements.first?.obligation.id)
  }
}
