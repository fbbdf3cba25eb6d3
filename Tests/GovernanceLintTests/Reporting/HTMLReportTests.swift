import Foundation
import Testing

@testable import GovernanceLint

/// The report needs nothing from outside and does nothing that a manifest says.
struct HTMLReportTests {
  private static let page = SampleAudit.rendered(SampleAudit.audit(), as: "html")

  @Test func nothingComesFromOutside() {
    let page = HTMLReportTests.page
    for word in ["http:", "https:", "url(//", "@import", "<link", "<img", "<iframe", "src=", " style=\"", "onclick", "javascript:"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test(arguments: [("style-src", HTMLStyle.text), ("script-src", HTMLScript.text)])
  func policyNamesWhatIsInline(directive: String, text: String) {
    let hash = Data(SHA256.digest(of: Array(text.utf8))).base64EncodedString()
    #expect(HTMLReportTests.page.contains("\(directive) 'sha256-\(hash)'"))
    #expect(!text.contains("</"))
  }

  @Test func manifestsAreInert() {
    let page = HTMLReportTests.page
    #expect(page.components(separatedBy: "<script>").count == 2)
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39; \\u{202e}=1+1"))
    #expect(!page.unicodeScalars.contains { VisibleText.isHidden($0) && $0 != "\n" })
  }

  @Test(arguments: [
    ("plain", "plain"), ("a `b` c", "a <code>b</code> c"), ("a ` b", "a ` b"), ("`<b>`", "<code>&lt;b&gt;</code>"), ("x\ny", "x y"), ("`a` and `b", "<code>a</code> and `b"),
  ])
  func markdownOfRules(markdown: String, html: String) { #expect(HTMLText.inline(markdown) == html) }

  @Test func otherDaysAreShownWhereTheyAreKnown() throws {
    var audit = SampleAudit.audit()
    #expect(!HTMLReportTests.page.contains("What falls due"))
    let place = Place(source: Source(path: "pricing.yaml", text: ""), range: TextRange(0, 0))
    audit.outlook.setDue([
      AuditOutlook.DueDate(date: try #require(CivilDate("2026-08-01")), subject: "pricing", rule: "acme/current", place: place)
    ])
    audit.outlook.history = try ["2026-01-01", "2026-04-01"].map { AuditOutlook.PastAudit(date: try #require(CivilDate($0)), counts: audit.counts) }
    let page = SampleAudit.rendered(audit, as: "html")
    #expect(page.contains("<h2 id=\"due-h\">What falls due</h2>"))
    #expect(page.contains("1 in Aug 26"))
    #expect(page.contains("<h2 id=\"history-h\">How it was before</h2>"))
    #expect(page.contains("<polyline"))
  }
}
