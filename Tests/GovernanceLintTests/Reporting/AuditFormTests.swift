import Foundation
import Testing

@testable import GovernanceLint

/// Each form of an audit.
struct AuditFormTests {
  @Test(arguments: [
    ("audit.txt", "text"), ("audit.json", "json"), ("audit.html", "html"), ("audit.md", "markdown"), ("audit.csv", "csv"),
    ("audit.oscal.json", "oscal"),
  ])
  func formIsGolden(file: String, form: String) throws {
    try Golden.check(file, SampleAudit.rendered(SampleAudit.audit(), as: form))
  }

  @Test func everyOutcomeOccurs() {
    let counts = SampleAudit.audit().counts
    for outcome in [Outcome.pass, .fail, .waived, .blocked, .notApplicable] { #expect(counts[outcome] > 0, "\(outcome)") }
  }

  /// The order in which threads hand files over does not show.
  @Test(arguments: AuditForm.all.map(\.name))
  func orderOfFilesDoesNotShow(form: String) {
    let reversed = SampleAudit.audit(SampleAudit.manifests.reversed())
    #expect(SampleAudit.rendered(reversed, as: form) == SampleAudit.rendered(SampleAudit.audit(), as: form))
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""), ("=1+1", "\"'=1+1\""), ("-5", "\"'-5\""), ("@SUM(A1)", "\"'@SUM(A1)\""),
    ("\u{FF1D}1", "\"'\u{FF1D}1\""), ("two\nlines", "two\\nlines"), ("\tx", "\\tx"), (" x", "\" x\""), ("", ""),
  ])
  func fieldsAreSafe(text: String, field: String) { #expect(AuditCSV.field(text) == field) }

  @Test func rowsHaveAllColumns() throws {
    let rows = SampleAudit.rendered(SampleAudit.audit(), as: "csv").components(separatedBy: "\r\n")
    #expect(rows.last == "")
    // No field of the sample holds a comma inside quotes but the waiver's reason.
    for row in rows.dropLast() where !row.contains("\"") { #expect(row.split(separator: ",", omittingEmptySubsequences: false).count == 14, "\(row)") }
    #expect(rows.count == 1 + 1 + 4 * 3 + 1)
  }

  /// Python's `uuid.uuid5` says the same.
  @Test func identifiersAreOfVersionFive() {
    #expect(StableUUID.text("component", "AISystem", "a", "ai/a.yaml") == "6d05df52-3778-5902-a012-b9a2d6986696")
    let digest = StableUUID.sha1(Array("abc".utf8)).map { String(Int($0) + 256, radix: 16).dropFirst() }
    #expect(digest.joined() == "a9993e364706816aba3e25717850c26c9cd0d89d")
  }
}
