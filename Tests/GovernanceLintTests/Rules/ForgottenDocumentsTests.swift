import Foundation
import Testing

@testable import GovernanceLint

/// Where documents are not kept, a report is the same, and files that nobody asked about change nothing about those that are.
struct ForgottenDocumentsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL

  private static let ruleset = Ruleset.compile(RuleTree.builtIn.0, configuration: Configuration()).0

  private static func sources(in example: String) throws -> [Source] {
    let folder = root.appending(path: "examples/\(example)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".json")) && !$0.hasPrefix(".") }
      .map { Source(path: $0, bytes: Array(try Data(contentsOf: folder.appending(path: $0)))) }
  }

  /// A few systems of each example with something broken, so that some rules cannot say anything.
  private static func portfolio() throws -> [Source] {
    let sources = try sources(in: "gadgetgo") + sources(in: "clean").map { Source(path: "clean/" + $0.path, bytes: $0.bytes) }
    let broken = sources.prefix(12).enumerated().map { number, source in
      let text = source.text(TextRange(0, source.bytes.count))
      let (old, new) = [("tier:", "teir:"), ("stage:", "stage: [x] #"), ("id:", "id: # "), ("workflow:", "workflow: {} #")][number % 4]
      return Source(path: "broken/" + source.path, text: text.replacingOccurrences(of: "\n\(old)", with: "\n\(new)"))
    }
    return sources + broken
  }

  private static func report(_ files: [Source], keepsDocuments: Bool, asked: (Source) -> Bool = { _ in true }) -> String {
    let linter = Linter(ruleset: ruleset, configuration: Configuration(), asOf: RuleExample.defaultToday, host: Host())
    let worker = linter.makeWorker(keepsDocuments: keepsDocuments)
    let checked = files.map { worker($0, asked($0) ? .manifest : .companion) }
    let report = linter.finish(checked, version: "0") { path in files.first { $0.path == path } }
    return OutputSink.text { Reporter.all.first { $0.name == "json" }?.render(report, ReportOptions(), &$0) }
  }

  @Test func theReportIsTheSame() throws {
    let files = try ForgottenDocumentsTests.portfolio()
    let kept = ForgottenDocumentsTests.report(files, keepsDocuments: true)
    #expect(kept.contains("structure/unknown-key") && kept.contains("structure/wrong-type"))
    #expect(ForgottenDocumentsTests.report(files, keepsDocuments: false) == kept)
  }

  @Test(arguments: ["clean/sms-marketing.yaml", "clean/charter.yaml", "broken/churn-prediction.yaml"])
  func companionsAreThereForOthers(path: String) throws {
    let files = try ForgottenDocumentsTests.portfolio()
    let linter = Linter(
      ruleset: ForgottenDocumentsTests.ruleset, configuration: Configuration(), asOf: RuleExample.defaultToday, host: Host())
    var checked = files.map { linter.check($0) }
    for index in checked.indices { checked[index].isAskedFor = checked[index].source.path == path }
    let expected = linter.finish(checked, version: "0")
    let whole = OutputSink.text { Reporter.all.first { $0.name == "json" }?.render(expected, ReportOptions(), &$0) }
    #expect(ForgottenDocumentsTests.report(files, keepsDocuments: true) { $0.path == path } == whole)
  }
}
