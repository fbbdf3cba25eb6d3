/// The marks that git leaves in a file whose merge nobody finished (git-merge, "How conflicts are presented").
enum MergeConflicts {
  /// One finding for each conflict, at most as many as the limit allows.
  ///
  /// Text may well hold such marks (in a block scalar, say): ask only for a file that is not valid.
  static func find(in source: Source, limit: Int) -> [Finding] {
    var findings = FindingList(source: source, limit: limit)
    var first: TextRange?
    var parts: [(String, TextRange)] = []
    func end() {
      guard let range = first ?? parts.first?.1 else { return }
      findings.add(
        .mergeConflict, "expected one version of these lines but found a merge that was left unfinished", at: range, related: parts)
      (first, parts) = (nil, [])
    }
    source.bytes.withUnsafeBufferPointer { bytes in
      var cursor = ByteCursor(bytes)
      while !cursor.isAtEnd, !findings.isFull {
        let start = cursor.offset
        cursor.skip { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let line = TextRange(start, cursor.offset)
        switch marker(source.bytes[line.indices]) {
        case UInt8(ascii: "<"):
          end()
          first = line
        case UInt8(ascii: "=") where first != nil: parts.append(("the other version begins here", line))
        case UInt8(ascii: ">"):
          parts.append(("it ends here", line))
          end()
        default: break
        }
        cursor.offset += 1
      }
    }
    end()
    return findings.findings
  }

  /// The character of which a line has seven in front, and then nothing or a space and a name.
  private static func marker(_ line: ArraySlice<UInt8>) -> UInt8? {
    guard let first = line.first, line.count >= 7, line.prefix(7).allSatisfy({ $0 == first }) else { return nil }
    return line.count == 7 || line[line.startIndex + 7] == UInt8(ascii: " ") ? first : nil
  }
}
