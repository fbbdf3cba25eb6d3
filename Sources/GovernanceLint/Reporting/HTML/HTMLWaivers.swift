/// What is not met and accepted: by whom, why, until when.
enum HTMLWaivers {
  static func write(_ audit: Audit, into sink: inout OutputSink) {
    sink.write("<div class=\"scroll\" role=\"region\" aria-label=\"Waivers\" tabindex=\"0\">\n<table class=\"stack\">\n<caption>Findings that somebody answers for; they do not fail the audit.</caption>\n<thead><tr>")
    for title in ["System", "Rule", "What is accepted", "By", "Until", "Reason"] { sink.write("<th scope=\"col\">\(title)</th>") }
    sink.write("</tr></thead>\n<tbody>\n")
    for finding in audit.record.report.silenced {
      guard let silencing = finding.silencing else { continue }
      let ticket = silencing.ticket.map { " (\($0))" } ?? ""
      let by = silencing.approvedBy ?? (silencing.kind == .suppression ? "a comment in the manifest" : "nobody named")
      sink.write("<tr><th scope=\"row\">\(HTMLText.isolated(finding.subject ?? "Portfolio"))</th><td><code>\(HTMLText.escaped(finding.rule))</code></td>")
      sink.write("<td>\(HTMLText.isolated(finding.message))</td><td>\(HTMLText.isolated(by))</td>")
      sink.write("<td>\(silencing.expires.map { "<time datetime=\"\($0)\">\($0)</time>" } ?? "no end")</td>")
      sink.write("<td>\(HTMLText.isolated(silencing.reason + ticket))</td></tr>\n")
    }
    sink.write("</tbody>\n</table>\n</div>\n")
  }

  /// In a system's part of the report.
  static func write(_ finding: Finding, into sink: inout OutputSink) {
    guard let silencing = finding.silencing else { return }
    sink.write("<div class=\"finding\">\n<h4><span class=\"tag t-waived\"><span aria-hidden=\"true\">◇</span> waived</span> \(HTMLText.isolated(finding.message))</h4>\n")
    sink.write("<p class=\"soft\"><code>\(HTMLText.escaped(finding.rule))</code></p>\n<p>\(HTMLText.isolated(AuditWords.answer(silencing))).</p>\n</div>\n")
  }
}
