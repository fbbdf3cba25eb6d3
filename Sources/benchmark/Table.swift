import Foundation

/// A table on stdout: the first column is left-aligned, the others hold figures.
struct Table {
  private let widths: [Int]

  /// Prints the head: a title above the first column, and the names of the others.
  init(_ title: String, columns: [String]) {
    widths = columns.map { max(9, $0.utf8.count + 2) }
    print()
    row(title, columns)
  }

  /// Prints a row; a figure that could not be had is a dash.
  func row(_ name: String, _ figures: [String?]) {
    var line = name + String(repeating: " ", count: max(1, 44 - name.count))
    for (figure, width) in zip(figures, widths) {
      let text = figure ?? "-"
      line += String(repeating: " ", count: max(1, width - text.count)) + text
    }
    print(line)
    // In a file, too, each row is seen when it is measured.
    fflush(nil)
  }
}

extension Double {
  /// So many digits after the point.
  func rounded(to digits: Int) -> String { String(format: "%.\(digits)f", self) }
}
