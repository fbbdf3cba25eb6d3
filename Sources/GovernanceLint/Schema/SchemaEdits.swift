/// Edits that look safe alone, and are not beside others.
extension SchemaCheck {
  /// Takes away those that would give two keys of a mapping the same name, and those of values that aliases repeat elsewhere.
  func dropDoubtfulEdits(from findings: inout [Finding]) {
    guard findings.contains(where: { $0.edit != nil }) else { return }
    let repeated = document.records.indices.compactMap { index in
      let record = document.records[index]
      return record.kind == .alias && Int(record.first) != index ? node(Int32(record.first)).range : nil
    }
    var sameName: [String: Int] = [:]
    for finding in findings { if let name = newName(finding) { sameName[name, default: 0] += 1 } }
    for index in findings.indices {
      guard let edit = findings[index].edit else { continue }
      let isDoubled = newName(findings[index]).map { sameName[$0, default: 0] > 1 } ?? false
      if isDoubled || repeated.contains(where: { $0.contains(edit.range) }) { findings[index].edit = nil }
    }
  }

  /// The name that a key would get, with the mapping that it stands in.
  private func newName(_ finding: Finding) -> String? {
    guard finding.rule == RuleDescription.unknownKey.id, let edit = finding.edit, let pointer = finding.place.pointer,
      let slash = pointer.utf8.lastIndex(of: UInt8(ascii: "/"))
    else { return nil }
    return pointer[..<slash] + "/" + edit.replacement
  }
}
