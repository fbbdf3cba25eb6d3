/// The outcomes of each module, as a chart and as a table.
enum HTMLModules {
  private static let columns: [Outcome] = [.pass, .fail, .waived, .blocked, .error, .notApplicable]

  static func write(_ audit: Audit, into sink: inout OutputSink) {
    let record = audit.record
    let rows = record.modules.map { module in
      (name: module.name, title: module.title, rules: module.rules.count, counts: audit.counts(of: module.rules))
    }
    sink.write(HTMLChart.bars(rows.map { ($0.title, $0.counts) }))
    sink.write("<div class=\"scroll\" role=\"group\" aria-label=\"Outcomes by module\" tabindex=\"0\">\n<table>\n")
    sink.write("<caption>How often each outcome occurs, over all manifests.</caption>\n<thead><tr><th scope=\"col\">Module</th><th scope=\"col\" class=\"num\">Rules</th>")
    for column in columns { sink.write("<th scope=\"col\" class=\"num\">\(column.name)</th>") }
    sink.write("</tr></thead>\n<tbody>\n")
    for row in rows {
      sink.write("<tr><th scope=\"row\">\(HTMLText.escaped(row.title)) <code>\(HTMLText.escaped(row.name))</code></th><td class=\"num\">\(row.rules)</td>")
      for column in columns { sink.write("<td class=\"num\">\(row.counts[column])</td>") }
      sink.write("</tr>\n")
    }
    let all = audit.counts
    sink.write("</tbody>\n<tfoot><tr><th scope=\"row\">All</th><td class=\"num\">\(record.rules.count)</td>")
    for column in columns { sink.write("<td class=\"num\">\(all[column])</td>") }
    sink.write("</tr></tfoot>\n</table>\n</div>\n")
  }
}
