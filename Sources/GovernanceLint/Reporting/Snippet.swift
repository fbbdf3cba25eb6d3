/// The code frame of a finding: where it is, the line, carets under the range, and a frame for each related place.
struct Snippet {
  private var frames: [Frame]
  private var remaining: Int
  private let style: TextStyle
  private let severity: Severity
  /// Columns that the largest line number takes.
  let gutter: Int

  /// Related places shown with their line; further ones are counted.
  static let relatedLimit = 4

  private struct Frame {
    var path: String
    /// Which of two versions of the file it is, where it is not the present one.
    var version: String
    var region: Region
    /// Nil for a file that has no content to show.
    var line: SourceLine?
    var label: String
  }

  /// The frames of a finding.
  init(_ finding: Finding, style: TextStyle, tables: inout LineTables) {
    self.style = style
    severity = finding.severity
    let places = [(finding.place, "")] + finding.related.prefix(Snippet.relatedLimit).map { ($0.place, $0.message) }
    frames = []
    for (place, label) in places {
      let region = tables.region(of: place)
      let line = place.source.bytes.isEmpty ? nil : SourceLine(region, in: place.source.bytes)
      frames.append(Frame(path: place.source.path, version: place.source.version, region: region, line: line, label: VisibleText.escaped(label)))
    }
    remaining = max(0, finding.related.count - Snippet.relatedLimit)
    gutter = frames.map { String($0.region.start.line).utf8.count }.max() ?? 1
  }

  /// Writes the frames, each line with its break.
  func write(into sink: inout OutputSink) {
    let margin = String(repeating: " ", count: gutter)
    for (index, frame) in frames.enumerated() {
      if index > 0 { sink.write("\(margin)\(style.paint("│", .frame))\n") }
      sink.write("\(margin)\(style.paint(index == 0 ? "┌─" : "├─", .frame)) \(position(of: frame))\n")
      guard let line = frame.line else {
        if !frame.label.isEmpty { sink.write("\(margin)\(style.paint("│", .frame)) \(frame.label)\n") }
        continue
      }
      let number = String(frame.region.start.line)
      let padding = String(repeating: " ", count: gutter - number.utf8.count)
      let text = line.text.isEmpty ? "" : " \(line.text)"
      sink.write("\(margin)\(style.paint("│", .frame))\n")
      sink.write("\(padding)\(style.paint("\(number)│", .frame))\(text)\n")
      sink.write("\(margin)\(style.paint("│", .frame)) \(marks(of: frame, under: line))\n")
    }
    if remaining > 0 {
      sink.write("\(margin)\(style.paint("=", .frame)) and \(remaining) more \(remaining == 1 ? "place" : "places")\n")
    }
  }

  private func position(of frame: Frame) -> String {
    let path = VisibleText.escaped(frame.path)
    return (frame.line == nil ? path : "\(path):\(frame.region.start.line):\(frame.region.start.column)") + frame.version
  }

  /// Carets under the main range, dashes under a related one, and what is to be said about it.
  private func marks(of frame: Frame, under line: SourceLine) -> String {
    let isMain = frame.label.isEmpty
    let marks = String(repeating: isMain ? "^" : "-", count: line.width)
    let goesOn = frame.region.isLonger ? " … to line \(frame.region.end.line)" : ""
    let label = isMain ? "" : " \(frame.label)"
    return String(repeating: " ", count: line.indent) + style.paint(marks + goesOn, isMain ? .severity(severity) : .frame) + label
  }
}
