/// The report for people who sign: one file that needs nothing else, reads without its script, prints, and is harmless whatever
/// the manifests say.
enum HTMLReport {
  /// `html`.
  static let form = AuditForm(
    name: "html", summary: "a report to read, print and hand on: one file, without anything from outside", render: render)

  private static func render(_ audit: Audit, options: ReportOptions, into sink: inout OutputSink) {
    let title = "AI governance audit as of \(audit.record.report.asOf)"
    writeHead(title, audit.record, into: &sink)
    let sections = sections(audit)
    sink.write("<body>\n<a class=\"skip\" href=\"#main\">Skip to the report</a>\n<header>\n<h1>\(title)</h1>\n")
    sink.write("<p>\(HTMLText.escaped(AuditWords.scope(audit.record))). \(HTMLText.escaped(AuditWords.origin(audit.record))).</p>\n")
    sink.write("<nav aria-label=\"Contents\"><ul>\n")
    for section in sections { sink.write("<li><a href=\"#\(section.id)\">\(section.title)</a></li>\n") }
    sink.write("</ul></nav>\n</header>\n<main id=\"main\">\n")
    for section in sections {
      sink.write("<section id=\"\(section.id)\" aria-labelledby=\"\(section.id)-h\">\n<h2 id=\"\(section.id)-h\">\(section.title)</h2>\n")
      section.write(audit, &sink)
      sink.write("</section>\n")
    }
    sink.write("</main>\n<footer><p>Made by govlint \(HTMLText.escaped(audit.record.report.version)). ")
    sink.write("The same manifests, rules, configuration and day give the same file.</p></footer>\n")
    sink.write("<script>\(HTMLScript.text)</script>\n</body>\n</html>\n")
  }

  private struct Section {
    var id: String
    var title: String
    var write: (Audit, inout OutputSink) -> Void
  }

  /// Those that have something to show.
  private static func sections(_ audit: Audit) -> [Section] {
    let report = audit.record.report
    var sections = [Section(id: "summary", title: "In short", write: HTMLSummary.write)]
    sections.append(Section(id: "modules", title: "Outcome by module", write: HTMLModules.write))
    if !audit.outlook.due.isEmpty { sections.append(Section(id: "due", title: "What falls due", write: HTMLOutlook.writeDue)) }
    if audit.outlook.history.count > 1 { sections.append(Section(id: "history", title: "How it was before", write: HTMLOutlook.writeHistory)) }
    if !audit.record.subjects.isEmpty {
      sections.append(Section(id: "matrix", title: "Systems and modules", write: HTMLMatrix.write))
      sections.append(Section(id: "systems", title: "System by system", write: HTMLSystems.write))
    }
    if !audit.index.others.isEmpty || !audit.record.portfolio.isEmpty {
      sections.append(Section(id: "portfolio", title: "The portfolio as a whole", write: HTMLSystems.writePortfolio))
    }
    if !report.exemptions.isEmpty { sections.append(Section(id: "waivers", title: "Waivers", write: HTMLWaivers.write)) }
    if !HTMLSources.documents(of: audit.record).isEmpty { sections.append(Section(id: "sources", title: "What the sources ask", write: HTMLSources.write)) }
    sections.append(Section(id: "digests", title: "Appendix: digests", write: HTMLAppendix.write))
    return sections
  }

  private static func writeHead(_ title: String, _ record: AuditRecord, into sink: inout OutputSink) {
    func hash(_ text: String) -> String { "'sha256-\(CELLibrary.base64(SHA256.digest(of: Array(text.utf8))))'" }
    sink.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    sink.write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \(hash(HTMLStyle.text)); ")
    sink.write("script-src \(hash(HTMLScript.text)); base-uri 'none'; form-action 'none'\">\n")
    sink.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
    sink.write("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"govlint \(HTMLText.escaped(record.report.version))\">\n")
    sink.write("<title>\(title)</title>\n<style>\(HTMLStyle.text)</style>\n</head>\n")
  }
}
