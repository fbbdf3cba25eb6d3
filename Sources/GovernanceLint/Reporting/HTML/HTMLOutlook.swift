/// What is known of other days: what will begin to fail, and what earlier audits counted.
enum HTMLOutlook {
  /// So many days are listed openly, and so many more behind a click; the chart counts all.
  private static let (openLimit, limit) = (20, 200)
  private static let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// The next twelve months, beginning with that of the audit.
  static func writeDue(_ audit: Audit, into sink: inout OutputSink) {
    let due = audit.outlook.due
    let (year, month, _) = audit.record.report.asOf.components
    let months = (0..<12).map { offset in
      let number = year * 12 + month - 1 + offset
      let count = due.count { $0.date.components.year * 12 + $0.date.components.month - 1 == number }
      return (title: "\(names[number % 12]) \(String(number / 12 % 100 + 100).dropFirst())", count: count)
    }
    sink.write("<p>Rules that hold today and will begin to fail if nobody does anything.</p>\n")
    sink.write(HTMLChart.months(months))
    writeDue(due.prefix(openLimit), into: &sink)
    let rest = due.dropFirst(openLimit)
    guard let last = rest.prefix(limit).last else { return }
    sink.write("<details><summary>\(min(rest.count, limit)) more, until \(last.date)</summary>\n")
    writeDue(rest.prefix(limit), into: &sink)
    sink.write("</details>\n")
    if rest.count > limit { sink.write("<p class=\"soft\">And \(rest.count - limit) later ones: <code>govlint forecast</code> lists them all.</p>\n") }
  }

  private static func writeDue(_ due: ArraySlice<AuditOutlook.DueDate>, into sink: inout OutputSink) {
    sink.write("<table class=\"stack\">\n<thead><tr><th scope=\"col\">Fails from</th><th scope=\"col\">System</th><th scope=\"col\">Rule</th></tr></thead>\n<tbody>\n")
    for item in due {
      sink.write("<tr><td><time datetime=\"\(item.date)\">\(item.date)</time></td><th scope=\"row\">\(HTMLText.isolated(item.subject))</th><td><code>\(HTMLText.escaped(item.rule))</code></td></tr>\n")
    }
    sink.write("</tbody>\n</table>\n")
  }

  /// Earlier audits, the oldest first.
  static func writeHistory(_ audit: Audit, into sink: inout OutputSink) {
    let columns: [Outcome] = [.pass, .fail, .waived, .blocked, .error]
    sink.write(HTMLChart.trend(audit.outlook.history.map { ($0.date, $0.counts) }))
    sink.write("<div class=\"scroll\" role=\"group\" aria-label=\"Earlier audits\" tabindex=\"0\">\n<table>\n<thead><tr><th scope=\"col\">Day</th>")
    for column in columns { sink.write("<th scope=\"col\" class=\"num\">\(column.name)</th>") }
    sink.write("</tr></thead>\n<tbody>\n")
    for past in audit.outlook.history {
      sink.write("<tr><th scope=\"row\"><time datetime=\"\(past.date)\">\(past.date)</time></th>")
      for column in columns { sink.write("<td class=\"num\">\(past.counts[column])</td>") }
      sink.write("</tr>\n")
    }
    sink.write("</tbody>\n</table>\n</div>\n")
  }
}
