/// What is not met and accepted: by whom, why, until when.
enum HTMLWaivers {
  static func write(_ audit: Audit, into sink: inout OutputSink) {
    let report = audit.record.report
    sink.write("<div class=\"scroll\" role=\"group\" aria-label=\"All waivers\" tabindex=\"0\">\n<table class=\"stack\">\n")
    sink.write("<caption>Waivers of the configuration and suppressions in comments, the first to end first; what they silence does not fail the audit.</caption>\n<thead><tr>")
    for title in ["System", "Rule", "By", "Until", "What it does", "Reason"] { sink.write("<th scope=\"col\">\(title)</th>") }
    sink.write("</tr></thead>\n<tbody>\n")
    for exemption in report.exemptions {
      let silencing = exemption.silencing
      let ticket = silencing.ticket.map { " (\($0))" } ?? ""
      let by = silencing.approvedBy ?? (silencing.kind == .suppression ? "a comment in the manifest" : "nobody named")
      let end = silencing.expires.map { "<time datetime=\"\($0)\">\($0)</time>, " } ?? ""
      sink.write("<tr><th scope=\"row\">\(HTMLText.isolated(exemption.subject ?? "Portfolio"))</th><td><code>\(HTMLText.escaped(exemption.rule))</code></td>")
      sink.write("<td>\(HTMLText.isolated(by))</td><td>\(end)\(WaiverList.term(exemption, report))</td>")
      sink.write("<td>\(WaiverList.effect(exemption))</td><td>\(HTMLText.isolated(silencing.reason + ticket))</td></tr>\n")
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
