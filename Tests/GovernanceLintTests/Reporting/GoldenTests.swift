import Foundation
import Testing

@testable import GovernanceLint

/// Each format over the sample reports.
struct GoldenTests {
  @Test(arguments: [
    ("full.txt", "text"), ("full.json", "json"), ("full.sarif", "sarif"),
    ("full.github.txt", "github"), ("full.gitlab.json", "gitlab"), ("full.junit.xml", "junit"), ("full.md", "markdown"),
    ("clean.txt", "text"), ("clean.json", "json"), ("clean.sarif", "sarif"), ("clean.github.txt", "github"),
    ("clean.gitlab.json", "gitlab"), ("clean.junit.xml", "junit"), ("clean.md", "markdown"),
  ])
  func formatIsGolden(file: String, format: String) throws {
    let reporter = try #require(Reporter.all.first { $0.name == format })
    var options = ReportOptions()
    options.repositoryPrefix = "shop/"
    try Golden.check(file, render(file.hasPrefix("full") ? SampleReport.full : SampleReport.clean, with: reporter, options: options))
  }

  @Test func waivedResultsAreGolden() throws {
    var options = ReportOptions()
    options.includesWaived = true
    try Golden.check("waived.sarif", render(SampleReport.compared, with: SARIFReporter.reporter, options: options))
  }

  @Test func comparisonIsGolden() throws {
    try Golden.check("compared.md", render(SampleReport.compared, with: MarkdownReporter.reporter, options: ReportOptions()))
  }

  @Test(arguments: [("waivers.txt", "text"), ("waivers.json", "json"), ("waivers.md", "markdown")])
  func waiversAreGolden(file: String, format: String) throws {
    let reporter = try #require(WaiverList.formats.first { $0.name == format })
    try Golden.check(file, render(SampleReport.compared, with: reporter, options: ReportOptions()))
  }

  @Test func colorsAreGolden() throws {
    var options = ReportOptions()
    options.usesColor = true
    let text = render(SampleReport.full, with: TextReporter.reporter, options: options)
    try Golden.check("full-color.txt", text.replacing("\u{1B}", with: "<ESC>"))
  }

  @Test(arguments: [ReportSchema.text, WaiverListSchema.text]) func schemaDescribesItself(text: String) throws {
    let schema = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }

  private func render(_ report: Report, with reporter: Reporter, options: ReportOptions) -> String {
    OutputSink.text { reporter.render(report, options, &$0) }
  }
}
