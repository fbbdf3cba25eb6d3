/// Charts as inline SVG. What they show stands beside them in words or in a table, so they are hidden from screen readers' cursors
/// and described in a sentence; bars differ by pattern as well as by colour.
enum HTMLChart {
  /// What asks for something begins at the left, where it can be compared, and seen on a narrow screen.
  private static let order: [Outcome] = [.fail, .error, .blocked, .waived, .pass]

  /// A bar for each row: the outcomes of what applies, in parts of the whole.
  static func bars(_ rows: [(title: String, counts: OutcomeCounts)]) -> String {
    let (label, width, step) = (260, 460, 26)
    let height = rows.count * step + 34
    var svg = open(width: label + width + 60, height: height, "Outcomes by module, in parts of what applies; the table below has the numbers") + patterns
    for (index, row) in rows.enumerated() {
      let y = index * step + 4
      svg += "<text x=\"\(label - 8)\" y=\"\(y + 14)\" text-anchor=\"end\">\(HTMLText.escaped(VisibleText.shortened(row.title, to: 36)))</text>"
      var x = 0
      var seen = 0
      let whole = max(1, row.counts.judged)
      for outcome in order where row.counts[outcome] > 0 {
        seen += row.counts[outcome]
        let end = seen * width / whole
        if end > x { svg += bar(outcome, x: label + x, y: y, width: end - x, height: 18, title: "\(row.counts[outcome]) \(outcome.name)") }
        x = end
      }
      svg += "<text class=\"s\" x=\"\(label + width + 6)\" y=\"\(y + 14)\">\(row.counts.judged == 0 ? "–" : "\(row.counts[.pass] * 100 / whole) %")</text>"
    }
    var x = label
    for outcome in order {
      svg += bar(outcome, x: x, y: height - 22, width: 14, height: 14, title: outcome.name)
      svg += "<text class=\"s\" x=\"\(x + 19)\" y=\"\(height - 10)\">\(outcome.name)</text>"
      x += 36 + outcome.name.utf8.count * 8
    }
    return svg + "</svg></div>\n"
  }

  /// A column for each month: how much falls due in it.
  static func months(_ months: [(title: String, count: Int)]) -> String {
    let (step, base) = (56, 120)
    let highest = max(1, months.map(\.count).max() ?? 1)
    var svg = open(width: months.count * step + 10, height: base + 26, "How much falls due in each month; the table below has the days")
    svg += "<line class=\"axis\" x1=\"0\" y1=\"\(base)\" x2=\"\(months.count * step + 10)\" y2=\"\(base)\"/>"
    for (index, month) in months.enumerated() {
      let height = month.count * 90 / highest
      let x = index * step + 12
      if month.count > 0 {
        svg += bar(.fail, x: x, y: base - height, width: 32, height: height, title: "\(month.count) in \(month.title)")
        svg += "<text x=\"\(x + 16)\" y=\"\(base - height - 5)\" text-anchor=\"middle\">\(month.count)</text>"
      }
      svg += "<text class=\"s\" x=\"\(x + 16)\" y=\"\(base + 17)\" text-anchor=\"middle\">\(month.title)</text>"
    }
    return svg + "</svg></div>\n"
  }

  /// Two lines over time: what failed, and what passed, in parts of what applied.
  static func trend(_ points: [(date: CivilDate, counts: OutcomeCounts)]) -> String {
    let (width, height) = (700, 140)
    guard let first = points.first?.date.daysSinceEpoch, let last = points.last?.date.daysSinceEpoch else { return "" }
    func line(_ outcome: Outcome, _ style: String) -> String {
      let places = points.map { point in
        let x = (point.date.daysSinceEpoch - first) * (width - 20) / max(1, last - first) + 10
        let y = height - point.counts[outcome] * (height - 20) / max(1, point.counts.judged) - 10
        return "\(x),\(y)"
      }
      return "<polyline class=\"\(style)\" points=\"\(places.joined(separator: " "))\"/>"
    }
    /// What a line is, and where it ends.
    func share(_ outcome: Outcome) -> String {
      guard let counts = points.last?.counts else { return "" }
      let (part, whole) = (counts[outcome], max(1, counts.judged))
      return "<text class=\"\(outcome.name)\" x=\"\(width - 4)\" y=\"\(height - part * (height - 20) / whole - 6)\">\(outcome.name) \(part * 100 / whole) %</text>"
    }
    var svg = open(width: width + 90, height: height + 24, "The share of failures (solid) and passes (dashed) over time; the table below has the numbers")
    svg += "<line class=\"axis\" x1=\"10\" y1=\"\(height - 10)\" x2=\"\(width - 10)\" y2=\"\(height - 10)\"/>"
    svg += line(.fail, "trend") + line(.pass, "trend-pass") + share(.fail) + share(.pass)
    svg += "<text class=\"s\" x=\"10\" y=\"\(height + 10)\">\(points[0].date)</text>"
    svg += "<text class=\"s\" x=\"\(width - 10)\" y=\"\(height + 10)\" text-anchor=\"end\">\(points[points.count - 1].date)</text>"
    return svg + "</svg></div>\n"
  }

  private static func open(width: Int, height: Int, _ description: String) -> String {
    "<div class=\"chart\" role=\"group\" tabindex=\"0\" aria-label=\"Chart\"><svg role=\"img\" aria-label=\"\(description)\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\">"
  }

  /// Lines for failures, dots for what is waived: seen without colour. They stand in the chart of outcomes, which every report has,
  /// and serve the others too.
  private static let patterns = """
    <defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="7"/></pattern>\
    <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="dots" cx="3" cy="3" r="1.2"/></pattern></defs>
    """

  private static func bar(_ outcome: Outcome, x: Int, y: Int, width: Int, height: Int, title: String) -> String {
    let place = "x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\""
    let pattern: String? =
      switch outcome {
      case .fail, .error: "hatch"
      case .waived, .blocked: "dots"
      case .pass, .notApplicable: nil
      }
    let over = pattern.map { "<rect \(place) fill=\"url(#\($0))\"/>" } ?? ""
    return "<g><title>\(HTMLText.escaped(title))</title><rect class=\"bar-\(outcome.name)\" \(place)/>\(over)</g>"
  }
}
