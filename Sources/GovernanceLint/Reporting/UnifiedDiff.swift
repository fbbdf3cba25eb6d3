/// What fixes change, as `diff -u` shows it, so that `patch -p1` and `git apply` take it.
public enum UnifiedDiff {
  /// Lines around a change.
  private static let context = 3

  /// Writes the difference between two versions of a file; nothing where there is none.
  ///
  /// A fix changes lines or takes out lines of comments, and adds none: more than that need not be found. The patch is right for
  /// any two texts, but not the shortest. Lines end at LF, as for other tools.
  public static func write(path: String, old: [UInt8], new: [UInt8], into sink: inout OutputSink) {
    let lines = aligned(lines(of: old), lines(of: new))
    guard lines.contains(where: { $0.change != .same }) else { return }
    sink.write("--- \(name("a/" + path))\n+++ \(name("b/" + path))\n")
    // How many lines of either version were passed.
    var (old, new, position) = (0, 0, 0)
    func range(_ passed: inout Int, _ change: Change, of hunk: Range<Int>) -> String {
      func count(_ part: ArraySlice<Line>) -> Int { part.count { $0.change == .same || $0.change == change } }
      let before = passed + count(lines[position..<hunk.lowerBound])
      let inside = count(lines[hunk])
      passed = before + inside
      return "\(inside == 0 ? before : before + 1)" + (inside == 1 ? "" : ",\(inside)")
    }
    for hunk in hunks(lines) {
      sink.write("@@ -\(range(&old, .removed, of: hunk)) +\(range(&new, .added, of: hunk)) @@\n")
      position = hunk.upperBound
      for line in lines[hunk] {
        sink.write(line.change.rawValue)
        sink.write(bytes: line.bytes)
        if line.bytes.last != 0x0A { sink.write("\n\\ No newline at end of file\n") }
      }
    }
  }

  private enum Change: String {
    case same = " "
    case removed = "-"
    case added = "+"
  }

  private struct Line {
    var change: Change
    var bytes: ArraySlice<UInt8>
  }

  /// Each with its line feed.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func aligned(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Line] {
    var lines: [Line] = []
    var added: [Line] = []
    var (before, after) = (0, 0)
    while before < old.count {
      if after < new.count, old[before].elementsEqual(new[after]) {
        lines += added
        added = []
        lines.append(Line(change: .same, bytes: old[before]))
        after += 1
      } else {
        lines.append(Line(change: .removed, bytes: old[before]))
        let isComment = old[before].first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "#")
        if !isComment, after < new.count {
          added.append(Line(change: .added, bytes: new[after]))
          after += 1
        }
      }
      before += 1
    }
    return lines + added + new[after...].map { Line(change: .added, bytes: $0) }
  }

  /// The changed lines with those around them, in runs.
  private static func hunks(_ lines: [Line]) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for index in lines.indices where lines[index].change != .same {
      let range = max(0, index - context)..<min(lines.count, index + context + 1)
      if let last = hunks.last, range.lowerBound <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  /// A name as git writes it: in quotes with escapes where it needs them; a tab ends one with blanks for `patch`.
  private static func name(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
    if isPlain { return path.utf8.contains(0x20) ? path + "\t" : path }
    var quoted = "\""
    for byte in path.utf8 {
      switch byte {
      case 0x22, 0x5C: quoted += "\\" + String(Unicode.Scalar(byte))
      case 0x20...0x7E: quoted.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 8)
        quoted += "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
      }
    }
    return quoted + "\""
  }
}
