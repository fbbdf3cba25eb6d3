/// The code frame of a finding: its line with the part that it is about marked, and a line before and after.
enum HTMLFrame {
  /// So many characters are shown before, in and after the marked part.
  private static let reach = (before: 60, inside: 100, after: 60)

  static func write(_ place: Place, tables: inout LineTables, into sink: inout OutputSink) {
    let region = tables.region(of: place)
    let number = region.start.line
    let path = "\(place.source.path):\(number):\(region.start.column)"
    guard !place.source.bytes.isEmpty else {
      return sink.write("<p class=\"soft\">\(HTMLText.isolated(place.source.path))</p>\n")
    }
    sink.write("<figure class=\"frame\"><figcaption>\(HTMLText.isolated(path))</figcaption><pre>")
    let lines = tables.lines(of: place.source)
    let width = String(number + 1).utf8.count
    writeContext(number - 1, lines, place.source, width: width, into: &sink)
    let before = place.source.text(TextRange(region.line.start, region.shown.start))
    let inside = place.source.text(region.shown)
    let after = place.source.text(TextRange(region.shown.end, region.line.end))
    sink.write(gutter(number, width: width))
    sink.write(HTMLText.escaped(flat(last(before, reach.before))))
    sink.write("<mark>\(HTMLText.escaped(flat(VisibleText.shortened(inside, to: reach.inside))))</mark>")
    sink.write("\(HTMLText.escaped(flat(VisibleText.shortened(after, to: reach.after))))\n")
    writeContext(number + 1, lines, place.source, width: width, into: &sink)
    sink.write("</pre></figure>\n")
  }

  private static func writeContext(_ number: Int, _ lines: LineTable, _ source: Source, width: Int, into sink: inout OutputSink) {
    guard number >= 1, number <= lines.count else { return }
    let range = lines.range(ofLine: number)
    // What stands after the last line break is no line.
    guard !range.isEmpty || number < lines.count else { return }
    let shown = TextRange(range.start, min(range.end, range.start &+ 600))
    let text = flat(VisibleText.shortened(source.text(shown), to: reach.before + reach.after))
    sink.write("\(gutter(number, width: width))<i>\(HTMLText.escaped(text))</i>\n")
  }

  private static func gutter(_ number: Int, width: Int) -> String {
    let digits = String(number)
    return "<i>\(String(repeating: " ", count: max(0, width - digits.utf8.count)))\(digits) │ </i>"
  }

  private static func last(_ text: String, _ count: Int) -> String {
    text.unicodeScalars.count > count ? "…" + String(text.unicodeScalars.suffix(count)) : text
  }

  /// Tabs are as wide as in text output.
  private static func flat(_ text: String) -> String {
    text.utf8.contains(0x09) ? String(text.unicodeScalars.flatMap { $0 == "\t" ? Array("    ".unicodeScalars) : [$0] }.map(Character.init)) : text
  }
}
